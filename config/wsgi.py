"""The WSGI application that servers call."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django_application = get_wsgi_application()

from django.conf import settings

from config.proxy import Site
from events.api.http.door import Door


def at_site(application):
    """Return a WSGI application that knows where the site is for its clients."""
    environment = settings.ENVIRONMENT
    return Site(application, environment["BEHIND_PROXY"], environment["ROOT_PATH"])


application = at_site(Door(django_application))
