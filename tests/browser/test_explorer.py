"""The explorer in a real browser: its tasks, its drawings, keyboard, widths, colors, and the check of a text."""

import hashlib
import re
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import ROOT

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


MOST_SHIFT = 0.02  # of the screen; 0.1 and less counts as good, and these pages need none
SHIFT = """() => new Promise((done) => {
    let moved = 0;
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) moved += one.value;
    }).observe({ type: "layout-shift", buffered: true });
    // Entries come after the frame in which something moved.
    requestAnimationFrame(() => setTimeout(() => done(moved), 50));
})"""


@pytest.mark.parametrize(("scheme", "width"), [("light", 1300), ("dark", 390)])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_never_scrolls_sideways_and_does_not_move(
    path, scheme, width, open_page
):
    page = open_page(path, color_scheme=scheme, viewport={"width": width, "height": 800})
    assert page.evaluate(SHIFT) < MOST_SHIFT
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # axe puts its own script into the page, which the policy of the page would refuse: it is run, not loaded.
    found = Axe().run(page)
    assert "color-contrast" in [one["id"] for one in found.response["passes"]]
    assert [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found.response["violations"]
    ] == []


def test_what_moves_is_seen(open_page):
    page = open_page("/")
    page.evaluate("document.querySelector('main').prepend(document.createElement('textarea'))")
    assert page.evaluate(SHIFT) > MOST_SHIFT


def test_everything_works_without_javascript(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_label("Search", exact=True).fill("guarantees")
    page.get_by_role("button", name="Search", exact=True).click()
    assert "q=guarantees" in page.url
    page.get_by_role("navigation", name="Views of the same question").get_by_text("Map").click()
    assert "view=map" in page.url
    assert "q=guarantees" in page.url
    assert page.locator(".chosen").inner_text().startswith("search: guarantees")


def test_a_question_is_asked_with_the_keyboard_alone(open_page):
    page = open_page("/")
    steps = (
        (page.locator("summary", has_text="form"), "Enter"),
        (page.get_by_label("verbatim"), "Space"),
        (page.get_by_role("button", name="Apply filters"), "Enter"),
    )
    for wanted, key in steps:
        for _ in range(40):
            page.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                break
        outline = wanted.evaluate("one => getComputedStyle(one).outlineStyle")
        assert outline != "none", "the focus is seen"
        page.keyboard.press(key)
    page.wait_for_url("**form=verbatim**")
    assert page.locator(".card blockquote").count() == page.locator(".card").count() > 0


def test_each_link_of_the_map_and_the_timeline_is_reached_and_seen_with_the_keyboard(open_page):
    for view in ("map", "timeline"):
        page = open_page(f"/?view={view}")
        for link in page.locator(".drawing a").all():
            link.focus()
            assert page.evaluate("document.activeElement.closest('.drawing') !== null")
        assert link.evaluate(
            "one => Array.from(one.children).some((part) => getComputedStyle(part).strokeWidth === '3px'"
            " || getComputedStyle(part).fontWeight === '700')"
        )


def test_a_page_prints_what_is_read_and_not_what_is_clicked(open_page):
    page = open_page("/?view=events", color_scheme="dark")
    page.emulate_media(media="print")
    for hidden in ("form.question", ".tabs", ".downloads", ".snippets", "header.site nav"):
        assert not page.locator(hidden).first.is_visible(), hidden
    for shown in ("h1", ".row", ".address"):
        assert page.locator(shown).first.is_visible(), shown
    # On white paper, also from a dark screen
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.pdf().startswith(b"%PDF")


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


# The tasks of a journalist, each from the first page with the clicks that it takes. docs/explorer.md has the same table.


def lavrov_word_for_word_and_where_to_check_it(page):
    page.get_by_role("link", name="what is quoted word for word").click()
    card = page.locator(".card", has_text="Sergey Lavrov").first
    assert card.locator("blockquote").inner_text()
    card.get_by_text("Open, check, cite").click()
    assert "Where to check it" in page.locator("main").inner_text()


def what_happened_in_2014(page):
    views(page).get_by_text("Timeline").click()
    page.get_by_role("link", name="2014: 3 events, known only to the year").click()
    views(page).get_by_text("Events").click()
    assert "Crimea is taken in 2014" in page.locator(".rows").inner_text()


def which_claims_contradict_each_other(page):
    page.get_by_role("link", name="the events on which reports contradict each other").click()
    row = page.locator(".row", has_text="War of Russia against Ukraine")
    assert row.locator(".against-line").inner_text() == "Start date: 2014 against 2022-02"


def a_spreadsheet_of_all_statements(page):
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Excel (XLSX)").click()
    with zipfile.ZipFile(waiting.value.path()) as file:
        assert "xl/workbook.xml" in file.namelist()


def events_on_a_map(page):
    views(page).get_by_text("Map").click()
    names = [link.get_attribute("aria-label") for link in page.locator("svg.map a").all()]
    assert "Crimea: 1 event, known only to an area" in names
    assert "Ukraine: 4 events somewhere in the country" in names
    country = page.locator("svg.map a", has=page.locator("circle.country"))
    assert country.count() == 1
    assert country.get_attribute("aria-label").startswith("Ukraine: ")


def cite_this_statement(page):
    page.get_by_label("Statement lavrov-eu-silent-on-guarantees: open, check, cite").click()
    page.locator(".code", has=page.locator(".citation")).get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“Sergey Lavrov: no one in the European Union")
    assert copied.endswith("/statements/lavrov-eu-silent-on-guarantees")


# task: clicks
TASKS = {
    lavrov_word_for_word_and_where_to_check_it: 2,
    what_happened_in_2014: 3,
    which_claims_contradict_each_other: 1,
    a_spreadsheet_of_all_statements: 1,
    events_on_a_map: 1,
    cite_this_statement: 2,
}


def views(page):
    return page.get_by_role("navigation", name="Views of the same question")


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.__name__)
def test_a_task_takes_as_many_clicks_as_the_documentation_says(task, open_page):
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"])
    clicks = []
    page.expose_function("clicked", lambda trusted: clicks.append(trusted))
    page.add_init_script("addEventListener('click', event => clicked(event.isTrusted), true)")
    page.reload()
    task(page)
    page.wait_for_load_state()
    assert len(clicks) == TASKS[task]


def test_the_documentation_has_the_clicks_of_each_task():
    text = (ROOT / "docs" / "explorer.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+?) \|.*\| (\d) \|$", text, re.MULTILINE)
    assert [(re.sub(r"\W+", "_", name.lower()), int(clicks)) for name, clicks in rows] == [
        (task.__name__, clicks) for task, clicks in TASKS.items()
    ]


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
        '<div class="drop"><label for="file">file</label><input type="file" id="file">'
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
