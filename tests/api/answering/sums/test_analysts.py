"""Ten questions of analysts, each asked as they would: the figures are those of pandas from the raw files.

They are put to a small world (17 real rows of UCDP GED, in two versions, beside the records of tests/world) and, where
FULL_ROUND_TRIP=1 asks for it, to 49,693 real rows: versions 22.1 and 23.1 of Ukraine and then the union.
"""

import io
import os
from dataclasses import dataclass

import orjson
import pandas as pd
import pytest
from django.core.management import call_command
from django.db import transaction

from events.models import Event, Release, Statement, StatementEvent
from events.publishing import publish
from tests.api.answering.sums import raw_rows
from tests.api.answering.sums.raw_rows import Raw, period, reaching, sums, within
from tests.conftest import WORLD
from tests.importing.database import emptied
from tests.importing.tables import EXCERPTS
from tests.importing.test_real_files import UNION, V22, V23, real

FULL = "FULL_ROUND_TRIP"


@dataclass
class World:
    """The raw files of a database, and where and when its questions ask."""

    raw: Raw
    conflict: str  # the country whose actors are asked for
    point: tuple
    years: tuple
    in_doubt: int
    near: int


def small(folder):
    """Import the excerpt as it might have been a version before, and as it is."""
    rows = pd.read_csv(EXCERPTS / "ucdp_ged.csv", dtype=str, keep_default_na=False)
    older = rows.drop(rows.index[-2:])
    older.loc[older.country == "Chad", "best"] = "20"
    older.to_csv(folder / "older.csv", index=False)
    files = (folder / "older.csv", EXCERPTS / "ucdp_ged.csv")
    return World(_imported(files), "CF", (50.45, 30.5, 50), (2014, 2021), 8, 6)


def large(folder):
    """Import the real rows: those of Ukraine in two versions, and then all."""
    raw = _imported((real(V22), real(V23), real(UNION)))
    # Low estimates unlike high ones (and the two strikes of the world), and what is within 50 km of Donetsk.
    return World(raw, "SY", (48.0159, 37.8029, 50), (2014, 2021), 6868 + 2, 1738)


def _imported(files):
    """Import files, one release each, and load the world; return their Raw."""
    releases = {}
    for path in files:
        is_last = path == files[-1]
        call_command(
            "import_ucdp",
            str(path),
            withdraw_missing=not is_last,
            stdout=io.StringIO(),
            stderr=io.StringIO(),
        )
        releases[Release.objects.latest("number").number] = raw_rows.ucdp(path)
    of_files = releases[max(releases)]
    call_command("loaddata", *sorted(map(str, WORLD.glob("*.json"))), verbosity=0)
    publish()
    drawn = raw_rows.world()
    links = _spoken_of(of_files.events)
    statements = pd.concat([drawn.statements, links], ignore_index=True)
    return Raw(
        pd.concat([of_files.events, drawn.events], ignore_index=True),
        of_files.names | drawn.names,
        statements,
        {number: raw.events for number, raw in releases.items()},
    )


def _spoken_of(events):
    """Have a statement of the world speak of the three deadliest real events in Ukraine; return the links."""
    statement = Statement.objects.select_related("speaker").get(code="lavrov-denies-attack")
    deadliest = events[events.country == "UA"].sort_values(["best", "code"]).code.tail(3)
    for code in deadliest:
        event = Event.objects.get(code=code)
        StatementEvent.objects.create(statement=statement, event=event, relation="denies")
    publish({Statement: {statement.pk}})
    columns = {"statement": statement.code, "relation": "denies", "speaker": statement.speaker.slug}
    return pd.DataFrame([{"code": code, **columns} for code in deadliest])


@pytest.fixture(scope="module", params=[small, large], ids=["small", "real"])
def asked(request, tmp_path_factory, django_db_setup, django_db_blocker):
    """The World that questions are put to: imported once, and taken back after the last of them."""
    if request.param is large and FULL not in os.environ:
        pytest.skip(f"takes two minutes: asked for by {FULL}=1")
    outer = transaction.atomic()
    outer._from_testcase = (
        True  # as Django's own TestCase says it: what must be outermost may be within
    )
    with django_db_blocker.unblock(), outer:
        emptied()
        yield request.param(tmp_path_factory.mktemp("raw"))
        transaction.set_rollback(True)


@pytest.fixture
def one_call(asked, db, client):
    """Return a function that asks one question and returns the answer: JSON, or the table of a CSV file."""

    def ask(path):
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == 200, answer.content
        if ".csv" in path:
            return pd.read_csv(io.BytesIO(answer.getvalue()), dtype=str, keep_default_na=False)
        return orjson.loads(answer.content)

    return ask


def read(groups, *names):
    """Return {values of `names`: (count, low, best, high)} of groups; of a period the coarser one that is known."""

    def value(group, name):
        if group[name] is not None or name not in ("week", "month"):
            return group[name]
        known = [group.get(one) for one in ("month", "year")]
        return next((str(one) for one in known if one is not None), None)

    found = {}
    for group in groups["results"]:
        key = tuple(value(group, name) for name in names)
        numbers = (group["count"], *group["fatalities"].values())
        found[key if len(names) > 1 else key[0]] = numbers
    assert len(found) == groups["count"], "all groups are on the page"
    return found


def test_deaths_of_each_month_in_ukraine(one_call, asked):
    first, last = f"{asked.years[0]}-01-01", f"{asked.years[1]}-12-31"
    groups = one_call(
        f"/events/aggregate/?by=month&country=UA&date_from={first}&date_to={last}&parts=all&page_size=1000"
    )
    events = asked.raw.counted
    events = reaching(events[events.country == "UA"], first, last)
    expected = sums(events, period(events, "month"))
    assert read(groups, "month") == expected
    assert any(len(key or "") == 4 for key in expected) or len(events) < 20, (
        "some are known to the year"
    )


def test_the_ten_actors_with_the_most_events_on_both_sides(one_call, asked):
    groups = one_call(
        f"/events/aggregate/?by=participant&country={asked.conflict}&names=true&order_by=-count&page_size=10"
    )["results"]
    events = asked.raw.counted
    events = events[events.country == asked.conflict].explode("participant")
    events = events.drop_duplicates(["code", "participant"])
    expected = sums(events, "participant")
    top = sorted(expected, key=lambda key: (-expected[key][0], key))[:10]
    assert [group["participant"] for group in groups] == top
    for group in groups:
        numbers = (group["count"], *group["fatalities"].values())
        assert numbers == expected[group["participant"]]
        assert group["participant_name"] in asked.raw.names[group["participant"]]
    assert len(top) > 3


def test_within_50_km(one_call, asked):
    page = one_call(f"/events/?near={','.join(map(str, asked.point))}&page_size=1000&fields=code")
    expected = within(asked.raw.events, *asked.point)
    assert page["count"] == len(expected) == asked.near
    assert {one["code"] for one in page["results"]} <= {*expected.code}


def test_totals_of_earlier_versions_by_a_past_release(one_call, asked):
    totals = set()
    for number, events in asked.raw.releases.items():
        groups = one_call(f"/events/aggregate/?by=dataset&release={number}")
        assert groups["release"] == number
        assert read(groups, "dataset") == sums(events, "dataset")
        totals.add(sums(events, "dataset")["ucdp-ged"])
    assert len(totals) == len(asked.raw.releases) >= 2


def test_a_time_line_of_weeks(one_call, asked):
    groups = one_call(
        "/events/aggregate/?by=week&country=UA&year=2014,2015,2022&parts=all&page_size=1000"
    )
    events = asked.raw.counted
    events = events[events.country == "UA"]
    reach = [
        reaching(events, f"{year}-01-01", f"{year}-12-31").index for year in (2014, 2015, 2022)
    ]
    events = events.loc[reach[0].union(reach[1]).union(reach[2])]
    assert read(groups, "week") == sums(events, period(events, "week"))


def test_a_matrix_of_who_acts_against_whom(one_call, asked):
    table = one_call(
        f"/events/aggregate.csv?by=actor,recipient&shape=matrix&country={asked.conflict}&cells=fatalities"
    )
    events = asked.raw.counted
    events = events[events.country == asked.conflict].explode("actor").explode("recipient")
    expected = sums(events, "actor", "recipient")
    assert list(table.columns) == ["actor", *sorted({other for _, other in expected})]
    assert list(table.actor) == sorted({actor for actor, _ in expected})
    for row in table.to_dict("records"):
        for other, cell in row.items():
            if other != "actor":
                _, _, best, _ = expected.get((row["actor"], other), (0, None, None, None))
                assert cell == ("" if best is None else str(best))


def test_the_share_of_each_precision_of_the_place(one_call, asked):
    groups = one_call("/events/aggregate/?by=place_precision&parts=all")
    expected = sums(asked.raw.counted, "place_precision")
    assert read(groups, "place_precision") == expected
    assert len(expected) >= 7


def test_numbers_in_doubt(one_call, asked):
    page = one_call("/events/?fatalities_spread_min=1&page_size=1")
    events = asked.raw.events
    assert page["count"] == (events.low != events.high).sum() == asked.in_doubt


def test_months_of_each_first_level_division(one_call, asked):
    groups = one_call("/events/aggregate/?by=admin1,month&country=UA&parts=all&page_size=1000")
    events = asked.raw.counted
    events = events[events.country == "UA"]
    assert read(groups, "admin1", "month") == sums(events, "admin1", period(events, "month"))


def test_statements_joined_to_events(one_call, asked):
    found = one_call("/statements.csv?join=events&fields=code,speaker,events")
    found = found[found.event != ""]
    expected = asked.raw.statements.merge(asked.raw.events, on="code")
    columns = ["code", "speaker", "relation", "event", "country", "fatalities_best"]
    told = set(found[columns].itertuples(index=False, name=None))
    best = expected.best.astype(object)
    assert told == {
        (*row, "" if pd.isna(country) else country, "" if pd.isna(number) else str(number))
        for *row, country, number in zip(
            expected.statement,
            expected.speaker,
            expected.relation,
            expected.code,
            expected.country,
            best,
            strict=True,
        )
    }
    assert len(told) >= 8


def test_second_level_divisions_where_they_are_known(one_call, asked):
    groups = one_call("/events/aggregate/?by=admin2&names=true&country=UA&parts=all&page_size=1000")
    events = asked.raw.counted
    expected = sums(events[events.country == "UA"], "admin2")
    found = {}
    for group in groups["results"]:
        # Two places of one name, at different points, are two groups.
        numbers = (group["count"], *group["fatalities"].values())
        before = found.get(group["admin2_name"], (0, 0, 0, 0))
        found[group["admin2_name"]] = tuple(a + b for a, b in zip(before, numbers, strict=True))
    assert found == expected
