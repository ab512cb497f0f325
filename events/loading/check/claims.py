"""Claims: a number for fatalities, and for other attributes a value that the attribute can have."""

import datetime
import re

from events.loading.check.numbers import in_order
from events.loading.wording import did_you_mean, shown
from events.models import Actor, Place
from events.vocabulary import REDACTED, ClaimAttribute, EventStatus

PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
NUMBERS = ("low", "best", "high")
DATES = (ClaimAttribute.START_DATE, ClaimAttribute.END_DATE)
KEYS = {
    ClaimAttribute.PLACE: Place,
    ClaimAttribute.ACTOR: Actor,
    ClaimAttribute.RECIPIENT: Actor,
}


def claimed(entry, world):
    """What a claim says fits its attribute."""
    values = entry.values
    attribute, value = values.get("attribute"), values.get("value")
    if value == REDACTED:
        return
    if attribute == ClaimAttribute.FATALITIES:
        yield from _fatalities(values)
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


def _fatalities(values):
    if all(name in values and values[name] is None for name in NUMBERS):
        yield "best", "a claim of fatalities has no number; give low, best or high"
    for name in NUMBERS:
        if (values.get(name) or 0) < 0:
            yield name, f"{name} is {values[name]}; the number of people killed is 0 or more"
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
