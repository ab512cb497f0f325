"""`./manage.py` as a newcomer calls it, with whatever Python the system has."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
# The Python that the environment of this run was made with; -S leaves out what is installed in it.
PYTHON = [sys._base_executable, "-S"]


@pytest.fixture
def project(tmp_path):
    """A folder with manage.py alone."""
    shutil.copy(PROJECT / "manage.py", tmp_path)
    return tmp_path


def run(*command):
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def test_it_runs_in_the_environment_that_make_has_installed(project):
    python = project / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\nexit 3\n')
    python.chmod(0o755)

    done = run(*PYTHON, project / "manage.py", "locate", "two words")

    assert done == (3, f"{project / 'manage.py'} locate two words\n", "")


def test_without_one_it_says_what_to_do(project):
    assert run(*PYTHON, project / "manage.py", "check") == (
        1,
        "",
        "Attest is not installed for this Python: say make run, which installs it.\n",
    )


@pytest.mark.skipif(sys.prefix == sys.base_prefix, reason="this run is in no environment")
def test_it_stays_in_an_environment_that_is_on(project):
    python = project / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexit 3\n")
    python.chmod(0o755)

    status, printed, _ = run(sys.executable, project / "manage.py", "--version")

    assert (status, printed[:1].isdigit()) == (0, True)
