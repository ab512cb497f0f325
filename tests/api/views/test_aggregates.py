"""Counts of events and statements by their attributes: every group, exactly, in order."""

import datetime
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.api.answering.sums import counting
from events.api.answering.sums.dimensions import EVENT_DIMENSIONS, STATEMENT_DIMENSIONS
from events.api.store import release_cache
from events.api.views.collections import EventViewSet
from events.models import Event, Place
from events.publishing import publish
from events.vocabulary import EventStatus
from tests.api.refusals import assert_problem

NONE = (None, None, None)
# by -> (value, number of events, sums of the low, best and high estimates of people killed)
EVENTS = {
    "dataset": [("attest", 11, (5, 7, 9)), ("ucdp-ged", 1, (9, 8, 8))],
    "type": [
        ("AGREE", 1, NONE),
        ("ASSAULT", 4, (14, 15, 17)),
        ("COERCE", 1, NONE),
        ("CONSULT", 1, NONE),
        ("MOBILIZE", 3, (0, 0, 0)),  # a known 0 is not the same as nothing known
        ("REJECT", 1, NONE),
        ("THREATEN", 1, NONE),
    ],
    "mode": [
        ("aerial", 2, (14, 15, 17)),
        ("assist", 1, NONE),
        ("restrict", 1, NONE),
        ("seize", 1, NONE),
        ("third-party", 1, NONE),
        ("troops", 2, (0, 0, 0)),
        ("weapons", 1, NONE),
        (None, 3, NONE),
    ],
    "context": [  # an event in two contexts is counted for both
        ("diplomatic", 3, NONE),
        ("economic", 1, NONE),
        ("military", 6, (5, 7, 9)),
        ("territory", 3, NONE),
        (None, 2, (9, 8, 8)),
    ],
    "quad_class": [(1, 2, NONE), (3, 2, NONE), (4, 8, (14, 15, 17))],
    "status": [
        ("occurred", 9, (14, 15, 17)),
        ("ongoing", 1, NONE),
        ("proposed", 1, NONE),
        ("threatened", 1, NONE),
    ],
    "country": [
        ("RU", 1, (0, 0, 0)),
        ("TR", 1, NONE),
        ("UA", 6, (14, 15, 17)),
        (None, 4, NONE),
    ],
    "place": [
        ("anadyr", 1, (0, 0, 0)),
        ("bering-sea", 1, NONE),
        ("crimea", 1, NONE),
        ("kyiv", 2, (14, 15, 17)),
        ("ukraine", 2, NONE),
        ("ukraine-border", 1, NONE),
        (None, 4, NONE),
    ],
    "admin1": [
        ("RU-CHU", 1, (0, 0, 0)),
        ("UA-30", 2, (14, 15, 17)),
        ("UA-43", 1, NONE),
        (None, 8, NONE),
    ],
    "admin2": [(None, 12, (14, 15, 17))],  # see test_a_second_level_division_is_a_place
    "day": [
        ("2020-08-28", 1, NONE),
        ("2022-02-24", 1, NONE),
        ("2022-03-29", 1, NONE),
        ("2022-10-10", 1, (5, 7, 9)),
        ("2022-10-11", 1, (9, 8, 8)),
        ("2023-07-19", 1, NONE),
        ({"day": None, "year": 2023}, 1, NONE),
        ({"day": None, "month": "2014-03"}, 1, NONE),
        ({"day": None, "week": "2018-W37"}, 1, (0, 0, 0)),
        (None, 3, NONE),
    ],
    "week": [
        ("2018-W37", 1, (0, 0, 0)),
        ("2020-W35", 1, NONE),
        ("2022-W08", 1, NONE),
        ("2022-W13", 1, NONE),
        ("2022-W41", 2, (14, 15, 17)),
        ("2023-W29", 1, NONE),
        ({"week": None, "year": 2023}, 1, NONE),
        ({"week": None, "month": "2014-03"}, 1, NONE),
        (None, 3, NONE),
    ],
    "month": [  # the rejection is known to the year: it is in no month
        ("2014-03", 1, NONE),
        ("2018-09", 1, (0, 0, 0)),
        ("2020-08", 1, NONE),
        ("2022-02", 1, NONE),
        ("2022-03", 1, NONE),
        ("2022-10", 2, (14, 15, 17)),
        ("2023-07", 1, NONE),
        ({"month": None, "year": 2023}, 1, NONE),
        (None, 3, NONE),
    ],
    "quarter": [
        ("2014-Q1", 1, NONE),
        ("2018-Q3", 1, (0, 0, 0)),
        ("2020-Q3", 1, NONE),
        ("2022-Q1", 2, NONE),
        ("2022-Q4", 2, (14, 15, 17)),
        ("2023-Q3", 1, NONE),
        ({"quarter": None, "year": 2023}, 1, NONE),
        (None, 3, NONE),
    ],
    "year": [  # the war's beginning is known less exactly than to the year
        (2014, 1, NONE),
        (2018, 1, (0, 0, 0)),
        (2020, 1, NONE),
        (2022, 4, (14, 15, 17)),
        (2023, 2, NONE),
        (None, 3, NONE),
    ],
    "date_precision": [
        ("day", 6, (14, 15, 17)),
        ("longer", 1, NONE),
        ("month", 1, NONE),
        ("unknown", 2, NONE),
        ("week", 1, (0, 0, 0)),
        ("year", 1, NONE),
    ],
    "place_precision": [
        ("admin1", 1, NONE),
        ("country", 3, NONE),
        ("exact", 2, (5, 7, 9)),
        ("international", 1, NONE),
        ("near", 1, (9, 8, 8)),
        ("part_of_country", 1, NONE),
        ("unknown", 3, NONE),
    ],
    "disputed": [(False, 11, (14, 15, 17)), (True, 1, NONE)],
    "actor": [
        ("nato", 1, NONE),
        ("russia", 9, (14, 15, 17)),
        ("sergey-lavrov", 1, NONE),
        ("ukraine", 1, NONE),  # in the talks, with Russia
        (None, 1, NONE),  # the buildup: nobody says whose forces
    ],
    "recipient": [("nato", 1, NONE), ("ukraine", 7, (5, 7, 9)), (None, 4, (9, 8, 8))],
    "participant": [  # NATO is the actor of one event and the recipient of another one
        ("joe-biden", 1, NONE),
        ("nato", 2, NONE),
        ("recep-tayyip-erdogan", 1, NONE),
        ("russia", 10, (14, 15, 17)),
        ("sergey-lavrov", 1, NONE),
        ("ukraine", 8, (5, 7, 9)),
    ],
    "actor_kind": [
        ("alliance", 2, NONE),
        ("person", 3, NONE),
        ("state", 12, (14, 15, 17)),
    ],
    "report_role": [  # one article reports the proposal twice, and three sources report the invasion
        ("background", 4, (0, 0, 0)),
        ("contradicting", 1, NONE),
        ("corroborating", 1, NONE),
        ("primary", 7, (5, 7, 9)),
        (None, 1, (9, 8, 8)),
    ],
}
# group -> (count, with_fatalities, sums), as sums are by default: the threat and the proposal did not happen, and the
# war and the invasion have no figure, so that their parts count in their place.
BY_DEFAULT = {
    "type": [
        ("ASSAULT", 2, 2, (14, 15, 17)),
        ("COERCE", 1, 0, NONE),
        ("CONSULT", 1, 0, NONE),
        ("MOBILIZE", 3, 1, (0, 0, 0)),
        ("REJECT", 1, 0, NONE),
    ],
    "country": [
        ("RU", 1, 1, (0, 0, 0)),
        ("TR", 1, 0, NONE),
        ("UA", 4, 2, (14, 15, 17)),
        (None, 2, 0, NONE),
    ],
    "status": [("occurred", 8, 3, (14, 15, 17))],
    "participant": [
        ("nato", 1, 0, NONE),
        ("recep-tayyip-erdogan", 1, 0, NONE),
        ("russia", 7, 3, (14, 15, 17)),
        ("sergey-lavrov", 1, 0, NONE),
        ("ukraine", 4, 1, (5, 7, 9)),
    ],
}
EVERY = "parts=all&doubles=all&status=occurred,ongoing,proposed,threatened,disputed,negated"
STATEMENTS = {
    "dataset": [("attest", 7)],
    "source": [("glavkom", 1), ("nato", 1), ("tass", 1), (None, 4)],
    "article": [
        ("guarantees-for-ukraine", 4),
        ("lavrov-in-antalya", 1),
        ("stoltenberg-on-the-invasion", 1),
        ("zelensky-address", 1),
    ],
    "speaker": [
        ("analysts", 1),
        ("jens-stoltenberg", 1),
        ("joe-biden", 1),
        ("russia", 1),
        ("sergey-lavrov", 2),
        ("volodymyr-zelensky", 1),
    ],
    "speaker_kind": [("collective", 1), ("person", 5), ("state", 1)],
    "form": [("paraphrase", 4), ("verbatim", 3)],
    "act": [("ACCUSE", 2), ("COMMENT", 2), ("REJECT", 2), ("SUPPORT", 1)],
    "topic": [  # a statement on two topics is counted for both
        ("diplomatic", 2),
        ("peace_negotiations", 1),
        ("security_guarantees", 3),
        ("territory", 1),
        ("war_conduct", 1),
        (None, 1),
    ],
    "day": [
        ("2022-02-24", 1),
        ("2022-02-25", 1),
        ("2022-03-10", 1),
        ("2023-07-12", 2),
        (None, 2),
    ],
    "week": [("2022-W08", 2), ("2022-W10", 1), ("2023-W28", 2), (None, 2)],
    "quarter": [("2022-Q1", 3), ("2023-Q3", 2), (None, 2)],
    "year": [(2022, 3), (2023, 2), (None, 2)],
    "month": [("2022-02", 2), ("2022-03", 1), ("2023-07", 2), (None, 2)],
    "language": [("en", 5), ("ru", 1), ("uk", 1)],
}


def killed(sums):
    return dict(zip(("low", "best", "high"), sums, strict=True))


def whole_key(by, value):
    return value if isinstance(value, dict) else {by: value}


@pytest.mark.parametrize(("by", "groups"), EVENTS.items(), ids=EVENTS)
def test_every_event_is_counted_by(get, by, groups):
    answer = get(f"/events/aggregate/?by={by}&{EVERY}").json()
    assert all(group.pop("with_fatalities") <= group["count"] for group in answer["results"])
    assert answer["results"] == [
        {**whole_key(by, value), "count": count, "fatalities": killed(sums)}
        for value, count, sums in groups
    ]


@pytest.mark.parametrize(("by", "groups"), BY_DEFAULT.items(), ids=BY_DEFAULT)
def test_events_are_counted_once_and_only_if_they_happened(get, by, groups):
    expected = [
        {by: value, "count": count, "with_fatalities": known, "fatalities": killed(sums)}
        for value, count, known, sums in groups
    ]
    answer = get(f"/events/aggregate/?by={by}").json()
    assert answer.pop("warnings")[:2] == [
        "2 events are left out: proposed, threatened or negated. Use status to choose what is counted.",
        (
            "2 events are left out, each because its whole or a part of it is counted. "
            "parts=all counts every event."
        ),
    ]
    assert answer == {
        "count": len(expected),
        "next": None,
        "previous": None,
        "release": 1,
        "results": expected,
    }


@pytest.mark.parametrize(("by", "groups"), STATEMENTS.items(), ids=STATEMENTS)
def test_statements_are_counted_by(get, by, groups):
    results = get(f"/statements/aggregate/?by={by}").json()["results"]
    assert results == [{by: value, "count": count} for value, count in groups]


def test_every_dimension_is_asked():
    assert set(EVENTS) == set(EVENT_DIMENSIONS)
    assert set(STATEMENTS) == set(STATEMENT_DIMENSIONS)


def rows(answer, *names):
    return [tuple(group[name] for name in names) for group in answer.json()["results"]]


def test_a_second_level_division_is_a_place(get):
    """Of a place that is one, that lies in one, and of places three and four steps below one."""
    within = Place.objects.create(slug="bucha-raion", name="Bucha Raion", kind="admin2")
    for number, slug in enumerate(("bucha", "yablunska", "house-144", "gate")):
        within = Place.objects.create(slug=slug, name=slug.title(), kind="point", within=within)
        if number == 0:
            Event.objects.filter(code="kyiv-strike-next-day").update(place=within)
        if number == 2:
            Event.objects.filter(code="kyiv-strike").update(place=within)
        if number == 3:
            Event.objects.filter(code="istanbul-talks").update(place=within)
    Event.objects.filter(code="port-threat").update(place=Place.objects.get(slug="bucha-raion"))
    publish()
    answer = get(f"/events/aggregate/?by=admin2&names=true&{EVERY}").json()
    assert [
        (group["admin2"], group["admin2_name"], group["count"], group["fatalities"]["best"])
        for group in answer["results"]
    ] == [("bucha-raion", "Bucha Raion", 3, 15), (None, None, 9, 0)]
    answer = get(f"/events/aggregate/?by=admin2&place=house-144&{EVERY}").json()
    assert [group["admin2"] for group in answer["results"]] == ["bucha-raion"]


def test_events_are_counted_by_two_attributes_in_the_order_of_asking(get):
    assert rows(get(f"/events/aggregate/?by=country,year&{EVERY}"), "country", "year", "count") == [
        ("RU", 2018, 1),
        ("TR", 2022, 1),
        ("UA", 2014, 1),
        ("UA", 2022, 3),
        ("UA", None, 2),
        (None, 2020, 1),
        (None, 2023, 2),
        (None, None, 1),
    ]
    by_year = get(f"/events/aggregate/?by=year&by=country&country=UA&{EVERY}")
    assert rows(by_year, "year", "country", "count") == [
        (2014, "UA", 1),
        (2022, "UA", 3),
        (None, "UA", 2),
    ]
    assert list(by_year.json()["results"][0]) == [
        "year",
        "country",
        "count",
        "with_fatalities",
        "fatalities",
    ]


def test_events_are_counted_by_two_attributes_of_which_each_has_several(get):
    answer = get(f"/events/aggregate/?by=actor,recipient&context=diplomatic&{EVERY}")
    assert rows(answer, "actor", "recipient", "count") == [
        ("nato", "ukraine", 1),
        ("russia", None, 1),
        ("sergey-lavrov", "nato", 1),
        ("ukraine", None, 1),
    ]


def test_the_same_question_has_the_same_answer_each_time(get):
    # Django writes into the relation that `by=actor` joins by: the second question once was a 500.
    for _ in range(3):
        assert len(get(f"/events/aggregate/?by=actor,recipient&{EVERY}").json()["results"]) == 6


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plan of SQLite")
@pytest.mark.parametrize("by", [name for name, one in EVENT_DIMENSIONS.items() if one.again])
def test_what_a_join_repeats_is_looked_for_among_the_rows_of_the_event(get, by):
    """By all rows of an actor, Syria's events by participant took 76 seconds."""
    with CaptureQueriesContext(connection) as queries:
        get(f"/events/aggregate/?by={by}&country=UA")
    (sql,) = (one["sql"] for one in queries if "EXISTS" in one["sql"] and "GROUP BY" in one["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = [(number, parent, text) for number, parent, _, text in cursor.fetchall()]
    (inner,) = (number for number, _, text in plan if text.startswith("CORRELATED"))
    first = next(text for _, parent, text in plan if parent == inner)
    assert "(event_id=?" in first, plan


# question -> (value, count)
FILTERED = {
    "by=status&country=UA": [("occurred", 5), ("ongoing", 1)],
    "by=type&date_from=2022-10-10&date_to=2022-10-11": [("ASSAULT", 3)],
    "by=country&q=kyiv": [("UA", 2)],
    "by=year&participant=nato&role=represented": [],
    # The dimension does not narrow the filter's selection, nor the other way round.
    "by=actor&actor=ukraine": [("russia", 1), ("ukraine", 1)],
    "by=recipient&actor=nato&status=proposed": [("ukraine", 1)],
    "by=context&context=diplomatic": [("diplomatic", 2)],
    "by=type&source=glavkom,nato,tass": [("ASSAULT", 2), ("CONSULT", 1), ("MOBILIZE", 3)],
    "by=dataset&country=NO": [],
}


@pytest.mark.parametrize(("question", "groups"), FILTERED.items(), ids=FILTERED)
def test_the_filters_of_the_list_select_what_is_counted(get, question, groups):
    name = question.split("&")[0].removeprefix("by=")
    assert rows(get(f"/events/aggregate/?parts=all&{question}"), name, "count") == groups


@pytest.mark.parametrize("order", ["", "&order_by=-count"])
@pytest.mark.parametrize(
    "filters",
    [
        "",
        "&country=UA",
        "&country=UA,RU&date_from=2014-01-01",
        "&date_from=2022-01-01&date_to=2022-12-31",
        "&date_to=2013-12-31",
        "&year=1997",
        "&year=2014,2022&country=UA",
        "&country=UA&parts=all&doubles=all&status=" + ",".join(EventStatus.values),
    ],
)
@pytest.mark.parametrize(
    "by", ["country", "year", "month", "quarter", "country,month", "year,country"]
)
def test_the_tally_and_the_events_are_counted_alike(both_ways, by, filters, order):
    tallied, counted = both_ways(f"/events/aggregate/?by={by}{filters}{order}")
    assert tallied == counted


@pytest.fixture
def read(get, monkeypatch):
    """A function that returns the answer to a question, and the (SQL, parameters) that it reads: Django's are formatted."""
    statements, rows = [], counting.sql.rows

    def noted(statement, parameters=()):
        statements.append((statement, parameters))
        return rows(statement, parameters)

    monkeypatch.setattr(counting.sql, "rows", noted)

    def ask(question):
        release_cache.forget()
        statements.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = get(question).json()
        return answer, [*statements, *((one["sql"], ()) for one in queries)]

    return ask


@pytest.fixture
def both_ways(read, monkeypatch):
    """A function that returns the answer to a question by the tally, and the one by the rows of events."""

    def ask(question):
        tallied, statements = read(question)
        assert any("events_tally" in one for one, _ in statements)
        with monkeypatch.context() as patched:
            patched.setattr(EventViewSet, "tallied", frozenset())
            counted, statements = read(question)
        assert not any("events_tally" in one for one, _ in statements)
        return tallied, counted

    return ask


def test_the_tally_has_every_event_within_some_days_once(both_ways):
    """Events of a day to four years, some without a first or a last day, and days of all lengths around them."""
    chance, model = random.Random(8), Event.objects.get(code="invasion")
    begin = datetime.date(2013, 11, 1)
    for number in range(80):
        start = begin + datetime.timedelta(chance.randrange(1500))
        end = start + datetime.timedelta(chance.choice((0, 1, 29, 30, 31, 32, 300, 1400)))
        model.pk = model.current = model.newest_first = None
        model.code = f"random-{number}"
        model.start_date, model.end_date, model.date_precision = None, None, "unknown"
        if number % 10:
            model.start_date, model.end_date, model.date_precision = start, end, "day"
        model.country = chance.choice(("UA", "RU", None))
        model.save()
    publish()
    for _ in range(60):
        first = begin + datetime.timedelta(chance.randrange(-100, 1600))
        last = first + datetime.timedelta(chance.choice((0, 1, 30, 31, 400, 2000)))
        days = chance.choice(("date_from={0}", "date_to={1}", "date_from={0}&date_to={1}"))
        days = days.format(first, last)
        tallied, counted = both_ways(f"/events/aggregate/?by=country,month&{days}")
        assert tallied == counted


def test_sums_within_days_read_only_their_months_of_the_tally(read):
    _, statements = read("/events/aggregate/?by=year&date_from=2014-01-01&date_to=2014-12-31")
    found = [one for one in statements if "events_tally" in one[0]]
    assert len(found) == 2
    if connection.vendor == "sqlite":  # PostgreSQL reads so few rows without an index
        for statement, parameters in found:
            with connection.cursor() as cursor:
                plan = cursor.execute(
                    f"EXPLAIN QUERY PLAN {statement.replace('?', '%s')}", parameters
                )
                assert "tally_all_months (month" in " ".join(str(row) for row in plan.fetchall())


ORDERED = {
    "": [("RU", 1), ("TR", 1), ("UA", 4), (None, 2)],
    "&order_by=count": [("RU", 1), ("TR", 1), (None, 2), ("UA", 4)],
    "&order_by=-count": [("UA", 4), (None, 2), ("RU", 1), ("TR", 1)],
    "&order_by=-country": [("UA", 4), ("TR", 1), ("RU", 1), (None, 2)],
    "&order_by=with_fatalities,-country": [("TR", 1), (None, 2), ("RU", 1), ("UA", 4)],
    "&order_by=-fatalities": [("UA", 4), ("RU", 1), ("TR", 1), (None, 2)],
}


@pytest.mark.parametrize(("order", "groups"), ORDERED.items(), ids=ORDERED)
def test_groups_stand_by_their_values_or_by_their_size(get, order, groups):
    assert rows(get(f"/events/aggregate/?by=country{order}"), "country", "count") == groups


def test_an_answer_by_date_says_what_has_no_date(get):
    answer = get("/events/aggregate/?by=country&year=2022").json()
    assert answer["warnings"][:1] == [
        (
            "2 of the events that match otherwise have no start_date, "
            "so that year cannot select them."
        )
    ]


def test_sums_leave_out_what_is_not_known(get):
    Event.objects.filter(code="invasion").update(fatalities_low=3)
    publish()
    url = "/events/aggregate/?by=type&type=ASSAULT&parts=all"
    (group,) = get(url).json()["results"]
    assert group["with_fatalities"] == 2
    assert group["fatalities"] == {"low": 17, "best": 15, "high": 17}


# question -> parameter at fault, and what is said of it
REFUSED = {
    "": ("by", "Missing. Give one or more fields to group by."),
    "by=": ("by", "Empty value. Leave the parameter out instead."),
    "by=type,": ("by", "Empty value in the list. Leave the extra comma out."),
    "by=title": ("by", "Cannot group by 'title'."),
    "by=type,mode,status,country": ("by", "4 fields. At most 3 are allowed."),
    "by=type&order_by=mode": ("order_by", "Cannot sort groups by 'mode'."),
    "by=type&order_by=-count,-count": ("order_by", "A field is given more than once."),
    "by=type&page_size=0": ("page_size", "'0' is not a whole number from 1 to 1,000."),
    "by=type&cursor=x": (
        "cursor",
        "Not a cursor of this list in this order. Take it from `next` or `previous`.",
    ),
    "by=type&parts=some": ("parts", "'some' is not one of the words that this parameter takes."),
    "by=type&doubles=2": ("doubles", "'2' is not one of the words that this parameter takes."),
    "by=type&names=yes": ("names", "'yes' is neither true nor false."),
    "by=type&shape=matrix": ("shape", "Only CSV files of sums take this."),
    "by=type&fields=type": ("fields", "Only lists, files and single records take this."),
    "by=type&chosen=true": ("chosen", "Unknown parameter."),
    "by=type&type=NOPE": ("type", "'NOPE' is not one of the words that this parameter takes."),
}


@pytest.mark.parametrize(("question", "fault"), REFUSED.items(), ids=REFUSED)
def test_what_cannot_be_counted_is_refused(get, question, fault):
    parameter, message = fault
    answer = get(f"/events/aggregate/?{question}")
    (entry,) = assert_problem(answer, "invalid-parameters", [parameter])
    assert entry["message"] == message


def test_what_can_be_counted_by_is_told(get):
    (entry,) = get("/statements/aggregate/").json()["errors"]
    assert entry["allowed"] == list(STATEMENT_DIMENSIONS)


def test_more_groups_than_an_answer_holds_are_refused(get, monkeypatch):
    monkeypatch.setattr("events.api.answering.sums.counting.MOST_GROUPS", 4)
    assert len(get("/events/aggregate/?by=country").json()["results"]) == 4
    answer = get("/events/aggregate/?by=year")
    (entry,) = assert_problem(answer, "invalid-parameters", ["by"])
    assert entry["message"] == "More than 4 groups. Count by fewer names, or filter further."


def test_other_collections_are_not_counted(get):
    assert_problem(get("/actors/aggregate/"), "not-found", ["key"])
