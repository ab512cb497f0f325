"""The table of limits: each limit has a reason, a variable that works, and a module that keeps to it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import config
from config import limits

PROJECT = Path(config.__file__).parent.parent
SOURCE = Path(limits.__file__).read_text(encoding="utf-8")
NAMES = re.findall(r"^([A-Z_]+) = _limit\(", SOURCE, re.MULTILINE)


def started(**environment):
    """Return (exit status, what is printed) of a program that reads the settings with these variables."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import config.settings; from config.limits import *; print(MOST_VALUES, RATE)",
        ],
        check=False,
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, (done.stdout + done.stderr).strip()


def test_each_limit_has_one_row():
    assert len(NAMES) == len(limits.limits()) == len(set(NAMES))
    variables = [one.variable for one in limits.limits() if one.variable]
    assert len(set(variables)) == len(variables)
    assert [one for one in variables if not re.fullmatch(r"LIMIT_[A-Z_]+", one)] == []


@pytest.mark.parametrize("limit", limits.limits(), ids=lambda one: one.subject)
def test_a_limit_has_a_reason_and_is_its_default(limit):
    assert limit.reason.endswith(".")
    assert limit.default >= limit.least


def test_each_limit_is_used():
    program = "\n".join(
        file.read_text(encoding="utf-8")
        for folder in ("config", "events")
        for file in (PROJECT / folder).rglob("*.py")
        if file.name != "limits.py"
    )
    assert [name for name in NAMES if not re.search(rf"\b{name}\b", program)] == []


def test_a_variable_changes_a_limit():
    assert started(LIMIT_VALUES="7", LIMIT_RATE="") == (0, "7 0")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("LIMIT_VALUES", "many", "LIMIT_VALUES='many': not a whole number from 1. Default: 100."),
        ("LIMIT_VALUES", "0", "LIMIT_VALUES='0': not a whole number from 1. Default: 100."),
        ("LIMIT_RATE", "-1", "LIMIT_RATE='-1': not a whole number from 0. Default: 0."),
        ("LIMIT_VALUE", "7", "LIMIT_VALUE: no limit has this name. Did you mean LIMIT_VALUES?"),
    ],
)
def test_a_wrong_variable_stops_the_start(name, value, message):
    status, printed = started(**{name: value})
    assert status == 1
    assert message in printed
