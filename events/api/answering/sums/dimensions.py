"""The dimensions by which events and statements are counted: each name in `by` as an expression and as read in a document."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import itemgetter

from django.db.models import Case, F, FilteredRelation, OuterRef, Q, Value, When
from django.db.models.functions import Concat

from events.api.answering.sums import periods
from events.models import Actor, Article, Dataset, Participant, Place, Report, Source
from events.models.event import modes_of
from events.models.fields import Month
from events.vocabulary import ParticipantRole, PlaceKind

STEPS = 3  # from a place up to its second-level division: a bridge, a quarter, a town, a district


@dataclass(frozen=True)
class Dimension:
    """Something to count by.

    `expression` gives its value; of a period `coarser` gives what is known instead. `relation` is what it joins to, and
    `again` the other rows there that hold the same value. `read` returns the values in a document, each (value, coarser);
    with `lookup` (model, path) they are keys of that model, and the value is what the path leads to. `repeats` says that a
    record can be counted in several groups, and `names` is the model whose records have the names of the values.
    """

    expression: object
    description: str
    read: Callable
    type: str = "string"
    coarser: object = None
    period: str | None = None
    relation: FilteredRelation | None = None
    again: Callable | None = None
    lookup: tuple | None = None
    repeats: bool = False
    names: object = None


def column(name, description, type="string", *, listed=None, lookup=None, names=None):
    """Count by a column, or by a column of the record that it refers to."""
    field = name.split("__")[0]

    def value(document):
        return [(document.get(field), None)]

    def values(document):
        return [(one, None) for one in listed(document)] or [(None, None)]

    return Dimension(
        F(name),
        description,
        values if listed else value,
        type,
        lookup=lookup,
        repeats=listed is not None,
        names=names,
    )


def period(name, description, day, month, precision):
    """Count by a calendar period, as far as the precision of the date tells it."""
    numbers = periods.numbers(day, month)

    def read(document):
        return [periods.of_document(name, document[day], document[precision])]

    return Dimension(
        periods.value(name, numbers, precision),
        description,
        read,
        "integer" if name == "year" else "string",
        coarser=periods.coarser(name, numbers, precision),
        period=name,
    )


def calendar(verb, day, month, precision):
    """Return the Dimensions of the five periods."""
    shapes = {
        "day": "YYYY-MM-DD",
        "week": "ISO 8601, YYYY-Www",
        "month": "YYYY-MM",
        "quarter": "YYYY-Qq",
        "year": "a whole number",
    }
    return {
        name: period(name, f"{name} in which it {verb}, {shape}", day, month, precision)
        for name, shape in shapes.items()
    }


def participants(alias, description, column="slug", role=None, **settings):
    """Count by something about the actors who take part, in a role or in any: each event once for each value."""
    condition = Q(participations__role=role) if role else Q()
    name = f"{alias}__actor__{column}"

    def again():
        rows = Participant.objects.filter(event=OuterRef(f"{alias}__event"))
        if column == "slug":
            # An actor has a role in an event once; one index has all three.
            return rows.filter(
                actor=OuterRef(f"{alias}__actor"), role__lt=OuterRef(f"{alias}__role")
            )
        rows = rows.filter(pk__lt=OuterRef(f"{alias}__pk"))
        # Of a bare column SQLite takes the index, and goes through all actors of a kind for each participant.
        value = Concat(f"actor__{column}", Value(""))
        return rows.alias(value=value).filter(value=OuterRef(name))

    def read(document):
        rows = [row for row in document["participants"] if role in (None, row["role"])]
        found = dict.fromkeys(row["actor"] for row in rows)
        return [(one, None) for one in found] or [(None, None)]

    return Dimension(
        F(name),
        f"{description}, an event counted for each",
        read,
        relation=FilteredRelation("participations", condition=condition),
        again=None if role else again,  # an actor has a role in an event once
        repeats=True,
        **settings,
    )


def report_roles(alias="reporting"):
    """Count by the roles of the reports on an event."""

    def again():
        return Report.objects.filter(
            event=OuterRef(f"{alias}__event"),
            role=OuterRef(f"{alias}__role"),
            pk__lt=OuterRef(f"{alias}__pk"),
        )

    def read(document):
        found = dict.fromkeys(row["role"] for row in document["reports"])
        return [(one, None) for one in found] or [(None, None)]

    return Dimension(
        F(f"{alias}__role"),
        "roles of the reports on it, an event counted for each",
        read,
        relation=FilteredRelation("reports", condition=Q()),
        again=again,
        repeats=True,
    )


def district(place=""):
    """Return the expression of the second-level division that a place is, or is within, as a public key."""
    levels = [f"{place}{'within__' * step}" for step in range(STEPS + 1)]
    return Case(
        *(When(**{f"{one}kind": PlaceKind.ADMIN2.value}, then=f"{one}slug") for one in levels),
        default=None,
    )


EVENT_DIMENSIONS = {
    "dataset": column("dataset__slug", "the dataset that coded it", names=Dataset),
    "type": column("type", "PLOVER type"),
    "mode": column("modes", "PLOVER modes, an event counted for each", listed=modes_of),
    "context": column(
        "contexts", "PLOVER contexts, an event counted for each", listed=itemgetter("contexts")
    ),
    "quad_class": column("quad_class", "quad class", "integer"),
    "status": column("status", "status"),
    "country": column("country", "country"),
    "admin1": column(
        "place__admin1", "first-level division of the country", lookup=(Place, "admin1")
    ),
    "admin2": replace(
        column(
            "place__slug",
            "second-level division, where the place is one or is `within` one",
            lookup=(Place, district()),
            names=Place,
        ),
        expression=district("place__"),
    ),
    "place": column("place__slug", "place", names=Place),
    **calendar("begins", "start_date", F("month"), "date_precision"),
    "date_precision": column("date_precision", "how exactly the dates are known"),
    "place_precision": column("place_precision", "how exactly the place is known"),
    "disputed": column("disputed", "whether a claim contradicts another value", "boolean"),
    "actor": participants(
        "acting",
        "participants in the role `actor`",
        role=ParticipantRole.ACTOR.value,
        names=Actor,
    ),
    "recipient": participants(
        "receiving",
        "participants in the role `recipient`",
        role=ParticipantRole.RECIPIENT.value,
        names=Actor,
    ),
    "participant": participants("taking_part", "participants in any role", names=Actor),
    "actor_kind": participants(
        "of_kind", "kinds of the participants in any role", column="kind", lookup=(Actor, "kind")
    ),
    "report_role": report_roles(),
}
STATEMENT_DIMENSIONS = {
    "dataset": column("dataset__slug", "the dataset that coded it", names=Dataset),
    "source": column(
        "article__source__slug",
        "source of the article",
        lookup=(Article, "source__slug"),
        names=Source,
    ),
    "article": column("article__slug", "article", names=Article),
    "speaker": column("speaker__slug", "speaker", names=Actor),
    "speaker_kind": column("speaker__kind", "kind of speaker", lookup=(Actor, "kind")),
    "form": column("form", "verbatim or paraphrase"),
    "act": column("act", "act that the speaker performs by it"),
    "topic": column("topics", "topics, a statement counted for each", listed=itemgetter("topics")),
    **calendar("was said", "stated_on", Month("stated_on"), "stated_precision"),
    "language": column("language", "language of the text"),
}
# The alias of the rows that a dimension joins to.
ALIASES = {
    "actor": "acting",
    "recipient": "receiving",
    "participant": "taking_part",
    "actor_kind": "of_kind",
    "report_role": "reporting",
}
# Those of events whose columns the tally holds.
TALLIED = frozenset(("country", "month", "quarter", "year"))
