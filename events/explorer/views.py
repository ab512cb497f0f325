"""The front page."""

from django.conf import settings
from django.http import Http404, HttpResponseNotFound
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.models import Release
from events.vocabulary import Collection


@require_safe
def home(request):
    """Show what there is and where it leads."""
    release = Release.objects.order_by("-number").first()
    return render(request, "home.html", {"release": release, "collections": Collection.values})


@require_safe
def no_documentation(request):
    """Say how to build the documentation if it is not built; a built one has no such page."""
    if settings.DOCS_ROOT.is_dir():
        raise Http404
    return HttpResponseNotFound(
        "The documentation is not built. Run `make docs` and start the server again.\n"
        "The same pages are in the folder docs/ of the project.\n",
        content_type="text/plain; charset=utf-8",
    )
