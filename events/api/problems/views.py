"""URLs that lead nowhere: a missing slash is redirected, all else is told in the one shape of errors."""

from django.core.exceptions import DisallowedHost
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from rest_framework.views import APIView

from config import API_ROOT
from events.api.problems import errors
from events.api.problems.errors import NoSuchThing, nearest
from events.vocabulary import Collection


class UnknownURLView(APIView):
    """Anything under /api/ that is nothing."""

    schema = None
    name = ""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        path = request.path
        if not path.endswith("/") and _leads_somewhere(path + "/"):
            return
        parts = path.strip("/").split("/")
        word = parts[2] if len(parts) > 2 else ""
        close = (
            nearest(word, (*Collection.values, "releases", "changes", "codebook")) if word else None
        )
        raise NoSuchThing(
            f"There is nothing at {path}. {API_ROOT} lists what there is.",
            did_you_mean=f"{API_ROOT}{close}/" if close else None,
        )

    def get(self, request, *args, **kwargs):
        """Redirect to the same URL with its slash, query and all."""
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))


def _leads_somewhere(path):
    try:
        return resolve(path).func.cls is not UnknownURLView
    except (Resolver404, AttributeError):
        return False


def bad_request(request, exception):
    """A request that Django itself refuses: an unknown host, too many parameters."""
    if isinstance(exception, DisallowedHost):
        detail = "This server does not answer to the host name that was asked; see ALLOWED_HOSTS."
    else:
        detail = None
    return errors.response("bad-request", detail)


def not_found(request, exception):
    """A URL that leads nowhere; under /api/ the view above says so, but for a path with a line break."""
    if request.path.startswith(("/api/", "/compat/")):
        return errors.response("not-found")
    return HttpResponse(
        "There is nothing here. / leads to what there is.\n",
        content_type="text/plain; charset=utf-8",
        status=404,
    )


def server_error(request):
    """A fault outside the views of the API, which tell their own."""
    return errors.response("internal-error")
