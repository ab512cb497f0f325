"""Claims: a number or a word for what is counted, and for other attributes a value that the attribute can have."""

import datetime
import re

from events.loading.check.numbers import in_order
from events.loading.referring import CLAIMED
from events.loading.wording import did_you_mean, shown
from events.vocabulary import REDACTED, ClaimAttribute, EventStatus

PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
NUMBERS = ("low", "best", "high")
DATES = (ClaimAttribute.START_DATE, ClaimAttribute.END_DATE)
KEYS = {attribute: model for model, attributes in CLAIMED.items() for attribute in attributes}
COUNTED = (ClaimAttribute.FATALITIES, ClaimAttribute.AMOUNT)


def claimed(entry, world):
    """The value of a claim fits its attribute."""
    values = entry.values
    attribute, value = values.get("attribute"), values.get("value")
    if value == REDACTED:
        return
    if attribute in COUNTED:
        yield from _numbers(attribute, values)
    elif attribute and value is None:
        if "value" in values:
            yield "value", f"value is null; say what is claimed of {attribute}"
    elif attribute in DATES and not is_partial_date(value):
        yield (
            "value",
            f"value {shown(value)} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, as in '2022-02'",
        )
    elif attribute == ClaimAttribute.STATUS and value not in EventStatus.values:
        allowed = ", ".join(EventStatus.values)
        yield (
            "value",
            f"value {shown(value)} is not one of {allowed}{did_you_mean(value, EventStatus.values)}",
        )
    elif attribute in KEYS and not world.partial:
        missing = world.missing(KEYS[attribute], value)
        if missing:
            yield "value", f"value {shown(value)} {missing}"


def followed(entry, world):
    """A claim that the coder follows has the reason."""
    if entry.values.get("chosen") and "reason" in entry.values and entry.values["reason"] is None:
        yield "reason", "reason is null, but chosen is true; say why the event follows this claim"


def _numbers(attribute, values):
    said = (*NUMBERS, "value")
    if all(name in values and values[name] is None for name in said):
        yield (
            "best",
            f"a claim of {attribute} has no number; give low, best or high, or a word such as 'heavy' as value",
        )
    for name in NUMBERS:
        if (values.get(name) or 0) < 0:
            yield name, f"{name} is {values[name]}; a claim of {attribute} is 0 or more"
    yield from in_order(values, NUMBERS)


def is_partial_date(text):
    """Tell whether a text is YYYY, YYYY-MM or YYYY-MM-DD, and on the calendar."""
    match = PARTIAL_DATE.fullmatch(text)
    if not match:
        return False
    try:
        datetime.date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return False
    return True
