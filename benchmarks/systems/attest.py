"""Attest, started as a user starts it: nothing is switched off."""

import sys

from benchmarks.processes import HOST
from benchmarks.systems.system import System, segment, url

EVENTS = "/api/v1/events/"


class Attest(System):
    name = "Attest"
    counts = "may be kept"

    def command(self, port):
        return [sys.executable, "manage.py", "serve"]

    def environment(self, port):
        return {
            "DATABASE_URL": self.database.url,
            "HOST": HOST,
            "PORT": str(port),
            "WORKERS": "1",
            "LOG_LEVEL": "INFO",
        }

    def filtered(self, question):
        return url(
            EVENTS, country=question.country, date_from=question.first, date_to=question.last
        )

    def one(self, question):
        return url(EVENTS, segment(question.code), "/")

    def nth(self, question):
        return url(EVENTS, cursor=question.cursor) if question.cursor else url(EVENTS)

    def search(self, question):
        return url(EVENTS, q=question.words)

    def groups(self, question, **within):
        # All groups on one page, as the peers have them.
        return url(EVENTS, "aggregate/", by=",".join(question.by), page_size=1000, **within)

    def groups_within(self, question):
        return self.groups(question, date_from=question.first, date_to=question.last)

    def near(self, question):
        point = f"{question.latitude},{question.longitude},{question.kilometers}"
        return url(EVENTS, near=point)

    def export(self, question):
        query = {"country": question.country} if question.country else {}
        return url("/api/v1/events.ndjson", **query)

    def unchanged(self, question):
        return self.filtered(question.question)
