"""Numbers in JSON of any shape: those that would come back as others are refused, each with its place."""

import json

import pytest

from events.loading.check.rules import check
from events.loading.load import load
from events.loading.read.files import read
from events.loading.read.free_json import unkept
from events.loading.read.strict_json import parse
from events.models import Event

BITS = "which has more than 64 bits; write it as a text, "
NOT_KEPT = "which not every database keeps as it is; write it as a text, "
# JSON: what is wrong in it
UNKEPT = {
    '{"a": 18446744073709551616}': [
        f'holds 18446744073709551616 at a, {BITS}"18446744073709551616"'
    ],
    '{"a": -9223372036854775809}': [
        f'holds -9223372036854775809 at a, {BITS}"-9223372036854775809"'
    ],
    '{"a": 1e22}': [f'holds 1e+22 at a, {NOT_KEPT}"1e+22"'],
    '{"a": 1e16}': [f'holds 1e+16 at a, {NOT_KEPT}"1e+16"'],
    '{"a": -1E300}': [f'holds -1e+300 at a, {NOT_KEPT}"-1e+300"'],
    '{"a": -0.0}': ["holds -0.0 at a, which not every database keeps as it is; write 0.0"],
    '{"a": 3.14159265358979323846}': [
        'holds 3.14159265358979323846 at a, which would be rounded to 3.141592653589793; write it as a text, "3.14159265358979323846"'
    ],
    '{"a": 1e-400}': [
        'holds 1e-400 at a, which would be rounded to 0.0; write it as a text, "1e-400"'
    ],
    '{"a": 1e-9999999999999999999999}': [
        'holds 1e-9999999999999999999999 at a, which would be rounded to 0.0; write it as a text, "1e-9999999999999999999999"'
    ],
    '{"deaths": [1, {"b c": [1e22]}], "z": [[2, -0.0]], "y": 1e16}': [
        f'holds 1e+22 at deaths[1].b c[0], {NOT_KEPT}"1e+22"',
        "holds -0.0 at z[0][1], which not every database keeps as it is; write 0.0",
        f'holds 1e+16 at y, {NOT_KEPT}"1e+16"',
    ],
}
KEPT = """{"whole": [0, -0, 18446744073709551615, -9223372036854775808, 9007199254740993],
 "fractions": [0.0, 1.0, 1.10, 0.1, -2.5, 1e5, 1E-7, 5e-324, 9999999999999998.0, 1e15, 50.450100000000000],
 "others": [true, false, null, "1e22", "", {}, []]}"""


@pytest.mark.parametrize(("text", "messages"), UNKEPT.items())
def test_a_number_that_would_come_back_as_another_is_told_with_its_place(text, messages):
    (value,) = parse(f"[{text}]".encode())

    assert list(unkept(value)) == messages


def test_what_is_not_told_comes_back_as_it_was(draft, empty):
    (value,) = parse(f"[{KEPT}]".encode())
    assert list(unkept(value)) == []
    draft["silence.json", 4]["original"] = value

    load([draft.write()])

    event = Event.objects.select_related("current").get(code="invasion")
    wanted = json.dumps(value, sort_keys=True)
    assert json.dumps(event.original, sort_keys=True) == wanted
    assert json.dumps(json.loads(event.current.document)["original"], sort_keys=True) == wanted


def test_files_with_such_numbers_are_refused(draft):
    draft.spoil(("silence.json", 4), {"original": {"a": 2**64, "b": [1e22]}})

    assert [str(problem) for problem in draft.problems()] == [
        f"files/silence.json: record 4 (events.event invasion): original {messages}"
        for messages in (
            f'holds {2**64} at a, {BITS}"{2**64}"',
            f'holds 1e+22 at b[0], {NOT_KEPT}"1e+22"',
        )
    ]


def test_a_number_of_a_column_may_be_rounded_to_what_the_column_holds(draft):
    draft.write()
    file = draft.folder / "places.json"
    file.write_text(file.read_text().replace("45.3", "45.30000000000000071054"))

    entries, problems = check(read([draft.folder]))

    (crimea,) = (entry.values for entry in entries if entry.values.get("slug") == "crimea")
    assert (crimea["latitude"], type(crimea["latitude"]), problems) == (45.3, float, [])
