"""Any change of valid files leads to problems or a load, and never to anything else."""

import copy
import json

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.loading.check.known import known
from events.loading.check.rules import check
from events.loading.export.canonical import canonical
from events.loading.read.files import Reading
from events.loading.write.records import write

# Texts that fixtures of all kinds hold, so that a changed value is often nearly right.
WORDS = (
    "russia",
    "ukraine",
    "invasion",
    "refusal",
    "silence",
    "no-word",
    "attest",
    "2022-02-24",
    "2022-02",
    "month",
    "ASSAULT",
    "actor",
    "verbatim",
    "",
    " ",
    "x\x00",
    "�",
    "0" * 64,
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.integers(0, 200)
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(max_size=5)
)
values = st.recursive(
    scalars,
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=3), inside, max_size=3)
    ),
    max_leaves=5,
)


@st.composite
def changes(draw):
    """Return a list of (which record, which field or None, what to do, with what)."""
    one = st.tuples(
        st.integers(0, 24),
        st.integers(0, 20),
        st.sampled_from(("set", "remove", "add", "swap", "copy", "drop", "replace")),
        values,
    )
    return draw(st.lists(one, min_size=1, max_size=4))


def changed(files, steps):
    """Return {file: bytes} of the files after the changes."""
    files = copy.deepcopy(files)
    for record_number, field_number, step, value in steps:
        places = [(name, index) for name in files for index in range(len(files[name]))]
        if not places:
            break
        name, index = places[record_number % len(places)]
        records = files[name]
        record = records[index]
        fields = record.get("fields") if isinstance(record, dict) else None
        chosen = sorted(fields)[field_number % len(fields)] if fields else None
        if step == "replace":
            records[index] = value
        elif step == "drop":
            del records[index]
        elif step == "copy":
            records.append(copy.deepcopy(record))
        elif step == "swap":
            records[index], records[0] = records[0], records[index]
        elif step == "add" and isinstance(fields, dict):
            fields[str(value)] = value
        elif step == "set" and chosen is not None:
            fields[chosen] = value
        elif step == "remove" and chosen is not None:
            del fields[chosen]
    return {name: json.dumps(records).encode() for name, records in files.items()}


def reading_of(files):
    reading = Reading()
    for name, data in files.items():
        reading.add(name, data)
    return reading


relaxed = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@relaxed
@given(steps=changes())
def test_changed_records_are_problems_or_none(draft, steps):
    reading = reading_of(changed(draft.files, steps))

    _, problems = check(reading)

    for problem in problems:
        assert problem.file in draft.files
        assert problem.message
        # A line of its own that every terminal can print.
        assert str(problem).encode()
        assert len(str(problem).splitlines()) == 1


@relaxed
@given(st.data())
def test_changed_bytes_are_problems_or_none(draft, data):
    text = json.dumps(draft.files["silence.json"], ensure_ascii=False).encode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    spoiled = text[:start] + data.draw(st.binary(max_size=8)) + text[end:]

    reading = reading_of({**changed(draft.files, []), "silence.json": spoiled})
    _, problems = check(reading)

    assert all(str(problem).encode() for problem in problems)


@relaxed
@given(steps=changes())
def test_what_has_no_problem_is_written_and_comes_back(draft, loaded, steps):
    files = changed(draft.files, steps)
    reading = reading_of(files)
    entries, problems = check(reading, known(reading.rows))
    if problems:
        return

    # The check must have reported each fault that the constraints of the tables refuse.
    with transaction.atomic():
        write(entries)
        transaction.set_rollback(True)
    for data in files.values():
        text = canonical(data.decode())
        assert canonical(text) == text
