"""A server of its own with the data of fixtures/, and Chromium to look at it."""

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


@pytest.fixture(scope="session")
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


# Playwright keeps an event loop in this thread while its browser is open, and Django refuses to read the database in
# such a thread: the browser is closed before the same process runs the tests of another module.
@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("the pages were not looked at: Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
