"""Events of our own coding as rows of ACLED: through the crosswalk, or left out."""

import datetime

import pytest

from events.compat.acled.coding import BY_SIDES, SUB_TYPES, TYPES, rows
from events.compat.event_versions import State
from events.compat.left_out import LeftOut
from events.models import Event, Release
from events.publishing import publish
from events.publishing.publish import Withdrawal
from events.vocabulary import ACLED_TAXONOMY, CROSSWALK, MODES_BY_TYPE
from tests.compat.documents import actors, document

TIME = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def row(**changes):
    (one,) = rows([State(1, 1, TIME, document(**changes))])
    return None if isinstance(one, LeftOut) else one


def test_what_was_coded_here(lists, world):
    body = lists().json()
    strike, drill = body["data"]
    assert strike == {
        "event_id_cnty": "kyiv-strike",
        "event_date": "2022-10-10",
        "year": 2022,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "actor1": "Russia",
        "assoc_actor_1": "",
        "inter1": 8,
        "actor2": "Ukraine",
        "assoc_actor_2": "",
        "inter2": 1,
        "interaction": 18,
        "civilian_targeting": "",
        "iso": 804,
        "region": "Europe",
        "country": "Ukraine",
        "admin1": "",
        "admin2": "",
        "admin3": "",
        "location": "Kyiv",
        "latitude": 50.5,
        "longitude": 30.5,
        "geo_precision": 1,
        "source": "Glavkom",
        "source_scale": "",
        "notes": "Missiles strike Kyiv",
        "fatalities": 7,
        "tags": "",
        "timestamp": int(Release.objects.get().time.timestamp()),
    }
    named = (
        "event_id_cnty",
        "sub_event_type",
        "actor1",
        "inter1",
        "actor2",
        "inter2",
        "interaction",
    )
    assert [drill[name] for name in named] == [
        "anadyr-drill", "Change to group/activity", "Russia", 1, "", 0, 10
    ]  # fmt: skip
    (note,) = body["messages"]
    assert note == (
        "Events coded here that are left out: 9 (3 with a status other than occurred, 2 without a day known to the "
        "month, 2 without a point known to the province, 1 without a country, 1 of a type without one clear "
        "equivalent). Events of other datasets: 1 (1 ucdp-ged)."
    )


def test_filters_find_it(lists, world):
    for query, found in {
        "country=Russia": ["anadyr-drill"],
        "fatalities=7": ["kyiv-strike"],
        "event_date=2022-10-10": ["kyiv-strike"],
        "notes=kyiv": ["kyiv-strike"],
        "inter1=8": ["kyiv-strike"],
        "region=12": ["kyiv-strike", "anadyr-drill"],
        "year=2021": [],
    }.items():
        data = lists(f"acled?{query}").json()["data"]
        assert [one["event_id_cnty"] for one in data] == found


def test_one_that_is_withdrawn_is_deleted(lists, world):
    Event.objects.get(code="kyiv-strike").delete()
    release = publish(withdrawn={("events", "kyiv-strike"): Withdrawal("A test.")})
    assert lists("deleted").json()["data"] == [
        {"event_id_cnty": "kyiv-strike", "deleted_timestamp": int(release.time.timestamp())}
    ]
    assert [one["event_id_cnty"] for one in lists().json()["data"]] == ["anadyr-drill"]


# (type, mode, kinds of both sides): sub-event type
CODED = {
    ("ASSAULT", "heavy-weapons", "state", "armed_group"): "Shelling/artillery/missile attack",
    ("ASSAULT", "drone", "state", "civilians"): "Air/drone strike",
    ("ASSAULT", None, "state", "armed_group"): "Armed clash",
    ("ASSAULT", "firearms", "armed_group", "armed_group"): "Armed clash",
    ("ASSAULT", "firearms", "armed_group", "civilians"): "Attack",
    ("ASSAULT", "beat", "collective", "civilians"): "Attack",
    ("ASSAULT", None, "collective", "state"): None,
    ("ASSAULT", "unconventional", "state", "civilians"): None,
    ("ASSAULT", "crowd-control", "state", "collective"): None,
    ("PROTEST", "demo", "collective", None): "Peaceful protest",
    ("PROTEST", "riot", "collective", "state"): "Violent demonstration",
    ("PROTEST", "strike", "collective", None): None,
    ("RETREAT", "ceasefire", "state", "armed_group"): "Agreement",
    ("RETREAT", "withdraw", "state", None): None,
    ("COERCE", "arrest", "state", "person"): "Arrests",
    ("COERCE", "seize", "state", None): None,
    ("SUPPORT", None, "state", "state"): None,
    ("AGREE", None, "state", "state"): None,
    ("REJECT", "meet", "state", "state"): None,
    ("ASSAULT", "aerial", None, "civilians"): None,
}


@pytest.mark.parametrize("coded", CODED)
def test_type_mode_and_sides_tell_the_sub_event_type(db, coded):
    kind, mode, *sides = coded
    found = row(type=kind, modes=[mode] if mode else [], participants=actors(*sides))
    assert (found and found["sub_event_type"]) == CODED[coded]
    if found:
        assert (found["event_type"], found["disorder_type"]) == ACLED_TAXONOMY[CODED[coded]]


# kinds of both sides: inter1, inter2, interaction; all are of Ukraine, where it happens
INTERS = {
    ("state", "civilians"): (1, 7, 17),
    ("civilians", "state"): (7, 1, 17),
    ("state", None): (1, 0, 10),
    ("identity_group", "state"): (4, 1, 14),
    ("alliance", "state"): (8, 1, 18),
    ("armed_group", "state"): (None, 1, None),
}


@pytest.mark.parametrize("kinds", INTERS)
def test_the_numbers_of_the_sides(db, kinds):
    found = row(participants=actors(*kinds))
    assert (found["inter1"], found["inter2"], found["interaction"]) == INTERS[kinds]


def test_the_forces_of_another_state_and_civilians(db):
    found = row(participants=actors("state", "civilians", country="RU"))
    assert (found["inter1"], found["interaction"], found["civilian_targeting"]) == (
        8,
        78,
        "Civilian targeting",
    )


# reason: changes to the document of an event that ACLED would have
LEFT_OUT = [
    ("with a status other than occurred", {"status": "threatened"}),
    ("with a status other than occurred", {"status": "ongoing"}),
    ("without a day known to the month", {"start_date": None}),
    ("without a day known to the month", {"date_precision": "year"}),
    ("without a country", {"country": None}),
    ("without a point known to the province", {"place_precision": "country"}),
    ("without a point known to the province", {"latitude": None, "longitude": None}),
    ("of a type without one clear equivalent", {"type": "REJECT", "modes": ["meet"]}),
    ("without an actor", {"participants": []}),
    ("of other datasets", {"original": {"id": 1}, "dataset": "ucdp-ged"}),
    ("without ACLED's own values", {"original": {"year": 2022}, "dataset": "acled"}),
]


@pytest.mark.parametrize(("reason", "changes"), LEFT_OUT)
def test_an_event_without_an_equivalent_is_left_out_for_a_reason(db, reason, changes):
    assert row() is not None
    (left_out,) = rows([State(1, 1, TIME, document(**changes))])
    assert isinstance(left_out, LeftOut)
    assert left_out == reason


def test_every_pair_is_one_of_the_crosswalk():
    for (kind, mode), sub_type in SUB_TYPES.items():
        assert mode in MODES_BY_TYPE[kind]
        event_type = ACLED_TAXONOMY[sub_type][0]
        assert {(event_type, None), (event_type, sub_type)} & set(CROSSWALK[kind].acled)
    assert {mode for mode in BY_SIDES if mode} < set(MODES_BY_TYPE["ASSAULT"])
    assert TYPES == ["ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"]
