"""The base of every system: a command, an environment, a URL for each question, and a way to compare its answers."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from benchmarks.processes import HOST, Server
from benchmarks.questions import (
    Export,
    Filtered,
    Groups,
    GroupsWithin,
    Near,
    Nth,
    One,
    Search,
    Unchanged,
)

ROOT = Path(__file__).resolve().parents[2]
# Pages are larger than the block that glibc returns to the system after each use: kept, they cost a third less.
# `manage.py serve` sets it by itself; here it is set for every system alike.
MALLOC = {"MALLOC_MMAP_THRESHOLD_": str(64 * 2**20), "MALLOC_TRIM_THRESHOLD_": str(256 * 2**20)}
# Nothing else of the caller's environment reaches a server.
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")

# The method of a system that makes the path of a question
METHODS = {
    Filtered: "filtered",
    One: "one",
    Nth: "nth",
    Search: "search",
    Groups: "groups",
    GroupsWithin: "groups_within",
    Near: "near",
    Export: "export",
    Unchanged: "unchanged",
}


@dataclass(frozen=True)
class Page:
    """A page: how many events match, and those on it."""

    count: int
    events: list


class System:
    """A system over one database. A question that it has no method for is not asked of it."""

    name = None
    # Whether a question that was asked before is counted again: what the column "counts" says.
    counts = "live"

    def __init__(self, database):
        self.database = database

    @property
    def copy(self):
        """The database that a peer is given: with indexes for its own queries."""
        return self.database.peers or self.database

    def command(self, port):
        """Return the command that serves at `port` with one worker."""
        raise NotImplementedError

    def environment(self, port):
        """Return what the server's environment holds besides MALLOC and INHERITED."""
        return {}

    def prepare(self, folder):
        """Write what the command needs into `folder`."""

    def start(self, port, folder):
        """Return the running Server."""
        folder.mkdir(parents=True, exist_ok=True)
        self.prepare(folder)
        inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
        environment = {**inherited, **MALLOC, "PYTHONPATH": str(ROOT), **self.environment(port)}
        log = folder / f"{type(self).__name__}-{port}.log"
        return Server(self.name, self.command(port), environment, port, ROOT, log)

    def path(self, question):
        """Return the path and query that ask `question`, or None where the system cannot be asked it."""
        method = getattr(self, METHODS[type(question)], None)
        return method(question) if method else None

    def headers(self, question):
        return (("If-None-Match", question.etag),) if isinstance(question, Unchanged) else ()

    def understood(self, question, body):
        """Return the answer in a form that compares with that of other systems."""
        answer = json.loads(body)
        if isinstance(question, One):
            return comparable(answer)
        if isinstance(question, Groups | GroupsWithin):
            return groups(question, answer["results"])
        return Page(answer["count"], [comparable(event) for event in answer["results"]])

    def shown(self, question, answer):
        """Return of another system's understood `answer` what this system shows of it."""
        return answer


def url(*parts, **query):
    """Return a path of `parts`, with `query`."""
    path = "".join(parts)
    return f"{path}?{urlencode(query, safe=',')}" if query else path


def segment(text):
    return quote(text, safe="")


def comparable(event):
    """Return an event whose lists stand in one order: what order they have is not compared."""
    return event | {
        "participants": sorted(event["participants"], key=lambda row: json.dumps(row)),
        "related_events": sorted(event["related_events"], key=lambda row: json.dumps(row)),
        "modes": sorted(event["modes"]),
        "contexts": sorted(event["contexts"]),
        "quality": sorted(event["quality"]),
    }


def groups(question, rows):
    """Return {values of what a question counts by: (count, fatalities)} of groups."""
    return {
        tuple(row[name] for name in question.by): (
            row["count"],
            tuple(sorted(row["fatalities"].items())),
        )
        for row in rows
    }


def host_and_port(port):
    return f"{HOST}:{port}"
