"""The questions of the pages: the functions that answer the API, with a query of their own."""

from urllib.parse import urlsplit

import orjson
from django.http import QueryDict
from django.urls import reverse

from events.api.answering import lists, records
from events.api.answering.sums import told
from events.api.answering.sums.question import SumQuestion
from events.api.answering.sums.selection import select
from events.api.store import releases
from events.api.store.release_cache import remembered
from events.api.urls import COLLECTIONS
from events.api.views.aggregates import groups_of, of_values
from events.models import Place, Version

MOST_LINKED = 10  # records shown of each list on a record's page


def query_of(**values):
    """Return a QueryDict of values, where lists are repeated parameters."""
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query.setlist(name, [str(one) for one in (value if isinstance(value, list) else [value])])
    return query


def parsed(url):
    """Return the query of a URL as a QueryDict."""
    return QueryDict(urlsplit(url).query)


def api_path(collection, query=None, action="list"):
    """Return the path of a list of the API, with a query."""
    path = reverse(f"{collection}-{action}")
    text = query.urlencode(safe=",") if query else ""
    return f"{path}?{text}" if text else path


def page(request, collection, query):
    """Return one page of a list as the API answers it; raise ParameterError with all faults of the query."""
    newest = releases.current(request)
    about = releases.asked(query, newest)
    path = reverse(f"{collection}-list")
    answer = lists.page(COLLECTIONS[collection], path, query, newest, about, "")
    return orjson.loads(answer.body)


def groups(request, collection, query):
    """Return the groups of an aggregate as the API counts them; raise ParameterError."""
    newest = releases.current(request)
    rows, _ = groups_of(SumQuestion.read(COLLECTIONS[collection], query, newest), newest)
    return [group for group, *_ in rows]


def warnings(request, collection, query):
    """Return the warnings on an aggregate that hold for a drawing of it too: each date of it is drawn, closely or not."""
    newest = releases.current(request)
    question = SumQuestion.read(COLLECTIONS[collection], query, newest)
    counted = question.counted
    of_sums = told.of_sums(newest, counted, select(newest, counted), ())
    return [*of_values(question, newest), *of_sums]


def record(request, collection, key):
    """Return one record; raise NoSuchThing or Withdrawn where there is none."""
    viewset, newest = COLLECTIONS[collection], releases.current(request)
    site = f"{request.scheme}://{request.get_host()}"
    answer = newest and records.record(viewset, key, QueryDict(), newest, newest)
    if not answer:
        raise records.missing(viewset, key, newest, newest, site)
    return orjson.loads(answer.body)


def documents(collection, keys):
    """Return {key: record} of those keys of a collection that are published now."""
    held = Version.objects.filter(
        collection=collection, key__in=set(keys), last_release=None, document__isnull=False
    )
    return {key: orjson.loads(text) for key, text in held.values_list("key", "document")}


@remembered(1)
def points(release):
    """Return {slug: (longitude, latitude, country)} of the places of the newest release that have a point."""
    found = Place.objects.filter(current__isnull=False, latitude__isnull=False)
    rows = found.values_list("slug", "longitude", "latitude", "country")
    return {slug: point for slug, *point in rows.iterator()}


@remembered(1)
def totals(release):
    """Return {collection: number of records} of the newest release."""
    return {
        name: viewset.model.objects.filter(current__isnull=False).count()
        for name, viewset in COLLECTIONS.items()
    }
