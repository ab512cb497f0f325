"""Strict JSON: what the standard decoder lets through and no table can hold is told, not guessed at."""

import json
import math
from collections import Counter
from decimal import Decimal, InvalidOperation

from events.loading.wording import printable, shown

DEEPEST = 32  # levels of JSON inside a record; a record needs four, an imported original a few more
LONGEST_NUMBER = 40  # digits; longer ones fit no column, and Python refuses to read 4,301


class Unreadable(Exception):
    """A file that does not hold a list of records."""


def parse(data):
    """Return the list of records that the bytes of a file hold, or raise Unreadable."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"byte {error.start} (line {line}) is not UTF-8; save the file in the encoding UTF-8"
        ) from None
    if text.startswith("\ufeff"):
        raise Unreadable("begins with a byte order mark; save the file as UTF-8 without one")
    if not text.strip():
        raise Unreadable("is empty; write a list of records, [] for none")
    try:
        records = json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction
        )
    except json.JSONDecodeError as error:
        raise Unreadable(_syntax(error)) from None
    except RecursionError:
        raise Unreadable(f"is nested more than {DEEPEST} levels deep") from None
    if not isinstance(records, list):
        raise Unreadable(f"holds {kind(records)}, not a list; write [ and ] around the records")
    return records


def _syntax(error):
    place = f"line {error.lineno}, column {error.colno}"
    if error.msg.startswith("Unterminated string"):
        return f"{place}: a text begins here and does not end; is the file cut off?"
    if error.pos >= len(error.doc.rstrip()):
        return f"{place}: the file ends before its JSON does; is it cut off?"
    return f"{place}: not valid JSON: {error.msg}"


class _Twice(dict):
    """A JSON object with names that stand in it twice."""

    twice = ()


def _object(pairs):
    result = dict(pairs)
    if len(result) < len(pairs):
        result = _Twice(result)
        times = Counter(name for name, _ in pairs)
        result.twice = [name for name, given in times.items() if given > 1]
    return result


def _integer(digits):
    return int(digits) if len(digits) <= LONGEST_NUMBER else math.inf


class Rounded(float):
    """A fraction with more digits than a float holds; `written` is as it stands in the file."""

    written = ""


def _fraction(digits):
    number = float(digits)
    # A float holds any fifteen digits, so that the costly comparison is for few.
    long = len(digits) > 16 or "e" in digits.lower()
    if long and math.isfinite(number) and not _same(digits, repr(number)):
        number = Rounded(number)
        number.written = digits
    return number


def _same(one, other):
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:  # an exponent of more than eighteen digits
        return False


def kind(value):
    return {dict: "an object", _Twice: "an object", str: "a text"}.get(type(value), shown(value))


def flaws(record):
    """Yield (field, message) of what JSON lets through and no table can hold."""
    pending = [((), 0, record)]
    while pending:
        path, depth, value = pending.pop()
        inside = ()
        if isinstance(value, dict):
            for twice in getattr(value, "twice", ()):
                given = twice if path == ("fields",) else _field(path)
                yield given, f"{printable(twice)} is given twice{_in(path)}; keep one"
            for key in filter(_flaw_of_text, value):
                yield _field(path), f"the name {shown(key)} {_flaw_of_text(key)}"
            inside = [((*path, key), depth + 1, item) for key, item in value.items()]
        elif isinstance(value, list):
            # Places in a list are not told apart: the field is place enough.
            inside = [(path, depth + 1, item) for item in value]
        elif isinstance(value, float) and not math.isfinite(value):
            yield _field(path), f"{_name(path)} is no finite number; give a number, or null"
        elif isinstance(value, str) and (flaw := _flaw_of_text(value)):
            yield _field(path), f"{_name(path)} {flaw}"
        if inside and depth >= DEEPEST:
            message = f"is nested more than {DEEPEST} levels deep; make it flatter"
            yield _field(path), f"{_name(path)} {message}"
        else:
            pending += reversed(inside)


def _field(path):
    """Return the field that a path into a record leads through, or None."""
    return path[1] if len(path) > 1 and path[0] == "fields" else None


def _name(path):
    return printable(".".join(path[1:] if _field(path) else path)) or "the record"


def _in(path):
    return f" in {printable('.'.join(path[1:]))}" if len(path) > 1 else ""


def _flaw_of_text(text):
    if "\0" in text:
        return "holds a NUL character; remove it"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "holds half a character (a lone surrogate); write the whole character"
    return None
