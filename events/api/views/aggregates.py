"""Counts of events and statements by one or several of their attributes."""

from dataclasses import dataclass
from functools import lru_cache

import orjson
from django.db.models import BigIntegerField, Count, F, FilteredRelation, Q, Sum
from django.db.models.functions import Cast
from rest_framework.decorators import action

from events.api.answering import pagination, warnings
from events.api.openapi.schema import PageOf
from events.api.problems.errors import ParameterError, fault, nearest
from events.api.query import parameters
from events.api.query.parameters import Reading
from events.api.store import past, releases
from events.api.store.release_cache import remembered
from events.models import Tally
from events.models.fields import Month
from events.vocabulary import ParticipantRole

MOST_GROUPS = 10_000  # in one answer: months of thirty years in some dozens of countries
MOST_NAMES = 3  # in `by`
ORDERS = ("count", "-count")
REMEMBERED_ANSWERS = 100  # of a megabyte each at most


@dataclass(frozen=True)
class Dimension:
    """Something to count by: an expression over the record, and what it joins to, if anything."""

    expression: object
    description: str
    type: str = "string"
    relation: FilteredRelation | None = None
    format: object = None


@lru_cache(maxsize=12 * 10_000)
def _month(number):
    return None if number is None else f"{number // 12:04}-{number % 12 + 1:02}"


def column(name, description, type="string"):
    """Count by a column, or by a column of the record that it refers to."""
    return Dimension(F(name), description, type)


def year(number, description):
    """Count by calendar year, out of the number of a month."""
    return Dimension(number / 12, description, "integer")


def month(number, description):
    """Count by calendar month, `YYYY-MM`, out of its number."""
    return Dimension(number, description, format=_month)


def participants(role, alias):
    """Count by the actors in a role; an event with several is counted for each."""
    return Dimension(
        F(f"{alias}__actor__slug"),
        f"participants in the role `{role}`, an event counted for each",
        relation=FilteredRelation("participations", condition=Q(participations__role=role)),
    )


EVENT_DIMENSIONS = {
    "dataset": column("dataset__slug", "the dataset that coded it"),
    "type": column("type", "PLOVER type"),
    "mode": column("modes", "PLOVER modes, an event counted for each"),
    "context": column("contexts", "PLOVER contexts, an event counted for each"),
    "quad_class": column("quad_class", "quad class", "integer"),
    "status": column("status", "status"),
    "country": column("country", "country"),
    "place": column("place__slug", "place"),
    "year": year(F("month"), "year in which it begins"),
    "month": month(F("month"), "month in which it begins, YYYY-MM"),
    "date_precision": column("date_precision", "how exactly the dates are known"),
    "place_precision": column("place_precision", "how exactly the place is known"),
    "disputed": column("disputed", "whether a claim contradicts another value", "boolean"),
    "actor": participants(ParticipantRole.ACTOR.value, "acting"),
    "recipient": participants(ParticipantRole.RECIPIENT.value, "receiving"),
}
STATEMENT_DIMENSIONS = {
    "dataset": column("dataset__slug", "the dataset that coded it"),
    "source": column("article__source__slug", "source of the article"),
    "article": column("article__slug", "article"),
    "speaker": column("speaker__slug", "speaker"),
    "speaker_kind": column("speaker__kind", "kind of speaker"),
    "form": column("form", "verbatim or paraphrase"),
    "act": column("act", "what the speaker does by it"),
    "topic": column("topics", "topics, a statement counted for each"),
    "year": year(Month("stated_on"), "year in which it was said"),
    "month": month(Month("stated_on"), "month in which it was said, YYYY-MM"),
    "language": column("language", "language of the text"),
}
ALIASES = {"actor": "acting", "recipient": "receiving"}
# Those of events of which the tally holds the columns.
TALLIED = frozenset(("country", "year", "month"))

# On PostgreSQL the sum of large integers is a decimal number.
FATALITIES = {
    f"fatalities_{name}_sum": Cast(Sum(f"fatalities_{name}"), BigIntegerField())
    for name in ("low", "best", "high")
}


def _value(dimension):
    return {
        "type": dimension.type,
        "nullable": True,
        "description": f"{dimension.description[0].upper()}{dimension.description[1:]}.",
    }


class AggregateMixin:
    """Adds `aggregate/` to a collection. `dimensions` are what `by` takes."""

    dimensions = None
    # Names in `by` that the tally of events can be asked for.
    tallied = frozenset()
    counts_fatalities = False

    @classmethod
    def parameters(cls, action):
        if action != "aggregate":
            return super().parameters(action)
        names = ", ".join(f"`{name}` ({one.description})" for name, one in cls.dimensions.items())
        allowed = list(cls.dimensions)
        return {
            **cls.filterset_class.parameters(),
            "by": {
                "description": f"What to count by, one to {MOST_NAMES} of: {names}.",
                "required": True,
                "style": "form",
                "explode": False,
                "schema": {
                    "type": "array",
                    "items": {"type": "string", "enum": allowed},
                    "minItems": 1,
                    "maxItems": MOST_NAMES,
                },
            },
            "order_by": {
                "description": (
                    "`count` or `-count` for the smallest or the largest groups first; otherwise the groups "
                    "stand in the order of `by`, absent values last."
                ),
                "schema": {"type": "string", "enum": list(ORDERS)},
            },
            "release": releases.PARAMETERS["release"]
            | {
                "description": (
                    "The number of the newest release, as a guard: of another one nothing is counted, and the "
                    "answer is 400."
                ),
            },
        }

    @classmethod
    def answer(cls, action):
        if action != "aggregate":
            return super().answer(action)
        number = {"type": "integer", "nullable": True}
        group = {
            "type": "object",
            "description": "One value for each name in `by`, no value for the other names, then the count.",
            "properties": {
                **{name: _value(one) for name, one in cls.dimensions.items()},
                "count": {"type": "integer", "minimum": 1, "description": "How many records."},
            },
            "required": ["count"],
            "minProperties": 2,
        }
        if cls.counts_fatalities:
            group["properties"]["fatalities"] = {
                "type": "object",
                "description": "Sums of the estimates that are known; null where none is.",
                "properties": {"low": number, "best": number, "high": number},
                "required": ["low", "best", "high"],
            }
            group["required"].append("fatalities")
            group["minProperties"] += 1
        return PageOf(schema=group, name=f"{cls.model.__name__}Group")

    @action(detail=False)
    def aggregate(self, request):
        """Return counts of the records that the filters select, one group per combination of `by`."""
        release = releases.current(request)
        reading = Reading(request.query_params, *self.taken("aggregate"))
        sound, filterset = reading.sound, self.filterset_class
        names = (
            reading.of(self._names, sound)
            if "by" in sound or "by" not in request.query_params
            else None
        )
        order_by = reading.of(_order, sound)
        values = reading.of(filterset.read, sound, release)
        reading.of(self._refuse_past, sound, release)
        reading.check()
        parts = tuple((name, *part) for name, part in filterset.parts(values).items())
        number, groups = _worked_out(release, type(self), parts, tuple(names), order_by)
        page = pagination.Page([], None, None)
        told = warnings.of_values(filterset, values, release)
        return pagination.answer(request, page, number, orjson.Fragment(groups), told)

    @classmethod
    def _refuse_past(cls, query, newest):
        about = releases.asked(query, newest)
        if about != newest:
            message = (
                f"Only the newest release can be counted here. Count in the export of release {about.number}, "
                f"{past.export(about.number, cls.model)}."
            )
            raise ParameterError([fault("release", message)])

    @classmethod
    def _names(cls, query):
        """Return the dimensions that `by` names."""
        allowed = tuple(cls.dimensions)
        if "by" not in query:
            raise ParameterError(
                [fault("by", "Missing. Give one or more fields to group by.", allowed)]
            )
        names = parameters.split(query.getlist("by"))
        faults = [
            fault("by", f"Cannot group by {name!r}.", allowed, nearest(name, allowed))
            for name in names
            if name not in cls.dimensions
        ]
        given = len(parameters.words(query.getlist("by")))
        if given > MOST_NAMES:
            faults.append(fault("by", f"{given} fields. At most {MOST_NAMES} are allowed."))
        if faults:
            raise ParameterError(faults)
        return names

    @classmethod
    def groups(cls, parts, names):
        """Return one dictionary a group of the rows that parts select, in the order of `names`."""
        filterset = cls.filterset_class
        chosen = {name: cls.dimensions[name] for name in names}
        tallied = cls.tallied.issuperset(names) and filterset.tallied.issuperset(parts)
        # A row without a place in the order is not published.
        published = cls.model.objects.filter(newest_first__isnull=False)
        rows, number = (Tally.objects, Sum("events")) if tallied else (published, Count("pk"))
        # No filter multiplies or narrows what is joined to count by, as each that looks at other rows than one does so
        # in a subquery.
        rows = rows.filter(filterset.condition(parts))
        for name, dimension in chosen.items():
            if dimension.relation is not None:
                # A copy: Django writes the alias into the relation that it is given.
                rows = rows.annotate(**{ALIASES[name]: dimension.relation.clone()})
        columns = {f"by_{name}": dimension.expression for name, dimension in chosen.items()}
        sums = FATALITIES if cls.counts_fatalities else {}
        counted = (
            rows.order_by()
            .values(**columns)
            .annotate(records=number, **sums)
            .order_by(*(F(name).asc(nulls_last=True) for name in columns))
            .values_list(*columns, "records", *sums)
        )
        found = list(counted[: MOST_GROUPS + 1])
        if len(found) > MOST_GROUPS:
            message = f"More than {MOST_GROUPS:,} groups. Count by fewer names, or filter further."
            raise ParameterError([fault("by", message)])
        formats = [(name, one.format) for name, one in chosen.items() if one.format]
        groups = []
        for row in found:
            group = dict(zip(chosen, row, strict=False))
            for name, write in formats:
                group[name] = write(group[name])
            group["count"], *sums = row[len(chosen) :]
            if cls.counts_fatalities:
                group["fatalities"] = dict(zip(("low", "best", "high"), sums, strict=True))
            groups.append(group)
        return groups


def _order(query):
    order_by = query.get("order_by")
    if order_by not in (None, *ORDERS):
        raise ParameterError([fault("order_by", f"Cannot sort groups by {order_by!r}.", ORDERS)])
    return order_by


@remembered(REMEMBERED_ANSWERS)
def _worked_out(release, viewset, parts, names, order_by):
    """Return (number of groups, their JSON)."""
    groups = viewset.groups({name: part for name, *part in parts}, names)
    if order_by:
        groups.sort(key=lambda group: group["count"], reverse=order_by == "-count")
    return len(groups), orjson.dumps(groups)
