"""ACLED's kinds of actor (`inter1`, `inter2`) and their pairs (`interaction`): numbers in older files, names in newer."""

from events.compat.reading import whole
from events.vocabulary import ACLED_INTER_BY_NAME

COLUMNS = ("inter1", "inter2", "interaction")
# The names in today's files. An actor that is absent has no name there, and 0 in older files.
NAMES = {
    0: "",
    1: "State forces",
    2: "Rebel group",
    3: "Political militia",
    4: "Identity militia",
    5: "Rioters",
    6: "Protesters",
    7: "Civilians",
    8: "External/Other forces",
}
ALONE = " only"


def number_of(row, column):
    """Return the number of a row's code, the text in lower case where it is no known name, or None where it is absent."""
    value = row.get(column)
    if value is None or value == "":
        is_alone = column == "inter2" and row.get("inter1") is not None and not row.get("actor2")
        return 0 if is_alone else None
    return number(column, value)


def number(column, value):
    """Return the number that a value is, in digits or by name, or the value in lower case."""
    text = str(value).strip().lower()
    found = whole(text)
    if found is None:
        found = _pair(text) if column == "interaction" else ACLED_INTER_BY_NAME.get(text)
    return text if found is None else found


def _pair(text):
    """Return two digits, the smaller first, or the digit of one actor alone and 0."""
    if text.endswith(ALONE):
        found = ACLED_INTER_BY_NAME.get(text.removesuffix(ALONE))
        return found and found * 10
    pair = [ACLED_INTER_BY_NAME.get(name) for name in text.split("-")]
    return None if len(pair) != 2 or None in pair else min(pair) * 10 + max(pair)


def as_numbers(row):
    """Return a row with its codes as numbers; a name that is not known stays as it is."""
    numbers = {column: number_of(row, column) for column in COLUMNS}
    return row | {column: one for column, one in numbers.items() if not isinstance(one, str)}


def as_names(row):
    """Return a row with its codes as names: a name stays as it is, and an unknown code is ""."""
    return row | {column: _name(column, row.get(column)) for column in COLUMNS}


def _name(column, value):
    if not isinstance(value, int):
        return value or ""
    if column != "interaction":
        return NAMES.get(value, str(value))
    one, other = divmod(value, 10)
    if not NAMES.get(one) or other not in NAMES:
        return str(value)
    if other == 0:
        return NAMES[one] + ALONE
    # The one pair that ACLED writes the other way round.
    return "-".join(NAMES[at] for at in ((8, 7) if value == 78 else (one, other)))
