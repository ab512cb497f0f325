"""A question to the list of one collection: filters, order, position and fields, read from a query string."""

from dataclasses import dataclass
from functools import cached_property

from events.api.problems.errors import ParameterError, fault, nearest
from events.api.query import ordering, parameters, positions, search
from events.api.query.parameters import Reading
from events.api.store import releases
from events.api.store.past import Past
from events.documents.candidates import Resolution


@dataclass
class Question:
    """A question that is understood in full. `release` is the identity of the newest release.

    `past` is set where the question is about an older one.
    """

    filterset: type
    values: dict
    parts: dict
    order: ordering.Order
    position: positions.Position
    fields: frozenset | None
    release: object
    past: Past | None = None
    # The Resolution by which the values of events are shown, or None for the record's own without more.
    resolve: str | None = None
    # The values of further parameters, as their reader returns them.
    further: object = None

    @classmethod
    def read(cls, viewset, query, newest, action="list", further=None, elsewhere=None):
        """Return the Question of a query (a QueryDict); raise ParameterError with all its faults.

        `newest` is the ReleaseIdentity of the newest release, or None. An action without pages, such as an export,
        takes no position and no release. `further` reads what other parameters it takes, and `elsewhere` is as in
        Reading.
        """
        reading = Reading(query, *viewset.taken(action), elsewhere)
        sound, filterset = reading.sound, viewset.filterset_class
        number = past = None
        if "release" in sound and action == "list":
            about = reading.of(releases.asked, sound, newest)
            number = about and about.number
        if number is None or number == newest.number:
            values = reading.of(filterset.read, sound, newest)
        else:
            values, past = reading.of(_read_past, viewset, sound, newest, number) or (None, None)
        order = reading.of(
            ordering.parse,
            sound.get("order_by"),
            viewset.model,
            viewset.orderable,
            viewset.default_order,
            "q" in sound and action == "list",
            number,
        )
        begin = reading.of(positions.parse, sound, order) if action == "list" else None
        fields = reading.of(read_fields, viewset, sound)
        resolve = reading.of(read_resolve, sound, past)
        more = further and reading.of(further, sound)
        reading.check()
        if resolve and fields:
            fields |= {"resolved"}
        parts = filterset.parts(values)
        if past:
            parts |= past.until
        return cls(filterset, values, parts, order, begin, fields, newest, past, resolve, more)

    @property
    def others(self):
        """The rows that no stage of the answer finds, in order: versions that were replaced since."""
        return self.past.rows(self.order) if self.past else ()

    @property
    def newest_first(self):
        """Whether the newest rows come first, so that newer ones can be fetched before older ones."""
        return self.order.columns == ["newest_first"]

    @cached_property
    def branches(self):
        """The parts as several that exclude one another, in the order of the list."""
        return self.filterset.branches(self.parts)

    def stages(self):
        """Return (tier, parts) of each stage of the answer, in order."""
        if not self.newest_first:
            return [(tier, self.filterset.placed(parts)) for tier, parts in self.tiers()]
        if not self.order.by_relevance:
            return [(0, parts) for parts in self.branches]
        branches = self.filterset.branches
        return [(tier, parts) for tier, asked in self.tiers() for parts in branches(asked)]

    def tiers(self):
        """Return (tier, parts) of each tier of the answer, in order: one, or two by relevance."""
        if not self.order.by_relevance:
            return [(0, self.parts)]
        return [
            (tier, self.parts | {"q": (None, (expression,))})
            for tier, expression in enumerate(search.tiers(self.values["q"]))
        ]


def _read_past(viewset, query, newest, number):
    """Return (values, Past) of a query about an older release; raise ParameterError where it cannot be exact."""
    filterset = viewset.filterset_class
    values, written = filterset.read_at(query, newest, number)
    past = Past(viewset, newest, number, filterset.written(written))
    past.refuse()
    return values, past


FIELDS = {
    "description": "Only these fields of each record, comma-separated.",
    "style": "form",
    "explode": False,
}


def read_resolve(query, past):
    """Return the Resolution that a query asks for, or None."""
    word = query.get("resolve")
    if word is None:
        return None
    if word not in Resolution.values:
        message = f"{word!r} is not a rule."
        raise ParameterError(
            [fault("resolve", message, Resolution.values, nearest(word, Resolution.values))]
        )
    if past and word != Resolution.CODER:
        message = (
            "Cannot resolve values of a past release: the places that claims name may have changed since. Leave out "
            "`release` or `resolve`."
        )
        raise ParameterError([fault("resolve", message)])
    return word


def read_fields(viewset, query):
    """Return the set of fields that a query selects, or None for all."""
    if "fields" not in query:
        return None
    known = viewset.serializer_class.Meta.fields
    names = parameters.split(query.getlist("fields"))
    faults = [
        fault(
            "fields",
            f"{name!r} is not a field of {viewset.collection_name}.",
            known,
            nearest(name, known),
        )
        for name in names
        if name not in known
    ]
    if faults:
        raise ParameterError(faults)
    return frozenset(names)
