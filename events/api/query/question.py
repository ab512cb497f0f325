"""What a list is asked: filters, order, place and fields, read out of a query string that was checked."""

from dataclasses import dataclass

from events.api.answering import pagination
from events.api.problems.errors import ParameterError, fault, nearest
from events.api.query import ordering, parameters, search
from events.api.store.past import Past


@dataclass(frozen=True)
class Question:
    """A question to the list of one collection, understood in full."""

    filterset: type
    values: dict
    parts: dict
    order: ordering.Order
    position: pagination.Position
    fields: frozenset | None
    release: object
    past: Past | None = None

    @classmethod
    def read(cls, viewset, query, release, number=None):
        """Return the Question that a query (a QueryDict) asks, or raise ParameterError with its faults.

        `release` is the identity of the newest release, for what is remembered with it; `number` that of the
        release which the query names.
        """
        filterset = viewset.filterset_class
        if number is None or number == release[0]:
            values, past = filterset.read(query, release), None
        else:
            values, asked = filterset.read_at(query, release, number)
            past = Past(viewset, release, number, filterset.written(asked))
            past.refuse()
        order = ordering.parse(
            query.get("order_by"),
            viewset.model,
            viewset.orderable,
            viewset.default_order,
            searched="q" in values,
            number=number,
        )
        return cls(
            filterset=filterset,
            values=values,
            parts=filterset.parts(values) | (past.until if past else {}),
            order=order,
            position=pagination.parse(query, order),
            fields=read_fields(viewset, query),
            release=release,
            past=past,
        )

    @property
    def others(self):
        """The rows that no stage of the answer finds, in order: states that were replaced since."""
        return self.past.rows(self.order) if self.past else ()

    @property
    def counted(self):
        """The parts of which rows are counted, and the number that is added to theirs."""
        return (
            self.past.counted(self.filterset.parts(self.values)) if self.past else (self.parts, 0)
        )

    @property
    def newest_first(self):
        """Whether rows stand newest first, so that what is newer can be looked for before what is older."""
        return self.order.columns == ["newest_first"]

    def branches(self, parts):
        """Return parts as several that exclude one another, in the order of the list."""
        return self.filterset.branches(parts) if self.newest_first else [parts]

    def stages(self):
        """Return (tier, parts) of each stage of the answer, in order."""
        return [(tier, parts) for tier, asked in self.tiers() for parts in self.branches(asked)]

    def tiers(self):
        """Return (tier, parts) of each tier of the answer, in order: one, or by relevance two."""
        if not self.order.by_relevance:
            return [(0, self.parts)]
        return [
            (tier, self.parts | {"q": (None, (expression,))})
            for tier, expression in enumerate(search.tiers(self.values["q"]))
        ]

    def warnings(self, count, found):
        """Return sentences on what the answer leaves out."""
        warnings = self.filterset.warnings(self.values, self.release, self.past)
        if not found and self.position.offset >= count > 0:
            number = self.position.number
            warnings.append(f"Page {number:,} lies past the last record, number {count:,}.")
        return warnings


def read_fields(viewset, query):
    """Return the set of fields that a query asks for, or None for all."""
    if "fields" not in query:
        return None
    known = viewset.serializer_class.Meta.fields
    names = parameters.split(query.getlist("fields"))
    faults = [
        fault(
            "fields",
            f"{name!r} is not a field of the {viewset.model.collection}.",
            known,
            nearest(name, known),
        )
        for name in names
        if name not in known
    ]
    if faults:
        raise ParameterError(faults)
    return frozenset(names)
