"""The pages in a real browser: they work, without an error, and without asking any other server."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
LONGEST_START = 30  # seconds

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="the pages were not looked at: Chromium is not installed"
)
# path: words that the page must show once it has loaded
PAGES = {
    "/": "each traceable to the exact words",
    "/api/docs/": "List events",
    "/api/redoc/": "Events of any of these PLOVER types.",
    "/api/v1/events/?type=REJECT": "ukraine-guarantees-rejection",
    "/api/v1/events/?type=RIOT": "is not one of the words",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a server of its own with the data of fixtures/."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('browser') / 'attest.sqlite3'}",
        "PORT": str(port),
        "WORKERS": "1",
        "LOG_LEVEL": "ERROR",
    }
    for command in (("migrate", "--verbosity", "0"), ("load_fixtures",)):
        subprocess.run(
            (sys.executable, "manage.py", *command),
            check=True,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
    server = subprocess.Popen((sys.executable, "manage.py", "serve"), cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    wait_for(f"{address}/readyz")
    yield address
    server.terminate()
    server.wait(timeout=LONGEST_START)


def wait_for(url):
    deadline = time.monotonic() + LONGEST_START
    while True:
        try:
            return urllib.request.urlopen(url).close()
        except urllib.error.URLError:
            assert time.monotonic() < deadline, f"{url} did not answer"
            time.sleep(0.1)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


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
