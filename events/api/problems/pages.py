"""The page of each kind of problem, for a person or a program that opens the `type` of an error."""

from django.http import Http404
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.response import Response

from events.api.http.rendering import JSONRenderer
from events.api.problems.kinds import PROBLEMS
from events.api.views.about import AboutView


class PageRenderer(TemplateHTMLRenderer):
    """The page in HTML; an error on it takes the shape that every error has."""

    template_name = "problems/page.html"


class ErrorView(AboutView):
    """One kind of problem: what causes it, an example, and what to do about it."""

    schema = None
    renderer_classes = (JSONRenderer, PageRenderer)

    def get(self, request, name):
        """Return what a kind of problem means."""
        kind = PROBLEMS.get(name)
        if kind is None:
            raise Http404
        return Response({"name": name, **kind._asdict()})


class ErrorsView(AboutView):
    """All kinds of problems."""

    schema = None
    renderer_classes = (JSONRenderer, PageRenderer)

    def get(self, request):
        """Return every kind of problem by its name."""
        return Response(
            {"problems": [{"name": name, **kind._asdict()} for name, kind in PROBLEMS.items()]}
        )
