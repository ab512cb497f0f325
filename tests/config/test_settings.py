"""Django's own checks of the settings."""

import os
import re
import subprocess
import sys
from pathlib import Path

import config

PROJECT = Path(config.__file__).parent.parent


def check(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", "check", *arguments],
        check=False,
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_in_production_there_is_nothing_to_say():
    run = check("--deploy", ALLOWED_HOSTS="attest.example", BEHIND_PROXY="true", WORKERS="2")
    assert run.returncode == 0
    assert re.findall(r"\((\w+\.\w\d+)\)", run.stderr) == []


def test_without_a_variable_there_is_nothing_to_say():
    run = check("--fail-level", "INFO")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "System check identified no issues (0 silenced).\n"
