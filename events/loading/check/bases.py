"""Where coded values come from: what is inferred has its reason, and a reason its basis."""

from events.vocabulary import Basis


def event(entry, world):
    """The dates and the place of an event that the coder inferred have reasons."""
    yield from _reasoned(entry.values, "date_basis", "date_reason")
    yield from _reasoned(entry.values, "place_basis", "place_reason")


def participant(entry, world):
    """A part that the coder inferred has its reason."""
    yield from _reasoned(entry.values, "basis", "reason")


def _reasoned(values, basis, reason):
    if not {basis, reason} <= values.keys():
        return
    if values[basis] == Basis.INFERRED and values[reason] is None:
        yield reason, f"{reason} is null, but {basis} is inferred; say why"
    elif values[basis] is None and values[reason] is not None:
        yield (
            basis,
            f"{basis} is null, but there is a {reason}; give one of {', '.join(Basis.values)}",
        )
