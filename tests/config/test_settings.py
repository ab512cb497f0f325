"""What Django itself has to say of the settings."""

import os
import re
import subprocess
import sys
from pathlib import Path

import config

PROJECT = Path(config.__file__).parent.parent

# Warnings of `check --deploy` in production, and why each is right to be left.
LEFT = {
    "security.W003": "CSRF protection: there is no session, no cookie and no form.",
    "security.W004": "HSTS: for the proxy that ends TLS to send; a site without TLS would shut itself out.",
    "security.W008": "Redirect to HTTPS: for the proxy that ends TLS.",
}


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


def test_in_production_only_these_warnings_are_left():
    run = check("--deploy", ALLOWED_HOSTS="attest.example", BEHIND_PROXY="true", WORKERS="2")
    assert run.returncode == 0
    assert set(re.findall(r"\((\w+\.\w\d+)\)", run.stderr)) == set(LEFT)


def test_without_a_variable_there_is_nothing_to_say():
    run = check("--fail-level", "INFO")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "System check identified no issues (0 silenced).\n"
