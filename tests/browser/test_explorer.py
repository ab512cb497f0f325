"""The explorer in a real browser: its tasks, its drawings, keyboard, widths, colors, and the check of a text."""

import hashlib

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    "/",
    "/?view=events",
    "/?view=timeline",
    "/?view=map",
    "/?view=events&type=RIOT",
    "/?view=events&q=zzzz",
    "/actors",
    "/datasets/attest",
    "/sources/glavkom",
    "/articles/lavrov-security-guarantees-for-russia",
    "/actors/sergey-lavrov",
    "/places/crimea",
    "/statements/lavrov-eu-silent-on-guarantees",
    "/events/ukraine-war",
    "/events/nope",
]


@pytest.fixture
def open_page(site, browser):
    """Return a function that opens a path; each page fails on an outside request or an error in its console."""
    contexts, faults = [], []

    def open_path(path, **settings):
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda said: (
                said.type == "error"
                and "Failed to load resource" not in said.text
                and faults.append(said.text)
            ),
        )
        page.on(
            "request",
            lambda request: (
                request.url.startswith((site, "data:")) or faults.append(f"asked {request.url}")
            ),
        )
        page.goto(site + path, wait_until="networkidle")
        return page

    yield open_path
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_breaks_no_rule_of_accessibility(path, scheme, open_page):
    page = open_page(path, color_scheme=scheme)
    # axe puts its own script into the page, which the policy of the page would refuse: it is run, not loaded.
    found = Axe().run(page)
    assert "color-contrast" in [one["id"] for one in found.response["passes"]]
    assert [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found.response["violations"]
    ] == []


@pytest.mark.parametrize("width", [390, 1300])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_never_scrolls_sideways(path, width, open_page):
    page = open_page(path, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_works_without_javascript(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_label("Search", exact=True).fill("guarantees")
    page.get_by_role("button", name="Search", exact=True).click()
    assert "q=guarantees" in page.url
    page.get_by_role("navigation", name="Views of the same question").get_by_text("Map").click()
    assert "view=map" in page.url
    assert "q=guarantees" in page.url
    assert page.locator(".chosen").inner_text().startswith("search: guarantees")


def test_the_first_tab_leads_past_the_head_of_the_page(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_what_is_typed_finds_actors(open_page):
    page = open_page("/")
    page.get_by_label("speaker", exact=True).press_sequentially("lavr")
    page.locator("#l-speaker option").first.wait_for(state="attached")
    assert page.locator("#l-speaker option").first.get_attribute("value") == "sergey-lavrov"


def test_a_call_is_copied(open_page, site):
    page = open_page("/?view=events", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("curl", exact=True).click()
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"curl '{site}/api/v1/events/?page_size=25'"


# The tasks of a journalist, each from the first page, with the clicks that it takes.


def test_lavrov_word_for_word_and_where_to_check_it(open_page):
    page = open_page("/")
    page.get_by_text("what is quoted word for word").click()
    card = page.locator(".card", has_text="Sergey Lavrov").first
    assert card.locator("blockquote").inner_text()
    card.get_by_text("Open, check, cite").click()
    assert "Where to check it" in page.locator("main").inner_text()


def test_what_happened_in_2014(open_page):
    page = open_page("/")
    page.get_by_role("navigation", name="Views of the same question").get_by_text(
        "Timeline"
    ).click()
    page.get_by_role("link", name="2014: 3 events, known only to the year").click()
    page.get_by_role("navigation", name="Views of the same question").get_by_text("Events").click()
    assert "Crimea is taken in 2014" in page.locator(".rows").inner_text()


def test_claims_that_contradict_each_other_are_seen_at_once(open_page):
    page = open_page("/")
    page.get_by_text("the events on which reports contradict each other").click()
    row = page.locator(".row", has_text="War of Russia against Ukraine")
    assert row.locator(".against-line").inner_text() == "Start date: 2014 against 2022-02"


def test_a_spreadsheet_of_all_statements_takes_one_click(open_page):
    page = open_page("/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    with open(waiting.value.path(), encoding="utf-8-sig") as file:
        assert "lavrov-eu-silent-on-guarantees" in file.read()


def test_events_on_a_map_and_none_of_a_country_is_a_pin(open_page):
    page = open_page("/")
    page.get_by_role("navigation", name="Views of the same question").get_by_text("Map").click()
    names = [
        link.get_attribute("aria-label") for link in page.locator("svg.map a").element_handles()
    ]
    assert names
    assert not [name for name in names if name.startswith("Ukraine:")]
    assert "Ukraine 4 events (country)" in page.locator(".beside").inner_text()


def test_a_statement_is_cited(open_page, site):
    page = open_page("/statements/lavrov-eu-silent-on-guarantees")
    citation = page.locator(".citation").inner_text()
    assert citation.startswith("“Sergey Lavrov: no one in the European Union")
    assert citation.endswith(f"{site}/statements/lavrov-eu-silent-on-guarantees")


# The check of a text, on an article whose text and passages are made here.

TEXT = "\ufeffКиїв 🕊🕊 said: “we 𝒂𝒈𝒓𝒆𝒆”.\r\nAnd then, nothing.\n"


def article(text, *spans):
    """Return the functions' own inputs: an article page with passages of a text, as HTML."""

    def digest(words):
        return hashlib.sha256(words.encode()).hexdigest()

    items = "".join(
        f'<li data-start="{start}" data-end="{end}" data-sha256="{digest(text[start:end])}">'
        f'<span class="span"></span> <span class="tag">statement</span> <a href="/statements/x">x</a></li>'
        for start, end in spans
    )
    return (
        f'<section class="check" id="check" data-characters="{len(text)}" data-sha256="{digest(text)}">'
        '<div class="drop" hidden><label for="file">file</label><input type="file" id="file">'
        '<label for="paste">text</label><textarea id="paste"></textarea>'
        '<button type="button" id="compare">Compare</button></div><div id="outcome" role="status"></div>'
        f'<div id="text"></div></section><section class="passages"><ol>{items}</ol></section>'
    )


@pytest.fixture
def check(open_page, site):
    """Return a function that compares the bytes of a file with an article, and returns the page."""

    def compare(held, *spans, path="/actors"):
        page = open_page(path)
        page.evaluate(
            "html => { document.querySelector('main').innerHTML = html }", article(TEXT, *spans)
        )
        page.evaluate("passageCheck()")
        page.locator("#file").set_input_files(
            {"name": "text.txt", "mimeType": "text/plain", "buffer": held}
        )
        page.locator("#outcome:not(:empty)").wait_for()
        return page

    return compare


WORDS = TEXT.index("we")
SPANS = ((1, 5), (6, 8), (WORDS, WORDS + 8))


def test_passages_are_marked_in_code_points(check):
    page = check(TEXT.encode(), *SPANS)
    assert page.locator("#outcome").inner_text() == (
        "This is the text: the hash is the same, and all 3 passages are marked below."
    )
    assert page.locator("#text mark").all_inner_texts() == ["Київ", "🕊🕊", "we 𝒂𝒈𝒓𝒆𝒆"]


def test_a_text_that_differs_is_said_to_differ_and_where(check):
    page = check(TEXT.replace("🕊🕊", "🕊!").encode(), *SPANS)
    assert page.locator("#outcome").inner_text() == (
        f"This text differs from the one that was coded. It has as many characters, {len(TEXT)}. "
        "1 of 3 passages differ; the first difference lies between characters 5 and 8."
    )
    assert page.locator("#text mark").all_inner_texts() == ["Київ", "we 𝒂𝒈𝒓𝒆𝒆"]


def test_a_text_that_differs_beside_the_passages_says_so(check):
    page = check(TEXT.replace("nothing", "not a thing").encode(), *SPANS)
    outcome = page.locator("#outcome").inner_text()
    assert outcome.startswith("This text differs from the one that was coded, but in no passage")
    assert f"{len(TEXT) + 4} characters instead of {len(TEXT)}" in outcome


def test_a_file_that_is_not_utf_8_says_what_to_do(check):
    page = check(b"\xff\xfe", *SPANS)
    assert page.locator("#outcome").inner_text() == (
        "This file is not UTF-8 text. Save it as UTF-8 and try again."
    )


def test_comparing_sends_nothing(open_page):
    page = open_page("/articles/lavrov-security-guarantees-for-russia")
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_label("or paste the text").fill("Some other text.")
    page.get_by_role("button", name="Compare").click()
    page.locator("#outcome:not(:empty)").wait_for()
    assert "This text differs" in page.locator("#outcome").inner_text()
    assert sent == []
