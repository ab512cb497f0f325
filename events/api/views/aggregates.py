"""Sums of events and statements by their attributes: `aggregate/`, and the same as a file."""

import orjson
from rest_framework.decorators import action

from events.api.answering import pagination, warnings
from events.api.answering.sums import answer, overlap
from events.api.answering.sums.ordering import NUMBERS
from events.api.answering.sums.question import MOST_NAMES, SumQuestion
from events.api.openapi.schema import PageOf
from events.api.query import positions
from events.api.store import releases
from events.api.store.past import pruned


class AggregateMixin:
    """Adds `aggregate/` to a collection. `dimensions` are what `by` takes."""

    dimensions = None
    # Names in `by` that the tally of events can be asked for.
    tallied = frozenset()
    counts_fatalities = False
    # The lookup that leads to the dataset of a row.
    dataset_column = "dataset"
    # The columns of the day and of its precision.
    dated_by = None

    @classmethod
    def parameters(cls, action):
        if action not in ("aggregate", "aggregate_export"):
            return super().parameters(action)
        found = {
            **cls.filterset_class.parameters(),
            "by": _by(cls.dimensions),
            **(_overlaps() if cls.counts_fatalities else {}),
            "names": {
                "description": ("`true` puts names beside the keys: `actor_name` beside `actor`."),
                "schema": {"type": "boolean", "default": False},
            },
            "order_by": _order_by(cls),
            **releases.PARAMETERS,
        }
        if action == "aggregate_export":
            return found | _matrix(cls)
        return found | positions.PARAMETERS

    @classmethod
    def answer(cls, action):
        if action != "aggregate":
            return super().answer(action)
        return PageOf(schema=group_schema(cls), name=f"{cls.model.__name__}Group")

    @action(detail=False)
    def aggregate(self, request):
        """Return sums over the records that the filters select, one group per combination of `by`."""
        newest = releases.current(request)
        question = SumQuestion.read(type(self), request.query_params, newest)
        groups, told = groups_of(question, newest)
        page = pagination.cut(question.order, question.position, (), None, groups)
        results = orjson.Fragment(orjson.dumps([group for (group,) in page.rows]))
        told += warnings.past_the_end(question.position, page.rows, len(groups), "group")
        return pagination.answer(request, page, len(groups), results, told)


def groups_of(question, newest):
    """Return (rows, warnings) of a SumQuestion: rows as `answer.rows` has them. Raise Pruned."""
    counted = question.counted
    about = releases.numbered(counted.number) if counted.number else None
    if about and about.pruned:
        raise pruned(about)
    rows, told = answer.rows(newest, question)
    return rows, [*of_values(question, newest), *told]


def of_values(question, newest):
    """Yield the warnings on values in the query of a SumQuestion."""
    counted = question.counted
    filterset, past = counted.viewset.filterset_class, counted.past(newest)
    yield from warnings.of_values(filterset, question.values, newest, past)


def _by(dimensions):
    names = ", ".join(f"`{name}` ({one.description})" for name, one in dimensions.items())
    return {
        "description": f"The attributes to group by, one to {MOST_NAMES} of: {names}.",
        "required": True,
        "style": "form",
        "explode": False,
        "schema": {
            "type": "array",
            "items": {"type": "string", "enum": list(dimensions)},
            "minItems": 1,
            "maxItems": MOST_NAMES,
        },
    }


def _overlaps():
    return {
        "parts": {
            "description": (
                "How an event and its parts count. `whole`: the event counts and its parts do not; where only its parts "
                "have a figure, they count instead. `leaf`: its smallest parts count; where only the event has a "
                "figure, it counts instead. `all`: each counts."
            ),
            "schema": {"type": "string", "enum": list(overlap.PARTS), "default": overlap.WHOLE},
        },
        "doubles": {
            "description": (
                "How events that `same_as` links count. `once`: one of them counts, with a figure if one has it. `all`: "
                "each counts."
            ),
            "schema": {"type": "string", "enum": list(overlap.DOUBLES), "default": overlap.ONCE},
        },
    }


def _order_by(viewset):
    numbers = NUMBERS if viewset.counts_fatalities else NUMBERS[:1]
    best = " (the best estimate)" if viewset.counts_fatalities else ""
    names = "|".join((*numbers, *viewset.dimensions))
    return {
        "description": (
            f"The order of the groups: {', '.join(f'`{name}`' for name in numbers)}{best} or a name in `by`, "
            "comma-separated; - before a name reverses it, and absent values come last. Without it they come in the "
            "order of `by`."
        ),
        "schema": {"type": "string", "pattern": f"^-?({names})(,-?({names}))*$"},
    }


def _matrix(viewset):
    found = {
        "shape": {
            "description": (
                "`matrix` makes a table of two names in `by`, as CSV: rows of the first, a column for each value of the "
                "second."
            ),
            "schema": {"type": "string", "enum": ["groups", "matrix"], "default": "groups"},
        },
    }
    if viewset.counts_fatalities:
        found["cells"] = {
            "description": "The values in the cells of a matrix; `fatalities` are the best estimates.",
            "schema": {"type": "string", "enum": ["count", "fatalities"], "default": "count"},
        }
    return found


def group_schema(viewset):
    """Return the OpenAPI schema of a group."""
    number = {"type": "integer", "nullable": True}
    properties = {}
    for name, one in viewset.dimensions.items():
        properties[name] = {
            "type": one.type,
            "nullable": True,
            "description": f"{one.description[0].upper()}{one.description[1:]}.",
        }
        if one.names is not None:
            properties[f"{name}_name"] = {
                "type": "string",
                "nullable": True,
                "description": f"Name of the {name.replace('_', ' ')}, with `names=true`.",
            }
    properties["count"] = {"type": "integer", "minimum": 1, "description": "How many records."}
    required = ["count"]
    if viewset.counts_fatalities:
        properties["with_fatalities"] = {
            "type": "integer",
            "minimum": 0,
            "description": "How many of them have a best estimate of the number killed.",
        }
        properties["fatalities"] = {
            "type": "object",
            "description": "Sums of the estimates that are known; null where none is.",
            "properties": {"low": number, "best": number, "high": number},
            "required": ["low", "best", "high"],
        }
        required += ["with_fatalities", "fatalities"]
    return {
        "type": "object",
        "description": (
            "A value for each name in `by`; with a period that is null, the coarser one that is known; then the numbers."
        ),
        "properties": properties,
        "required": required,
        "minProperties": len(required) + 1,
    }
