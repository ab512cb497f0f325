"""The page of each kind of problem, for a person or a program that opens the `type` of an error."""

import re

from django.http import Http404
from django.utils.html import format_html, format_html_join
from rest_framework.response import Response

from config.proxy import mounted
from events.api.problems.kinds import PROBLEMS
from events.api.views.about import PageView

# A name in a text, as `errors`, and a path of the API that a GET can follow
_MARKED = re.compile(r"`([^`]+)`|((?<!POST )/api/v1/[\w./?&=-]*[\w/])")


class ErrorView(PageView):
    """One kind of problem: what causes it, an example, and what to do about it."""

    schema = None
    template_name = "problems/page.html"

    def get(self, request, name):
        """Return what a kind of problem means."""
        kind = PROBLEMS.get(name)
        if kind is None:
            raise Http404
        return Response({"name": name, **kind._asdict()})

    def shown(self, data):
        return data | {part: marked(data[part]) for part in ("cause", "example", "remedy")}


class ErrorsView(PageView):
    """All kinds of problems."""

    schema = None
    template_name = "problems/page.html"

    def get(self, request):
        """Return every kind of problem by its name."""
        return Response(
            {"problems": [{"name": name, **kind._asdict()} for name, kind in PROBLEMS.items()]}
        )

    def shown(self, data):
        problems = [one | {"cause": marked(one["cause"])} for one in data["problems"]]
        return {"problems": problems}


def marked(text):
    """Return a text as HTML: names in it as code, and paths of the API as links."""
    parts, at = [], 0
    for found in _MARKED.finditer(text):
        parts.append(text[at : found.start()])
        name, path = found.groups()
        parts.append(
            format_html("<code>{}</code>", name)
            if name
            else format_html('<a href="{}"><code>{}</code></a>', mounted(path), path)
        )
        at = found.end()
    return format_html_join("", "{}", ((part,) for part in (*parts, text[at:])))
