"""A copy of the whole database in one file, and the database made from it again; SQLite and PostgreSQL."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from django.db import DatabaseError, connection, connections
from django.db.utils import ConnectionHandler

from config.sqlite import OPTIONS, PRAGMAS, sqlite3
from events.management.output import count
from events.models import Release
from events.publishing.verification import verify

PAGES = 10_000  # copied at a time; other programs may write in between


class CannotBackUp(Exception):
    """A backup that cannot be made or used; the message says why and what to do."""


def back_up(path):
    """Write the database into a new file, whole or not at all, while others read and write it."""
    path = Path(path)
    if path.exists():
        raise CannotBackUp(f"{path} exists; name a file that does not.")
    if not path.parent.is_dir():
        raise CannotBackUp(f"{path.parent} is not a folder; make it first.")
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        if connection.vendor == "sqlite":
            _copy_out(unfinished)
        else:
            _run("pg_dump", "--format=custom", f"--file={unfinished}")
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.rename(path)
    except OSError as error:
        raise CannotBackUp(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        unfinished.unlink(missing_ok=True)


def restore(path, *, replace=False):
    """Put a backup in the place of the database; return a line for each fault of its releases.

    On SQLite the pages are copied into the file that there is, in one transaction: a running server reads the old
    state until then. A backup with a fault is refused. On PostgreSQL one transaction replaces the tables, and readers
    wait for it.
    """
    path = Path(path)
    if not path.is_file():
        raise CannotBackUp(f"{path} is not a file.")
    if not replace and (number := _releases()):
        its = "its" if number == 1 else "their"
        raise CannotBackUp(
            f"The database holds {count(number, 'release')}. Give --replace to put the backup in {its} place; "
            f"back {'it' if number == 1 else 'them'} up first."
        )
    if connection.vendor == "sqlite":
        faults = _faults_of_file(path)
        if faults:
            raise CannotBackUp("\n".join([*faults, f"{path} is not restored."]))
        _copy_in(path)
        return []
    connection.close()
    _run(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        "--exit-on-error",
        str(path),
        connects="--dbname",
    )
    return [fault for release in Release.objects.all() for fault in _faults(release)]


def _releases():
    """Return the number of releases of the database; 0 where it has no tables yet."""
    try:
        return Release.objects.count()
    except DatabaseError:
        return 0


def _copy_out(file):
    file.unlink(missing_ok=True)
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(file)) as target:
        connection.connection.backup(target, pages=PAGES)
        # One file, with nothing beside it.
        target.execute("PRAGMA journal_mode = DELETE")
    with _opened(file):
        pass


def _copy_in(file):
    connection.close()
    place = connection.settings_dict["NAME"]
    with (
        contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source,
        contextlib.closing(sqlite3.connect(place, timeout=OPTIONS["timeout"])) as target,
    ):
        try:
            source.backup(target)
            target.execute(f"PRAGMA journal_mode = {PRAGMAS['journal_mode']}")
        except sqlite3.OperationalError as error:
            raise CannotBackUp(f"{place} cannot be written: {error}. Is a load running?") from None


@contextlib.contextmanager
def _opened(file):
    """Open a SQLite database to be read only, under an alias; raise CannotBackUp where its pages are damaged."""
    settings = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{file}?mode=ro",
        "OPTIONS": {"uri": True},
    }
    alias = "backup"
    connections.settings[alias] = ConnectionHandler({"default": settings}).settings["default"]
    try:
        with connections[alias].cursor() as cursor:
            # Django's connection has the functions that the constraints of the tables call.
            ((answer,),) = cursor.execute("PRAGMA quick_check(1)").fetchall()
        if answer != "ok":
            raise CannotBackUp(f"{file} is damaged: {answer}.")
        yield alias
    except DatabaseError as error:
        raise CannotBackUp(f"{file} is not a database that can be read: {error}.") from None
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


def _faults_of_file(file):
    """Return a line for each fault of the releases of a SQLite backup; raise CannotBackUp for what is none."""
    with _opened(file) as alias:
        try:
            releases = list(Release.objects.using(alias).order_by("number"))
            return [fault for release in releases for fault in _faults(release)]
        except DatabaseError as error:
            raise CannotBackUp(
                f"{file} is not a backup of this version of the program: {error}. "
                "Restore it with the version that made it, then migrate."
            ) from None


def _faults(release):
    """Return the faults of a release; that some of its states were deleted is none."""
    return [] if release.pruned else verify(release).faults


def _run(program, *arguments, connects=None):
    """Run a program of PostgreSQL on the database; its password goes by the environment."""
    if shutil.which(program) is None:
        raise CannotBackUp(f"{program} is not installed; it comes with the client of PostgreSQL.")
    settings = connection.get_connection_params()
    named = {
        "PGHOST": settings.get("host"),
        "PGPORT": settings.get("port"),
        "PGUSER": settings.get("user"),
        "PGPASSWORD": settings.get("password"),
        "PGDATABASE": settings.get("dbname"),
    }
    environment = os.environ | {name: str(value) for name, value in named.items() if value}
    # pg_restore writes to its standard output unless it is given a database.
    into = [connects, settings["dbname"]] if connects else []
    done = subprocess.run(
        [program, "--no-password", *into, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotBackUp(f"{program} failed: {done.stderr.strip()}")
