"""The fingerprint changes with the rules of each derived state, and with nothing else."""

import os
import shutil
import subprocess
import sys

import pytest
from rest_framework import serializers

from events.documents.definitions import ROOT, Source
from events.documents.fingerprint import (
    COLUMNS,
    DOCUMENTS,
    INDEX,
    TALLY,
    carried_over,
    derivations,
    fingerprint,
    shape,
    stale,
)
from events.models import Release
from tests.publishing.conftest import new_field  # noqa: F401

EVERY_STATE = [DOCUMENTS, COLUMNS, INDEX, TALLY]


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A copy of the program, to be edited."""
    root = tmp_path_factory.mktemp("program")
    shutil.copytree(
        ROOT / "events",
        root / "events",
        ignore=lambda _, names: {"static", "__pycache__"} & set(names),
    )
    return root


@pytest.fixture(scope="module")
def unedited(program):
    return derivations(Source(program))


def differing(program, unedited, name, old, new):
    """Return the derived states whose rules differ once a module reads otherwise."""
    path = program / "events" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (name, old)
    path.write_text(text.replace(old, new), encoding="utf-8")
    try:
        edited = derivations(Source(program))
    finally:
        path.write_text(text, encoding="utf-8")
    return [state for state in EVERY_STATE if edited[state] != unedited[state]]


# (module, what it says, what it says then, the states that are out of date)
EDITS = {
    "the order of fields": (
        "documents/events.py",
        '"code",\n            "dataset",',
        '"dataset",\n            "code",',
        [DOCUMENTS],
    ),
    "how references are sorted": (
        "documents/serializer_fields.py",
        "return sorted(getattr(",
        "return list(getattr(",
        [DOCUMENTS],
    ),
    "the order of nested rows": (
        "documents/statements.py",
        "return row.event.code, row.relation",
        "return row.relation, row.event.code",
        [DOCUMENTS],
    ),
    "how documents are written": (
        "documents/compiled.py",
        "orjson.dumps(_REPRESENT[row.model](row))",
        "orjson.dumps(_REPRESENT[row.model](row), option=orjson.OPT_SORT_KEYS)",
        [DOCUMENTS],
    ),
    "the order of a vocabulary": (
        "vocabulary/event_contexts.py",
        '    MILITARY = "military", ',
        '    AFRESH = "afresh", "A new one."\n    MILITARY = "military", ',
        [DOCUMENTS],
    ),
    "a word of a list that is put together": (
        "vocabulary/statements.py",
        '"war_conduct",',
        '"conduct_of_war",',
        [DOCUMENTS],
    ),
    "which words are quoted": (
        "models/statement.py",
        "self.form == StatementForm.VERBATIM",
        "self.form != StatementForm.VERBATIM",
        [DOCUMENTS],
    ),
    "which rows are read": (
        "publishing/rows.py",
        'order = "number" if "number" in names else "pk"',
        'order = "pk"',
        [DOCUMENTS, INDEX],
    ),
    "the rule of `disputed`": (
        "publishing/computed_columns.py",
        "claim.stands == ClaimStand.CONTRADICTS",
        "claim.stands == ClaimStand.AGREES",
        [DOCUMENTS, COLUMNS],
    ),
    "the last day": (
        "models/event.py",
        'default="start_date"',
        'default="end_date"',
        [COLUMNS, TALLY],
    ),
    "the status of what goes on": (
        "vocabulary/events.py",
        'ONGOING = "ongoing"',
        'ONGOING = "going_on"',
        [COLUMNS, TALLY],
    ),
    "the month": ("models/event.py", 'Month("start_date")', 'Month("end_date")', [COLUMNS, TALLY]),
    "how long is long": ("models/fields.py", "LONG = 31", "LONG = 30", [COLUMNS, TALLY]),
    "the place of a day": (
        "models/fields.py",
        "RECORDS_A_DAY = 2**32",
        "RECORDS_A_DAY = 2**33",
        [COLUMNS, INDEX, TALLY],
    ),
    "the place of statements": (
        "models/statement.py",
        'NewestFirst("stated_on", "id")',
        'NewestFirst("stated_not_before", "id")',
        [COLUMNS],
    ),
    "what separates words": (
        "models/folding.py",
        'if kind[0] not in "LMN"',
        'if kind[0] not in "LN"',
        [INDEX],
    ),
    "how letters are folded": (
        "models/folding.py",
        'unicodedata.normalize("NFKD", text)',
        'unicodedata.normalize("NFD", text)',
        [INDEX],
    ),
    "which letters are spelled as others": ("models/folding.py", "ə=a", "ə=e", [INDEX]),
    "which texts are searched": (
        "publishing/searched_texts.py",
        "(row.byline,),",
        "(row.byline, row.note),",
        [INDEX],
    ),
    "which columns of a dataset are searched": (
        "publishing/searched_texts.py",
        '"adm_1", "adm_2"',
        '"adm_1"',
        [INDEX],
    ),
    "where a title is indexed": (
        "models/search.py",
        'COLUMNS = "abcd"',
        'COLUMNS = "dcba"',
        [INDEX],
    ),
    "a comment": ("models/folding.py", "# most are", "# most of them are", []),
    "a docstring": ("documents/events.py", "An actor's part in the event.", "A part.", []),
    "a description": ("documents/events.py", "Name of the place.", "The name of the place.", []),
    "a definition": ("vocabulary/events.py", "Brings the parties together or", "Goes and", []),
    "an index of the tables": (
        "models/event.py",
        'models.Index(fields=("status", "newest_first"), name="event_status"),',
        "",
        [],
    ),
    "what a release says about itself": (
        "publishing/publish.py",
        "release.counts = counts",
        "release.counts = {}",
        [],
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "states"), EDITS.values(), ids=EDITS)
def test_an_edit_makes_exactly_these_states_out_of_date(program, unedited, name, old, new, states):
    assert differing(program, unedited, name, old, new) == states


class Inner(serializers.Serializer):
    number = serializers.IntegerField()


class Usual(serializers.Serializer):
    name = serializers.CharField()
    rows = Inner(many=True)


def with_fields(**fields):
    return type("Usual", (serializers.Serializer,), fields)()


SHAPES = {
    "another name": {"title": serializers.CharField(), "rows": Inner(many=True)},
    "another order": {"rows": Inner(many=True), "name": serializers.CharField()},
    "another type": {"name": serializers.IntegerField(), "rows": Inner(many=True)},
    "another source": {"name": serializers.CharField(source="slug"), "rows": Inner(many=True)},
    "null": {"name": serializers.CharField(allow_null=True), "rows": Inner(many=True)},
    "a default": {"name": serializers.CharField(default="?"), "rows": Inner(many=True)},
    "one row, not several": {"name": serializers.CharField(), "rows": Inner()},
    "other rows": {
        "name": serializers.CharField(),
        "rows": serializers.ListField(child=serializers.IntegerField()),
    },
    "other values in a list": {
        "name": serializers.CharField(),
        "rows": serializers.ListField(child=serializers.CharField()),
    },
    "one more": {
        "name": serializers.CharField(),
        "rows": Inner(many=True),
        "more": serializers.CharField(),
    },
}


def test_the_shapes_of_serializers_differ_wherever_their_json_can():
    shapes = [shape(Usual()), *(shape(with_fields(**fields)) for fields in SHAPES.values())]
    assert [shapes.count(one) for one in shapes] == [1] * len(shapes)
    assert shape(Usual()) == shape(
        with_fields(name=serializers.CharField(help_text="Its name."), rows=Inner(many=True))
    )


def test_a_new_field_is_of_the_documents_alone(new_field):  # noqa: F811
    before = fingerprint()
    new_field()
    after = fingerprint()
    assert [state for state in EVERY_STATE if after[state] != before[state]] == [DOCUMENTS]


@pytest.mark.parametrize("url", ["sqlite:///attest.sqlite3", "postgres://nobody@127.0.0.1:1/none"])
def test_it_is_the_same_for_both_databases_and_in_every_process(url):
    script = (
        "import django; django.setup(); from events.documents.fingerprint import fingerprint; "
        "print(fingerprint())"
    )
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONHASHSEED": "7",
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert done.stdout.strip() == str(fingerprint())


def stored(**other):
    """Return the fingerprint of this program, with other hashes for some states."""
    return fingerprint() | {name.replace("_", " "): value for name, value in other.items()}


# The state of a release: the states that are out of date, and the effect of a load of some records
STORED = {
    "this program": (lambda: stored(), [], lambda: stored()),
    "an earlier program, which said nothing": (lambda: None, EVERY_STATE, lambda: None),
    "a different index": (
        lambda: stored(search_index="x"),
        [INDEX],
        lambda: stored(search_index=None),
    ),
    "several programs": (
        lambda: stored(documents=None, tally=None),
        [DOCUMENTS, TALLY],
        lambda: stored(documents=None, tally=None),
    ),
    "a program that derived less": (
        lambda: {DOCUMENTS: fingerprint()[DOCUMENTS]},
        [COLUMNS, INDEX, TALLY],
        lambda: stored(computed_columns=None, search_index=None, tally=None),
    ),
    "a program that derived more": (
        lambda: stored(map="x"),
        [],
        lambda: stored(),
    ),
}


@pytest.mark.parametrize(("says", "states", "after"), STORED.values(), ids=STORED)
def test_what_is_out_of_date(says, states, after):
    assert stale(Release(number=1, fingerprint=says())) == states
    assert carried_over(says()) == after()


def test_nothing_is_out_of_date_before_the_first_release():
    assert stale(None) == []
