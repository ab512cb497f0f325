"""Conditional requests, and answers that are about one release: for the door and for Django's middleware alike."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import SuspiciousOperation
from django.db import Error
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from config import API_ROOT, __version__
from events.api.http import headers
from events.api.http.negotiation import chosen_at
from events.api.problems import errors
from events.api.problems.errors import ParameterError
from events.api.store import release_cache, releases, replicas, statement_time

PREFIXES = (API_ROOT, "/compat/", "/ogc/")
# In the environ: what to say of a statement that a limit stopped at the door. It would take as long again.
TOO_SLOW = "attest.too_slow"
MOST_TRIES = 3  # how often an answer is made again because a release came in between
CONDITIONS = {
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_UNMODIFIED_SINCE",
}


class TooManyReleases(Exception):
    """Releases come faster than an answer can be read from one of them."""


@dataclass(slots=True)
class Conditions:
    """The part of a request that says which answer the client has: as much of a Django request as Django looks at."""

    META: dict
    method: str
    path: str
    url: str
    media_type: str  # of the answer

    def status(self, etag, modified):
        """Return 304 or 412 where the conditions say so (RFC 9110, 13.2.2), and otherwise 200."""
        if CONDITIONS.isdisjoint(self.META):
            return 200
        answer = get_conditional_response(self, etag, modified)
        return answer.status_code if answer is not None else 200

    def has(self, etag):
        """Return whether the client has the answer with this ETag; * says nothing about an answer."""
        told = self.META.get("HTTP_IF_NONE_MATCH")
        if told is None or told.strip() == "*":
            return False
        return told == etag or self.status(etag, None) == 304


@dataclass(slots=True)
class Outcome:
    """The answer to a request: `status`, what `make` returned, and the {name: value} of its validators."""

    status: int
    answer: object
    validators: dict


def respond(conditions, about, make):
    """Return the Outcome of a request, read from one release as a whole.

    `about(newest)` returns the ReleaseIdentity that the request is about; `make(newest, about)` returns an answer with
    a `status_code`, with the `release` that it read where it looked by itself, and with the newest ReleaseIdentity
    `seen` if its last statement has read that too. Raise TooManyReleases.

    The first try supposes that the newest release is still the one that this process knows, which saves a statement;
    every try ends with a look at the database.
    """
    newest = releases.supposed()
    for _ in range(1 + MOST_TRIES):
        if replicas.is_too_old(newest) and replicas.give_up():
            newest = releases.newest()
        try:
            outcome, seen = _tried(conditions, about, make, newest)
        except Exception:
            # A fault of the request may be gone by now.
            if (seen := releases.newest()) == newest:
                raise
            outcome = None
        if outcome is not None:
            return outcome
        # Values that were read of one release must not be remembered of another.
        release_cache.forget()
        newest = seen or releases.newest()
    raise TooManyReleases


def _tried(conditions, about, make, newest):
    """Return (Outcome, None), or (None, newest ReleaseIdentity or None) where it is no longer `newest`."""
    release = newest and about(newest)
    if release is None:
        return _checked(Outcome(200, make(newest, None), {}), newest)
    validators = _validators(release, newest, conditions.url, conditions.media_type)
    # Only an answer of status 200 ever had this ETag, so a client that has it asked well.
    if conditions.has(validators["ETag"]):
        return _checked(Outcome(304, None, validators), newest)
    answer = make(newest, release)
    if answer.has_header("ETag"):
        # Content that never changes: its view has looked at the conditions itself.
        return Outcome(answer.status_code, answer, {}), None
    if answer.status_code != 200:
        return _checked(Outcome(answer.status_code, answer, {}), newest)
    found = getattr(answer, "release", newest)
    if found is newest:
        # Values that were read before and after the same release were read from it, and nothing was pruned meanwhile.
        now = getattr(answer, "seen", None) or releases.newest()
        if now != newest or (release is not newest and about(now) != release):
            return None, now
    elif replicas.is_too_old(found) and replicas.give_up():
        _discard(answer)
        return None, None
    else:
        release = about(found)
        validators = _validators(release, found, conditions.url, conditions.media_type)
    status = conditions.status(validators["ETag"], int(release.modified.timestamp()))
    return Outcome(status, answer, validators), None


def _checked(outcome, newest):
    """Return what `_tried` does, after a look at the newest release."""
    now = releases.newest()
    if now == newest:
        return outcome, None
    _discard(outcome.answer)
    return None, now


def _discard(answer):
    """Let go of what an answer holds that nobody will read.

    `close` would tell Django that the request is over, which can close the connection that goes on being used.
    """
    if hasattr(answer, "stream"):
        answer.stream.close()


def _validators(release, newest, url, media_type):
    return {
        "ETag": etag(release, url, media_type),
        **headers.of_release(release, release != newest),
    }


def etag(release, url, media_type):
    """Return the weak ETag of a representation of the answer about a release, by this version of the program."""
    redacted = (release.redacted.isoformat(),) if release.redacted else ()
    parts = (__version__, str(release.number), release.sha256, *redacted, url, media_type)
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


class ConditionalGet:
    """Middleware: `respond` around the views."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if TOO_SLOW in request.META:
            return errors.response("unavailable", request.META[TOO_SLOW])
        if request.method not in ("GET", "HEAD") or not request.path_info.startswith(PREFIXES):
            return self.get_response(request)

        def make(newest, about):
            request.release = newest
            return self.get_response(request)

        try:
            url = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
            media_type = chosen_at(request.path_info, request.META.get("HTTP_ACCEPT"))
            conditions = Conditions(request.META, request.method, request.path, url, media_type)
            outcome = respond(conditions, lambda newest: _about(request, newest), make)
        except TooManyReleases:
            return errors.response("unavailable", "Releases come faster than they can be read.")
        except Error as error:
            if found := statement_time.fault(error):
                return errors.response("unavailable", found)
            # The view meets the same fault and reports it. It must not take what is remembered of a release for current.
            vars(request).pop("release", None)
            return self.get_response(request)
        except SuspiciousOperation:
            return self.get_response(request)  # so does it here
        answer = self._finished(outcome)
        if answer.status_code == 200 and request.path_info.startswith(API_ROOT):
            answer["Link"] = headers.link(answer.get("Link"), request.META.get("SCRIPT_NAME", ""))
        return answer

    @staticmethod
    def _finished(outcome):
        answer = outcome.answer
        if outcome.status in (304, 412) and (answer is None or answer.status_code == 200):
            _discard(answer)
            if outcome.status == 412:
                return errors.response("precondition-failed")
            answer = HttpResponse(status=304)
            del answer["Content-Type"]
        for name, value in outcome.validators.items():
            answer[name] = value
        if outcome.validators:
            patch_vary_headers(answer, ("Accept",))
        return answer


def _about(request, newest):
    """Return the ReleaseIdentity that a Django request is about; None leaves a wrong one to the view."""
    request.release = newest
    try:
        return releases.about(request)
    except ParameterError:
        return None
