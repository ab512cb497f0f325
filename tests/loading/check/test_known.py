"""The rows of the database that a check reads: those that the files name, those to which they lead, and no more."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.loading.check.known import Text, known, named, parents_of
from events.loading.load import load
from events.loading.problem import Refused
from events.loading.read.files import read
from events.models import (
    Actor,
    Article,
    Claim,
    Dataset,
    Event,
    Place,
    Report,
    Source,
    Statement,
)
from events.models.near_keys import like_keys, near_keys


def written(folder, *records):
    """Write records, given as (model, fields), into a file of their own; return its path."""
    path = folder / "more.json"
    found = [{"model": f"events.{model}", "fields": fields} for model, fields in records]
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def actor(slug, **fields):
    return "actor", {"slug": slug, "name": slug.title(), "kind": "unknown", **fields}


def place(slug, **fields):
    return "place", {"slug": slug, "name": slug.title(), "kind": "region", **fields}


def problems(path):
    with pytest.raises(Refused) as refused:
        load([path])
    return [problem.message for problem in refused.value.problems]


def test_what_a_file_names_is_read_and_nothing_else(loaded):
    facts = known(read([loaded.folder / "stalemate.json"]).rows)

    assert facts.keys == {
        Dataset: {"attest"},
        Source: set(),
        Article: {"stalemate"},
        Actor: {"sergey-lavrov"},
        Place: set(),
        Statement: {"unacceptable"},
        Event: {"invasion", "refusal"},
    }
    assert list(facts.texts) == ["stalemate"]
    assert type(facts.texts["stalemate"]) is Text
    # The records to which the event refers are read, to find circles.
    assert facts.parents[Event, "part_of"] == {"refusal": "invasion"}
    assert facts.datasets == {"invasion": "attest"}
    assert facts.numbers == {
        Report: {"invasion": {1: "silence", 2: "stalemate"}},
        Claim: {"invasion": {1: "silence", 2: "stalemate"}},
    }
    assert facts.near == {}


def test_the_database_is_asked_as_often_however_much_it_holds(loaded):
    rows, queries = read([loaded.folder]).rows, []
    for number in (0, 700):
        Actor.objects.bulk_create(
            Actor(slug=f"actor-{index}", name="X", kind="unknown") for index in range(number)
        )
        with CaptureQueriesContext(connection) as captured:
            facts = known(rows)
        queries.append(len(captured))
        assert sum(map(len, facts.keys.values())) == 15
    assert queries[0] == queries[1]


def test_a_claim_names_a_record_only_by_the_attributes_that_do(tmp_path):
    def claim(attribute, value):
        fields = {"event": ["e"], "number": 1, "article": ["a"]}
        return "claim", {**fields, "attribute": attribute, "value": value}

    path = written(
        tmp_path,
        claim("actor", "russia"),
        claim("recipient", "ukraine"),
        claim("place", "crimea"),
        claim("start_date", "2014"),
        claim(["actor"], "nato"),
        claim("actor", None),
    )
    found = named(read([path]).rows)
    assert (found[Actor], found[Place]) == ({"russia", "ukraine"}, {"crimea"})


def test_what_cannot_be_read_is_not_looked_for(loaded):
    wrong = actor("osce", note="\ud800")
    statement = {**loaded["silence.json", 2], "speaker": ["\ud800"], "addressees": [["a\0b"]]}
    path = written(loaded.folder, wrong, ("statement", statement))
    assert "\ud800" not in str(named(read([path]).rows))
    assert any("speaker" in message for message in problems(path))


# The references among places in the database: {key: key}
WAY = {"b": "a", "c": "b", "d": "c", "x": "y", "y": "x"}


@pytest.fixture
def way(empty):
    """Places that lie in each other: d in c in b in a, and, written past the program, x in y in x."""
    rows = {key: Place(slug=key, name=key, kind="region") for key in "abcdxy"}
    Place.objects.bulk_create(rows.values())
    for key, parent in WAY.items():
        Place.objects.filter(slug=key).update(within=Place.objects.get(slug=parent))


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("", ""),
        ("a", ""),
        ("b", "b"),
        ("d", "b c d"),
        ("bd", "b c d"),
        ("x", "x y"),
        ("z", ""),
    ],
)
def test_the_way_from_a_record_is_read_to_its_end(way, keys, found):
    pairs = parents_of({Place: set(keys)})
    assert pairs == {(Place, "within"): {key: WAY[key] for key in found.split()}}


def test_a_circle_through_records_that_no_file_holds(way, tmp_path):
    path = written(tmp_path, place("a", within=["d"]))
    assert problems(path) == [
        "within goes in a circle: 'a' → 'd' → 'c' → 'b' → 'a'; cut it at one of them"
    ]


def test_a_circle_in_the_database_is_no_problem_of_other_records(way, tmp_path):
    assert load([written(tmp_path, place("e", within=["a"]))]).release is not None


WRONG = [
    ("sergei-lavrov", "is not an actor; did you mean 'sergey-lavrov'?"),
    ("Sergey-Lavrov", "is not an actor; did you mean 'sergey-lavrov'?"),
    # The keys around it are others, and that it is meant for shows at the end of it.
    ("zergey-lavrov", "is not an actor; did you mean 'sergey-lavrov'?"),
    ("crimea", "is not an actor but a place; give the key of an actor"),
    ("actor-10x", "is not an actor; did you mean 'actor-10'?"),
    ("qq", "is not an actor; add it to the files or give the key of one that is there"),
]


@pytest.mark.parametrize(("key", "message"), WRONG)
def test_a_wrong_key_is_looked_for_among_many(loaded, key, message):
    Actor.objects.bulk_create(
        Actor(slug=f"actor-{number}", name="X", kind="unknown") for number in range(3000)
    )
    statement = {**loaded["silence.json", 2], "speaker": [key]}
    path = written(loaded.folder, ("statement", statement))
    assert problems(path) == [f"speaker {key!r} {message}"]


def test_the_keys_around_one(empty):
    keys = [f"k{number:04}" for number in range(1000)]
    Actor.objects.bulk_create(Actor(slug=key, name="X", kind="unknown") for key in keys)
    rows = Actor.objects.all()
    assert sorted(near_keys(rows, "k0500")) == keys[250:750]
    assert sorted(near_keys(rows, "K0500x")) == keys[251:751]
    assert sorted(near_keys(rows, "a")) == keys[:250]
    assert sorted(near_keys(rows, "z")) == keys[750:]
    assert near_keys(Actor.objects.none(), "a") == []
    # One that ends alike is found wherever it stands.
    assert set(like_keys(rows, "a0999")) - set(near_keys(rows, "a0999")) == {"k0999"}
