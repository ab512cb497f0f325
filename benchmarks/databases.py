"""The databases that are measured: filled once with N events by Attest's own commands, and kept for later runs."""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import grow
from benchmarks.postgresql import Cluster, postmaster_of
from benchmarks.processes import Trouble, usage
from config.sqlite import sqlite3

ROOT = Path(__file__).resolve().parent.parent
# The files that decide how events become rows and documents: when any of them changes, the data are made again.
MAKERS = ("migrations", "models", "importing", "publishing", "vocabulary", "documents")


# The indexes that the questions need, and that a peer's own project would have; Attest has others, for its own queries.
PEER_INDEXES = (
    "CREATE INDEX peer_country ON events_event (country, start_date, last_day)",
    "CREATE INDEX peer_dates ON events_event (start_date, last_day)",
)


@dataclass(frozen=True)
class Database:
    """A filled database. What a server of its own has used of the CPU is in `cpu()`.

    `peers` is a copy of it with PEER_INDEXES, for all but Attest and the floor; a server's database that is given
    by its URL has none.
    """

    url: str
    title: str
    peers: "Database | None" = None

    @property
    def kind(self):
        return "sqlite" if self.url.startswith("sqlite:") else "postgresql"

    @property
    def file(self):
        return urlsplit(self.url).path.removeprefix("/") if self.kind == "sqlite" else None

    def cpu(self):
        """Return the CPU seconds that the database's own processes have used: none where it has none."""
        return 0.0 if self.kind == "sqlite" else usage(postmaster_of(self.url)).cpu


def events_file(number, seed, folder):
    """Return the CSV file of `number` grown events, made where it is not there yet."""
    path = folder / f"{number}-{seed}" / "events.csv.gz"
    if not path.exists():
        say(f"growing the real events to {number:,}")
        path.parent.mkdir(parents=True, exist_ok=True)
        grow.write(path, number, seed)
    return path


def sqlite(number, seed, folder, keep=False):
    """Return the SQLite database of `number` events; `keep` one that another state of the program has filled."""
    path = folder / f"{number}-{seed}" / "attest.sqlite3"
    stamp = path.with_suffix(".stamp")
    if not (path.exists() and _is_fresh(stamp, keep)):
        unfinished = path.with_name("unfinished.sqlite3")
        remove(unfinished)
        _fill(f"sqlite:///{unfinished}", events_file(number, seed, folder))
        with contextlib.closing(sqlite3.connect(unfinished)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        unfinished.replace(path)
        stamp.write_text(_fingerprint())
    return Database(f"sqlite:///{path}", f"SQLite, {number:,} events")


def with_copy(database, folder):
    """Return a SQLite database with a copy for its peers in `folder`, made where there is none of this very file."""
    copy, stamp = folder / "peers.sqlite3", folder / "peers.stamp"
    state = f"{database.file} {Path(database.file).stat().st_mtime_ns} {PEER_INDEXES}"
    if not (copy.exists() and stamp.exists() and stamp.read_text() == state):
        say("copying the database for the peers")
        folder.mkdir(parents=True, exist_ok=True)
        stamp.unlink(missing_ok=True)
        remove(copy)
        with (
            contextlib.closing(sqlite3.connect(database.file)) as own,
            contextlib.closing(sqlite3.connect(copy)) as theirs,
        ):
            own.backup(theirs)
            for statement in (*PEER_INDEXES, "ANALYZE"):
                theirs.execute(statement)
            theirs.commit()
            theirs.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        stamp.write_text(state)
    return replace(database, peers=Database(f"sqlite:///{copy}", database.title))


def remove(file):
    """Delete a SQLite database with the files beside it."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)


def postgresql(number, seed, folder, server, keep=False):
    """Return the database of `number` events on a running server (benchmarks/postgresql.py)."""
    name = f"attest_{number}_{seed}"
    stamp = folder / f"{number}-{seed}" / "postgresql.stamp"
    if not (server.holds(name) and _is_fresh(stamp, keep)):
        stamp.unlink(missing_ok=True)
        server.create(name)
        _fill(server.url(name), events_file(number, seed, folder))
        server.vacuum(name)
        server.create(f"{name}_peers", template=name)
        for statement in PEER_INDEXES:
            server.execute(f"{name}_peers", statement)
        server.vacuum(f"{name}_peers")
        stamp.write_text(_fingerprint())
    title = f"PostgreSQL, {number:,} events"
    return Database(server.url(name), title, Database(server.url(f"{name}_peers"), title))


def add_arguments(parser, events):
    """Add the options of a command that works on a copy of a filled database."""
    parser.add_argument("--events", type=int, default=events, help=f"how many events ({events})")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=grow.SEED, help="of events and questions (1)")
    parser.add_argument("--port", type=int, default=8710, help="of PostgreSQL (8710)")
    parser.add_argument(
        "--data", type=Path, default=ROOT / "benchmarks" / "data", help="where databases are kept"
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="take a kept database although what fills them has changed since",
    )


@contextlib.contextmanager
def copied(name, options):
    """Return a copy, to write to, of the kept database that the options of a command name; it goes afterwards."""
    number, seed, folder = options.events, options.seed, options.data.resolve()
    if options.database == "sqlite":
        kept, copy = sqlite(number, seed, folder, options.keep), folder / f"{name}.sqlite3"
        remove(copy)
        try:
            shutil.copyfile(kept.file, copy)
            yield Database(f"sqlite:///{copy}", kept.title)
        finally:
            remove(copy)
        return
    with Cluster(folder / "postgresql", options.port) as cluster:
        kept = postgresql(number, seed, folder, cluster, options.keep)
        cluster.create(name, template=f"attest_{number}_{seed}")
        yield Database(cluster.url(name), kept.title)


def given(url):
    """Return the database at `url`, which somebody else has filled."""
    database = Database(url, f"{url.partition(':')[0]} database as given")
    if database.kind == "sqlite" and not Path(database.file).is_file():
        raise Trouble(f"{url}: no such file")
    return database


def _fill(url, events):
    """Make the tables and import the events, by the commands that users have."""
    environment = {**os.environ, "DATABASE_URL": url}
    for command in (["migrate", "--verbosity", "0"], ["import_ucdp", str(events)]):
        say(f"manage.py {' '.join(command)}")
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            stdout=sys.stderr,
            check=False,
        )
        if done.returncode:
            raise Trouble(f"manage.py {command[0]} failed; the database was not made")


def _fingerprint():
    digest = hashlib.sha256()
    files = [Path(grow.__file__)]
    digest.update(repr(PEER_INDEXES).encode())
    for folder in MAKERS:
        files += sorted((ROOT / "events" / folder).rglob("*.py"))
    for file in files:
        digest.update(str(file.relative_to(ROOT)).encode() + b"\n" + file.read_bytes())
    return digest.hexdigest()


def _is_fresh(stamp, keep):
    return stamp.exists() and (keep or stamp.read_text() == _fingerprint())


def say(text):
    """Tell the person who waits what is going on; results go to standard output, and this does not."""
    print(text, file=sys.stderr, flush=True)
