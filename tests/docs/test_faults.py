"""The page of faults names tests that exist, and each test of tests/faults."""

import re
from pathlib import Path

from tests.docs.pages import text_of
from tests.naming import TESTS, missing

NAMED = re.findall(r"`([\w/]+\.py::\w+)` \|$", text_of("docs/faults.md"), re.MULTILINE)


def test_each_row_names_a_test():
    page = text_of("docs/faults.md")
    rows = [line for line in page.splitlines() if line.startswith("| ") and line.count(" | ") == 3]
    headers = [line for line in rows if line.endswith("| test |")]
    assert len(NAMED) == len(rows) - len(headers)
    assert missing(NAMED) == []


def test_each_test_of_faults_is_on_the_page():
    found = [
        f"faults/{file.name}::{name}"
        for file in Path(TESTS / "faults").glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert sorted(found) == sorted(name for name in NAMED if name.startswith("faults/"))
