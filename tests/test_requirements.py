"""The lock files: whole, of the same versions as the requirements, and with hashes."""

import importlib.metadata
import itertools
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parent.parent
FILES = sorted(PROJECT.glob("requirements*.txt"))
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?= |$)")
PINNED = re.compile(r"==[^*,]+")
INCLUDED = "-r "


def lines(file):
    """Return the lines of a file of requirements without comments, continued lines joined."""
    text = file.read_text(encoding="utf-8").replace("\\\n", " ")
    return [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]


def required(file):
    """Return the Requirements of a file and of the files that it includes."""
    found = []
    for line in lines(file):
        if line.startswith(INCLUDED):
            found += required(file.with_name(line.removeprefix(INCLUDED)))
        else:
            found.append(Requirement(line))
    return found


def locked(file):
    """Return {name: Requirements} of the lock file; two where systems or Pythons need different versions."""
    found = {}
    for line in lines(file.with_suffix(".lock")):
        one = Requirement(HASH.sub("", line))
        found.setdefault(canonicalize_name(one.name), []).append(one)
    return found


def here(requirements):
    """Return the versions that this system and this Python install."""
    return {str(one.specifier) for one in requirements if not one.marker or one.marker.evaluate()}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_requirement_is_pinned_and_says_what_it_is_for(file):
    texts = file.read_text(encoding="utf-8").splitlines()
    for before, line in itertools.pairwise(texts):
        if not line or line.startswith(("#", INCLUDED)):
            continue
        assert PINNED.fullmatch(str(Requirement(line).specifier)), f"{line} is not pinned"
        # A second package for the same purpose comes right after the first.
        assert before.partition(INCLUDED)[0], f"{line} has no comment"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_lock_file_has_the_versions_of_the_requirements(file):
    lock = locked(file)
    for one in required(file):
        pinned = lock[canonicalize_name(one.name)]
        assert {str(each.specifier) for each in pinned} == {str(one.specifier)}
        if one.marker is None:
            assert here(pinned), f"{one.name} is left out on this system"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_line_of_a_lock_file_is_one_version_with_hashes(file):
    for line in lines(file.with_suffix(".lock")):
        assert HASH.search(line), line
        assert PINNED.fullmatch(str(Requirement(HASH.sub("", line)).specifier))


def test_the_lock_files_of_one_environment_have_one_version_of_each_package():
    locks = [locked(PROJECT / f"requirements{name}.txt") for name in ("", "-dev", "-docs")]
    for name in set.union(*map(set, locks)):
        versions = [here(lock[name]) for lock in locks if here(lock.get(name, []))]
        assert all(one == versions[0] for one in versions), name


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_the_packages_need_is_in_the_lock_file(name):
    """Follow the requirements of the packages that are installed here: pip refuses one without a hash."""
    lock = locked(PROJECT / name)
    waiting = [(one, extra) for one in required(PROJECT / name) for extra in (one.extras or {""})]
    seen = set()
    while waiting:
        one, extra = waiting.pop()
        if (one.name, extra) in seen or (one.marker and not one.marker.evaluate({"extra": ""})):
            continue
        seen.add((one.name, extra))
        versions = here(lock.get(canonicalize_name(one.name), []))
        assert len(versions) == 1, f"{one} is not in the lock file"
        (version,) = versions
        assert one.specifier.contains(version.removeprefix("=="), prereleases=True), str(one)
        for text in importlib.metadata.requires(one.name) or ():
            needed = Requirement(text)
            if needed.marker and not needed.marker.evaluate({"extra": extra}):
                continue
            needed.marker = None
            waiting += [(needed, each) for each in (needed.extras or {""})]
    assert len(seen) > len(required(PROJECT / name))
