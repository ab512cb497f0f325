"""The order of groups: by what they are counted by, or by their numbers; always total, absent values last."""

from dataclasses import dataclass

from events.api.problems.errors import ParameterError, fault, nearest
from events.api.query.ordering import BadPosition

NUMBERS = ("count", "with_fatalities", "fatalities")


@dataclass(frozen=True)
class GroupTerm:
    """One value of a group that sorts it. `column` is the name that `order_by` takes; `part` tells two of one name."""

    column: str
    descending: bool
    kind: type
    part: int = 0

    def rank(self, value):
        """Return what sorts a value in this direction, absent ones last."""
        if value is None:
            return (1,)
        if not self.descending:
            return 0, value
        if isinstance(value, str):
            return 0, (*(-ord(letter) for letter in value), 1)
        return 0, -value

    def to_python(self, value):
        """Return a value that came out of a cursor, or raise BadPosition."""
        if value is not None and not isinstance(value, self.kind):
            raise BadPosition
        return value


class GroupOrder:
    """An order of groups, in the form in which pages are cut (answering.pagination)."""

    by_relevance = False
    collection = None

    def __init__(self, name, terms):
        self.name, self.terms = name, terms

    def rank(self, values):
        """Return what sorts the group with these values."""
        return [term.rank(value) for term, value in zip(self.terms, values, strict=True)]


def order_of(viewset, names, text, is_whole=True):
    """Return the GroupOrder that `order_by` asks for; raise ParameterError.

    Groups that it leaves equal come in the order of `names`, those of `by`; where these are faulty themselves,
    `is_whole` is false and every name that could be in `by` is taken.
    """
    numbers = NUMBERS if viewset.counts_fatalities else NUMBERS[:1]
    orderable = (*numbers, *(names if is_whole else viewset.dimensions))
    asked = [name.strip() for name in text.split(",")] if text else []
    bare = [name.removeprefix("-") for name in asked]
    faults = [
        fault("order_by", f"Cannot sort groups by {name!r}.", orderable, nearest(name, orderable))
        for name in dict.fromkeys(bare)
        if name not in orderable
    ]
    if len(set(bare)) < len(bare):
        faults.append(fault("order_by", "A field is given more than once."))
    if faults:
        raise ParameterError(faults)
    terms = []
    for name in (*asked, *(name for name in names if name not in bare)):
        column = name.removeprefix("-")
        dimension = viewset.dimensions.get(column)
        # Periods are compared by their numbers; each has a second value, for the coarser period that is known instead.
        is_text = dimension and dimension.type == "string" and not dimension.period
        for part in (0, 1) if dimension and dimension.period else (0,):
            terms.append(GroupTerm(column, name != column, str if is_text else int, part))
    written = ",".join("-" * term.descending + term.column for term in terms)
    return GroupOrder(
        f"{viewset.model._meta.model_name} groups by {','.join(names)}:{written}", terms
    )
