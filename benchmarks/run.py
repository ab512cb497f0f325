"""Measures Attest beside its peers and prints the table: `python -m benchmarks.run` (see benchmarks/README.md)."""

import argparse
import contextlib
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import databases, measuring, report, versions, works
from benchmarks.databases import say
from benchmarks.drawing import Drawer
from benchmarks.grow import SEED
from benchmarks.postgresql import Cluster, is_installed
from benchmarks.processes import Trouble, require_cores
from benchmarks.systems import Attest, CachedFloor, Floor

HERE = Path(__file__).resolve().parent
GROWTH = (40_000, 400_000, 4_000_000)
NAMES = ("sqlite", "postgresql")


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--events", type=int, default=400_000, help="how many events (400000)")
    parser.add_argument("--works", help="only these, comma-separated: W1,W3-deep (all)")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each system (3)")
    parser.add_argument("--seconds", type=float, default=10, help="of each turn (10)")
    parser.add_argument(
        "--database",
        action="append",
        help="sqlite, postgresql, or the URL of a database that holds events; several times for "
        "several (sqlite, and postgresql where it is installed)",
    )
    parser.add_argument("--growth", nargs="?", const="", metavar="N,N,...", help=GROWTH_HELP)
    parser.add_argument("--seed", type=int, default=SEED, help="of events and questions (1)")
    parser.add_argument("--port", type=int, default=8700, help="first of a few ports (8700)")
    parser.add_argument("--data", type=Path, default=HERE / "data", help="where databases are kept")
    parser.add_argument(
        "--keep",
        action="store_true",
        help="take kept databases as they are, even where what fills them has changed since",
    )
    parser.add_argument(
        "--results", type=Path, default=HERE / "results", help="where the report is written"
    )
    return parser.parse_args(arguments)


GROWTH_HELP = "W1 alone, over databases of these sizes (40000,400000,4000000)"


def main(arguments):
    given = parse(arguments)
    require_cores()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    with contextlib.ExitStack() as stack:
        bench = Bench(given, stack)
        text = bench.grow() if given.growth is not None else bench.run()
    given.results.mkdir(parents=True, exist_ok=True)
    file = given.results / f"{datetime.now(UTC):%Y-%m-%d-%H%M}.md"
    file.write_text(text)
    print(text)
    say(f"written to {file}")
    return 1 if bench.trouble else 0


def _end(number, frame):
    """Stop the servers that were started, and report what was measured until then."""
    raise Trouble(f"ended by signal {number}")


class Bench:
    """One run; `stack` stops what it starts."""

    def __init__(self, given, stack):
        self.given, self.stack = given, stack
        self.plan = measuring.Plan(
            given.rounds, given.seconds, given.port, given.data.resolve() / "logs"
        )
        self.cluster, self.facts, self.trouble = None, [], None
        self.program = versions.program()

    def run(self):
        """Return the report of all works on all databases."""
        drawn, rows = None, []
        with self._told(rows):
            for database in self._databases():
                drawn = drawn or self._draw(database)
                for work in works.chosen(self._names()):
                    rows += self._measure(work, work.on(database.kind), [database], drawn)
        parts = ["## Ratios", report.targets(rows), "## Works", report.works(rows, drawn)]
        return self._framed("The cost of Attest beside its peers", parts)

    def grow(self):
        """Return the report of W1 as the data grow: the same questions, whose pages are full in the smallest."""
        sizes = (
            [int(size) for size in self.given.growth.split(",")] if self.given.growth else GROWTH
        )
        data = self.given.data.resolve()
        grown = [
            databases.sqlite(size, self.given.seed, data, self.given.keep) for size in sorted(sizes)
        ]
        drawn, rows = self._draw(grown[0]), []
        live, again = (work for work in works.WORKS if work.key in ("W1", "W1-again"))
        # Warm, as the bound has it: each page was asked for before, and each total is a new one.
        live = replace(live, lap="stretched", warm=True)
        with self._told(rows):
            for work, floor in ((live, Floor), (again, CachedFloor)):
                for system in (Attest, floor):
                    rows += self._measure(work, [system], grown, drawn)
        parts = [report.growth_targets(rows), report.growth(rows)]
        return self._framed("The cost of a page of W1 as the data grow", parts)

    @contextlib.contextmanager
    def _told(self, rows):
        """Go on to the report after trouble, which it tells: hours of measurements are in it."""
        try:
            yield
        except Trouble as trouble:
            self.trouble = trouble
            if not rows:
                raise
            say(str(trouble))
            self.facts.insert(0, f"**NOT COMPLETE**: {str(trouble).splitlines()[0]}")

    def _measure(self, work, kinds, over, drawn):
        """Return the rows of a work: of each kind of system, over each database."""
        if versions.program() != self.program:
            raise Trouble("the program was changed while it was measured; measure a copy of it")
        systems = [kind(database) for kind in kinds for database in over]
        return measuring.measure(work, systems, drawn, self.plan)

    def _names(self):
        return None if self.given.works is None else set(self.given.works.split(","))

    def _databases(self):
        """Yield each database once it is filled."""
        given, folder = self.given, self.given.data.resolve()
        for name in given.database or NAMES:
            if name == "postgresql":
                if not is_installed():
                    say("SKIPPED PostgreSQL: initdb is not installed")
                    self.facts.append("PostgreSQL is not installed here, and was left out.")
                    continue
                yield self._postgresql()
            elif name == "sqlite":
                own = databases.sqlite(given.events, given.seed, folder, given.keep)
                yield databases.with_copy(own, folder / f"{given.events}-{given.seed}")
            else:
                own = databases.given(name)
                yield databases.with_copy(own, folder / "given") if own.kind == "sqlite" else own

    def _postgresql(self):
        # Ports from `port` on are those of the servers of a work, which are fewer than ten.
        folder = self.given.data.resolve()
        cluster = Cluster(folder / "postgresql", self.given.port + 10)
        self.cluster = self.stack.enter_context(cluster)
        given = self.given
        database = databases.postgresql(given.events, given.seed, folder, self.cluster, given.keep)
        self.cluster.pin()
        return database

    def _draw(self, database):
        say("drawing the questions")
        system = Attest(database)
        with system.start(self.plan.port, self.plan.folder) as server:
            server.wait_until_ready("/healthz")
            drawn = Drawer(server, self.given.seed).draw()
        self.facts += [
            f"{drawn.events:,} events; W3-deep is page {drawn.deep.number:,}.",
            f"W1: {drawn.filtered_spread}.",
            f"W4: {drawn.search_spread}." if drawn.search_spread else "W4: too few events.",
        ]
        return drawn

    def _framed(self, title, parts):
        url = self.cluster.url("postgres") if self.cluster else None
        given = self.given
        facts = [
            f"{given.rounds} rounds of {given.seconds:g} s; seed {given.seed}.",
            *self.facts,
        ]
        return report.frame(title, versions.machine(), versions.versions(url), facts, parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
