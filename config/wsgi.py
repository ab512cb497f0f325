"""The WSGI application that servers call."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django_application = get_wsgi_application()

from django.conf import settings

from config.proxy import Site
from events.api.http.door import Door

application = Site(
    Door(django_application),
    settings.ENVIRONMENT["BEHIND_PROXY"],
    settings.ENVIRONMENT["ROOT_PATH"],
)
