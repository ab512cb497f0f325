"""Databases that commands are killed in: copies of one that is filled once, on the server or in the folder of the run."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.sqlite3._functions import register

from config.sqlite import sqlite3

ROOT = Path(__file__).resolve().parents[2]
# The content of each release and each state, without the row ids and times that differ from run to run.
WHAT = (
    "SELECT number, sha256, hash_recipe, pruned, redacted IS NOT NULL, label FROM events_release ORDER BY number",
    """SELECT collection, key, first_release_id, operation, sha256, reason, merged_into, document FROM events_version
    ORDER BY collection, key, first_release_id""",
    "SELECT country, start_date, last_day, events, fatalities_best FROM events_tally ORDER BY 1, 2, 3, 4, 5",
)
OTHERS = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
PATIENCE = 60  # seconds
TABLES = sorted(model._meta.db_table for model in apps.get_app_config("events").get_models())


class File:
    """A SQLite file."""

    def __init__(self, path):
        self.path, self.url = path, f"sqlite:///{path}"

    def copy(self, name):
        self.close()
        other = File(self.path.with_name(f"{name}.sqlite3"))
        other.drop()
        shutil.copyfile(self.path, other.path)
        return other

    def close(self):
        """Bring all that is in the log into the file."""
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def drop(self):
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    def read(self, *statements):
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            register(connection)  # the functions that the constraints of Django's tables call
            return [connection.execute(one).fetchall() for one in statements]

    def faults(self):
        """Return what SQLite finds wrong in the file."""
        ((whole,), foreign_keys) = self.read("PRAGMA integrity_check", "PRAGMA foreign_key_check")
        return [one for one in (*whole, *foreign_keys) if one != "ok"]


class Database:
    """A database of a PostgreSQL server; `server` is the URL of the one that it is made from."""

    def __init__(self, server, name):
        self.server, self.name = server, name
        self.url = f"{server.rpartition('/')[0]}/{name}"

    def _execute(self, statement):
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)

    def create(self, template="template1"):
        self.drop()
        self._execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')
        return self

    def copy(self, name):
        return Database(self.server, name).create(self.name)

    def drop(self):
        self._execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def read(self, *statements):
        with psycopg.connect(self.url, autocommit=True) as connection:
            self._wait_for_others(connection)
            return [connection.execute(one).fetchall() for one in statements]

    @staticmethod
    def _wait_for_others(connection):
        """Wait until no one else is connected: the server ends a commit although its client was killed."""
        end = time.monotonic() + PATIENCE
        while connection.execute(OTHERS).fetchone() != (0,):
            assert time.monotonic() < end, "another connection to the database stays open"
            time.sleep(0.02)

    def faults(self):
        return []


def made(name, folder):
    """Return an empty database of the kind of this run: a file in a folder, or one on the server."""
    if connection.vendor == "sqlite":
        return File(folder / f"{name}.sqlite3")
    given = settings.DATABASES["default"]
    server = f"postgres://{given['USER']}@{given['HOST']}:{given['PORT']}/postgres"
    return Database(server, f"{name}_{os.getpid()}").create()


def manage(database, *arguments, module=("manage.py",)):
    """Start a command on a database; return the process."""
    return subprocess.Popen(
        [sys.executable, *module, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database.url, "PYTHONHASHSEED": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def done(process):
    """Wait for a process that must succeed; return its stdout."""
    out, err = process.communicate()
    assert process.returncode == 0, out + err
    return out


def state(database):
    """Return all that a database holds of releases, and the number of rows in each table."""
    counts = (f"SELECT count(*) FROM {table}" for table in TABLES)
    return database.read(*WHAT, *counts)
