"""Tests that a list or a page names, as `folder/test_file.py::test_function` below tests/."""

import re
from pathlib import Path

TESTS = Path(__file__).parent


def missing(names):
    """Return the names that no test has."""
    return [name for name in names if not _is_there(*name.split("::"))]


def _is_there(file, function):
    path = TESTS / file
    return path.is_file() and re.search(
        rf"^def {re.escape(function)}\(", path.read_text(encoding="utf-8"), re.MULTILINE
    )
