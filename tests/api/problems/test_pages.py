"""The page that the `type` of a problem points to."""

import pytest

from events.api.problems.errors import PROBLEMS
from events.api.problems.pages import REMEDIES


@pytest.mark.parametrize("name", PROBLEMS)
def test_each_problem_has_a_page_with_cause_example_and_remedy(client, name):
    status, title, cause = PROBLEMS[name]
    example, remedy = REMEDIES[name]
    answer = client.get(f"/errors/{name}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    page = answer.content.decode()
    for part in (title, f"Status {status}", cause, example, *remedy.split("`")):
        assert part.replace("'", "&#x27;") in page


def test_there_is_a_remedy_for_each_problem_and_in_their_order():
    assert list(REMEDIES) == list(PROBLEMS)


def test_the_type_of_a_problem_is_the_url_of_its_page(client, world):
    kind = client.get("/api/v1/events/?countri=UA").json()["type"]
    assert "Invalid parameters" in client.get(kind).content.decode()


def test_a_problem_that_there_is_not(client):
    assert client.get("/errors/nope").status_code == 404


def test_a_page_cannot_be_written_to(client):
    assert client.post("/errors/withdrawn").status_code == 405
