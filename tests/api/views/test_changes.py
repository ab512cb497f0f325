"""The change feed: what each release did to each record, in an order in which a copy can follow it."""

import hashlib

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.api.answering import pagination
from events.api.query import positions
from events.api.query.filters import ChangeFilter
from events.api.views import changes
from events.models import Actor, Dataset, Event, Release, Source, Version
from events.publishing import Withdrawal, publish
from events.publishing.prune import prune
from tests.api.refusals import assert_problem
from tests.api.walking import path_of, walk

COLUMNS = [
    "release",
    "time",
    "collection",
    "key",
    "operation",
    "reason",
    "merged_into",
    "dataset",
    "changed",
    "sha256",
    "redactions",
    "document",
]


@pytest.fixture
def story(world):
    """Releases 2 to 4: two records change, one is withdrawn, one comes back and another comes from a dataset."""
    Event.objects.filter(code="invasion").update(title="The invasion", country="RU")
    Source.objects.filter(slug="nato").update(note="An alliance.")
    publish()
    threat = Event.objects.get(code="port-threat")
    values = {"dataset": threat.dataset, "type": "THREATEN", "quad_class": 3}
    threat.delete()
    publish(withdrawn={("events", "port-threat"): Withdrawal("Told twice.", "invasion")})
    Event.objects.create(code="port-threat", title="Ports", **values)
    ucdp = Dataset.objects.get(slug="ucdp-ged")
    Event.objects.create(code="another", title="Another", **{**values, "dataset": ucdp})
    publish()


# (release, collection, key, operation, reason, merged_into, dataset, changed) of the story
STORY = [
    (
        2,
        "events",
        "invasion",
        "change",
        None,
        None,
        "attest",
        {
            "title": {"old": "Invasion of Ukraine", "new": "The invasion"},
            "country": {"old": "UA", "new": "RU"},
        },
    ),
    (
        2,
        "sources",
        "nato",
        "change",
        None,
        None,
        None,
        {"note": {"old": None, "new": "An alliance."}},
    ),
    (3, "events", "port-threat", "withdraw", "Told twice.", "invasion", "attest", None),
    (4, "events", "another", "add", None, None, "ucdp-ged", None),
    (4, "events", "port-threat", "add", None, None, "attest", None),
]


def told(body):
    """Return the rows of a page without times, hashes and documents."""
    names = [name for name in COLUMNS if name not in ("time", "sha256", "redactions", "document")]
    return [tuple(row[name] for name in names) for row in body["results"]]


def short(body):
    return [f"{row['release']} {row['operation']} {row['key']}" for row in body["results"]]


def test_the_first_release_adds_every_record_of_the_world(get):
    body = get("/changes/").json()
    rows = body["results"]
    assert (body["count"], body["release"], body["next"], body["previous"]) == (45, 1, None, None)
    assert list(rows[0]) == COLUMNS
    names = [(row["release"], row["collection"], row["key"]) for row in rows]
    assert names == sorted(names)
    assert len(set(names)) == 45
    assert {row["operation"] for row in rows} == {"add"}
    assert {row["time"] for row in rows} == {get("/releases/1/").json()["time"]}
    for row in rows:
        assert row["changed"] is row["reason"] is row["merged_into"] is None
        stored = get(f"/{row['collection']}/{row['key']}/").content
        assert orjson.dumps(row["document"]) == stored
        assert row["sha256"] == hashlib.sha256(stored).hexdigest()
        assert row["dataset"] == row["document"].get("dataset")


def test_each_change_is_told_in_the_order_of_publication(get, story):
    body = get("/changes/?since=1").json()
    assert told(body) == STORY
    assert (body["count"], body["release"], body["next"]) == (5, 4, None)
    withdrawn = body["results"][2]
    assert (withdrawn["document"], withdrawn["sha256"]) == (None, None)
    changed = body["results"][0]
    assert changed["document"] == get("/events/invasion/").json()


def test_a_change_of_a_name_is_told_of_every_record_that_shows_it(get):
    Actor.objects.filter(slug="sergey-lavrov").update(name="Sergej Lawrow")
    publish()
    rows = get("/changes/?since=1").json()["results"]
    assert [(row["collection"], row["key"], list(row["changed"])) for row in rows] == [
        ("actors", "sergey-lavrov", ["name"]),
        ("events", "guarantees-rejection", ["participants"]),
        ("statements", "lavrov-denies-attack", ["speaker_name"]),
        ("statements", "lavrov-eu-silent", ["speaker_name"]),
    ]


QUESTIONS = {
    "since=1": ["2 change invasion", "2 change nato", "3 withdraw port-threat", "4 add another", "4 add port-threat"],
    "since=2": ["3 withdraw port-threat", "4 add another", "4 add port-threat"],
    "since=3": ["4 add another", "4 add port-threat"],
    "since=4": [],
    "since=1&collection=sources": ["2 change nato"],
    "since=1&collection=sources,events&operation=change": ["2 change invasion", "2 change nato"],
    "operation=withdraw": ["3 withdraw port-threat"],
    "operation=change&operation=withdraw": ["2 change invasion", "2 change nato", "3 withdraw port-threat"],
    "since=2&operation=change": [],
    "dataset=ucdp-ged": ["1 add kyiv-strike-next-day", "4 add another"],
    "since=2&dataset=attest": ["3 withdraw port-threat", "4 add port-threat"],
    "since=2&dataset=attest,ucdp-ged": ["3 withdraw port-threat", "4 add another", "4 add port-threat"],
    "collection=datasets": ["1 add attest", "1 add ucdp-ged"],
    "collection=datasets&dataset=attest": [],
    "since=0&collection=datasets": ["1 add attest", "1 add ucdp-ged"],
}  # fmt: skip


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_question(get, story, question, answer):
    body = get(f"/changes/?{question}").json()
    assert (short(body), body["count"], body["release"]) == (answer, len(answer), 4)


def test_every_filter_is_asked():
    asked = {part.partition("=")[0] for question in QUESTIONS for part in question.split("&")}
    assert asked == set(ChangeFilter.base_filters)


def test_the_first_release_is_asked_for_by_nothing_or_by_0(get, story):
    everything = get("/changes/").json()
    assert everything["count"] == 50
    assert everything == get("/changes/?since=0").json()


@pytest.mark.parametrize("question", ["", "&since=1", "&operation=add", "&dataset=attest"])
def test_following_next_gives_each_change_once_at_every_page_size(get, story, question):
    everything = short(get(f"/changes/?{question}").json())
    for size in (1, 2, 3, 7, len(everything) - 1, len(everything), len(everything) + 1):
        pages = [short(body) for body in walk(get, f"/changes/?page_size={size}{question}")]
        starts = range(0, len(everything), size)
        assert pages == [everything[start : start + size] for start in starts]


def test_previous_leads_back_to_the_first_change_that_was_asked_for(get, story):
    *_, last = walk(get, "/changes/?since=1&page_size=2")
    back = list(walk(get, path_of(last["previous"]), "previous"))
    assert [short(body) for body in back] == [
        ["3 withdraw port-threat", "4 add another"],
        ["2 change invasion", "2 change nato"],
    ]


def retitle(title):
    Event.objects.filter(code="invasion").update(title=title)
    publish()


def test_what_is_published_between_two_pages_comes_after_what_is_there(get, story):
    """A record that changes again between two pages is told again, and nothing else is."""
    pages, path = [], "/changes/?since=1&page_size=2"
    for title in ("Fifth", "Sixth", "Seventh", None):
        body = get(path).json()
        pages.append((short(body), body["count"], body["release"]))
        path = body["next"] and path_of(body["next"])
        if title:
            retitle(title)
    assert pages == [
        (["2 change invasion", "2 change nato"], 5, 4),
        (["3 withdraw port-threat", "4 add another"], 6, 5),
        (["4 add port-threat", "5 change invasion"], 7, 6),
        (["6 change invasion", "7 change invasion"], 8, 7),
    ]
    assert path is None


def test_at_the_end_a_client_goes_on_from_the_release_that_it_was_told(get, story):
    body = get("/changes/?since=3").json()
    assert (body["next"], body["release"]) == (None, 4)
    following = f"/changes/?since={body['release']}"
    assert get(following).json()["results"] == []
    retitle("Fifth")
    assert short(get(following).json()) == ["5 change invasion"]


def test_a_cursor_holds_however_long_it_is_kept(get, story):
    following = path_of(get("/changes/?since=1&page_size=4").json()["next"])
    before = get(following).json()
    retitle("Fifth")
    assert get(following).json()["results"][: len(before["results"])] == before["results"]
    assert short(get(following).json()) == ["4 add port-threat", "5 change invasion"]


def test_a_release_that_comes_in_between_is_not_told_in_part(get, story, monkeypatch):
    cut_rows = pagination.cut_rows

    def publish_first(*arguments):
        retitle("Fifth")
        return cut_rows(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(pagination, "cut_rows", publish_first)
        body = get("/changes/?since=3").json()
    assert (short(body), body["count"], body["release"]) == (
        ["4 add another", "4 add port-threat", "5 change invasion"],
        3,
        5,
    )


REFUSED = {
    "since=5": ("since", "Release 5 is not published; the newest is 4."),
    "since=-1": ("since", "'-1' is not a whole number from 0 to 999999999."),
    "since=2026-11-22": ("since", "'2026-11-22' is not a whole number from 0 to 999999999."),
    "since=1&since=2": ("since", "Given more than once. This parameter takes one value."),
    "collection=event": ("collection", "'event' is not one of the words that this parameter takes."),
    "operation=delete": ("operation", "'delete' is not one of the words that this parameter takes."),
    "dataset=ucdp": ("dataset", "'ucdp' is not, and never was, the slug of any of the datasets."),
    "page=2": ("page", "This URL has no pages with numbers. Where the answer has `next`, follow it."),
    "until=4": ("until", "Unknown parameter."),
    "page_size=1001": ("page_size", "'1001' is not a whole number from 1 to 1,000."),
}  # fmt: skip


@pytest.mark.parametrize(("question", "fault"), REFUSED.items(), ids=REFUSED)
def test_what_is_not_understood_is_refused(get, story, question, fault):
    parameter, message = fault
    (entry,) = assert_problem(get(f"/changes/?{question}"), "invalid-parameters", [parameter])
    assert entry["message"] == message


def cursor(*values, backwards=False):
    return positions.encode(values, backwards, changes.ORDER)


CURSORS = {
    "nonsense": lambda: "nonsense",
    "of the release that `since` names": lambda: cursor(2, "sources", "nato"),
    "of a release that is not published": lambda: cursor(5, "events", "invasion"),
    "with a word for a number": lambda: cursor("3", "events", "invasion"),
    "with a truth for a number": lambda: cursor(True, "events", "invasion"),
    "with a number for a word": lambda: cursor(3, "events", 7),
    "with a place too few": lambda: cursor(3, "events"),
    "with a place too many": lambda: cursor(3, "events", "invasion", 1),
    "with null": lambda: cursor(3, None, "invasion"),
    "with NUL": lambda: cursor(3, "events", "\x00"),
    "with a number that no column holds": lambda: cursor(2**63, "events", "invasion"),
}


@pytest.mark.parametrize("made", CURSORS.values(), ids=CURSORS)
@pytest.mark.parametrize("path", ["/changes/?since=2", "/changes/?since=2&dataset=attest"])
def test_a_cursor_of_something_else_is_refused(get, story, path, made):
    assert_problem(get(f"{path}&cursor={made()}"), "invalid-parameters", ["cursor"])


def test_a_cursor_between_two_changes_begins_between_them(get, story):
    """A record that is no more leaves its place in the order."""
    asked = f"/changes/?since=2&cursor={cursor(4, 'events', 'b')}"
    assert short(get(asked).json()) == ["4 add port-threat"]


def test_a_dataset_that_was_withdrawn_can_still_be_asked_for(get, story):
    Event.objects.filter(dataset__slug="ucdp-ged").delete()
    Dataset.objects.get(slug="ucdp-ged").delete()
    publish()
    assert short(get("/changes/?since=1&dataset=ucdp-ged").json()) == [
        "4 add another",
        "5 withdraw another",
        "5 withdraw kyiv-strike-next-day",
    ]


def test_before_the_first_release_there_are_no_changes(get):
    Version.objects.all().delete()
    Release.objects.all().delete()
    body = get("/changes/").json()
    assert (body["results"], body["count"], body["release"], body["next"]) == ([], 0, None, None)
    (entry,) = assert_problem(get("/changes/?since=1"), "invalid-parameters", ["since"])
    assert entry["message"] == "Release 1 is not published; there is none yet."


# --- what is no longer kept ------------------------------------------------------------------------------------


PRUNED = (
    "Not every change after release {} is kept: states up to release 2 have been pruned. Ask for since=2 or later; "
    "or begin with all records of release 4, and go on with since=4."
)


@pytest.mark.parametrize(("question", "since"), [("", 0), ("since=0", 0), ("since=1", 1)])
def test_a_feed_that_would_have_gaps_is_refused(get, story, question, since):
    prune(3)
    (entry,) = assert_problem(get(f"/changes/?{question}"), "pruned", ["since"])
    assert entry["message"] == PRUNED.format(since)
    assert get(f"/changes/?{question}").json()["detail"] == PRUNED.format(since)


def test_a_feed_from_where_everything_is_kept_is_whole(get, story):
    expected = get("/changes/?since=2").json()
    prune(3)
    assert get("/changes/?since=2").json() == expected


def test_what_changed_of_a_state_that_is_not_kept_is_not_known(get, story):
    retitle("Fifth")
    prune(5)
    (row,) = get("/changes/?since=4").json()["results"]
    assert (row["key"], row["operation"], row["changed"]) == ("invasion", "change", None)
    assert row["document"]["title"] == "Fifth"


def test_a_cursor_goes_on_where_everything_after_it_is_kept(get, story):
    paths = [
        path_of(body["next"]) for body in walk(get, "/changes/?page_size=46") if body["next"]
    ] + [f"/changes/?cursor={cursor(3, 'events', 'port-threat')}"]
    prune(3)
    # After a change of release 2, and after one of release 3
    (entry,) = assert_problem(get(paths[0]), "pruned", ["cursor"])
    assert entry["message"] == PRUNED.format(1)
    assert short(get(paths[1]).json()) == ["4 add another", "4 add port-threat"]


def test_back_from_there_it_does_not_go(get, story):
    back = cursor(4, "events", "another", backwards=True)
    assert short(get(f"/changes/?since=2&cursor={back}").json()) == ["3 withdraw port-threat"]
    prune(3)
    assert_problem(get(f"/changes/?since=1&cursor={back}"), "pruned", ["since"])


def test_what_is_pruned_while_it_is_read_is_refused_and_not_left_out(get, story, monkeypatch):
    cut_rows = pagination.cut_rows

    def prune_after(*arguments):
        page = cut_rows(*arguments)
        prune(3)
        return page

    with monkeypatch.context() as patch:
        patch.setattr(pagination, "cut_rows", prune_after)
        answer = get("/changes/?since=1")
    assert_problem(answer, "pruned", ["since"])


# --- what it costs ---------------------------------------------------------------------------------------------

# The steps of SQLite for the rows of a page
FIRST = "first_release_id>? AND first_release_id<?"
NEXT = "(first_release_id,collection,key)>(?,?,?) AND first_release_id<?"
PLANS = {
    "/changes/?page_size=2": "COVERING INDEX version_release ({})",
    "/changes/?page_size=2&since=1": "COVERING INDEX version_release ({})",
    "/changes/?page_size=2&since=1&collection=events": "COVERING INDEX version_release ({})",
    "/changes/?page_size=2&operation=add": "INDEX version_release ({})",
    "/changes/?page_size=2&dataset=attest": "COVERING INDEX version_dataset (dataset=? AND {})",
}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is in a table")
@pytest.mark.parametrize(("path", "index"), PLANS.items(), ids=PLANS)
def test_a_page_is_a_walk_along_an_index_however_far_it_is(get, story, path, index):
    walked = []
    for asked in (path, path_of(get(path).json()["next"])):
        with CaptureQueriesContext(connection) as queries:
            get(asked)
        (page,) = (query["sql"] for query in queries if "LIMIT 3" in query["sql"])
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {page}")
            walked.append([row[3] for row in cursor.fetchall()])
    assert walked == [
        [f"SEARCH events_version USING {index.format(bounds)}"] for bounds in (FIRST, NEXT)
    ]
