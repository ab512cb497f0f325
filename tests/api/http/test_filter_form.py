"""DRF's browsable page of a list shows the form of its filters, bound to the query."""

import re

import pytest

from events.api.urls import COLLECTIONS

HTML = {"accept": "text/html,*/*;q=0.8"}


def fields(page):
    """Return the names of the fields of the form of filters, in order."""
    form = page[page.index("data-drop-empty") :]
    return re.findall(r'<(?:input|select)[^>]* name="(\w+)"', form[: form.index("</form>")])


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_list_has_a_field_for_each_of_its_filters(client, world, collection):
    page = client.get(f"/api/v1/{collection}/", headers=HTML).content.decode()
    assert fields(page) == list(COLLECTIONS[collection].filterset_class.base_filters)


def test_the_form_shows_what_was_asked_for_and_keeps_what_is_no_filter(client, world):
    url = "/api/v1/events/?type=ASSAULT,AID&actor=russia,ukraine&disputed=true&order_by=code&page=1"
    page = client.get(url, headers=HTML).content.decode()
    assert '<option value="ASSAULT" selected>' in page
    assert '<option value="AID" selected>' in page
    assert 'name="actor" value="russia,ukraine"' in page
    assert '<option value="true" selected>' in page
    assert '<input type="hidden" name="order_by" value="code">' in page
    assert '<input type="hidden" name="page"' not in page


def test_a_fault_is_shown_beside_its_field(client, world):
    page = client.get("/api/v1/events/?date_from=03/02/2024", headers=HTML)
    assert page.status_code == 400
    form = page.content.decode().partition("data-drop-empty")[2]
    assert "is not a day written YYYY-MM-DD" in form


def test_a_record_has_no_form(client, world):
    page = client.get("/api/v1/events/invasion/", headers=HTML).content.decode()
    assert "data-drop-empty" not in page
