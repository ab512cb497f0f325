"""The floor, on granian as Attest is, with one thread: with more, threads take the interpreter from each other."""

import sys

from benchmarks.processes import HOST
from benchmarks.systems.system import System, url


class Floor(System):
    name = "floor"

    def command(self, port):
        server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1"]
        places = ["--host", HOST, "--port", str(port), "--workers", "1"]
        limits = ["--blocking-threads", "1", "--backpressure", "64", "--log-level", "warning"]
        return [*server, *places, *limits, "benchmarks.peers.floor:application"]

    def environment(self, port):
        return {"FLOOR_DATABASE": self.database.file, "FLOOR_COUNTS": self.counts}

    def filtered(self, question):
        return url("/page", country=question.country, first=question.first, last=question.last)

    def one(self, question):
        return url("/record", code=question.code)

    def nth(self, question):
        return url("/beyond", code=question.after) if question.after else url("/first")

    def search(self, question):
        return url("/search", words=question.words)

    def groups(self, question):
        return url("/groups")

    def groups_within(self, question):
        path = "/groups" if len(question.by) > 1 else f"/{question.by[0]}"
        return url(path, first=question.first, last=question.last)

    def near(self, question):
        return url("/near", **question.circle())

    def export(self, question):
        return url("/export") if question.country is None else None


class CachedFloor(Floor):
    name = "floor, counts kept"
    counts = "cached"
