"""The pages in a real browser: they work, without an error, and without asking any other server."""

import pytest

# path: words that the page must show once it has loaded
PAGES = {
    "/": "Who said what, and what happened",
    "/api/docs/": "List events",
    "/api/redoc/": "Events of any of these PLOVER types.",
    "/api/v1/events/?type=REJECT": "ukraine-guarantees-rejection",
    "/api/v1/events/?type=RIOT": "is not one of the words",
    "/errors/invalid-parameters": "Correct the parameters",
    "/api/v1/codebook/": "An actor deliberately uses force",
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_its_content_with_no_error_and_no_outside_request(path, site, browser):
    page = browser.new_page()
    errors, requests = [], []
    page.on("console", lambda said: said.type == "error" and errors.append(said.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site + path, wait_until="networkidle")
    page.get_by_text(PAGES[path]).first.wait_for(state="attached")
    outside = [url for url in requests if not url.startswith((site, "data:", "blob:"))]
    # The last page is an error on purpose, and browsers tell of the status in their console.
    expected = ["400"] if "RIOT" in path else []
    assert [error for error in errors if not any(status in error for status in expected)] == []
    assert outside == []
    page.close()


def test_a_question_can_be_tried_out_in_the_docs(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/api/docs/#/datasets/datasets_list", wait_until="networkidle")
    operation = page.locator("#operations-datasets-datasets_list")
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    operation.locator(".live-responses-table .response-col_status", has_text="200").wait_for()
    assert '"count": 1' in operation.locator(".live-responses-table").inner_text()
    page.close()


def test_a_question_is_filled_in_that_answers_something(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/api/docs/#/events/events_list", wait_until="networkidle")
    operation = page.locator("#operations-events-events_list")
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    operation.locator(".live-responses-table .response-col_status", has_text="200").wait_for()
    query = "/api/v1/events/?type=REJECT&page_size=1"
    assert operation.locator(".request-url").inner_text().strip().endswith(query)
    assert '"count": 2' in operation.locator(".live-responses-table").inner_text()
    # Empty fields are named in words.
    assert operation.get_by_text("Example: UA.").count()
    page.close()


def test_an_anchor_in_a_folded_list_of_the_codebook_unfolds_it(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/api/v1/codebook/#countries-UA")
    page.locator("#countries-UA").wait_for(state="visible")
    assert not page.locator("#languages-uk").is_visible()
    page.close()
