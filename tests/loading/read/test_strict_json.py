"""Bytes that are not a list of records, and values that JSON accepts and no table can hold."""

import gzip
import json

import pytest

from config.limits import LONGEST_TEXT
from config.limits import MOST_JSON_VALUES as MOST_VALUES
from events.loading.problem import Unreadable
from events.loading.read.strict_json import flaws, parse, parse_lines

UNREADABLE = {
    "other encoding": (
        '[\n  "Львів"]'.encode("cp1251"),
        (
            "byte 5 (line 2) is not UTF-8: the file seems to be Windows-1251; save the file in the "
            "encoding UTF-8"
        ),
    ),
    "UTF-16": (
        "[]".encode("utf-16"),
        "byte 0 (line 1) is not UTF-8: the file seems to be UTF-16; save the file in the encoding UTF-8",
    ),
    "UTF-16 without a mark, all of whose bytes are UTF-8": (
        '["Lviv, Kyiv"]'.encode("utf-16-le"),
        (
            "byte 1 is NUL, which no text holds: the file seems to be UTF-16-LE; save the file in the "
            "encoding UTF-8"
        ),
    ),
    "compressed": (
        gzip.compress(b"[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]", mtime=0),
        (
            "byte 1 (line 1) is not UTF-8: the file seems to be application/gzip; save the file in the "
            "encoding UTF-8"
        ),
    ),
    "cut inside a character": (
        '["Льв'.encode()[:-1],
        "byte 6 (line 1) is not UTF-8; save the file in the encoding UTF-8",
    ),
    "byte order mark": (
        "\ufeff[]".encode(),
        "begins with a byte order mark; save the file as UTF-8 without one",
    ),
    "no bytes": (b"", "is empty; write a list of records, [] for none"),
    "blanks only": (b" \n", "is empty; write a list of records, [] for none"),
    "cut after a record": (
        b'[\n  {"model": "events.actor"},\n',
        "line 3, column 1: the file ends before its JSON does; is it cut off?",
    ),
    "cut inside a text": (
        b'[{"model": "events.ac',
        "line 1, column 12: a text begins here and does not end; is the file cut off?",
    ),
    "comma missing": (
        b'[{"model": "events.actor"\n "fields": {}}]',
        "line 2, column 2: not valid JSON: Expecting ',' delimiter",
    ),
    "more than one value": (b"[] []", "line 1, column 4: not valid JSON: Extra data"),
    "an object": (b'{"a": []}', "holds an object, not a list; write [ and ] around the records"),
    "an object with a name twice": (
        b'{"a": 1, "a": 2}',
        "holds an object, not a list; write [ and ] around the records",
    ),
    "a text": (b'"a"', "holds a text, not a list; write [ and ] around the records"),
    "null": (b"null", "holds null, not a list; write [ and ] around the records"),
    "nested without end": (b"[" * 100_000, "is nested more than 32 levels deep"),
}


@pytest.mark.parametrize(("data", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_list_of_records(data, message):
    with pytest.raises(Unreadable) as caught:
        parse(data)

    assert str(caught.value) == message


READABLE = {
    "nothing": (b"[]", []),
    "blanks around": (b"\n [1] \n", [1]),
    "letters of every kind": ('["Львів 𝟘 \\u041b"]'.encode(), ["Львів 𝟘 Л"]),
}


@pytest.mark.parametrize(("data", "records"), READABLE.values(), ids=READABLE)
def test_what_is_one(data, records):
    assert parse(data) == records


LINES = {
    "nothing": (b"", []),
    "empty lines between": (b"\n1\n\n  \n[2]\n", [1, [2]]),
    "line ends of Windows": (b"1\r\n2\r\n", [1, 2]),
    "no end of the last line": (b"1\n2", [1, 2]),
    # A line of a file ends with a line feed, and not where Python's splitlines sees an end.
    "separators of Unicode": ('"a\u2028b"\n"c\x85d"'.encode(), ["a\u2028b", "c\x85d"]),
}


@pytest.mark.parametrize(("data", "records"), LINES.values(), ids=LINES)
def test_a_record_in_each_line(data, records):
    assert parse_lines(data) == records


NO_LINES = {
    "a list over several lines": (
        b"[\n1\n]",
        "line 1, column 2: the line ends before its JSON does; is it cut off?",
    ),
    "two in a line": (b"1\n2 3\n", "line 2, column 3: not valid JSON: Extra data"),
    "cut inside a text": (
        b'1\n\n{"a": "b',
        "line 3, column 7: a text begins here and does not end; is the line cut off?",
    ),
    "nested without end": (b"1\n" + b"[" * 100_000, "is nested more than 32 levels deep"),
    "byte order mark": (
        "\ufeff1".encode(),
        "begins with a byte order mark; save the file as UTF-8 without one",
    ),
}


@pytest.mark.parametrize(("data", "message"), NO_LINES.values(), ids=NO_LINES)
def test_lines_that_are_not_records(data, message):
    with pytest.raises(Unreadable) as caught:
        parse_lines(data)

    assert str(caught.value) == message


FLAWS = {
    "none": ('{"fields": {"a": [1, {"b": 2.5}], "c": "Ї"}}', []),
    "NaN": (
        '{"fields": {"latitude": NaN}}',
        [("latitude", "latitude is not a finite number; give a number, or null")],
    ),
    "Infinity below": (
        '{"fields": {"original": {"n": [-Infinity]}}}',
        [("original", "original.n is not a finite number; give a number, or null")],
    ),
    "too large a fraction": (
        '{"fields": {"latitude": 1e400}}',
        [("latitude", "latitude is not a finite number; give a number, or null")],
    ),
    "too many digits": (
        '{"fields": {"low": ' + "9" * 5000 + "}}",
        [("low", "low is not a finite number; give a number, or null")],
    ),
    "a field twice": (
        '{"fields": {"name": 1, "name": 2}}',
        [("name", "name is given twice; keep one")],
    ),
    "fields twice": (
        '{"fields": {}, "fields": {}}',
        [(None, "fields is given twice; keep one")],
    ),
    "a name twice below": (
        '{"fields": {"original": {"id": 1, "id": 2}}}',
        [("original", "id is given twice in original; keep one")],
    ),
    "half a character": (
        '{"fields": {"name": "\\ud83d"}}',
        [("name", "name holds half a character (a lone surrogate); write the whole character")],
    ),
    "both halves": ('{"fields": {"name": "\\ud83d\\ude00"}}', []),
    "NUL": (
        '{"fields": {"aliases": ["a\\u0000"]}}',
        [("aliases", "aliases holds a NUL character; remove it")],
    ),
    "NUL in a name": (
        '{"fields": {"original": {"a\\u0000": 1}}}',
        [("original", "the name 'a\\x00' holds a NUL character; remove it")],
    ),
    "lists too deep": (
        '{"fields": {"original": ' + "[" * 31 + "1" + "]" * 31 + "}}",
        [("original", "original is nested more than 32 levels deep; make it flatter")],
    ),
    "lists not too deep": ('{"fields": {"original": ' + "[" * 30 + "1" + "]" * 30 + "}}", []),
    "a text at the limit": ('{"fields": {"note": "' + "x" * LONGEST_TEXT + '"}}', []),
    "a text past it": (
        '{"fields": {"note": "' + "x" * (LONGEST_TEXT + 1) + '"}}',
        [("note", "note has 100,001 characters; 100,000 are the most")],
    ),
    # The record, its fields and the list are values too.
    "values at the limit": ('{"fields": {"aliases": ' + str([0] * (MOST_VALUES - 3)) + "}}", []),
    "values past it": (
        '{"fields": {"aliases": ' + str([0] * (MOST_VALUES - 2)) + "}}",
        [("aliases", "the record has more than 10,000 values; make it smaller")],
    ),
    "no object at all": ('"\\u0000"', [(None, "the record holds a NUL character; remove it")]),
}


@pytest.mark.parametrize(("text", "expected"), FLAWS.values(), ids=FLAWS)
def test_flaws_of_a_record(text, expected):
    (record,) = parse(f"[{text}]".encode())

    assert list(flaws(record)) == expected


def test_flaws_are_all_told_in_the_order_of_the_record():
    (record,) = parse(json.dumps([{"fields": {"b": "\0", "a": float("nan"), "c": "\0"}}]).encode())

    assert [field for field, _ in flaws(record)] == ["b", "a", "c"]
