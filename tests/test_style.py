"""The tools that check the style agree, and nothing in the repository is of one machine only."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent


def run(*command):
    return subprocess.run(
        command, check=False, cwd=PROJECT, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("arguments", [("check",), ("format", "--check")], ids=" ".join)
def test_ruff_has_nothing_to_say(arguments):
    done = run(sys.executable, "-m", "ruff", *arguments, "--quiet", "--no-cache", ".")
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


# Put together here, so that this file does not hold what it looks for.
MACHINE_PATHS = ["/" + folder + "/" for folder in ("work", "root")]
REGISTRIES = [
    "".join(parts)
    for parts in (
        ("pypi", ".org"),
        ("pypi", ".python", ".org"),
        ("files.", "python", "hosted", ".org"),
        ("index", "-url"),
        ("registry.", "npmjs"),
        ("registry.", "yarnpkg"),
        ("cdn.", "jsdelivr"),
        ("unpkg", ".com"),
        ("arti", "factory"),
        ("dev", "pi."),
    )
]


@pytest.mark.parametrize("words", MACHINE_PATHS + REGISTRIES)
def test_no_file_that_is_or_would_be_in_git_holds(words):
    done = run("git", "grep", "--untracked", "-I", "-n", "-i", "--fixed-strings", "-e", words)
    if done.returncode == 128:
        pytest.skip("this is no checkout of git")
    assert (done.returncode, done.stdout) == (1, "")


def test_every_line_of_the_requirements_is_pinned():
    for path in PROJECT.glob("requirements*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        named = [line for line in lines if line and not line.startswith(("#", "-r "))]
        assert [line for line in named if "==" not in line.partition(";")[0]] == []
