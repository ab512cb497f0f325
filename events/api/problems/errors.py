"""The one shape of every error: `application/problem+json` (RFC 9457), built here and nowhere else."""

import difflib
import logging

import orjson
from django.core.exceptions import SuspiciousOperation, TooManyFieldsSent
from django.http import Http404, HttpResponse
from django.urls import reverse
from rest_framework import exceptions, status
from rest_framework.renderers import BrowsableAPIRenderer
from rest_framework.response import Response

from config import timing
from config.requests import TRACED
from events.api.problems import database
from events.api.problems.kinds import PROBLEMS

logger = logging.getLogger("attest.errors")

MEDIA_TYPE = "application/problem+json"

RETRY_AFTER = 5  # seconds; about what a database needs to come back after a restart

# Of the exceptions that are not our own; ours have `problem`.
_NAME_BY_STATUS = {
    kind.status: name
    for name, kind in PROBLEMS.items()
    if name not in ("invalid-parameters", "withdrawn", "pruned")
}


class ParameterError(exceptions.APIException):
    """One or more faults in the query string, each as `{parameter, message, allowed?, did_you_mean?}`."""

    status_code = status.HTTP_400_BAD_REQUEST
    problem = "invalid-parameters"

    def __init__(self, faults):
        super().__init__("The query string has faults. Each is named in `errors`.")
        self.faults = faults


class NoSuchThing(exceptions.NotFound):
    """Nothing at this URL; `part` is the part of the path that is at fault, and what it should be."""

    problem = "not-found"

    def __init__(self, detail, part="path", did_you_mean=None):
        super().__init__(detail)
        self.faults = [fault(part, detail, did_you_mean=did_you_mean)]


class NotAcceptable(exceptions.NotAcceptable):
    """The client accepts none of the media types that are offered here."""

    problem = "not-acceptable"

    def __init__(self, offered):
        super().__init__(f"The Accept header takes none of {', '.join(offered)}.")
        message = "It takes no media type that is offered here."
        self.faults = [fault("Accept", message, allowed=offered)]


class Withdrawn(exceptions.APIException):
    """The record was published once and is withdrawn; `members` say since when, why, and what took its place."""

    status_code = status.HTTP_410_GONE
    problem = "withdrawn"

    def __init__(self, detail, members, links):
        super().__init__(detail)
        self.members, self.links = members, links


class Pruned(exceptions.APIException):
    """The release in `parameter` was published once, and its states have been deleted to save space."""

    status_code = status.HTTP_410_GONE
    problem = "pruned"

    def __init__(self, detail, parameter):
        super().__init__(detail)
        self.faults = [fault(parameter, detail)]


class Busy(exceptions.APIException):
    """As much is being done as can be done at a time."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE


def nearest(word, words):
    """Return the one of `words` that `word` most likely means, or None."""
    folded = {str(known).casefold(): str(known) for known in words}
    found = difflib.get_close_matches(str(word).casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def fault(parameter, message, allowed=None, did_you_mean=None):
    """Return one entry of a problem's `errors`."""
    entry = {"parameter": parameter, "message": message}
    if allowed is not None:
        entry["allowed"] = list(allowed)
    if did_you_mean is not None:
        entry["did_you_mean"] = did_you_mean
    return entry


def problem(name, detail, errors=()):
    """Return the body of a problem: `{type, title, status, detail, errors}`, and `request_id` where the request has one."""
    kind = PROBLEMS[name]
    body = {
        "type": reverse("error", args=[name]),
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "errors": list(errors),
    }
    if found := timing.current_id():
        body["request_id"] = found
    return body


def response(name, detail=None):
    """Return a problem as a plain Django response, for what happens outside a view of the API."""
    headers = {"Retry-After": str(RETRY_AFTER)} if name == "unavailable" else {}
    return _written(problem(name, detail or PROBLEMS[name].cause), headers)


def _written(body, headers):
    return HttpResponse(
        orjson.dumps(body), content_type=MEDIA_TYPE, status=body["status"], headers=headers
    )


def handle(error, context):
    """Return the response for an exception raised in a view (DRF's EXCEPTION_HANDLER).

    A browser gets a page; everything else gets the problem itself, whatever the view renders otherwise. A view with
    `members_of` adds what that returns for the body of the problem.
    """
    headers = {}
    if isinstance(error, Http404):
        body = problem("not-found", PROBLEMS["not-found"].cause)
    elif isinstance(error, exceptions.APIException):
        name = getattr(error, "problem", None) or _NAME_BY_STATUS.get(
            error.status_code, "internal-error"
        )
        body = problem(name, str(error.detail), getattr(error, "faults", ()))
        body |= getattr(error, "members", {})
        if name == "unavailable":
            headers["Retry-After"] = str(RETRY_AFTER)
        if isinstance(error, Withdrawn):
            headers["Link"] = error.links
        if isinstance(error, exceptions.MethodNotAllowed):
            headers["Allow"] = ", ".join(context["view"].allowed_methods)
    elif isinstance(error, TooManyFieldsSent):
        body = problem("bad-request", "The query string has too many parameters.")
    elif isinstance(error, SuspiciousOperation):
        body = problem("bad-request", str(error))
    elif database.is_away(error):
        body = problem("unavailable", database.detail(error))
        headers["Retry-After"] = str(RETRY_AFTER)
    else:
        if not context["request"].META.get(TRACED):
            logger.exception("unexpected error in %s", context["request"].path)
        body = problem("internal-error", PROBLEMS["internal-error"].cause)
    if members_of := getattr(context["view"], "members_of", None):
        body |= members_of(body)
    if isinstance(getattr(context["request"], "accepted_renderer", None), BrowsableAPIRenderer):
        return Response(body, status=body["status"], headers=headers)
    return _written(body, headers)
