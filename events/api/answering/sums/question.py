"""A question for sums: what to count by, which records, and how the groups come, read from a query string."""

from dataclasses import dataclass

from config.limits import MOST_NAMES
from events.api.answering.sums import overlap
from events.api.answering.sums.ordering import order_of
from events.api.problems.errors import ParameterError, fault, nearest
from events.api.query import parameters, positions
from events.api.query.parameters import Reading
from events.api.query.question import read_resolve
from events.api.store import releases
from events.api.store.past import Past, changed_since
from events.documents.candidates import Resolution

SHAPES = ("groups", "matrix")
CELLS = ("count", "fatalities")


@dataclass(frozen=True)
class Counted:
    """The question of a sum: all that the numbers of an answer depend on, so that they are worked out once per release.

    `parts` are the filters as (name, shape, values), `written` the same as documents of a past release have them.
    """

    viewset: type
    names: tuple
    parts: tuple
    whole: str | None
    doubles: str | None
    number: int | None = None
    written: tuple = ()
    # The Resolution by which events with claims are counted, or None for the values of the record.
    resolve: str | None = None

    @property
    def dimensions(self):
        """{name: Dimension} of what is counted by, in order."""
        return {name: self.viewset.dimensions[name] for name in self.names}

    @property
    def overlaps(self):
        """Whether records of the collection can overlap: events do."""
        return self.whole is not None

    def asks(self, name):
        """Return whether a filter with this name is among the parts."""
        return any(one == name for one, *_ in self.parts)

    @property
    def filters(self):
        """{name: (shape, values)} of the filters."""
        return {name: tuple(part) for name, *part in self.parts}

    def past(self, release):
        """Return the Past that is counted, or None where it is the newest release."""
        written = {name: tuple(part) for name, *part in self.written}
        return self.number and Past(self.viewset, release, self.number, written)


@dataclass(slots=True)
class SumQuestion:
    """A question for sums that is understood in full."""

    counted: Counted
    values: dict
    order: object
    position: object
    names: bool
    shape: str = "groups"
    cells: str = "count"

    @classmethod
    def read(cls, viewset, query, newest, action="aggregate"):
        """Return the SumQuestion of a query (a QueryDict); raise ParameterError with all its faults."""
        reading = Reading(query, *viewset.taken(action))
        sound, filterset = reading.sound, viewset.filterset_class
        by = None
        if "by" in sound or "by" not in query:
            by = reading.of(_names, viewset, sound)
        about = reading.of(releases.asked, sound, newest)
        is_past = about is not None and about != newest
        past = values = None
        if is_past:
            both = reading.of(filterset.read_at, sound, newest, about.number)
            if both is not None:
                values, written = both
                past = Past(viewset, newest, about.number, filterset.written(written))
                reading.of(past.refuse)
            reading.of(_refuse_lookups, viewset, by or (), newest, about.number)
        else:
            values = reading.of(filterset.read, sound, newest)
        order = reading.of(order_of, viewset, by or (), sound.get("order_by"), bool(by))
        position = None
        if action == "aggregate":
            position = reading.of(positions.parse, sound, order)
        overlaps = viewset.counts_fatalities
        whole = reading.of(_word, sound, "parts", overlap.PARTS, overlap.WHOLE)
        doubles = reading.of(_word, sound, "doubles", overlap.DOUBLES, overlap.ONCE)
        named = reading.of(_flag, sound, "names")
        shape = reading.of(_word, sound, "shape", SHAPES, SHAPES[0])
        cells = reading.of(_word, sound, "cells", CELLS, CELLS[0])
        resolve = reading.of(read_resolve, sound, past)
        reading.of(_refuse_shape, viewset, sound, by, shape)
        reading.check()
        counted = Counted(
            viewset,
            tuple(by),
            _frozen(filterset.parts(values)),
            whole if overlaps else None,
            doubles if overlaps else None,
            about.number if is_past else None,
            _frozen(past.written) if past else (),
            None if resolve == Resolution.CODER else resolve,
        )
        return cls(counted, values, order, position, named, shape, cells)


def _frozen(parts):
    return tuple((name, *part) for name, part in parts.items())


def _names(viewset, query):
    """Return the names of the dimensions that `by` names."""
    allowed = tuple(viewset.dimensions)
    if "by" not in query:
        raise ParameterError(
            [fault("by", "Missing. Give one or more fields to group by.", allowed)]
        )
    names = parameters.split(query.getlist("by"))
    faults = [
        fault("by", f"Cannot group by {name!r}.", allowed, nearest(name, allowed))
        for name in names
        if name not in allowed
    ]
    given = len(parameters.words(query.getlist("by")))
    if given > MOST_NAMES:
        faults.append(fault("by", f"{given} fields. At most {MOST_NAMES} are allowed."))
    if faults:
        raise ParameterError(faults)
    return names


def _word(query, name, words, default):
    word = query.get(name, default)
    if word not in words:
        message = f"{word!r} is not one of the words that this parameter takes."
        raise ParameterError([fault(name, message, words, nearest(word, words))])
    return word


def _flag(query, name):
    text = query.get(name, "false")
    if text not in ("true", "false"):
        message = f"{text!r} is neither true nor false."
        raise ParameterError([fault(name, message, ("true", "false"))])
    return text == "true"


def _refuse_shape(viewset, query, by, shape):
    """Refuse a matrix of anything but two names, and cells where there is none."""
    faults = []
    if shape == "matrix" and by is not None and len(by) != 2:
        message = f"A matrix needs two names in `by`, rows and columns; {len(by)} given."
        faults.append(fault("shape", message))
    if "cells" in query and shape != "matrix":
        faults.append(fault("cells", "Only a matrix has cells. Add shape=matrix."))
    if faults:
        raise ParameterError(faults)


def _refuse_lookups(viewset, by, newest, number):
    """Refuse to count a past release by what other records say that have changed since."""
    changed = changed_since(newest, number)
    faults = []
    for name in by:
        lookup = viewset.dimensions[name].lookup
        since = lookup and changed[lookup[0].collection]
        if since and since["change"] + since["withdraw"]:
            message = (
                f"Cannot group release {number} by {name!r}: some of the {lookup[0].collection} have changed "
                "since then. Group by another field."
            )
            faults.append(fault("by", message))
    if faults:
        raise ParameterError(faults)
