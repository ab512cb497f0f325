"""Naive DRF on gunicorn's threaded worker."""

import sys

from benchmarks.systems.system import System, host_and_port, segment, url

EVENTS = "/events/"
THREADS = 4  # gunicorn's guide: two to four for each core


class NaiveDRF(System):
    name = "naive DRF"

    def command(self, port):
        server = [sys.executable, "-m", "gunicorn", "--bind", host_and_port(port)]
        workers = ["--workers", "1", "--worker-class", "gthread", "--threads", str(THREADS)]
        # A measurement must not end a worker that answers slowly.
        limits = ["--timeout", "600"]
        return [*server, *workers, *limits, "benchmarks.peers.naive_drf.wsgi"]

    def environment(self, port):
        return {"DATABASE_URL": self.copy.url}

    def filtered(self, question):
        return url(
            EVENTS, country=question.country, date_from=question.first, date_to=question.last
        )

    def one(self, question):
        return url(EVENTS, segment(question.code), "/")

    def nth(self, question):
        return url(EVENTS, page=question.number)

    def search(self, question):
        return url(EVENTS, q=question.words)

    def groups(self, question):
        return url(EVENTS, "aggregate/")

    def groups_within(self, question):
        return url(EVENTS, "aggregate/", date_from=question.first, date_to=question.last)

    def export(self, question):
        query = {"country": question.country} if question.country else {}
        return url(EVENTS, "export/", **query)
