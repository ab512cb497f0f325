"""JSON of any shape, as a record's `original` is: numbers that every database gives back as they were written."""

import math

from events.loading.read.strict_json import Rounded
from events.loading.wording import printable

SMALLEST, LARGEST = -(2**63), 2**64 - 1  # whole numbers that an answer's JSON can carry
# From here on Python writes a fraction with an exponent, and PostgreSQL's jsonb gives back a whole number.
LARGEST_FRACTION = 1e16


def unkept(value):
    """Yield what is wrong with each number in a JSON value that would come back as a different number, and where it is."""
    pending = [("", value)]
    while pending:
        place, value = pending.pop()
        if isinstance(value, dict):
            items = [(f"{place}.{key}" if place else key, item) for key, item in value.items()]
            pending += reversed(items)
        elif isinstance(value, list):
            items = [(f"{place}[{number}]", item) for number, item in enumerate(value)]
            pending += reversed(items)
        elif not isinstance(value, bool) and isinstance(value, int | float):
            flaw = _flaw(value)
            if flaw:
                written = value.written if isinstance(value, Rounded) else str(value)
                yield f"holds {printable(written)} at {printable(place)}, {flaw.format(printable(written))}"


def _flaw(number):
    if isinstance(number, Rounded):
        return f'which would be rounded to {float(number)}; write it as a text, "{{}}"'
    if isinstance(number, int):
        within = SMALLEST <= number <= LARGEST
        return None if within else 'which has more than 64 bits; write it as a text, "{}"'
    if abs(number) >= LARGEST_FRACTION:
        return 'which not every database keeps as it is; write it as a text, "{}"'
    if number == 0 and math.copysign(1, number) < 0:
        return "which not every database keeps as it is; write 0.0"
    return None
