"""Strict JSON: what the standard decoder accepts and no table can hold is a problem, not a guess."""

import json
import math
from collections import Counter
from decimal import Decimal, InvalidOperation

from config.limits import DEEPEST_JSON as DEEPEST
from config.limits import LONGEST_NUMBER, LONGEST_TEXT
from config.limits import MOST_JSON_VALUES as MOST_VALUES
from events.loading.encoding import BYTE_ORDER_MARK, decoded
from events.loading.problem import Unreadable
from events.loading.wording import printable, shown


def parse(data):
    """Return the list of records that the bytes of a file hold, or raise Unreadable."""
    text = _text(data)
    if not text.strip():
        raise Unreadable("is empty; write a list of records, [] for none")
    records = _loads(text)
    if not isinstance(records, list):
        raise Unreadable(f"holds {kind(records)}, not a list; write [ and ] around the records")
    return records


def parse_lines(data):
    """Return the records of a file that has one in each line, or raise Unreadable."""
    lines = enumerate(_text(data).split("\n"), start=1)
    return [_loads(line, number, "line") for number, line in lines if line.strip()]


def _text(data):
    text = decoded(data)
    if text.startswith(BYTE_ORDER_MARK):
        raise Unreadable("begins with a byte order mark; save the file as UTF-8 without one")
    return text


def _loads(text, line=1, whole="file"):
    """Return the JSON of a text, a whole file or one line of it, that begins in a line of the file."""
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction
        )
    except json.JSONDecodeError as error:
        raise Unreadable(_syntax(error, line, whole)) from None
    except RecursionError:
        raise Unreadable(f"is nested more than {DEEPEST} levels deep") from None


def _syntax(error, line, whole):
    place = f"line {line + error.lineno - 1}, column {error.colno}"
    if error.msg.startswith("Unterminated string"):
        return f"{place}: a text begins here and does not end; is the {whole} cut off?"
    if error.pos >= len(error.doc.rstrip()):
        return f"{place}: the {whole} ends before its JSON does; is it cut off?"
    return f"{place}: not valid JSON: {error.msg}"


class _Twice(dict):
    """A JSON object that gives a name twice."""

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
    """A fraction with more digits than a float holds; `written` is how the file writes it."""

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
    """Yield (field, message) of what JSON accepts and no table can hold."""
    pending = [((), 0, record)]
    values = 0
    while pending:
        path, depth, value = pending.pop()
        inside = ()
        values += 1
        if values > MOST_VALUES:
            yield _field(path), f"the record has more than {MOST_VALUES:,} values; make it smaller"
            return
        if isinstance(value, dict):
            for twice in getattr(value, "twice", ()):
                given = twice if path == ("fields",) else _field(path)
                yield given, f"{printable(twice)} is given twice{_in(path)}; keep one"
            for key in filter(_flaw_of_text, value):
                yield _field(path), f"the name {shown(key)} {_flaw_of_text(key)}"
            inside = [((*path, key), depth + 1, item) for key, item in value.items()]
        elif isinstance(value, list):
            # A problem names the field, and not the place in a list.
            inside = [(path, depth + 1, item) for item in value]
        elif isinstance(value, float) and not math.isfinite(value):
            yield _field(path), f"{_name(path)} is not a finite number; give a number, or null"
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
    if len(text) > LONGEST_TEXT:
        return f"has {len(text):,} characters; {LONGEST_TEXT:,} are the most"
    if "\0" in text:
        return "holds a NUL character; remove it"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "holds half a character (a lone surrogate); write the whole character"
    return None
