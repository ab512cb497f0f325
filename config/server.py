"""The WSGI application as `manage.py serve` runs it.

It is that of `config.wsgi`, in a process whose connections make no database file: a server that creates an empty
database where its own has gone would answer as if nothing had ever been published.
"""

from config.wsgi import application

# Django is set up now.
from events.api.store import database_file

database_file.serve_existing_file()

__all__ = ["application"]
