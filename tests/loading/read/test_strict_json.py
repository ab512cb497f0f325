"""Bytes that are no list of records, and values that JSON lets through and no table can hold."""

import json

import pytest

from events.loading.read.strict_json import Unreadable, flaws, parse

UNREADABLE = {
    "other encoding": (
        '[\n  "Львів"]'.encode("cp1251"),
        "byte 5 (line 2) is not UTF-8; save the file in the encoding UTF-8",
    ),
    "UTF-16": (
        "[]".encode("utf-16"),
        "byte 0 (line 1) is not UTF-8; save the file in the encoding UTF-8",
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


FLAWS = {
    "none": ('{"fields": {"a": [1, {"b": 2.5}], "c": "Ї"}}', []),
    "NaN": (
        '{"fields": {"latitude": NaN}}',
        [("latitude", "latitude is no finite number; give a number, or null")],
    ),
    "Infinity below": (
        '{"fields": {"original": {"n": [-Infinity]}}}',
        [("original", "original.n is no finite number; give a number, or null")],
    ),
    "too large a fraction": (
        '{"fields": {"latitude": 1e400}}',
        [("latitude", "latitude is no finite number; give a number, or null")],
    ),
    "too many digits": (
        '{"fields": {"low": ' + "9" * 5000 + "}}",
        [("low", "low is no finite number; give a number, or null")],
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
    "no object at all": ('"\\u0000"', [(None, "the record holds a NUL character; remove it")]),
}


@pytest.mark.parametrize(("text", "expected"), FLAWS.values(), ids=FLAWS)
def test_flaws_of_a_record(text, expected):
    (record,) = parse(f"[{text}]".encode())

    assert list(flaws(record)) == expected


def test_flaws_are_all_told_in_the_order_of_the_record():
    (record,) = parse(json.dumps([{"fields": {"b": "\0", "a": float("nan"), "c": "\0"}}]).encode())

    assert [field for field, _ in flaws(record)] == ["b", "a", "c"]
