"""The query string: what is not understood is refused by name, before anything is looked up."""

import itertools
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from events.api.query import filters, parameters
from events.api.query.parameters import LONGEST_QUERY, MOST_VALUES, find_faults, split
from tests.api.openapi.test_shapes import OPERATIONS, taken
from tests.api.refusals import assert_problem

ALLOWED = ("country", "status", "q")
LISTS = ("country",)
UNKNOWN = "Unknown parameter."
EMPTY = "Empty value. Leave the parameter out instead."
EMPTY_WORD = "Empty value in the list. Leave the extra comma out."
TWICE = "Given more than once. This parameter takes one value."
UNREADABLE = "Not readable text. Send UTF-8 without NUL."

# query string -> {parameter: message} of each fault, in the order of the query
FAULTS = {
    "": {},
    "country=UA": {},
    "country=UA&country=RU": {},
    "country=UA,RU&country=UA&status=x&q=a": {},
    "country=UA,+RU": {},
    "countri=UA": {"countri": UNKNOWN},
    "Country=UA": {"Country": UNKNOWN},
    "country[]=UA": {"country[]": UNKNOWN},
    "=UA": {"": UNKNOWN},
    "country=": {"country": EMPTY},
    "country": {"country": EMPTY},
    "country=%20": {"country": EMPTY},
    "country=UA&country=": {"country": EMPTY},
    "country=UA,": {"country": EMPTY_WORD},
    "country=,": {"country": EMPTY_WORD},
    "country=UA,,RU": {"country": EMPTY_WORD},
    "status=": {"status": EMPTY},
    "status=a,": {},  # no list: a comma is a comma
    "status=a&status=b": {"status": TWICE},
    "status=a&status=a": {"status": TWICE},
    "q=%00": {"q": UNREADABLE},
    "country=UA%00": {"country": UNREADABLE},
    "q=%FF": {"q": UNREADABLE},
    "q=%ED%A0%80": {"q": UNREADABLE},  # half a surrogate pair
    "nope=1&status=&country=UA,": {"nope": UNKNOWN, "status": EMPTY, "country": EMPTY_WORD},
}


@pytest.mark.parametrize(("query", "faults"), FAULTS.items(), ids=FAULTS)
def test_each_fault_is_told_by_the_name_of_its_parameter(query, faults):
    found = find_faults(QueryDict(query), ALLOWED, LISTS)
    assert {entry["parameter"]: entry["message"] for entry in found} == faults


def test_an_unknown_name_is_told_with_those_that_are_known_and_the_nearest():
    (entry,) = find_faults(QueryDict("countri=UA"), ALLOWED, LISTS)
    assert entry == {
        "parameter": "countri",
        "message": UNKNOWN,
        "allowed": ["country", "q", "status"],
        "did_you_mean": "country",
    }


@pytest.mark.parametrize(
    ("url", "meant"),
    {
        "/events/?limit=5": "page_size",
        "/events/?StartDate=2022-02-24": "date_from",
        "/events/?actor2=ukraine": "recipient",
        "/statements/?start_date=2022-02-24": "stated_from",
        "/articles/?until=2022-02-24": "published_to",
        "/events/aggregate/?group_by=country": "by",
        "/changes/?changed_since=1": "since",
        "/sources/?start_date=2022-02-24": None,
    }.items(),
)
def test_a_name_that_another_api_has_is_told_with_ours(get, url, meant):
    (entry,) = get(url).json()["errors"][:1]
    assert entry["message"] == UNKNOWN
    assert entry.get("did_you_mean") == meant


def test_names_of_other_apis_are_none_of_ours():
    ours = {name for path in OPERATIONS for name in taken(path)}
    meant = {name for names in parameters.OTHER_NAMES.values() for name in names}
    assert meant <= ours
    assert not ours & parameters.OTHER_NAMES.keys()


@pytest.mark.parametrize("name", ["format", "api_key"])
def test_what_no_query_has_is_refused_with_the_reason(get, name):
    (entry,) = get(f"/statements/?{name}=json").json()["errors"]
    assert entry["message"] != UNKNOWN
    assert "did_you_mean" not in entry


def test_where_nothing_is_taken_that_is_said():
    (entry,) = find_faults(QueryDict("country=UA"), ())
    assert entry == {
        "parameter": "country",
        "message": "This URL takes no parameters.",
        "allowed": [],
    }


@pytest.mark.parametrize("more", [",more", ",a0", "&country=a0"])
def test_a_list_has_a_limit_that_counts_every_value_as_maxitems_does(more):
    most = ",".join(f"a{number}" for number in range(MOST_VALUES))
    assert find_faults(QueryDict(f"country={most}"), ALLOWED, LISTS) == []
    (entry,) = find_faults(QueryDict(f"country={most}{more}"), ALLOWED, LISTS)
    assert entry["message"] == f"{MOST_VALUES + 1} values. At most {MOST_VALUES} are allowed."


def test_a_list_keeps_its_order_and_drops_blanks_and_repeats():
    assert split(["b, a", "c", "a"]) == ["b", "a", "c"]


def asked(query, method="GET"):
    return SimpleNamespace(method=method, query_params=QueryDict(query))


def test_a_query_has_a_longest_length_that_a_cursor_does_not_count_in():
    longest = "q=" + "a" * (LONGEST_QUERY - 1)
    parameters.check(asked(longest), ("q", "cursor"))
    parameters.check(asked(f"{longest}&cursor=abc"), ("q", "cursor"))
    with pytest.raises(ParseError, match=f"{LONGEST_QUERY + 1:,} bytes"):
        parameters.check(asked(f"{longest}a"), ("q", "cursor"))


def test_letters_are_counted_in_bytes():
    with pytest.raises(ParseError):
        parameters.check(asked("q=" + "я" * (LONGEST_QUERY // 2)), ("q",))


# --- asked over HTTP --------------------------------------------------------------------------------------------

COLLECTIONS = {
    "datasets": filters.DatasetFilter,
    "sources": filters.SourceFilter,
    "articles": filters.ArticleFilter,
    "actors": filters.ActorFilter,
    "places": filters.PlaceFilter,
    "statements": filters.StatementFilter,
    "events": filters.EventFilter,
    "reports": filters.ReportFilter,
    "claims": filters.ClaimFilter,
    "participants": filters.ParticipantFilter,
}
# Parameters that only some lists take.
MORE = {"events": ("resolve",)}
ARRANGING = ("cursor", "fields", "order_by", "page", "page_size", "release")


@pytest.mark.parametrize(("collection", "filterset"), COLLECTIONS.items(), ids=COLLECTIONS)
def test_a_list_takes_its_filters_and_what_arranges_it(get, collection, filterset):
    (entry,) = assert_problem(get(f"/{collection}/?nope=1"), "invalid-parameters", ["nope"])
    assert entry["allowed"] == sorted(
        (*filterset.base_filters, *ARRANGING, *MORE.get(collection, ()))
    )


COUNTING = ("by", "cursor", "names", "order_by", "page", "page_size", "release")
# path -> the parameters that it takes
TAKEN = {
    "/": [],
    "/events/invasion/": ["fields", "release"],
    "/events/invasion/versions/": ["cursor", "page", "page_size"],
    "/claims/ukraine-war.claim.1/": ["fields", "release"],
    "/claims/aggregate/": sorted(
        {*filters.ClaimFilter.base_filters, *COUNTING}.difference(["release"])
    ),
    "/releases/": ["cursor", "page", "page_size"],
    "/releases/1/": [],
    "/codebook/": [],
    "/statements/aggregate/": sorted((*filters.StatementFilter.base_filters, *COUNTING)),
    "/events/aggregate/": sorted(
        (*filters.EventFilter.base_filters, *COUNTING, "parts", "doubles", "resolve")
    ),
}


@pytest.mark.parametrize(("path", "taken"), TAKEN.items(), ids=TAKEN)
def test_any_other_url_says_what_it_takes(get, path, taken):
    missing = ["by"] if path.endswith("/aggregate/") else []
    refused = get(f"{path}?nope=1")
    entry, *_ = assert_problem(refused, "invalid-parameters", ["nope", *missing])
    assert entry["allowed"] == taken


def test_all_faults_of_names_are_told_at_once(get):
    assert_problem(
        get("/events/?nope=1&type=&status=ongoing,&q=a&q=b"),
        "invalid-parameters",
        ["nope", "type", "status", "q"],
    )


def test_all_faults_of_values_are_told_at_once(get):
    assert_problem(
        get("/events/?type=NOPE&country=XX&date_from=yesterday&q=kyiv&disputed=maybe"),
        "invalid-parameters",
        ["type", "country", "date_from", "disputed"],
    )


# One fault for each reader of a query, by the collection and action: they are all found at once.
READERS = {
    "unknown": "countri=UA",
    "a filter": "type=RIOT",
    "a range": "fatalities_min=9&fatalities_max=1",
    "order_by": "order_by=nope",
    "page_size": "page_size=0",
    "page": "page=0",
    "cursor": "cursor=nope",
    "fields": "fields=nope",
    "release": "release=99",
    "doubled": "disputed=true&disputed=true",
    "empty": "country=",
    "q": 'q="',
}
URLS = {
    "/events/": set(READERS),
    "/events/aggregate/": set(READERS) - {"fields"},
    "/events.csv": {"unknown", "a filter", "a range", "order_by", "fields", "doubled", "empty", "q"},
    "/events/invasion/": {"unknown", "fields", "release"},
}  # fmt: skip
# The parameter that is at fault, where it is not the only one.
AT_FAULT = {"a range": "fatalities_max", "unknown": "countri"}


@pytest.mark.parametrize("url", URLS)
def test_every_pair_of_faults_is_named_at_once_in_the_order_of_the_query(get, url):
    for one, other in itertools.permutations(sorted(URLS[url]), 2):
        # Without its order, a cursor cannot be read; with another page, it is not alone at fault.
        if {one, other} == {"cursor", "order_by"}:
            continue
        query = f"{READERS[one]}&{READERS[other]}"
        names = [AT_FAULT.get(name, READERS[name].partition("=")[0]) for name in (one, other)]
        missing = ["by"] if "aggregate" in url else []
        assert_problem(get(f"{url}?{query}"), "invalid-parameters", [*names, *missing])


def test_five_faults_take_one_request(get):
    query = "countri=UA&type=RIOT&order_by=nope&page_size=0&fields=nope"
    names = ["countri", "type", "order_by", "page_size", "fields"]
    assert_problem(get(f"/events/?{query}"), "invalid-parameters", names)


def test_a_query_that_is_too_long_is_refused_whole(get):
    assert_problem(get("/events/?q=" + "a" * 100_000), "bad-request")


EVERY_PARAMETER = [
    (collection, name)
    for collection, filterset in COLLECTIONS.items()
    for name in (*filterset.base_filters, *ARRANGING)
]
# Characters with a meaning somewhere: in SQL, in full text, in numbers and dates, in URLs.
ODD = st.one_of(
    st.text(max_size=20),
    st.text(st.sampled_from("\"'*-:^(){}&|!<>%_\\,.+0123456789eE \t\n"), max_size=20),
    st.integers().map(str),
    st.floats().map(str),
    st.lists(st.integers(-200, 200).map(str), min_size=4, max_size=4).map(",".join),
    st.dates().map(str),
)


@given(asked=st.sampled_from(EVERY_PARAMETER), value=ODD, other=ODD)
def test_no_text_in_any_parameter_is_a_fault_of_the_server(get, asked, value, other):
    collection, name = asked
    for query in (f"{name}={quote(value)}", f"{name}={quote(value)}&q={quote(other)}"):
        answer = get(f"/{collection}/?{query}")
        assert answer.status_code in (200, 400)
        if answer.status_code == 400:
            assert answer["Content-Type"] == "application/problem+json"
