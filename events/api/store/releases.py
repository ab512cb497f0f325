"""The release that an answer is about."""

import re

from events.api.problems.errors import NoSuchThing, ParameterError, fault
from events.models import Release

PREFIX = "/api/v1/"  # elsewhere the parameter is read by whoever takes it
NUMBER = re.compile(r"\d{1,9}", re.ASCII)

PARAMETERS = {
    "release": {
        "description": "The number of a release: the answer is of the data as it stood then, and not of today's.",
        "schema": {"type": "integer", "minimum": 1},
    }
}


def newest():
    """Return the newest Release, or None where nothing is published."""
    return Release.objects.order_by("-number").first()


def current(request):
    """Return the newest Release, looked up once a request, or None where nothing is published."""
    request = getattr(request, "_request", request)
    if not hasattr(request, "release"):
        request.release = newest()
    return request.release


def hold(request, release):
    """Let the answer to a request be about this release: it was read after `current` was asked."""
    getattr(request, "_request", request).release = release


def asked(request):
    """Return the Release that a request asks about: the one that `release` names, or the newest.

    Raise ParameterError for one that there is not; whether the URL takes the parameter is not looked at.
    """
    request = getattr(request, "_request", request)
    now = current(request)
    if not request.path.startswith(PREFIX):
        return now
    named = request.GET.getlist("release")
    if len(named) != 1:
        return now
    if not hasattr(request, "asked_release"):
        request.asked_release = _named(named[0], now)
    return request.asked_release


def _named(text, now):
    if now is not None and text == str(now.number):
        return now
    found = numbered(text)
    if found is None:
        raise ParameterError([fault("release", unknown(text, now))])
    return found


def numbered(text):
    """Return the Release of a number that somebody wrote, or None."""
    return Release.objects.filter(number=text).first() if NUMBER.fullmatch(text) else None


def unknown(text, now):
    """Return what is said of the number of a release that there is not."""
    known = f"1 to {now.number}" if now else "none yet"
    return f"{text!r} is not the number of a release; there are {known}."


def in_path(request, text):
    """Return the Release of a number in a path, or raise NoSuchThing."""
    found = numbered(text)
    if found is None:
        raise NoSuchThing(unknown(text, current(request)), "number")
    return found


def is_past(request):
    """Return whether a request asks about a release that others have followed."""
    about = asked(request)
    return about is not None and about.number != current(request).number


def identity(release):
    """Return what tells a release from every other, in this database and in any, or None for no release."""
    return release and (release.number, release.time, release.sha256)
