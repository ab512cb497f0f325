"""The one form of a fixture file."""

import json
from pathlib import Path

import pytest
from django.apps import apps

from events.loading.export.canonical import canonical
from events.loading.fixture_fields import fixture_fields
from events.loading.problem import Refused

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"

PLACE = """\
[
  {
    "model": "events.place",
    "fields": {
      "slug": "lviv",
      "name": "Lviv",
      "name_original": "Львів",
      "kind": "populated_place",
      "country": "UA",
      "latitude": 50.0,
      "longitude": 24.03,
      "within": ["ukraine"]
    }
  }
]
"""


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.json")), ids=lambda path: path.name)
def test_the_fixtures_are_in_canonical_form(path):
    text = path.read_bytes().decode()

    assert canonical(text) == text


def test_the_fields_are_in_the_order_of_the_model():
    text = (
        '[{"fields": {"longitude": 24.03, "latitude": 50, "kind": "populated_place", '
        '"within": ["ukraine"], "slug": "lviv", "name_original": "\\u041bьвів", "name": "Lviv", '
        '"country": "UA"}, "model": "events.place"}]'
    )

    assert canonical(text) == PLACE


def test_a_canonical_text_stays_as_it_is():
    assert canonical(PLACE) == PLACE


def test_what_is_null_or_empty_is_left_out(draft):
    empty = {"reporting_verb": None, "stated_on": None, "translated": None, "audience": []}
    draft["silence.json", 2].update(empty)
    text = canonical(json.dumps(draft.files["silence.json"]))
    (statement,) = fields_of(text, "statement")
    assert empty.keys() & statement.keys() == set()


def test_what_says_something_is_written_though_it_is_false_or_the_default(draft):
    draft["silence.json", 2]["translated"] = False
    text = canonical(json.dumps(draft.files["silence.json"]))
    (statement,) = fields_of(text, "statement")
    assert (statement["translated"], statement["stated_precision"]) == (False, "unknown")


def test_the_form_with_every_field_and_the_form_without_the_empty_ones_are_the_same_records(draft):
    whole = draft.files["silence.json"]
    short = json.loads(canonical(json.dumps(whole)))
    full = [
        {
            "model": row["model"],
            "fields": {
                name: row["fields"].get(name, [] if field.many_to_many else None)
                for name, field in fixture_fields(apps.get_model(row["model"])).items()
                if name in row["fields"] or field.many_to_many or field.null
            },
        }
        for row in short
    ]
    assert full != short
    assert canonical(json.dumps(full)) == canonical(json.dumps(short))


def test_no_records():
    assert canonical(" [ ] ") == "[]\n"


def fields_of(text, model):
    return [record["fields"] for record in json.loads(text) if record["model"] == f"events.{model}"]


def test_lists_are_in_order_but_for_those_whose_order_is_the_coders(draft):
    draft["silence.json", 2]["addressees"] = [["ukraine"], ["nato"]]
    draft["silence.json", 4]["contexts"] = ["territory", "military"]
    draft["actors.json", 3]["aliases"] = ["EU", "Brussels"]
    text = json.dumps(draft.files["actors.json"] + draft.files["silence.json"])

    text = canonical(text)

    assert fields_of(text, "statement")[0]["addressees"] == [["nato"], ["ukraine"]]
    # The refusal stands first in the text.
    assert fields_of(text, "event")[1]["contexts"] == ["military", "territory"]
    assert fields_of(text, "actor")[0]["aliases"] == ["EU", "Brussels"]


def test_an_original_has_a_line_for_each_name_in_order(draft):
    draft["silence.json", 4]["original"] = {"b": {"y": [1, {"d": 1, "c": 2}], "x": {}}, "a": "Ї"}

    text = canonical(json.dumps(draft.files["silence.json"]))

    assert (
        """      "original": {
        "a": "Ї",
        "b": {
          "x": {},
          "y": [1, {"c": 2, "d": 1}]
        }
      }
"""
        in text
    )


def names(text):
    """Return the records of a text by their model and what names them."""
    result = []
    for record in json.loads(text):
        fields = record["fields"]
        keys = ("slug", "code", "statement", "event", "actor", "number", "role", "relation")
        named = [fields[key] for key in keys if key in fields]
        name = " ".join(str(key[0] if isinstance(key, list) else key) for key in named)
        result.append(f"{record['model'].removeprefix('events.')} {name}")
    return result


@pytest.mark.parametrize("turn", [list, reversed], ids=["as written", "backward"])
def test_records_are_followed_by_their_parts_and_parts_of_others_come_last(draft, turn):
    records = [record for name in draft.files for record in draft.files[name]]
    records.append(
        {
            "model": "events.claim",
            "fields": {**draft["silence.json", 8], "event": ["elsewhere"], "number": 4},
        }
    )
    records.append(
        {"model": "events.report", "fields": {**draft["silence.json", 7], "event": ["elsewhere"]}}
    )

    text = canonical(json.dumps(list(turn(records))))

    assert names(text) == [
        "dataset attest",
        "source glavkom",
        "article silence",
        "article stalemate",
        "actor european-union",
        "actor nato",
        "actor russia",
        "actor sergey-lavrov",
        "actor ukraine",
        "place crimea",
        "place ukraine",
        # In the order of their passages, not of their codes.
        "statement unacceptable",
        "statementevent unacceptable refusal rejects",
        "statement no-word",
        "statementevent no-word invasion comments_on",
        "event invasion",
        "participant invasion russia actor",
        "participant invasion ukraine recipient",
        "report invasion 1 primary",
        "report invasion 2 primary",
        "claim invasion 1",
        "claim invasion 2",
        "event refusal",
        "participant refusal russia actor",
        "report refusal 1 primary",
        "report elsewhere 1 primary",
        "claim elsewhere 4",
    ]


def test_participants_stand_in_the_order_of_their_roles(draft):
    for number, (actor, role) in enumerate(
        (("russia", "represented"), ("ukraine", "actor"), ("nato", "actor"), ("nato", "recipient"))
    ):
        draft.files["silence.json"].insert(
            number,
            {
                "model": "events.participant",
                "fields": {"event": ["absent"], "actor": [actor], "role": role},
            },
        )

    text = canonical(json.dumps(draft.files["silence.json"]))

    assert names(text)[-4:] == [
        "participant absent nato actor",
        "participant absent ukraine actor",
        "participant absent nato recipient",
        "participant absent russia represented",
    ]


def test_what_has_problems_has_no_canonical_form():
    with pytest.raises(Refused) as refused:
        canonical('[{"model": "events.place", "fields": {"slug": "Lviv"}}]')

    assert [str(problem) for problem in refused.value.problems] == [
        (
            "this file: record 1 (events.place Lviv): slug 'Lviv' is not well formed; give lower-case "
            "letters a-z, digits and single hyphens, as in 'sergey-lavrov'"
        ),
        "this file: record 1 (events.place Lviv): name is missing; give a text",
        (
            "this file: record 1 (events.place Lviv): kind is missing; give one of country, admin1, "
            "admin2, populated_place, region, water, point, other"
        ),
    ]
