"""FastAPI on uvicorn."""

import sys

from benchmarks.processes import HOST
from benchmarks.systems.system import System, segment, url

EVENTS = "/events"


class FastAPI(System):
    name = "FastAPI + SQLAlchemy"

    def command(self, port):
        server = [sys.executable, "-m", "uvicorn", "--host", HOST, "--port", str(port)]
        return [*server, "benchmarks.peers.fastapi_app.main:app"]

    def environment(self, port):
        return {"FASTAPI_DATABASE": self.copy.file}

    def filtered(self, question):
        return url(
            EVENTS, country=question.country, date_from=question.first, date_to=question.last
        )

    def one(self, question):
        return url(EVENTS, "/", segment(question.code))

    def nth(self, question):
        return url(EVENTS, page=question.number)
