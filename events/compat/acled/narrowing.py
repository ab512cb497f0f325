"""Conditions as the database can ask them: so that fewer documents have to be read, and never one too few."""

from django.db.models import Q

from events.compat.acled import list_columns as columns
from events.compat.acled.list_columns import BETWEEN, EQUAL, LIKE

_LOOKUPS = {">": "gt", "<": "lt", ">=": "gte", "<=": "lte"}
_NUMBERS = (columns.WHOLE, columns.DECIMAL)
_TEXTS = (columns.TEXT, columns.NAME, columns.REGION)


def of_events(conditions):
    """Return a condition on Event that all events that these conditions select fulfil, ours too."""
    found = Q()
    for one in conditions:
        if one.column == "event_date":
            # The column holds the day however a file spelt it.
            found &= _compared("start_date", one)
    return found


def of_originals(conditions):
    """Return a condition on Event that all of ACLED's rows that these conditions select fulfil."""
    found = Q()
    for one in conditions:
        if one.kind in _NUMBERS:
            found &= _compared(f"original__{one.column}", one)
        elif one.kind in _TEXTS:
            found &= _alike(f"original__{one.column}", one)
    return found


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
