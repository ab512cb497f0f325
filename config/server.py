"""The WSGI application as `manage.py serve` runs it.

It is that of `config.wsgi`, with the limits of a server: of the database for each request, and of requests for each
client. Its connections make no database file: a server that creates an empty database where its own has gone would
answer as if nothing had ever been published.
"""

import gc
import logging
import sys

from django.conf import settings

from config.limits import RATE

# This sets Django up, before anything of `events` is imported.
from config.wsgi import at_site, django_application
from events.api.http.door import Door
from events.api.http.edge import Edge
from events.api.http.lane import give_memory_back, share_processors
from events.api.store import database_file, statement_time

SWITCH = 0.002  # seconds

environment = settings.ENVIRONMENT
database_file.serve_existing_file()
statement_time.limit_connections()
give_memory_back()
share_processors()
# A thread that has work for a millisecond waits no longer than two of them for a thread with work for a second. Half a
# millisecond makes a page dearer by a sixth: threads take the lock from one another too often.
sys.setswitchinterval(SWITCH)
# No line of the log names a thread or a process. Looking them up makes one record by its key 7 % dearer.
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False

noted = None
if environment["MONITOR"] or environment["METRICS_TOKEN"]:
    from events.api.http import metrics

    noted = metrics.note
    metrics.start()
if environment["MONITOR"]:
    from events.api.http import monitor

    monitor.start(environment["MONITOR"])

application = at_site(Edge(Door(django_application), RATE, environment["BEHIND_PROXY"], noted))

# The program stays in memory: a search for garbage in it would stop all threads for a tenth of a second.
gc.freeze()

__all__ = ["application"]
