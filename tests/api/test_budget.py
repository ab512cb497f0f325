"""How many queries an answer costs, with the reason of each; the same however long the page is."""

import pytest

# Once the answer is there: the release again, in case another one came in between.
AGAIN = 1
# Every answer: the current release, for the ETag and for `release` in the body.
# A list: the number of matches; the rows of the page, as (version, place in the order); their documents.
LISTS = {
    "/datasets/?": 4,
    "/sources/?": 4,
    "/articles/?": 4,
    "/actors/?": 4,
    "/places/?": 4,
    "/statements/?": 4,
    "/events/?": 4,
    "/events/?order_by=country,-fatalities_best&": 4,
    "/events/?fields=code&": 4,
    "/events/?country=UA,RU&type=ASSAULT&disputed=false&context=military&role=actor&": 4,
    "/events/?bbox=-180,-90,180,90&fatalities_min=0&has_statement=false&": 4,
    # One more by relevance: what has the words in its title, then the rest.
    "/events/?q=ukraine&": 5,
    # One more for each parameter that takes keys: whether they exist (remembered for as long as the release stands).
    "/events/?actor=russia,ukraine&": 5,
    "/events/?actor=russia&recipient=ukraine&source=glavkom&": 7,
    "/statements/?speaker=russia&event=guarantees-proposal&relation=rejects&": 6,
    # Two more for the dates: whether any record has none (remembered), and how many of those that match otherwise.
    "/events/?date_from=2022-01-01&date_to=2022-12-31&": 6,
    "/events/?year=2022&actor=russia&q=kyiv&": 8,
    "/statements/?stated_from=2022-01-01&": 6,
    "/articles/?published_from=2022-01-01&": 6,
    # Releases and versions: their number; the rows, which hold all that is told; for versions, what is pruned.
    "/releases/?": 3,
    "/events/invasion/versions/?": 4,
    # Changes: their number; the rows of the page; their documents, with those before; what is pruned.
    "/changes/?": 5,
    "/changes/?collection=events&operation=change,add&since=0&": 5,
    # One more for the datasets: whether they exist or did.
    "/changes/?dataset=attest&": 6,
}


@pytest.mark.parametrize(("path", "queries"), LISTS.items(), ids=LISTS)
@pytest.mark.parametrize("size", [1, 100, 1000])
def test_a_page_costs_the_same_however_long(get, django_assert_num_queries, path, queries, size):
    with django_assert_num_queries(queries + AGAIN):
        assert get(f"{path}page_size={size}").status_code == 200


def test_a_page_by_its_cursor_costs_what_the_first_one_costs(get, django_assert_num_queries):
    following = get("/events/?page_size=1").json()["next"]
    with django_assert_num_queries(4 + AGAIN):
        get(following.removeprefix("http://testserver/api/v1"))


OTHERS = {
    "/": 1,
    "/codebook/": 1,
    # The version that stands.
    "/events/invasion/": 2,
    "/events/invasion/?fields=code": 2,
    "/statements/zelensky-all-here/": 2,
    # The release itself.
    "/releases/1/": 2,
    # The release; its datasets.
    "/releases/1/citation/": 3,
    # The groups.
    "/events/aggregate/?by=actor,context,month": 2,
    "/statements/aggregate/?by=topic&speaker=russia": 3,
    "/events/aggregate/?by=type&year=2022": 4,
}


@pytest.mark.parametrize(("path", "queries"), OTHERS.items(), ids=OTHERS)
def test_any_other_answer_costs(get, django_assert_num_queries, path, queries):
    with django_assert_num_queries(queries + AGAIN):
        assert get(path).status_code == 200


REFUSALS = {
    "/events/?countri=UA": 1,
    "/events/?type=x&country=y&date_from=z": 1,
    "/events/?order_by=nope": 1,
    "/nope/": 1,
    # Whether it exists; keys that begin like it; one that holds it.
    "/events/?actor=nobody": 4,
    "/events/nope/": 4,
}


@pytest.mark.parametrize(("path", "queries"), REFUSALS.items(), ids=REFUSALS)
def test_a_refusal_costs_no_look_up_but_for_what_was_probably_meant(
    get, django_assert_num_queries, path, queries
):
    with django_assert_num_queries(queries):
        assert get(path).status_code in (400, 404)
