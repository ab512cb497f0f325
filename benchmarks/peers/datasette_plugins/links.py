"""Gives Datasette's connections `text_fragment_link`, by its documented hook.

SQLite has no function that percent-encodes a text, and the links of evidence need one.
"""

from datasette import hookimpl

from benchmarks.peers.worked_out import link

ARGUMENTS = 3  # the address, the opening words and the closing words


@hookimpl
def prepare_connection(conn):
    conn.create_function("text_fragment_link", ARGUMENTS, link, deterministic=True)
