"""Gives Datasette's connections the pragmas that every other system has, by its documented hook."""

from datasette import hookimpl

from config.sqlite import PRAGMAS


@hookimpl
def prepare_connection(conn):
    for name in ("mmap_size", "cache_size", "temp_store"):
        conn.execute(f"PRAGMA {name} = {PRAGMAS[name]}")
