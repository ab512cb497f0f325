"""Imports and exports beside the least that they can cost: `python -m benchmarks.interchange` (see README.md).

Import: `manage.py import_ucdp`, beside reading the same CSV and inserting its rows with `executemany`.
Export: each format of Attest, beside SQLite's own tool that selects the same documents, or the columns of the table.
"""

import argparse
import contextlib
import csv
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from config.sqlite import PRAGMAS, sqlite3

ROOT = Path(__file__).resolve().parent.parent
EVENTS = ROOT.parent / "shared" / "data" / "ucdp" / "ged_union_49col.csv.gz"
FORMATS = ("ndjson", "csv", "geojson", "parquet", "xlsx")
DOCUMENTS = (
    "SELECT v.document FROM events_event e CROSS JOIN events_version v "
    "WHERE v.id = e.current_id ORDER BY e.newest_first"
)
COLUMNS = "SELECT * FROM events_event ORDER BY newest_first"
AT_A_TIME = 1000  # rows inserted


@dataclass(frozen=True)
class Line:
    """One row of the table: how many rows took how long, and how large the file is where one was written."""

    work: str
    system: str
    rows: int
    seconds: float
    cpu: float
    bytes: int

    def __str__(self):
        rates = f"{self.rows / self.seconds:,.0f} | {self.cpu / self.rows * 1e6:,.1f}"
        size = f"{self.bytes / 1e6:,.1f}" if self.bytes else "-"
        return f"| {self.work} | {self.system} | {self.rows:,} | {self.seconds:.2f} | {rates} | {size} |"


HEAD = (
    "| work | system | rows | seconds | rows a second | CPU a row, µs | MB |\n"
    "|---|---|---:|---:|---:|---:|---:|"
)


def measured(command, environment, **options):
    """Run a command; return (seconds, CPU seconds) of it and of what it started."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, **options)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed: {process.returncode}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime


def imported(file, environment):
    """Import the events with Attest; return (seconds, CPU seconds)."""
    command = [sys.executable, "manage.py"]
    measured([*command, "migrate", "--verbosity", "0"], environment)
    return measured([*command, "import_ucdp", file], environment, stdout=sys.stderr)


def inserted(file, database):
    """Read a CSV file and insert its rows as they are; return their number."""
    with (
        gzip.open(file, "rt", encoding="utf-8-sig", newline="") as text,
        contextlib.closing(sqlite3.connect(database)) as connection,
    ):
        for name in PRAGMAS:
            connection.execute(f"PRAGMA {name} = {PRAGMAS[name]}")
        rows = csv.reader(text)
        header = next(rows)
        names = ", ".join(f'"{name}"' for name in header)
        connection.execute(f"CREATE TABLE event ({names}, PRIMARY KEY ({header[0]!r}))")
        marks = ", ".join("?" for _ in header)
        connection.executemany(f"INSERT INTO event VALUES ({marks})", rows)
        connection.commit()
        return connection.execute("SELECT count(*) FROM event").fetchone()[0]


def exported(name, path):
    """Write all events in a format of Attest; return [rows, seconds, CPU seconds] without the start of Django."""
    import django

    django.setup()
    # A server imports the libraries of a format once, with the first file.
    import pyarrow.parquet  # noqa: F401
    import xlsxwriter  # noqa: F401

    from events.api.exports.formats import FORMATS as formats
    from events.api.store.snapshots import Snapshot, statement
    from events.models import Event

    begun, used, rows = time.perf_counter(), time.process_time(), 0
    snapshot = Snapshot()

    def counted(batches):
        nonlocal rows
        for batch in batches:
            rows += len(batch)
            yield batch

    events = Event.objects.filter(current__isnull=False).order_by("newest_first")
    batches = counted(snapshot.batches(*statement(events)))
    with Path(path).open("wb") as file:
        file.writelines(formats[name].write(batches, "events"))
    snapshot.close()
    return [rows, time.perf_counter() - begun, time.process_time() - used]


def own(*arguments, environment):
    """Run one of the functions above in a process of its own; return what it returns."""
    command = [sys.executable, "-m", "benchmarks.interchange", "--run", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def main(file, rounds):
    """Measure everything, some rounds of it, and print the table of the fastest ones."""
    with tempfile.TemporaryDirectory(prefix="attest-interchange-") as folder:
        database, out = Path(folder, "attest.sqlite3"), Path(folder, "out")
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{database}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LOG_LEVEL": "ERROR",
        }
        took = imported(file, environment)
        raw = own("inserted", file, Path(folder, "raw.sqlite3"), environment=environment)
        rows = raw[0]
        lines = [
            Line("import", "import_ucdp: read, checked, written, published", rows, *took, 0),
            Line("import", "csv and executemany", *raw, 0),
        ]
        costs = {}
        for name in FORMATS:
            found = [own("exported", name, out, environment=environment) for _ in range(rounds)]
            best = min(found, key=lambda one: one[2])
            lines.append(Line("export", f"Attest, {name}", *best, out.stat().st_size))
            costs[name] = best[2]
        tool = shutil.which("sqlite3")
        questions = {"the documents": ([], DOCUMENTS), "the table as CSV": (["-csv"], COLUMNS)}
        for title, (options, sql) in questions.items() if tool else ():
            command = [tool, "-readonly", *options, database, sql]
            found = []
            for _ in range(rounds):
                with out.open("wb") as written:
                    found.append(measured(command, environment, stdout=written))
            best = min(found, key=lambda one: one[1])
            lines.append(Line("export", f"sqlite3, {title}", rows, *best, out.stat().st_size))
    print("\n".join([HEAD, *map(str, lines)]))
    if least := costs.get("ndjson"):
        told = ", ".join(f"{name} {cost / least:.1f}" for name, cost in costs.items())
        print(f"\nCPU of each format beside that of ndjson: {told}")


def run(name, *arguments):
    """Run a function for `own`."""
    if name == "exported":
        return exported(*arguments)
    begun, used = time.perf_counter(), time.process_time()
    rows = inserted(*arguments)
    return [rows, time.perf_counter() - begun, time.process_time() - used]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(run(*sys.argv[2:])))
    else:
        parser = argparse.ArgumentParser(prog="python -m benchmarks.interchange")
        parser.add_argument("file", nargs="?", type=Path, default=EVENTS, help="UCDP GED, .csv.gz")
        parser.add_argument("--rounds", type=int, default=3, help="of each export (3)")
        given = parser.parse_args()
        main(given.file, given.rounds)
