"""The question of a page: one query string, read by each of the four views with the filters that it has."""

from dataclasses import dataclass, field

from django.http import QueryDict

from events.api.urls import COLLECTIONS
from events.vocabulary import EventStatus

# view: (collection, its heading)
VIEWS = {
    "statements": ("statements", "Statements"),
    "events": ("events", "Events"),
    "timeline": ("events", "Timeline"),
    "map": ("events", "Map"),
}
PAGE_SIZE = 25
# Parameters that have another name for statements than for events: (parameter of statements, parameter of events).
SAME_QUESTION = (
    ("speaker", "participant"),
    ("stated_from", "date_from"),
    ("stated_to", "date_to"),
    ("event", "part_of"),
)
_TO = {
    "events": dict(SAME_QUESTION),
    "statements": {event: statement for statement, event in SAME_QUESTION},
}
# Parameters that the page itself reads, and those that would leave holes in it.
_NOT_ASKED = ("view", "fields")
# Parameters that only one page of one view reads.
_OF_THE_PAGE = ("cursor", "page", "order_by", "page_size", "resolve")


@dataclass
class PageQuestion:
    """A query string as one view reads it.

    `asked` goes to the API; `elsewhere` are the parameters that only other views have, which the URL keeps. The page
    of a collection has no `view`.
    """

    view: str | None
    collection: str
    asked: QueryDict
    elsewhere: QueryDict = field(default_factory=lambda: QueryDict(mutable=True))

    @property
    def viewset(self):
        return COLLECTIONS[self.collection]

    @property
    def filters(self):
        """The parameters of the filters in the query, without those of the page."""
        query = self.asked.copy()
        for name in _OF_THE_PAGE:
            query.pop(name, None)
        return query

    def url(self, view=None, **changes):
        """Return the query string of this question on a view, with changes: a value of None takes a parameter out."""
        query = QueryDict(mutable=True)
        view = view or self.view
        if view:
            query["view"] = view
        kept = self.asked if view == self.view and "cursor" in changes else self.filters
        for source in (kept, self.elsewhere):
            for name, values in source.lists():
                query.setlist(name, values)
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"?{query.urlencode(safe=',')}"

    def summed(self, by, every_status=True):
        """Return the query of an aggregate over the rows of the list: each part and each double counts.

        With `every_status`, events that did not happen count as well.
        """
        query = self.filters
        query["by"] = by
        if self.collection == "events":
            query["parts"] = query["doubles"] = "all"
            if every_status and "status" not in query:
                query["status"] = ",".join(EventStatus.values)
        return query


def without_blanks(query):
    """Return a query without the parameters that an empty field of a form sends, or None where it has none."""
    if all(value.strip() for _, values in query.lists() for value in values):
        return None
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        if values := [value for value in values if value.strip()]:
            kept.setlist(name, values)
    return kept


def read(query, default, view=None):
    """Return the PageQuestion of a query on a view, by itself the one that it names; an unknown one is the `default`."""
    view = view or query.get("view")
    view = view if view in VIEWS else default
    collection, _ = VIEWS[view]
    found = PageQuestion(view, collection, QueryDict(mutable=True))
    here, _ = COLLECTIONS[collection].taken("list")
    others = {
        name
        for other, _ in VIEWS.values()
        if other != collection
        for name in COLLECTIONS[other].taken("list")[0]
    }
    for name, values in query.lists():
        if name in _NOT_ASKED:
            continue
        here_named = name if name in here else _TO[collection].get(name, name)
        if here_named in here or name not in others:
            # A name that no view knows goes to the API as well, which refuses it and names the nearest.
            found.asked.setlist(here_named, found.asked.getlist(here_named) + values)
        else:
            found.elsewhere.setlist(name, values)
    if "page_size" not in found.asked:
        found.asked["page_size"] = str(PAGE_SIZE)
    return found
