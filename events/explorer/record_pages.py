"""The page of a record: the record itself, names for the keys in it, what links to it, and its history."""

import orjson
from django.core.paginator import Paginator

from events.api.answering import record_citations
from events.api.answering.record_citations import title_of
from events.api.answering.records import versions_of
from events.api.answering.versions import BEFORE, tell
from events.api.store import releases
from events.api.urls import COLLECTIONS
from events.explorer import asking, calls, claims, linked_data, passages
from events.models import Release
from events.vocabulary import ReportRole

MOST_STATES = 20  # of the history on one page, the newest first

# The records that link to a record of each collection: (heading with {} for its title, collection, parameter of its list).
LINKS = {
    "datasets": (
        ("Statements that it coded", "statements", "dataset"),
        ("Events that it coded", "events", "dataset"),
    ),
    "sources": (
        ("Articles of {}", "articles", "source"),
        ("Articles that relay {}", "articles", "relays"),
        ("Statements in its articles", "statements", "source"),
        ("Events that its articles report", "events", "source"),
    ),
    "articles": (
        ("Statements in it", "statements", "article"),
        ("Events that it reports", "events", "article"),
    ),
    "actors": (
        ("Said by {}", "statements", "speaker"),
        ("Said on behalf of {}", "statements", "on_behalf_of"),
        ("Said to {}", "statements", "addressee"),
        ("Said in front of {}", "statements", "audience"),
        ("Said about {}", "statements", "target"),
        ("Events with {}", "events", "participant"),
        ("Members of {}", "actors", "part_of"),
    ),
    "places": (
        ("Events in {}", "events", "place"),
        ("Places within {}", "places", "within"),
    ),
    "statements": (("Statements that refer to it", "statements", "related_statement"),),
    "events": (
        ("Statements that speak of it", "statements", "event"),
        ("Its parts", "events", "part_of"),
        ("Doubles of it", "events", "same_as"),
        ("Events that an article relates to it", "events", "related_event"),
    ),
}
# The reports of an event, set side by side: (heading, their roles).
REPORTS = (
    ("Reports that agree", (ReportRole.PRIMARY, ReportRole.CORROBORATING)),
    ("Reports that contradict them", (ReportRole.CONTRADICTING,)),
    ("Reports that mention it", (ReportRole.BACKGROUND,)),
)
# The field of a document that holds keys of a collection, wherever it is inside.
KEYS = {
    "dataset": "datasets",
    "source": "sources",
    "relays": "sources",
    "sources": "sources",
    "article": "articles",
    "speaker": "actors",
    "on_behalf_of": "actors",
    "addressees": "actors",
    "inferred_addressees": "actors",
    "audience": "actors",
    "targets": "actors",
    "actor": "actors",
    "claimed_by": "actors",
    "place": "places",
    "within": "places",
    "statement": "statements",
    "event": "events",
    "same_as": "events",
}


def named(rows, collection=None):
    """Return what templates say of the keys that documents hold; `part_of` is of their own `collection`.

    `names` is {collection: {key: name}}, and `languages` is {key: language} of articles.
    """
    wanted = {}
    for row in rows:
        _gather(row, wanted, KEYS | ({"part_of": collection} if collection else {}))
    found = {name: asking.documents(name, keys) for name, keys in wanted.items()}
    return {
        "names": {
            name: {key: title_of(name, document) for key, document in held.items()}
            for name, held in found.items()
        },
        "languages": {key: one["language"] for key, one in found.get("articles", {}).items()},
    }


def _gather(value, wanted, keys):
    if isinstance(value, list):
        for one in value:
            _gather(one, wanted, keys)
    elif isinstance(value, dict):
        for name, held in value.items():
            if name == "original":
                continue
            target = keys.get(name)
            if target and isinstance(held, str):
                wanted.setdefault(target, set()).add(held)
            elif target and isinstance(held, list) and all(isinstance(one, str) for one in held):
                wanted.setdefault(target, set()).update(held)
            else:
                _gather(held, wanted, keys)


def context_of(request, collection, key):
    """Return what the template of a record's page shows; raise NoSuchThing or Withdrawn."""
    found = asking.record(request, collection, key)
    title = title_of(collection, found)
    context = {
        "collection": collection,
        "key": key,
        "one": found,
        "title": title,
        "links": _links(request, collection, key, title),
        "states": _states(collection, key, request.GET.get("history")),
        "calls": calls.of_record(request, collection, key),
    }
    context |= _MORE.get(collection, lambda request, found: {})(request, found)
    rows = [found, *(row for link in context["links"] for row in link["rows"])]
    rows += context.get("passages", ())
    context |= named(rows, collection)
    dataset = found if collection == "datasets" else None
    if found.get("dataset"):
        dataset = asking.documents("datasets", [found["dataset"]]).get(found["dataset"])
    release = Release.objects.get(number=releases.current(request).number)
    context["release"] = release
    url = request.build_absolute_uri(request.path)
    context["citation"] = record_citations.of_record(title, key, url, release, dataset)
    context["linked_data"] = linked_data.of_record(collection, found, url, context["names"])
    return context


def _links(request, collection, key, title):
    found = []
    for heading, target, parameter in LINKS[collection]:
        query = asking.query_of(**{parameter: key, "page_size": asking.MOST_LINKED})
        answer = asking.page(request, target, query)
        if answer["count"]:
            query.pop("page_size")
            found.append(
                {
                    "heading": heading.format(title),
                    "collection": target,
                    "count": answer["count"],
                    "rows": answer["results"],
                    "query": query.urlencode(),
                    "titles": [
                        (row.get("slug") or row.get("code"), title_of(target, row))
                        for row in answer["results"]
                    ],
                }
            )
    return found


def _states(collection, key, number):
    """Return a page of the states of a record, the newest first, with their differences as text."""
    columns = ("first_release", "operation", "reason", "sha256")
    versions = versions_of(COLLECTIONS[collection], key).order_by("-id")
    page = Paginator(versions, MOST_STATES).get_page(number)
    found = []
    for version in page.object_list.annotate(before=BEFORE).select_related("first_release"):
        row = {name: getattr(version, name) for name in columns}
        told = tell(row | {"before": version.before, "document": version.document})
        changed = [
            (name, _text(values["old"]), _text(values["new"]))
            for name, values in (told["changed"] or {}).items()
        ]
        found.append({**row, "time": version.first_release.time, "changed": changed})
    page.object_list = found
    return page


def _text(value):
    if value is None or isinstance(value, str):
        return value
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()


def _event(request, found):
    by_role = {}
    for report in found["reports"]:
        by_role.setdefault(report["role"], []).append(report)
    reports = [
        (heading, rows)
        for heading, roles in REPORTS
        if (rows := [row for role in roles for row in by_role.get(role, ())])
    ]
    return {"claims": claims.side_by_side(found), "reports": reports}


def _article(request, found):
    return {"passages": passages.of_article(request, found)}


_MORE = {"events": _event, "articles": _article}
