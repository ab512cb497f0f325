"""Events of our own coding as rows of ACLED: through the crosswalk, or left out."""

import datetime

import pytest

from events.compat.acled.coding import BY_SIDES, SUB_TYPES, TYPES, rows
from events.compat.event_versions import State
from events.models import Event, Release
from events.publishing import publish
from events.publishing.publish import Withdrawal
from events.vocabulary import ACLED_TAXONOMY, CROSSWALK, MODES_BY_TYPE
from tests.compat.documents import actors, document

TIME = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def row(**changes):
    (one,) = rows([State(1, 1, TIME, document(**changes))])
    return one


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
    assert body["messages"][0].startswith("Events coded here that are left out: 9. ACLED has only")
    assert body["messages"][0].endswith("Events of ucdp-ged are not in this list.")


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
    found = row(type=kind, mode=mode, participants=actors(*sides))
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


LEFT_OUT = {
    "did not happen": {"status": "threatened"},
    "goes on": {"status": "ongoing"},
    "no day": {"start_date": None},
    "only the year": {"date_precision": "year"},
    "only the country": {"place_precision": "country"},
    "no country": {"country": None},
    "no point": {"latitude": None, "longitude": None},
    "imported from elsewhere": {"original": {"id": 1}, "dataset": "ucdp-ged"},
}


@pytest.mark.parametrize("changes", LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_has_no_equivalent_is_left_out(db, changes):
    assert row() is not None
    assert row(**changes) is None


def test_every_pair_is_one_of_the_crosswalk():
    for (kind, mode), sub_type in SUB_TYPES.items():
        assert mode in MODES_BY_TYPE[kind]
        event_type = ACLED_TAXONOMY[sub_type][0]
        assert {(event_type, None), (event_type, sub_type)} & set(CROSSWALK[kind].acled)
    assert {mode for mode in BY_SIDES if mode} < set(MODES_BY_TYPE["ASSAULT"])
    assert TYPES == ["ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"]
