"""NDJSON: the published documents of every match, in the order of the list."""

import gzip
import json

import pytest

from events.models import Version
from events.vocabulary import Collection
from tests.api.refusals import assert_problem


def lines(answer):
    """Return the records of an answer in NDJSON."""
    body = answer.getvalue()
    assert body.endswith(b"\n") or body == b""
    return [json.loads(line) for line in body.splitlines()]


def listed(get, path):
    """Return the records of all pages of a list."""
    page = get(path).json()
    records = page["results"]
    while page["next"]:
        page = get(page["next"].removeprefix("http://testserver/api/v1")).json()
        records += page["results"]
    return records


@pytest.mark.parametrize("collection", Collection.values)
def test_an_export_is_the_list_in_one_piece(get, collection):
    answer = get(f"/{collection}.ndjson")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/x-ndjson"
    name = f"attest-{collection}-release-1.ndjson"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert lines(answer) == listed(get, f"/{collection}/?page_size=3")


@pytest.mark.parametrize("collection", Collection.values)
def test_a_line_is_the_document_as_it_was_published(get, collection):
    stored = Version.objects.filter(collection=collection, last_release=None)
    body = get(f"/{collection}.ndjson").getvalue()
    assert sorted(body.decode().splitlines()) == sorted(stored.values_list("document", flat=True))


QUESTIONS = {
    "events": [
        "type=ASSAULT",
        "type=ASSAULT,COERCE&country=UA",
        "country=UA&date_from=2022-02-24&date_to=2022-10-10",
        "participant=russia&role=actor",
        "has_statement=true",
        "bbox=20,40,50,60",
        "year=2022,2014",
        "order_by=country",
        "order_by=-country,code",
        "order_by=-fatalities_best",
        "order_by=start_date&actor=russia",
        "fields=code,participants",
    ],
    "statements": ["speaker=russia", "stated_from=2022-02-25", "order_by=stated_on", "act=REJECT"],
    "articles": ["source=tass", "order_by=-published_on", "language=uk&fields=slug"],
    "actors": ["kind=state&order_by=-country", "named=false"],
    "places": ["within=ukraine", "q=kyiv"],
    "sources": ["country=UA"],
    "datasets": ["license=CC-BY-4.0"],
}


@pytest.mark.parametrize(
    ("collection", "question"),
    [(collection, one) for collection, some in QUESTIONS.items() for one in some],
)
def test_it_takes_what_the_list_takes(get, collection, question):
    exported = lines(get(f"/{collection}.ndjson?{question}"))
    assert exported == listed(get, f"/{collection}/?page_size=2&{question}")


def test_what_is_searched_stands_in_the_order_of_the_collection(get):
    found = listed(get, "/events/?q=kyiv&fields=code")
    exported = lines(get("/events.ndjson?q=kyiv&fields=code"))
    newest_first = lines(get("/events.ndjson?fields=code"))
    assert len(found) == 3
    assert exported == [record for record in newest_first if record in found]


def test_nothing_is_found(get):
    answer = get("/events.ndjson?country=AQ")
    assert (answer.status_code, answer.getvalue()) == (200, b"")


def test_it_is_compressed_as_it_streams(get):
    plain = get("/events.ndjson")
    packed = get("/events.ndjson", accept_encoding="gzip, deflate")
    assert packed["Content-Encoding"] == "gzip"
    assert not plain.has_header("Content-Encoding")
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding, Accept, origin"
    assert gzip.decompress(packed.getvalue()) == plain.getvalue()


@pytest.mark.parametrize("accept", ["application/json", "text/html", "text/csv", "image/png"])
def test_the_url_says_the_format_whatever_is_accepted(get, accept):
    answer = get("/datasets.ndjson", accept=accept)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/x-ndjson")
    assert len(lines(answer)) == 2


REFUSED = {
    "countri=UA": ["countri"],
    "page_size=10": ["page_size"],
    "page=2": ["page"],
    "cursor=x": ["cursor"],
    "country=": ["country"],
    "country=XX": ["country"],
    "actor=nobody": ["actor"],
    "type=ASSAULT&order_by=title": ["order_by"],
    "fields=code,nope": ["fields"],
    "date_from=2022-02-02&date_to=2022-02-01": ["date_to"],
}


@pytest.mark.parametrize(("question", "parameters"), REFUSED.items(), ids=REFUSED)
def test_what_is_not_understood_is_refused(get, question, parameters):
    assert_problem(get(f"/events.ndjson?{question}"), "invalid-parameters", parameters)


def test_what_pages_take_is_told_apart(get):
    (entry,) = assert_problem(get("/actors.ndjson?page=2"), "invalid-parameters", ["page"])
    assert entry["allowed"] == [
        "country",
        "excel",
        "fields",
        "kind",
        "named",
        "order_by",
        "part_of",
        "public_figure",
        "q",
        "wikidata",
    ]


def test_a_past_release_has_a_url_of_its_own(get):
    answer = get("/events.ndjson?release=1&country=UA")
    (entry,) = assert_problem(answer, "invalid-parameters", ["release"])
    assert "/api/v1/releases/{number}/events.ndjson" in entry["message"]


@pytest.mark.parametrize("path", ["/events.xml", "/events.NDJSON", "/events.csv.gz"])
def test_another_format_is_not_found(get, path):
    assert_problem(get(path), "not-found", ["extension"])


@pytest.mark.parametrize(
    "path", ["/events.", "/event.ndjson", "/releases.ndjson", "/events.ndjson/"]
)
def test_another_collection_is_not_found(get, path):
    assert_problem(get(path), "not-found", ["path"])


def test_it_only_reads(client, world):
    answer = client.post("/api/v1/events.ndjson")
    assert_problem(answer, "method-not-allowed")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
