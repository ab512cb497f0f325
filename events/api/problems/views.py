"""URLs that lead nowhere: a missing slash is redirected where it leads to something, everything else is a problem."""

import copy
import re
import sys
from functools import cache

from django.core.exceptions import DisallowedHost
from django.http import HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from rest_framework.views import APIView

from config import API_ROOT, timing
from config.proxy import HOST_FAULT, HOST_HEADER, mounted
from events.api.problems import database, errors
from events.api.problems.errors import NoSuchThing, nearest
from events.api.problems.kinds import PROBLEMS

NOT_THERE = (404, 410)
# URLs of APIs: every error there is a problem.
APIS = ("/api/", "/compat/", "/ogc/")


class UnknownURLView(APIView):
    """Anything under /api/, /compat/ and /ogc/ that no other view takes."""

    schema = None
    name = ""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        path = request.path_info
        self.match = None if path.endswith("/") else _match(f"{path}/")
        if self.match is None:
            raise _nothing_at(request)

    def get(self, request, *args, **kwargs):
        """Redirect to the same URL with its slash, query and all; or return the 404 that it would lead to."""
        if self.match.kwargs:
            path = f"{request.path_info}/"
            answer = _answer(request, path, self.match)
            if answer.status_code == 400:
                # Whether a record is there does not depend on a mistake in the query.
                answer = _answer(request, path, self.match, QueryDict())
            if answer.status_code in NOT_THERE:
                _hint_at_record(request)
                return answer
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))


def _match(path):
    """Return what a path leads to, or None."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return None if getattr(match.func, "cls", UnknownURLView) is UnknownURLView else match


def _answer(request, path, match, query=None):
    """Return the answer to the same request at another path, and with another query if one is given."""
    inner = copy.copy(request._request)
    inner.GET = request.query_params if query is None else query
    inner.path_info, inner.path = path, mounted(path)
    return match.func(inner, *match.args, **match.kwargs)


def _hint_at_record(request):
    """Raise NoSuchThing that names the URL of a record, where a path is that with `.json` at its end."""
    path, dot, extension = request.path_info.rpartition(".")
    match = _match(f"{path}/") if dot and extension == "json" else None
    if match and _answer(request, f"{path}/", match, QueryDict()).status_code == 200:
        url = mounted(f"{path}/")
        raise NoSuchThing(f"A URL of JSON has no extension: use {url}.", did_you_mean=url)


def _nothing_at(request):
    root = mounted(API_ROOT)
    parts = request.path_info.strip("/").split("/")
    close = nearest(parts[2], _words()) if len(parts) > 2 else None
    return NoSuchThing(
        f"There is nothing at {request.path}. {root} lists what there is.",
        did_you_mean=f"{root}{close}/" if close else None,
    )


@cache
def _words():
    """Return the first words of the URLs of the API, after /api/v1/."""
    from events.api.urls import urlpatterns

    found = [re.match(r"\^?([a-z-]+)/", str(one.pattern)) for one in urlpatterns]
    return sorted({one[1] for one in found if one})


def bad_request(request, exception):
    """A request that Django itself refuses: an unknown host, too many parameters."""
    detail = None
    if isinstance(exception, DisallowedHost):
        header = request.META.get(HOST_HEADER, "Host")
        detail = request.META.get(HOST_FAULT) or (
            f"The {header} header names no host of this server. ALLOWED_HOSTS lists its hosts."
        )
    return errors.response("bad-request", detail)


def not_found(request, exception):
    """A URL that leads nowhere; under /api/ the view above says so, but for a path with a line break."""
    if request.path_info.startswith(APIS):
        return errors.response("not-found")
    return HttpResponse(
        f"There is nothing here. {mounted('/')} leads to what there is.\n",
        content_type="text/plain; charset=utf-8",
        status=404,
    )


def server_error(request):
    """A fault outside the views of the API, which report their own: a problem there, a small page elsewhere."""
    name, error, detail = "internal-error", sys.exc_info()[1], None
    if error is not None and database.is_away(error):
        name, detail = "unavailable", database.detail(error)
    told = errors.response(name, detail)
    if not request.path_info.startswith(APIS):
        shown = {"problem": PROBLEMS[name], "request_id": timing.current_id()}
        told.content = render_to_string("problems/unavailable.html", shown)
        told["Content-Type"] = "text/html; charset=utf-8"
    return told
