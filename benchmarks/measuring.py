"""One work: its systems side by side, compared first, then measured in turns, round after round."""

import contextlib
import itertools
import statistics
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import client, comparing
from benchmarks.databases import say
from benchmarks.processes import CLIENT_CPU, Trouble, pinned
from benchmarks.questions import Unchanged
from benchmarks.systems import NaiveDRF
from benchmarks.systems.system import System
from benchmarks.works import Work, supply, unasked

LEAST_CPU = 0.02  # seconds; where a server used less in a round, something else has answered
WARM_UP = 0.5  # of the time of a round
FAR_AWAY = 3600.0  # seconds
LEAST_QUESTIONS = 2 * client.CONNECTIONS  # in a round, where there is an end to them


@dataclass(frozen=True)
class Plan:
    """How often, how long, where; `port` is the first of several."""

    rounds: int
    seconds: float
    port: int
    folder: Path


@dataclass(frozen=True)
class Round:
    """One measurement: CPU in microseconds a request (or a record of an export), times in milliseconds."""

    cpu: float
    rate: float
    bytes: float
    requests: int
    errors: int = 0
    p50: float | None = None
    p99: float | None = None
    memory: tuple | None = None  # anonymous bytes of an exporting server: before, and at most


@dataclass
class Row:
    """A system's rounds in one work; where there are none, `note` says why."""

    work: Work
    system: System
    rounds: list = field(default_factory=list)
    note: str | None = None

    def median(self, name):
        """Return the median of a number over the rounds, or None where it was not measured."""
        values = [getattr(one, name) for one in self.rounds]
        return statistics.median(values) if values and None not in values else None


@dataclass
class Contender:
    """A system in a work, with its server, its questions and the row that it fills."""

    row: Row
    server: object
    questions: list
    supply: object = None
    kept: list = field(default_factory=list)

    @property
    def system(self):
        return self.row.system

    def cpu(self):
        """Return the CPU seconds of the server, and of the database where that is a server too."""
        return self.server.usage().cpu + self.system.database.cpu()

    def ask(self, question):
        """Return the body of one answer."""
        path = self.system.path(question)
        status, _, body = self.server.ask(path, self.system.headers(question))
        if status != 200:
            raise Trouble(f"{self.system.name}: {path} answered {status}: {body[:500]!r}")
        return body

    def understood(self, question, body=None):
        return self.system.understood(question, self.ask(question) if body is None else body)


def measure(work, systems, drawn, plan):
    """Return a Row for each of `systems`; `drawn` are the questions (benchmarks/drawing.py)."""
    left = unasked(work, work.questions(drawn))
    if left is not None and left < LEAST_QUESTIONS * (plan.rounds + 1):
        return [Row(work, system, note="too few events to ask") for system in systems]
    with pinned(CLIENT_CPU), contextlib.ExitStack() as stack:
        contenders = []
        for number, system in enumerate(systems):
            server = stack.enter_context(system.start(plan.port + number, plan.folder))
            server.wait_until_ready(system.path(drawn.filtered[0]))
            contender = Contender(Row(work, system), server, [])
            contender.questions = _questions(contender, drawn)
            contenders.append(contender)
        if work.streams:
            _measure_streams(contenders, drawn, plan)
        else:
            _measure_loads(work, contenders, plan)
    return [contender.row for contender in contenders]


def _questions(contender, drawn):
    """Return the questions of one system: most are those of all."""
    work = contender.row.work
    questions = work.questions(drawn)
    if work.expected == 304:
        return [Unchanged(question, _etag(contender, question)) for question in questions]
    if work.streams and isinstance(contender.system, NaiveDRF):
        return [drawn.part]  # a record costs it the same there, and all of them minutes
    return questions


def _etag(contender, question):
    path = contender.system.path(question)
    etag = contender.server.ask(path)[1]["ETag"]
    if etag is None:
        raise Trouble(f"{contender.system.name}: {path} has no ETag")
    return etag


def _measure_loads(work, contenders, plan):
    if work.expected == 200:
        comparing.compare(contenders)
    for contender in contenders:
        contender.supply = supply(work, contender.questions)
        _warm(work, contender, plan)
    share = _share(work, contenders[0], plan)
    for number in range(plan.rounds):
        for contender in contenders:
            load, cpu = _drive(contender, plan.seconds, share)
            contender.kept += load.kept
            contender.row.rounds.append(
                Round(
                    cpu=cpu / load.requests * 1e6,
                    rate=load.rate,
                    bytes=load.bytes / load.requests,
                    requests=load.requests,
                    errors=load.errors,
                    p50=load.percentile(0.5),
                    p99=load.percentile(0.99),
                )
            )
            if load.error and not contender.row.note:
                contender.row.note = f"first error: {load.error}"
            _tell(contender.row, number)
    if work.expected == 200:
        comparing.compare_kept(contenders)


def _share(work, contender, plan):
    """Return how many questions one measurement may use up, so that the last round has as many as the first."""
    left = unasked(work, contender.questions)
    return None if left is None else left // (plan.rounds + 1)


def _warm(work, contender, plan):
    if work.warm:
        _drive(contender, FAR_AWAY, len(contender.questions))
    _drive(contender, plan.seconds * WARM_UP, _share(work, contender, plan))


def _drive(contender, seconds, most):
    """Return (Load, CPU seconds) of asking at most `most` questions for `seconds`."""
    system, port = contender.system, contender.server.port
    asked = (
        (question, client.request(port, system.path(question), system.headers(question)))
        for question in itertools.islice(contender.supply, most)
    )
    before = contender.cpu()
    load = client.drive(port, asked, seconds, expected=contender.row.work.expected)
    cpu = contender.cpu() - before
    if not load.requests:
        raise Trouble(f"{system.name}: nothing was left to ask; give fewer --rounds")
    if load.seconds > 1 and cpu < LEAST_CPU:
        raise Trouble(f"{system.name} used no CPU: something else answers at port {port}")
    return load, cpu


def _measure_streams(contenders, drawn, plan):
    for number in range(plan.rounds):
        for contender in contenders:
            row, question = contender.row, contender.questions[0]
            path = contender.system.path(question)
            memory = [contender.server.usage().anonymous]
            before = contender.cpu()
            stream = client.read_lines(
                contender.server.port,
                path,
                lambda: memory.append(contender.server.usage().anonymous),  # noqa: B023
            )
            cpu = contender.cpu() - before
            if stream.status == 404:
                row.note = f"not there yet: {path} answers 404"
                continue
            expected = drawn.events if question == drawn.export else drawn.part_size
            if stream.status != 200 or stream.lines != expected:
                raise Trouble(
                    f"{contender.system.name}: {path} answered {stream.status} with {stream.lines:,} "
                    f"lines; {expected:,} events match"
                )
            comparing.compare_line(contenders, contender, stream.first)
            row.note = f"{stream.lines:,} records"
            row.rounds.append(
                Round(
                    cpu=cpu / stream.lines * 1e6,
                    rate=stream.lines / stream.seconds,
                    bytes=stream.bytes / stream.lines,
                    requests=stream.lines,
                    memory=(memory[0], max(memory)),
                )
            )
            _tell(row, number)


def _tell(row, number):
    one = row.rounds[-1]
    say(
        f"{row.work.key}, round {number + 1}: {row.system.name}: {one.cpu:,.0f} us of CPU, "
        f"{one.rate:,.0f}/s" + (f", {one.errors} ERRORS" if one.errors else "")
    )
