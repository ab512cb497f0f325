"""The SQLite library that Django uses, and the pragmas of each connection.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when a checkpoint meets a reset of the log
(https://sqlite.org/wal.html#walresetbug). Where a wheel of `pysqlite3` exists it brings a library with
the fix, and replaces the standard module; anywhere else an old library keeps the rollback
journal, which has no such bug: readers then wait while a load is committed.
"""

import sys

try:
    import pysqlite3
except ImportError:
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

import sqlite3

FIXED_IN = (3, 51, 3)
HAS_WAL_FIX = sqlite3.sqlite_version_info >= FIXED_IN

PRAGMAS = {
    # WAL: readers see the last committed release while the next one is being written.
    "journal_mode": "WAL" if HAS_WAL_FIX else "DELETE",
    # Safe against a crash of the program in both modes; with WAL a power cut can lose the last load, never harm it.
    "synchronous": "NORMAL" if HAS_WAL_FIX else "FULL",
    # Reading pages in place, not copying them, halves the cost of a query. The whole file, up to 1 TiB: it takes
    # address space, not memory.
    "mmap_size": 2**40 if HAS_WAL_FIX else 0,
    # 64 MiB of page cache for a load; negative means KiB.
    "cache_size": -65536,
    "temp_store": "MEMORY",
}

# Pragmas that write to the file, or are about writing.
WRITERS = ("journal_mode", "synchronous")


def _command(pragmas):
    return "".join(f"PRAGMA {name}={value};" for name, value in pragmas.items())


OPTIONS = {
    "init_command": _command(PRAGMAS),
    # A write transaction takes its lock at once, so that it waits its turn and never fails half way.
    "transaction_mode": "IMMEDIATE",
    # Seconds to wait for another writer.
    "timeout": 60,
}


def uri(file, mode):
    """Return the URI of a database file, for Django's NAME."""
    quoted = str(file).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{quoted}?{mode}"


def read_only(database):
    """Return Django's settings of a database that is read only: its file, and its folder.

    SQLite makes no file beside an immutable database. So a log that is there (-wal) is not read: `serve` refuses it.
    """
    options = dict(database.get("OPTIONS", {}))
    if database["ENGINE"].endswith("sqlite3"):
        readers = {name: value for name, value in PRAGMAS.items() if name not in WRITERS}
        options["init_command"] = _command(readers)
        options["transaction_mode"] = "DEFERRED"
        file = database["NAME"]
        return database | {
            "NAME": uri(file, "mode=ro&immutable=1"),
            "FILE": file,
            "OPTIONS": options,
        }
    options["options"] = f"{options.get('options', '')} -c default_transaction_read_only=on".strip()
    return database | {"OPTIONS": options}
