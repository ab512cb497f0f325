"""A client gets a form that it accepts: `Accept` and `Accept-Encoding`, by GET and by HEAD."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.api.http.negotiation import LONGEST_HEADER, accepts_gzip, choose, needs_gzip
from tests.api.refusals import assert_problem

JSON, HTML = OFFERED = ("application/json", "text/html")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"

# (Accept, what is chosen of JSON and HTML, in this order)
CHOICES = [
    (None, JSON),
    ("", JSON),
    ("   ", JSON),
    ("*/*", JSON),
    ("*/*;q=0.8", JSON),
    ("*/*;q=0", None),
    ("*", JSON),
    ("application/*", JSON),
    ("text/*", HTML),
    (JSON, JSON),
    ("APPLICATION/JSON", JSON),
    (HTML, HTML),
    (BROWSER, HTML),
    # Weights
    ("application/json;q=0", None),
    ("application/json;q=0, */*", HTML),
    ("*/*, application/json;q=0", HTML),
    ("text/html;q=0, */*", JSON),
    ("text/html;Q=0, */*", JSON),
    ("application/json;q=0.000, text/html;q=0.001", HTML),
    ("text/html;q=0.9, application/json", JSON),
    ("text/html, application/json;q=0.9", HTML),
    ("application/json ; q=0.5 , text/html;q=0.6", HTML),
    ("application/json;q=0.1, text/csv", JSON),
    ("application/json;q=0.5, application/json;q=0.7, text/html;q=0.6", JSON),
    ("text/*;q=0.3, text/html;q=0.7, application/json;q=0.5, */*;q=1", HTML),
    ("*/*;q=1, text/*;q=0.2, application/json;q=0.1", HTML),
    # Of equal weight: what is named, then what is offered first
    ("text/html, application/json", JSON),
    ("text/html, */*", HTML),
    ("text/*, */*", HTML),
    ("application/json, text/plain, */*", JSON),
    ("text/plain, */*", JSON),
    # Parameters
    ("application/json; charset=utf-8", JSON),
    ("application/json; indent=4", JSON),
    ('application/json; profile="a,b;q=0"', JSON),
    ("text/html;level=1;q=0, */*", JSON),
    ("text/html;level=1;q=0, text/html", HTML),
    ("application/json;", JSON),
    ("application/json;;q=0.3", JSON),
    # Java's own client
    ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", HTML),
    ("image/gif, *; q=.2", JSON),
    # Media types that are not offered, and headers that cannot be read
    ("text/csv", None),
    ("application/json-seq", None),
    ("application/jsonlines", None),
    ("nonsense", None),
    ("application/json;q=2", None),
    ("application/json;q=-1", None),
    ("application/json;q=high", None),
    ("application/json;q=", None),
    ("application/json;q=high, text/html;q=0.1", HTML),
    ("application/json text/html", None),
    (",,application/json,,", JSON),
    ("é/*, text/html", HTML),
    ("*/*".ljust(LONGEST_HEADER), JSON),
    ("*/*".ljust(LONGEST_HEADER + 1), None),
]  # fmt: skip


@pytest.mark.parametrize(("accept", "chosen"), CHOICES, ids=lambda one: str(one)[:50])
def test_the_media_type_that_is_chosen(accept, chosen):
    assert choose(accept, OFFERED) == chosen


def test_a_parameter_tells_two_representations_apart():
    offered = ("text/csv; header=absent", "text/csv; header=present")
    assert choose("text/csv; header=present", offered) == offered[1]
    assert choose("text/csv", offered) == offered[0]


@given(st.text())
def test_no_header_breaks_it(header):
    assert choose(header, OFFERED) in (*OFFERED, None)
    assert accepts_gzip(header) in (True, False)


WEIGHTS = st.sampled_from(["", ";q=0", ";q=0.5", "; q=1", ";Q=0.0", ";q=1.000"])
RANGES = st.sampled_from([JSON, HTML, "application/*", "text/*", "*/*", "text/csv", "image/*"])


@given(st.lists(st.tuples(RANGES, WEIGHTS), min_size=1, max_size=5, unique_by=lambda one: one[0]))
def test_a_type_is_never_chosen_that_its_closest_range_excludes(members):
    """The RFC's own rule, told in another way: the closest of the ranges that match a type has its quality."""
    weights = {name: 0 if weight in (";q=0", ";Q=0.0") else 1 for name, weight in members}

    def is_taken(media_type):
        kind = media_type.partition("/")[0] + "/*"
        return next((weights[one] for one in (media_type, kind, "*/*") if one in weights), 0)

    chosen = choose(", ".join(name + weight for name, weight in members), OFFERED)
    assert (chosen is not None) == any(map(is_taken, OFFERED))
    assert chosen is None or is_taken(chosen)


# (Accept-Encoding, whether gzip is sent, whether it is sent however small the answer is)
CODINGS = [
    (None, False, False),
    ("", False, False),
    ("gzip", True, False),
    ("GZIP", True, False),
    ("x-gzip", True, False),
    ("gzip, deflate, br, zstd", True, False),
    ("br, gzip;q=0.001", True, False),
    ("gzip;q=1.0", True, False),
    ("*", True, False),
    ("*;q=0.5, br", True, False),
    ("gzip;q=0", False, False),
    ("gzip;Q=0", False, False),
    ("gzip;q=0.000", False, False),
    ("gzip ; q=0 , deflate", False, False),
    ("gzip;q=0, *", False, False),
    ("*;q=0", False, False),
    ("*, gzip;q=0", False, False),
    ("gzip-foo", False, False),
    ("foo-gzip", False, False),
    ("br", False, False),
    ("identity", False, False),
    ("identity;q=1, gzip;q=0.5", False, False),
    ("identity;q=0.5, gzip;q=0.5", True, False),
    ("identity;q=0", False, False),
    ("identity;q=0, gzip", True, True),
    ("gzip;q=0.5, *;q=0", True, True),
    ("gzip;q=x", False, False),
    ("gzip;q=2", False, False),
]  # fmt: skip


@pytest.mark.parametrize(("accepted", "is_sent", "is_needed"), CODINGS, ids=str)
def test_the_coding_that_is_chosen(accepted, is_sent, is_needed):
    assert (accepts_gzip(accepted), needs_gzip(accepted)) == (is_sent, is_needed)


URLS = [
    "/api/v1/",
    "/api/v1/events/",
    "/api/v1/events/kyiv-strike/",
    "/api/v1/events/kyiv-strike/versions/",
    "/api/v1/events/aggregate/?by=type",
    "/api/v1/releases/",
    "/api/v1/changes/?since=0",
    "/api/v1/codebook/",
]
ASKED = [(accept, chosen) for accept, chosen in CHOICES if accept is None or accept.isascii()]


@pytest.mark.parametrize("url", URLS)
def test_get_and_head_follow_it_at_every_url(client, world, url):
    for accept, chosen in ASKED:
        headers = {} if accept is None else {"accept": accept}
        told, head = client.get(url, headers=headers), client.head(url, headers=headers)
        expected = chosen or "application/problem+json"
        for answer in (told, head):
            assert answer.status_code == (200 if chosen else 406), (accept, answer.status_code)
            assert answer["Content-Type"].partition(";")[0] == expected, accept
            if chosen:
                assert "accept" in answer["Vary"].lower()


@pytest.mark.parametrize("url", URLS)
def test_one_representation_has_one_etag(client, world, url):
    etags = {}
    for accept, chosen in ASKED:
        if chosen:
            headers = {} if accept is None else {"accept": accept}
            etags.setdefault(chosen, set()).add(client.get(url, headers=headers)["ETag"])
    assert [len(etags[chosen]) for chosen in OFFERED] == [1, 1]
    assert etags[JSON] != etags[HTML]


def test_a_406_tells_what_there_is(get):
    (entry,) = assert_problem(get("/events/", accept="text/csv"), "not-acceptable", ["Accept"])
    assert entry["allowed"] == [JSON, HTML]


@pytest.mark.parametrize(("accepted", "is_sent"), [one[:2] for one in CODINGS], ids=str)
@pytest.mark.parametrize("url", ["/events/", "/codebook/"])
def test_a_page_is_sent_in_the_coding_that_is_chosen(get, url, accepted, is_sent):
    plain = get(url).content
    answer = get(url) if accepted is None else get(url, accept_encoding=accepted)
    assert answer.headers.get("Content-Encoding") == ("gzip" if is_sent else None)
    assert (gzip.decompress(answer.content) if is_sent else answer.content) == plain
    assert "Accept-Encoding" in answer["Vary"]


def test_what_is_small_is_compressed_only_for_whom_nothing_else_will_do(client, world):
    url = "/api/v1/events/kyiv-strike/?fields=code"
    plain = client.get(url, headers={"accept-encoding": "gzip"})
    packed = client.get(url, headers={"accept-encoding": "gzip, identity;q=0"})
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
