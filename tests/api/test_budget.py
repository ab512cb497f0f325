"""How many SQL statements an answer costs, with the reason of each; the same however long the page is."""

import pytest

from config.wsgi import application
from events.api.store import releases
from tests.api.http.test_door import ask

# After an answer is read, the newest release, in case it is no longer the one that the process knew before.
AROUND = 1
# A list: the number of matches (kept for as long as the release is the newest); the rows of the page with their
# documents.
LISTS = {
    # In the order of keys the documents are a statement of their own.
    "/datasets/": 3,
    "/sources/": 3,
    "/articles/": 3,
    "/actors/": 3,
    "/places/": 3,
    "/statements/": 2,
    "/events/": 2,
    "/events/?order_by=country,-fatalities_best": 3,
    "/events/?fields=code": 2,
    "/events/?country=UA,RU&type=ASSAULT&disputed=false&context=military&role=actor": 2,
    "/events/?bbox=-180,-90,180,90&fatalities_min=0&has_statement=false": 2,
    # One more by relevance: rows with the words in their title, then the rest.
    "/events/?q=ukraine": 3,
    # One more for each parameter that takes keys: whether they exist (kept for the release).
    "/events/?actor=russia,ukraine": 3,
    "/events/?actor=russia&recipient=ukraine&source=glavkom": 5,
    "/statements/?speaker=russia&event=guarantees-proposal&relation=rejects": 4,
    # Dates: whether any record has none, and how many of those match otherwise (both kept); with a first day, the
    # rows that begin on it or later, in the month before, and earlier if they last long.
    "/events/?date_from=2022-01-01&date_to=2022-12-31": 6,
    "/events/?year=2022&actor=russia&q=kyiv": 6,
    "/statements/?stated_from=2022-01-01": 4,
    "/articles/?published_from=2022-01-01": 5,
    # Releases and versions: their number; the rows; what is redacted of all of them; for versions, what is pruned.
    "/releases/": 3,
    "/events/invasion/versions/": 4,
    # Changes: their number; the rows of the page; their documents, with those before; what is redacted; what is pruned.
    "/changes/": 5,
    "/changes/?collection=events&operation=change,add&since=0": 5,
    # One more for the datasets: whether they exist or did.
    "/changes/?dataset=attest": 6,
}


def cost(statements, path, **environ):
    """Return the number of statements and the status of the answer to a GET."""
    path, _, query = path.partition("?")
    releases.newest()
    with statements() as found:
        status, *_ = ask(application, f"/api/v1{path}", query, **environ)
    return len(found), int(status[:3])


@pytest.mark.parametrize(("path", "number"), LISTS.items(), ids=LISTS)
@pytest.mark.parametrize("size", [1, 100, 1000])
def test_a_page_costs_the_same_however_long(world, statements, path, number, size):
    path += f"{'&' if '?' in path else '?'}page_size={size}"
    if size == 1:  # a page that is full needs no rows of a lower tier, and no older ones
        number -= ("q=" in path) + 2 * ("date_from" in path)
    assert cost(statements, path) == (number + AROUND, 200)


def test_a_page_by_its_cursor_costs_what_the_first_one_costs(get, statements):
    following = get("/events/?page_size=1").json()["next"]
    path = following.removeprefix("http://testserver/api/v1")
    # The number of matches is known from the first page.
    assert cost(statements, path) == (1 + AROUND, 200)


OTHERS = {
    # The release itself.
    "/": 2,
    "/codebook/": 0,
    # The current version, in the statement that looks at the newest release again.
    "/events/invasion/": 0,
    "/events/invasion/?fields=code": 0,
    "/statements/zelensky-all-here/": 0,
    # The release itself; its redactions.
    "/releases/1/": 2,
    # The release; its datasets.
    "/releases/1/citation/": 2,
    # Whether there is anything that did not happen, and how much of it matches; the links between events, those of them
    # that match, the groups, what has no month, and which datasets there are and are counted (one statement each).
    "/events/aggregate/?by=actor,context,month": 9,
    # The speaker; the groups; the datasets that there are.
    "/statements/aggregate/?by=topic&speaker=russia": 3,
    # The same as above without the month; what has no date, and how many of those match.
    "/events/aggregate/?by=type&year=2022": 10,
}


@pytest.mark.parametrize(("path", "number"), OTHERS.items(), ids=OTHERS)
def test_any_other_answer_costs(world, statements, path, number):
    assert cost(statements, path) == (number + AROUND, 200)


# The cost of one request in every form: how many statements of the three requests count rows.
FORMS = {
    "JSON": ("/events/?country=UA", {}),
    "another order": ("/events/?country=UA&order_by=-country", {}),
    "HTML": ("/events/?country=UA", {"HTTP_ACCEPT": "text/html"}),
    "HEAD": ("/events/?country=UA", {"REQUEST_METHOD": "HEAD"}),
    "a condition": (
        "/events/?country=UA",
        {"HTTP_IF_MODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT"},
    ),
    "a weighted Accept": ("/events/?country=UA", {"HTTP_ACCEPT": "*/*;q=0.8"}),
    "actors": ("/actors/?country=UA", {}),
}


@pytest.mark.parametrize(("path", "environ"), FORMS.values(), ids=FORMS)
def test_a_total_is_counted_once_per_release_in_every_form(world, statements, path, environ):
    path, _, query = path.partition("?")
    counted = []
    for _ in range(3):
        with statements() as found:
            status, *_ = ask(application, f"/api/v1{path}", query, **environ)
        assert status == "200 OK"
        counted.append(sum("COUNT(" in one or "SUM(events)" in one for one in found))
    assert counted == [1, 0, 0]


REFUSALS = {
    "/events/?countri=UA": 0,
    "/events/?type=x&country=y&date_from=z": 0,
    "/events/?order_by=nope": 0,
    "/nope/": 0,
    # Whether it exists; keys that begin like it; one that contains it.
    "/events/?actor=nobody": 3,
    "/events/nope/": 4,
}


@pytest.mark.parametrize(("path", "number"), REFUSALS.items(), ids=REFUSALS)
def test_a_refusal_costs_no_look_up_except_for_what_was_probably_meant(
    get, statements, path, number
):
    with statements() as found:
        assert get(path).status_code in (400, 404)
    # At the door and in the view: the newest release, and what the refusal itself needs.
    assert len(found) <= 2 * (number + 1)
