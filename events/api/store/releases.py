"""The release that an answer is about: the newest one, or the one that the parameter `release` names."""

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from config import API_ROOT
from events.api.problems.errors import NoSuchThing, ParameterError, fault
from events.api.store import release_cache, replicas, sql
from events.models import Release

NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)
LAST_NUMBER = 999_999_999  # of a release; a load each second for thirty years

PARAMETERS = {
    "release": {
        "description": (
            "Number of a release. The answer then shows the data as they were in that release. One that does not exist "
            "is refused."
        ),
        "schema": {"type": "integer", "minimum": 1, "maximum": LAST_NUMBER},
    }
}

COLUMNS = "number, sha256, time, pruned, redacted"
NEWEST = f"SELECT {COLUMNS} FROM events_release ORDER BY number DESC LIMIT 1"
_NUMBERED = f"SELECT {COLUMNS} FROM events_release WHERE number = {{}}"


class ReleaseIdentity(NamedTuple):
    """The values that tell one release from every other, in this database and in any.

    `pruned` says that states are gone, and `redacted` when a value was last removed from states, if ever.
    """

    number: int
    sha256: str
    time: datetime.datetime
    pruned: bool = False
    redacted: datetime.datetime | None = None

    @property
    def modified(self):
        """When what it holds was last changed."""
        return self.redacted or self.time


@lru_cache(maxsize=256)
def identity(number, sha256, time, pruned, redacted):
    """Return the ReleaseIdentity of a row of COLUMNS, as the database's driver gives it."""
    return ReleaseIdentity(number, sha256, _time(time), bool(pruned), _time(redacted))


def _time(value):
    if isinstance(value, str):  # SQLite has no type for times; Django writes UTC
        return datetime.datetime.fromisoformat(value).replace(tzinfo=datetime.UTC)
    return value


def identity_of(release):
    """Return the ReleaseIdentity of a Release."""
    return ReleaseIdentity(
        release.number, release.sha256, release.time, release.pruned, release.redacted
    )


def newest():
    """Return the ReleaseIdentity of the newest release, or None before the first one."""
    found = sql.rows(NEWEST)
    release_cache.last_read[replicas.alias()] = found = identity(*found[0]) if found else None
    return found


def supposed():
    """Return `newest()` as this process last read it: right until a load is published, so the caller must check it."""
    known = release_cache.last_read.get(replicas.alias())
    return newest() if replicas.is_too_old(known) else known


def numbered(number):
    """Return the ReleaseIdentity of a number, or None."""
    found = sql.rows(_NUMBERED.format(sql.mark()), (number,))
    return identity(*found[0]) if found else None


def named(text, newest):
    """Return the ReleaseIdentity that the text of the parameter names; raise ParameterError where there is none."""
    number = int(text) if NUMBER.fullmatch(text) else None
    found = newest if newest and number == newest.number else number and numbered(number)
    if not found:
        raise ParameterError([fault("release", unknown(text, newest))])
    return found


def asked(query, newest):
    """Return the ReleaseIdentity that a query (a QueryDict) is about: the newest, unless `release` names another.

    Raise ParameterError for a release that does not exist. Whether the URL takes the parameter is not checked here.
    """
    texts = query.getlist("release")
    return named(texts[0], newest) if len(texts) == 1 and texts[0].strip() else newest


def current(request):
    """Return the ReleaseIdentity of the newest release, looked up once per Django request, or None."""
    request = getattr(request, "_request", request)
    if not hasattr(request, "release"):
        request.release = newest()
    return request.release


def about(request):
    """Return the ReleaseIdentity that a Django request is about; raise ParameterError for one that does not exist."""
    request = getattr(request, "_request", request)
    now = current(request)
    # Elsewhere a view reads the parameter itself.
    return asked(request.GET, now) if request.path_info.startswith(API_ROOT) else now


def unknown(text, now):
    """Return the message for a number that is no release's."""
    known = f"1 to {now.number}" if now else "none yet"
    return f"Release {text!r} does not exist. Releases: {known}."


LATEST = "latest"


def in_path(request, text, *, takes_latest=False):
    """Return the Release of a number in a path, or the newest one for LATEST; or raise NoSuchThing."""
    number = text
    if takes_latest and text == LATEST and (now := current(request)):
        number = str(now.number)
    found = Release.objects.filter(number=number).first() if NUMBER.fullmatch(number) else None
    if found is None:
        raise NoSuchThing(unknown(text, current(request)), "number")
    return found
