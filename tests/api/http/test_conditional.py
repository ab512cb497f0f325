"""ETag and Last-Modified: an answer that a client holds already is not sent again."""

import datetime

import pytest
from django.utils.http import http_date

from events.api.http.conditional import MOST_TRIES
from events.api.store import releases
from events.models import Event, Release, Version
from events.publishing import publish
from tests.api.refusals import assert_problem
from tests.api.views.test_aggregates import EVERY

MOMENT = datetime.datetime(2026, 11, 22, 5, 41, 7, 250_000, tzinfo=datetime.UTC)
AT = int(MOMENT.timestamp())
URLS = [
    "/",
    "/events/",
    "/events/?country=UA&page_size=1",
    "/events/invasion/",
    "/events/invasion/versions/",
    "/events/aggregate/?by=type",
    "/releases/",
    "/releases/1/",
    "/codebook/",
]


@pytest.fixture
def dated(world):
    """The release has a known time."""
    Release.objects.update(time=MOMENT)


@pytest.mark.parametrize("url", URLS)
def test_every_answer_has_an_etag_and_a_time(get, dated, url):
    answer = get(url)
    assert answer["ETag"].startswith('W/"')
    assert answer["Last-Modified"] == http_date(AT)
    assert answer["Cache-Control"] == "public, no-cache"
    assert get(url)["ETag"] == answer["ETag"]


def held(etag):
    """The header of a client that holds the answer with this ETag: (If-None-Match, is it still the answer?)."""
    bare = etag.removeprefix("W/")
    return {
        etag: True,
        bare: True,  # compared weakly
        f'"other", {etag}': True,
        f'W/"other",{etag} , "third"': True,
        "*": True,
        " * ": True,
        '"other"': False,
        'W/"other"': False,
        bare.strip('"'): False,  # no quotation marks
        "": False,
    }


@pytest.mark.parametrize("url", URLS)
def test_an_answer_that_is_held_is_not_sent_again(get, dated, url):
    first = get(url)
    for sent, holds in held(first["ETag"]).items():
        answer = get(url, if_none_match=sent)
        assert (sent, answer.status_code) == (sent, 304 if holds else 200)
        if holds:
            assert answer.content == b""
            for name in ("ETag", "Last-Modified", "Cache-Control"):
                assert answer[name] == first[name]
            assert "Accept" in answer["Vary"]
        else:
            assert answer.content == first.content


def test_what_is_held_costs_one_look_up(client, dated, statements):
    url = "/api/v1/events/?q=kyiv&actor=russia"
    etag = client.get(url)["ETag"]
    # The newest release.
    with statements() as found:
        assert client.get(url, headers={"if-none-match": etag}).status_code == 304
    assert len(found) == 1


SINCE = {
    http_date(AT): 304,  # the very second, of which the release is a quarter past
    http_date(AT + 1): 304,
    http_date(AT - 1): 200,
    "yesterday": 200,
    "": 200,
}


@pytest.mark.parametrize(("since", "status"), SINCE.items())
def test_what_has_not_changed_since_is_not_sent_again(get, dated, since, status):
    assert get("/events/", if_modified_since=since).status_code == status


def test_an_etag_that_differs_counts_more_than_a_time(get, dated):
    answer = get("/events/", if_none_match='"other"', if_modified_since=http_date(AT))
    assert answer.status_code == 200


def test_a_new_release_changes_every_etag(get, dated):
    before = {url: get(url)["ETag"] for url in URLS}
    Event.objects.filter(code="anadyr-drill").update(title="Another drill")
    publish()
    for url, etag in before.items():
        answer = get(url, if_none_match=etag)
        assert answer.status_code == 200
        assert answer["ETag"] != etag
        assert answer["Last-Modified"] != http_date(AT)


def test_different_questions_have_different_etags(client, dated):
    questions = [
        ("/api/v1/events/", {}),
        ("/api/v1/events/?country=UA", {}),
        ("/api/v1/events/?country=UA&fields=code", {}),
        ("/api/v1/statements/", {}),
        ("/api/v1/events/", {"accept": "text/html"}),
        ("/api/v1/events/", {"host": "localhost"}),  # its links lead elsewhere
    ]
    etags = [client.get(url, headers=headers)["ETag"] for url, headers in questions]
    assert len(set(etags)) == len(questions)


def test_a_page_and_json_of_one_url_are_never_mixed_up(client, dated):
    etag = client.get("/api/v1/events/", headers={"accept": "text/html"})["ETag"]
    answer = client.get(
        "/api/v1/events/", headers={"accept": "application/json", "if-none-match": etag}
    )
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


ERRORS = {
    "/events/?release=7": "invalid-parameters",
    "/events/?countri=UA": "invalid-parameters",
    "/events/nope/": "not-found",
    "/nope/": "not-found",
}


@pytest.mark.parametrize(("url", "name"), ERRORS.items(), ids=ERRORS)
@pytest.mark.parametrize("sent", [None, "*", '"other"'])
def test_an_error_is_told_whatever_the_client_holds(get, dated, url, name, sent):
    headers = {} if sent is None else {"if_none_match": sent}
    answer = get(url, **headers)
    assert answer.status_code in (400, 404)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith(f"/{name}")
    assert "ETag" not in answer
    assert "Last-Modified" not in answer


def test_a_redirection_is_not_held(get, dated):
    answer = get("/events", if_none_match="*")
    assert answer.status_code == 301
    assert "ETag" not in answer


PRECONDITIONS = [
    {"if_match": '"other"'},
    {"if_match": '"other"', "if_none_match": '"another"'},
    {"if_unmodified_since": http_date(AT - 1)},
]


@pytest.mark.parametrize("headers", PRECONDITIONS, ids=str)
def test_an_answer_that_is_asked_for_in_another_state_is_refused(get, dated, headers):
    assert_problem(get("/events/", **headers), "precondition-failed")


def test_a_state_that_still_holds_is_answered(get, dated):
    assert get("/events/", if_unmodified_since=http_date(AT)).status_code == 200
    assert get("/events/", if_match="*").status_code == 200


def test_head_is_answered_like_get(client, dated):
    etag = client.get("/api/v1/events/")["ETag"]
    answer = client.head("/api/v1/events/", headers={"if-none-match": etag})
    assert (answer.status_code, answer["ETag"]) == (304, etag)


def test_before_the_first_release_nothing_is_held(get):
    Version.objects.all().delete()
    Release.objects.all().delete()
    answer = get("/events/", if_none_match="*")
    assert answer.status_code == 200
    assert "ETag" not in answer


def test_what_is_no_answer_of_the_data_has_no_etag(client, dated):
    for url in ("/", "/healthz", "/api/docs/"):
        assert "ETag" not in client.get(url)


@pytest.mark.parametrize("times", [1, MOST_TRIES, MOST_TRIES + 1])
@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("/events/?order_by=code&q=again", lambda body: body["count"]),
        (
            f"/events/aggregate/?by=type&{EVERY}",
            lambda body: sum(group["count"] for group in body["results"]) - 12,
        ),
    ],
)
def test_an_answer_is_of_one_release_though_another_one_comes_in_between(
    get, world, monkeypatch, times, url, number
):
    """Each of the first `times` look-ups of the newest release is followed by a load that is published."""
    attest = Event.objects.get(code="invasion").dataset
    published = []
    look_up = releases.identity

    def publish_meanwhile(*row):
        found = look_up(*row)
        if len(published) < times:
            code = f"again-{len(published)}"
            Event.objects.create(
                code=code, dataset=attest, type="AGREE", quad_class=1, title="Again"
            )
            published.append(publish().number)
        return found

    monkeypatch.setattr(releases, "identity", publish_meanwhile)
    answer = get(url)
    if times == MOST_TRIES + 1:
        assert_problem(answer, "unavailable")
        return
    assert (answer.json()["release"], number(answer.json())) == (1 + times, times)
    monkeypatch.undo()
    assert get(url)["ETag"] == answer["ETag"]
    assert get(url).json() == answer.json()
