"""Commands that are killed (SIGKILL): the database is then as before the command or as after it, and nothing else.

KILLS is how many times each command is killed; a third of them are inside the commit of its release.
"""

import os
import random
import re
import shutil
import signal
import time

import pytest

from tests.faults.databases import ROOT, done, made, manage, state
from tests.faults.killed import SECONDS
from tests.importing.test_real_files import V23, real

KILLS = int(os.environ.get("KILLS", "34"))
SEED = 20261127
FIXTURES = ROOT / "fixtures"


def edited(folder, words):
    """Return a copy of fixtures/ in which each title begins with `words`."""
    copy, changed = folder / "edited", 0
    shutil.copytree(FIXTURES, copy)
    for path in copy.glob("*.json"):
        text, number = re.subn('"title": "', f"\\g<0>{words}: ", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
        changed += number
    assert changed
    return copy


# name: the arguments of the command, from the folder of the run
COMMANDS = {
    "load": lambda folder: ("load_fixtures", edited(folder, "Second")),
    "import": lambda folder: ("import_ucdp", real(V23), "--dataset-version", "23.1"),
    "rollback": lambda folder: ("rollback_release", 1),
    "withdraw": lambda folder: (
        "withdraw",
        "statements",
        "lavrov-sets-out-stance",
        "--reason",
        "A test.",
    ),
    "redact": lambda folder: ("redact", "events", "ukraine-war", "title", "--reason", "A test."),
    "prune": lambda folder: ("prune_versions", "--before", 2, "--yes"),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A database with fixtures/ as release 1 and other titles as release 2."""
    database = made("kills", tmp_path_factory.mktemp("kills"))
    done(manage(database, "migrate", "--verbosity", 0))
    done(manage(database, "load_fixtures"))
    done(manage(database, "load_fixtures", edited(tmp_path_factory.mktemp("first"), "First")))
    yield database
    database.drop()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_command_leaves_the_state_before_it_or_after_it(
    name, filled, tmp_path, record_property
):
    arguments = COMMANDS[name](tmp_path)
    before, other = state(filled), f"{name}_{os.getpid()}"
    complete, began = filled.copy(other), time.perf_counter()
    out = done(manage(complete, "never", 0, *arguments, module=("-m", "tests.faults.killed")))
    seconds = time.perf_counter() - began
    found = re.search(rf"^{SECONDS}(.*)$", out, re.MULTILINE)
    after = state(complete)
    assert after != before
    chance = random.Random(f"{SEED} {name}")
    killed = {"before": 0, "after": 0, "in the commit": 0}
    for number in range(KILLS):
        database = filled.copy(other)
        if number % 3 == 0 and found:
            fraction = chance.uniform(0, 1.2)
            module = ("-m", "tests.faults.killed")
            process = manage(database, fraction, found[1], *arguments, module=module)
            in_commit = True
        else:
            process = manage(database, *arguments)
            time.sleep(seconds * chance.uniform(0.3, 1))  # before it Python imports the program
            process.kill()
            in_commit = False
        _, err = process.communicate()
        assert process.returncode in (-signal.SIGKILL, 0), err
        killed["in the commit"] += in_commit and process.returncode != 0
        left = state(database)
        assert left in (before, after), f"{name}, kill {number}"
        killed["before" if left == before else "after"] += 1
        assert database.faults() == []
        done(manage(database, "verify_release"))
        if number % 5 == 0 and left == before:
            done(manage(database, *arguments))
            assert state(database)[:3] == after[:3]
    print(f"{name}: killed {KILLS} times, {killed}")
    assert not found or killed["in the commit"]
    database.drop()
