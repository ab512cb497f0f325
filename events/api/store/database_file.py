"""The file of a SQLite database under a running server: it may be replaced, or go.

A connection stays with the file that it opened. So each request first looks which file is under the path, and lets go
of a connection to a different one. A server never makes a file: without one, its requests get 503.
"""

import os

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.signals import connection_created

from config.sqlite import uri

_served = None  # the path, in a process that serves a SQLite database


def serve_existing_file():
    """Let every connection of this process open the file that there is, and make none; for servers."""
    global _served
    settings = connections.settings[DEFAULT_DB_ALIAS]
    if not settings["ENGINE"].endswith("sqlite3"):
        return
    connections[DEFAULT_DB_ALIAS].close()
    if settings.get("FILE"):
        _served = str(settings["FILE"])  # it is opened for reading alone (READ_ONLY)
    else:
        _served = str(settings["NAME"])
        # The connection of this thread has the same dict.
        settings["NAME"] = uri(_served, "mode=rw")
    connection_created.connect(_remember, dispatch_uid="database_file")


def follow():
    """Let go of this thread's connection if the file under the path is no longer the one that it opened."""
    if _served is None:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.connection is not None and connection.file != _identity():
        connection.close()


def _remember(connection, **kwargs):
    connection.file = _identity()


def _identity():
    """Return what tells a file from every other one, or None where there is none."""
    try:
        found = os.stat(_served)
    except OSError:
        return None
    return found.st_dev, found.st_ino
