"""The views of the explorer: one page with four views of a question, and a page for each record."""

from functools import wraps

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponseNotFound, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from rest_framework.exceptions import APIException

from config.limits import MOST_GROUPS
from events.api.answering.sums.counting import any_not_happened
from events.api.http.headers import STRICT
from events.api.problems.errors import ParameterError
from events.api.store import releases
from events.explorer import (
    asking,
    calls,
    claims,
    counting,
    dates,
    filter_form,
    questions,
    record_pages,
    timeline,
    world_map,
)
from events.vocabulary import Collection


def page(view):
    """Return a view that answers GET and HEAD under the strict policy, and shows errors of the API as pages."""

    @wraps(view)
    def answer(request, *arguments, **named):
        try:
            return view(request, *arguments, **named)
        except APIException as error:
            return _error(request, error)

    return require_safe(csp_replace(STRICT)(answer))


@page
def home(request):
    """Show the answer to a question: statements, events, a timeline or a map."""
    newest = releases.current(request)
    if newest is None:
        return render(request, "explorer/nothing.html")
    kept = questions.without_blanks(request.GET)
    if kept is not None:
        return HttpResponseRedirect(f"{reverse('home')}?{kept.urlencode(safe=',')}")
    totals = asking.totals(newest)
    question = questions.read(request.GET, "statements" if totals["statements"] else "events")
    context = {
        "question": question,
        "totals": totals,
        "release": newest,
        "tabs": [(view, name, question.url(view)) for view, (_, name) in questions.VIEWS.items()],
        "lists": {view: question.url(view) for view in ("statements", "events")},
        "coverage": _coverage(request),
        "search": question.asked.get("q", ""),
        "plain": not question.filters,
    }
    try:
        context |= _ANSWERS[question.view](request, question)
        status, faults = 200, ()
        context["chosen"] = filter_form.chosen(question)
    except ParameterError as error:
        status, faults = 400, error.faults
    first, further = filter_form.fields_of(question, faults)
    context |= {"faults": faults, "first": first, "further": further}
    context["further_are_open"] = any(one.values for one in further)
    return render(request, "explorer/home.html", context, status=status)


def _list(request, question):
    answer = asking.page(request, question.collection, question.asked)
    rows = answer["results"]
    if question.collection == "events":
        for row in rows:
            row["against"] = claims.against(row) if row["disputed"] else ()
    turns = {name: _turned(question, answer[name]) for name in ("next", "previous")}
    return {
        "rows": rows,
        **record_pages.named(rows),
        "count": answer["count"],
        "warnings": answer["warnings"],
        "calls": calls.of_rows(
            request, question.collection, question.asked, filters=question.filters
        ),
        **turns,
    }


def _turned(question, url):
    """Return the URL of this page that shows what a neighbor of the API's page holds."""
    if url is None:
        return None
    return question.url(cursor=asking.parsed(url)["cursor"], page=None)


def _timeline(request, question):
    unit = timeline.unit_of(question.filters)
    drawn = timeline.draw(question, unit, counting.by_period(request, question, unit))
    found = _drawn(request, question, drawn, unit) | {"timeline": drawn}
    said = questions.read(request.GET, "statements", view="statements")
    # A filter that statements do not have would be lost on them.
    if not said.elsewhere:
        groups = asking.groups(request, "statements", said.summed(unit))
        if groups:
            found["spoken"] = timeline.draw(question, unit, groups, "statement")
    return found


def _map(request, question):
    groups = counting.by_place(request, question)
    drawn = world_map.draw(question, groups, asking.points(releases.current(request)))
    found = _drawn(request, question, drawn, "place,place_precision", names="true")
    if len(groups) > MOST_GROUPS:  # more than an aggregate holds
        found["calls"] = calls.of_rows(request, "events", question.filters)
    return found | {"map": drawn}


def _drawn(request, question, drawn, by, **more):
    """Return what the page of a drawing has beside it, such as the aggregate that counts the same."""
    is_past = "release" in question.filters
    every_status = is_past or any_not_happened(releases.current(request))
    query = question.summed(by, every_status)
    query.update(more)
    return {
        "count": drawn.count,
        "warnings": asking.warnings(request, "events", question.summed(by)),
        "calls": calls.of_rows(request, "events", query, "aggregate", question.filters),
    }


_ANSWERS = {"statements": _list, "events": _list, "timeline": _timeline, "map": _map}


def _coverage(request):
    """Return the datasets with what they cover; of one that does not say, the years of its events."""
    datasets = asking.page(request, "datasets", asking.query_of(page_size=5))["results"]
    release, found = releases.current(request), []
    for one in datasets:
        covered = one.get("coverage") or {}
        is_said = covered.get("from") or covered.get("to")
        years = () if is_said else counting.years(release, one["slug"])
        bounds = {name: dates.day(covered[name]) for name in ("from", "to") if covered.get(name)}
        found.append(
            {**covered, **bounds, "slug": one["slug"], "title": one["title"], "years": years}
        )
    return found


@page
def collection(request, collection):
    """Show the records of a collection: statements and events are views of the first page."""
    if collection in ("statements", "events"):
        return HttpResponseRedirect(f"{reverse('home')}?view={collection}")
    kept = questions.without_blanks(request.GET)
    if kept is not None:
        return HttpResponseRedirect(f"{request.path}?{kept.urlencode(safe=',')}")
    query = request.GET.copy()
    if "page_size" not in query:
        query["page_size"] = "100"
    question = questions.PageQuestion(None, collection, query)
    answer = asking.page(request, collection, query)
    context = {
        "collection": collection,
        "question": question,
        "release": releases.current(request),
        "rows": [
            (one["slug"], record_pages.title_of(collection, one), one) for one in answer["results"]
        ],
        "count": answer["count"],
        "chosen": filter_form.chosen(question),
        "search": query.get("q"),
        "collections": Collection.values,
        "calls": calls.of_rows(request, collection, query, filters=question.filters),
        **{name: _turned(question, answer[name]) for name in ("next", "previous")},
    }
    return render(request, "explorer/collection.html", context)


@page
def record(request, collection, key):
    """Show one record, what it rests on, what links to it, and how it came about."""
    context = record_pages.context_of(request, collection, key)
    return render(request, f"explorer/{Collection(collection).value}.html", context)


def _error(request, error):
    """Return the page of an error of the API: what is wrong, and what to do."""
    match = request.resolver_match.kwargs
    members = getattr(error, "members", {})
    faults = getattr(error, "faults", ())
    context = {
        "status": error.status_code,
        "detail": str(error.detail),
        "faults": faults,
        "nearest": next((one["did_you_mean"] for one in faults if one.get("did_you_mean")), None),
        "withdrawn": members,
        **match,
    }
    if members:
        context["calls"] = calls.of_record(request, match["collection"], match["key"])
    return render(request, "explorer/error.html", context, status=error.status_code)


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
