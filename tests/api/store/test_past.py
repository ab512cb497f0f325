"""The records of a release after others have followed: never today's data, and a refusal where they are not known."""

import json

import pytest

from events.api.store import past, release_cache
from events.models import Actor, Article, Dataset, Event, Place, Release, Statement, Version
from events.publishing import publish
from events.publishing.prune import prune
from tests.api.refusals import assert_problem

HOUR = "public, max-age=3600"


def codes(answer):
    return [record["code"] for record in answer.json()["results"]]


# --- one record -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("release", "title"),
    {
        1: "Missiles strike Kyiv",
        2: "Strike on Kyiv, put right",
        3: "Strike on Kyiv, put right",
    }.items(),
)
def test_a_record_is_told_as_it_stood(get, three, release, title):
    answer = get(f"/events/kyiv-strike/?release={release}")
    stored = Version.objects.standing_at(release).get(key="kyiv-strike").document
    assert (answer.content.decode(), answer.json()["title"]) == (stored, title)
    assert get(f"/events/kyiv-strike/?release={release}&fields=title").json() == {"title": title}


def test_a_record_that_came_later_was_not_there_yet(get, three):
    (entry,) = assert_problem(get("/events/later-drill/?release=1"), "not-found", ["key"])
    assert entry["message"] == (
        "'later-drill' was not published yet in release 1; it first was in release 2."
    )
    assert get("/events/later-drill/?release=2").status_code == 200


def test_a_record_that_is_withdrawn_stood_before(get, three):
    assert (
        get("/events/port-threat/?release=2").json()["title"]
        == "Ships on their way to ports are threatened"
    )
    for query in ("", "?release=3"):
        assert_problem(get(f"/events/port-threat/{query}"), "withdrawn")


def test_a_record_that_never_was_is_told_so(get, three):
    assert_problem(get("/events/nope/?release=1"), "not-found", ["key"])


# --- lists ------------------------------------------------------------------------------------------------------

# Query -> codes at release 1, 2 and 3
LISTS = {
    "country=RU": (
        ["anadyr-drill"],
        ["later-drill", "kyiv-strike", "anadyr-drill"],
        ["later-drill", "kyiv-strike", "anadyr-drill"],
    ),
    "date_from=2022-10-10&date_to=2022-10-12&type=ASSAULT&min_date_precision=day": (
        ["kyiv-strike-next-day", "kyiv-strike"],
        ["kyiv-strike", "kyiv-strike-next-day"],
        ["kyiv-strike", "kyiv-strike-next-day"],
    ),
    "type=THREATEN": (["port-threat"], ["port-threat"], []),
    "order_by=-code&type=MOBILIZE,THREATEN": (
        ["port-threat", "border-buildup", "bering-drill", "anadyr-drill"],
        ["port-threat", "later-drill", "border-buildup", "bering-drill", "anadyr-drill"],
        ["later-drill", "border-buildup", "bering-drill", "anadyr-drill"],
    ),
}


@pytest.mark.parametrize(("query", "answers"), LISTS.items(), ids=LISTS)
def test_a_list_is_told_as_it_stood(get, three, query, answers):
    for release, expected in enumerate(answers, 1):
        answer = get(f"/events/?{query}&release={release}")
        body = answer.json()
        assert (codes(answer), body["count"], body["release"]) == (expected, len(expected), release)


def test_links_lead_on_in_the_same_release(get, three):
    found, url = [], "/events/?page_size=2&fields=code&release=1"
    while url:
        page = get(url)
        found += codes(page)
        url = page.json()["next"]
        assert url is None or "release=1" in url
        url = url and url.removeprefix("http://testserver/api/v1")
    assert found == codes(get("/events/?release=1"))
    assert len(found) == 12


@pytest.mark.parametrize("other", ["", "&release=2", "&release=3"])
def test_a_cursor_is_of_one_release(get, three, other):
    url = get("/events/?page_size=2&release=1").json()["next"]
    cursor = url.partition("cursor=")[2].partition("&")[0]
    assert get(f"/events/?page_size=2&release=1&cursor={cursor}").status_code == 200
    assert_problem(
        get(f"/events/?page_size=2&cursor={cursor}{other}"), "invalid-parameters", ["cursor"]
    )


def test_a_page_by_its_number_skips_what_stood_then(get, three):
    whole = codes(get("/events/?release=1"))
    pages = [codes(get(f"/events/?release=1&page_size=5&page={n}")) for n in (1, 2, 3)]
    assert pages == [whole[:5], whole[5:10], whole[10:]]


def test_what_a_range_of_days_leaves_out_is_counted_of_that_release(get, three):
    buildup = Event.objects.get(code="border-buildup")
    buildup.start_date = "2022-01-01"
    buildup.save()
    publish({Event: {buildup.pk}})
    told = "{} of the events that match otherwise have no start_date, so that date_to cannot select them."
    query = "/events/?type=MOBILIZE&date_to=2022-02-01"
    assert get(f"{query}&release=3").json()["warnings"] == [told.format(1)]
    assert get(query).json()["warnings"] == []


def test_the_newest_release_answers_as_none(get, three):
    plain, named = get("/events/?page_size=3"), get("/events/?page_size=3&release=3")
    for name in ("count", "release", "warnings", "results"):
        assert plain.json()[name] == named.json()[name]
    assert named["Cache-Control"] == "public, no-cache"


# --- caching ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/events/?country=UA&release=1", "/events/invasion/?release=1"])
def test_the_past_may_be_kept_and_has_one_name(get, world, path):
    release_cache.forget()
    before = get(path)
    assert before["Cache-Control"] == "public, no-cache"
    event = Event.objects.get(code="invasion")
    event.title = "Another"
    event.save()
    publish({Event: {event.pk}})
    after = get(path)
    assert (after["ETag"], after.content) == (before["ETag"], before.content)
    assert (after["Cache-Control"], after["Last-Modified"]) == (HOUR, before["Last-Modified"])
    held = get(path, if_none_match=before["ETag"])
    assert (held.status_code, held["Cache-Control"]) == (304, HOUR)


# --- refusals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("release", ["0", "4", "x", "-1", "01", "1.0", "²", "9" * 30])
@pytest.mark.parametrize("path", ["/events/", "/events/invasion/", "/events/aggregate/"])
def test_a_release_that_there_is_not_is_refused_with_those_there_are(get, three, path, release):
    by = "by=type&" if "aggregate" in path else ""
    answer = get(f"{path}?{by}release={release}")
    (entry,) = assert_problem(answer, "invalid-parameters", ["release"])
    assert entry["message"] == f"Release {release!r} does not exist. Releases: 1 to 3."


OTHERS = [
    "/",
    "/codebook/",
    "/releases/",
    "/releases/1/",
    "/changes/",
    "/events/invasion/versions/",
]


@pytest.mark.parametrize("path", [*OTHERS, "/events.ndjson", "/releases/1/events.ndjson"])
def test_where_it_means_nothing_it_is_unknown(get, three, path):
    (entry,) = assert_problem(get(f"{path}?release=1"), "invalid-parameters", ["release"])
    assert entry["message"].startswith(("Unknown", "This URL takes no"))


def test_groups_of_a_release_are_counted(get, three):
    plain = get("/events/aggregate/?by=type").json()
    assert get("/events/aggregate/?by=type&release=3").json() == plain
    then = get("/events/aggregate/?by=country&release=1").json()["results"]
    assert [(group["country"], group["count"]) for group in then] == [
        ("RU", 1),
        ("TR", 1),
        ("UA", 4),
        (None, 2),
    ]


def test_a_key_is_one_of_that_release(get, three):
    assert_problem(get("/events/?part_of=later-drill&release=1"), "invalid-parameters", ["part_of"])
    assert get("/events/?part_of=later-drill&release=2").status_code == 200
    assert get("/events/?part_of=port-threat&release=2").status_code == 200
    assert_problem(get("/events/?part_of=port-threat&release=3"), "invalid-parameters", ["part_of"])


# Filters of what no document tells -> what is changed
UNTOLD = {
    "/events/?q=kyiv": (Event, "kyiv-strike"),
    "/events/?q=russia": (Actor, "russia"),
    "/events/?q=crimea": (Place, "crimea"),
    "/events/?has_statement=true": (Statement, "zelensky-all-here"),
    "/statements/?speaker_kind=person": (Actor, "nato"),
    "/statements/?source=nato": (Article, "zelensky-address"),
    "/statements/?q=ukraine": (Statement, "zelensky-all-here"),
    "/actors/?q=nato": (Actor, "russia"),
}


@pytest.mark.parametrize(("path", "changed"), UNTOLD.items(), ids=UNTOLD)
def test_what_can_be_told_no_more_is_refused_with_what_to_use(get, world, path, changed):
    release_cache.forget()
    before = get(f"{path}&release=1")
    # Something else is added, and takes nothing of it away.
    publish({Dataset: {Dataset.objects.create(slug="new", title="New", license="MIT").pk}})
    assert get(f"{path}&release=1").content == before.content
    model, key = changed
    row = model.objects.get_by_natural_key(key)
    row.note = "Another."
    row.save()
    publish({model: {row.pk}})
    name = path.partition("?")[2].partition("=")[0]
    (entry,) = assert_problem(get(f"{path}&release=1"), "invalid-parameters", [name])
    collection = path.split("/")[1]
    assert entry["message"] == (
        "The records that it looks at have changed since release 1. Leave it out, or select in the export of "
        f"that release, /api/v1/releases/1/{collection}.ndjson."
    )
    # Of the newest release it is answered.
    assert get(f"{path}&release=3").status_code == 200


def test_what_was_only_added_since_takes_no_search_away(get, world):
    release_cache.forget()
    before = get("/events/?q=drill&release=1")
    assert codes(before) == ["bering-drill", "anadyr-drill"]
    dataset = Dataset.objects.get(slug="attest")
    Event.objects.create(
        code="later-drill", dataset=dataset, type="MOBILIZE", quad_class=4, title="Later drill"
    )
    publish()
    assert get("/events/?q=drill&release=1").content == before.content
    assert codes(get("/events/?q=drill")) == ["bering-drill", "anadyr-drill", "later-drill"]


def test_an_added_statement_changes_which_events_have_one(get, world):
    release_cache.forget()
    old = Statement.objects.get(code="zelensky-all-here")
    Statement.objects.create(
        code="later", dataset=old.dataset, article=old.article, speaker=old.speaker,
        form="paraphrase", text="Later", act="COMMENT",
    )  # fmt: skip
    publish()
    assert_problem(
        get("/events/?has_statement=true&release=1"), "invalid-parameters", ["has_statement"]
    )
    assert get("/statements/?speaker_kind=person&release=1").status_code == 200


def test_too_many_changes_are_refused_with_what_to_use(get, three, monkeypatch):
    monkeypatch.setattr(past, "MOST_REPLACED", 1)
    release_cache.forget()
    (entry,) = assert_problem(get("/events/?release=1"), "invalid-parameters", ["release"])
    assert entry["message"] == (
        "More than 1 of the events of release 1 have changed since. Use the export of that "
        "release, /api/v1/releases/1/events.ndjson."
    )
    assert get("/events/?release=2").json()["count"] == 13
    assert get("/actors/?release=1").status_code == 200


def test_many_additions_are_no_hindrance(get, three, monkeypatch):
    monkeypatch.setattr(past, "MOST_REPLACED", 2)
    dataset = Dataset.objects.get(slug="attest")
    for number in range(3):
        Event.objects.create(
            code=f"many-{number}", dataset=dataset, type="MOBILIZE", quad_class=4, title="Many"
        )
    publish()
    release_cache.forget()
    for query, count in (("", 12), ("&type=MOBILIZE", 3), ("&type=THREATEN", 1)):
        assert get(f"/events/?release=1{query}").json()["count"] == count


def test_a_pruned_release_is_told_so_and_what_can_be_is_answered(get, three):
    prune(3)
    for path in ("/events/?release=1", "/actors/?release=2", "/releases/2/events.ndjson"):
        parameter = "number" if path.startswith("/releases") else "release"
        (entry,) = assert_problem(get(path), "pruned", [parameter])
        assert "have been deleted to save space" in entry["message"]
    for code in ("kyiv-strike", "port-threat"):
        assert_problem(get(f"/events/{code}/?release=1"), "pruned", ["release"])
    # Current records were current then.
    assert get("/events/invasion/?release=1").status_code == 200
    assert get("/events/kyiv-strike/?release=2").json()["country"] == "RU"
    assert get("/events/?release=3").json()["count"] == 12
    assert len(get("/releases/3/events.ndjson").getvalue().splitlines()) == 12


def test_before_the_first_release_there_is_none_to_ask_of(get):
    Version.objects.all().delete()
    Release.objects.all().delete()
    (entry,) = assert_problem(get("/events/?release=1"), "invalid-parameters", ["release"])
    assert entry["message"] == "Release '1' does not exist. Releases: none yet."


def test_a_field_that_earlier_documents_lack_is_null_in_them(get, three):
    old = Version.objects.get(key="kyiv-strike", last_release=1)
    lacking = {name: value for name, value in json.loads(old.document).items() if name != "modes"}
    Version.objects.filter(pk=old.pk).update(document=json.dumps(lacking))
    release_cache.forget()
    codes = [one["code"] for one in get("/events/?release=1&mode=aerial").json()["results"]]
    assert "kyiv-strike" not in codes
    assert get("/events/?release=1&order_by=country").status_code == 200
