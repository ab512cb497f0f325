"""A run of the tests ends well only if all of them were run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
HOOKS = "from tests.whole_run import pytest_configure, pytest_sessionfinish\n"
# A loop that ends before the first test, and says nothing of it.
STOPPING = """
import pytest

@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    return True
"""
TESTS = """
import pytest

@pytest.mark.parametrize("number", range(4))
def test_one(number):
    pass

@pytest.mark.skip
def test_that_is_skipped():
    pass
"""
# what is said: (what is done besides, arguments, exit status, a line that is printed)
RUNS = {
    "whole": ("", ["-n", "2"], 0, "4 passed, 1 skipped"),
    "whole, in one process": ("", ["-n", "0"], 0, "4 passed, 1 skipped"),
    "some": ("", ["-n", "2", "-k", "2"], 0, "1 passed"),
    "a list": ("", ["--collect-only"], 0, "5 tests collected"),
    "stopped": (STOPPING, ["-n", "0"], 2, "5 of 5 tests were not run."),
    "none": ("", ["-n", "2", "-k", "nothing"], 5, "no tests ran"),
}


@pytest.mark.parametrize(("besides", "arguments", "status", "line"), RUNS.values(), ids=RUNS)
def test_a_run(tmp_path, besides, arguments, status, line):
    (tmp_path / "conftest.py").write_text(HOOKS + besides)
    (tmp_path / "test_some.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    plain = ("-q", "-p", "xdist", "-p", "no:cacheprovider", "-c", tmp_path / "pytest.ini")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plain, *arguments, tmp_path],
        check=False,
        cwd=PROJECT,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, line in done.stdout) == (status, True), done.stdout + done.stderr
