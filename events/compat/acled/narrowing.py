"""Conditions in SQL: they spare the reading of documents, and may keep rows that a test then drops, but lose none."""

from django.db.models import Q

from events.compat.acled import list_columns as columns
from events.compat.acled.list_columns import BETWEEN, EQUAL, LIKE

_LOOKUPS = {">": "gt", "<": "lt", ">=": "gte", "<=": "lte"}
_NUMBERS = (columns.WHOLE, columns.DECIMAL)
_TEXTS = (columns.TEXT, columns.NAME, columns.REGION)
# Values that SQL compares with each row. Clients name all countries; beyond this the tests in Python are faster.
MOST_VALUES = 20


def of_events(conditions):
    """Return a condition on Event that every selected event fulfills, those coded here too."""
    return _narrowed(conditions, _of_event)


def of_originals(conditions):
    """Return a condition on Event that every selected row of ACLED fulfills."""
    return _narrowed(conditions, _of_original)


def _narrowed(conditions, narrow):
    found = Q()
    for alternatives in conditions:
        parts = [narrow(one) if len(one.values) <= MOST_VALUES else Q() for one in alternatives]
        # An alternative that SQL cannot express leaves the whole group open.
        if len(parts) <= MOST_VALUES and all(parts):
            either = Q()
            for part in parts:
                either |= part
            found &= either
    return found


def _of_event(one):
    # The column holds the day whatever its form in a file.
    return _compared("start_date", one) if one.column == "event_date" else Q()


def _of_original(one):
    if one.kind in _NUMBERS:
        return _compared(f"original__{one.column}", one)
    return _alike(f"original__{one.column}", one) if one.kind in _TEXTS else Q()


def _compared(name, one):
    if one.operator == EQUAL:
        return Q(**{f"{name}__in": list(one.values)})
    if one.operator == BETWEEN:
        low, high = one.values
        return Q(**{f"{name}__gte": low, f"{name}__lte": high})
    return Q(**{f"{name}__{_LOOKUPS[one.operator]}": one.values[0]})


def _alike(name, one):
    """Return a condition on text; databases differ on the case of letters beyond ASCII, and LIKE has wildcards."""
    wild = "%_" if one.operator == LIKE else ""
    if any(not value.isascii() or set(wild) & set(value) for value in one.values):
        return Q()
    lookup = "iexact" if one.operator == EQUAL else "icontains"
    either = Q()
    for value in one.values:
        either |= Q(**{f"{name}__{lookup}": value})
    return either
