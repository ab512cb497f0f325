"""The definitions that a function depends on are found in the source, however they come to be used."""

import hashlib
import itertools
import json
import shutil
import subprocess
from textwrap import dedent

import pytest

from events.documents import definitions
from events.documents.definitions import Source
from events.documents.fingerprint import RULES

PROGRAM = {
    "events/rules.py": """
        '''Rules.'''
        import orjson
        from events import other
        from events.other import LIMIT as MOST, Kind, unused
        from events.models import Actor

        ORDER = ("a", "b")
        FIRST, SECOND = 1, 2
        TABLE = {}
        TABLE["x"] = FIRST

        def rule(row):
            '''Return what holds.'''
            return [step(one) for one in row if one < MOST]  # in order

        def step(one):
            return orjson.dumps((one, Kind.RED, Actor, SECOND))

        def late():
            from events.other import hidden
            return hidden

        def whole():
            return other.hidden()

        class Wrapped:
            '''A class.'''
            order = ORDER

            def unrelated(self):
                return late()
        """,
    "events/other.py": """
        from django.db import models

        LIMIT = 3

        class Kind(models.TextChoices):
            RED = "red", "The color of blood."
            BLUE = "blue", "The color of the sky."

        def hidden():
            return 1

        def unused():
            return 2
        """,
    "events/models/__init__.py": "Actor = 1\n",
}


@pytest.fixture
def program(tmp_path):
    for name, text in PROGRAM.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return tmp_path


def edit(program, name, old, new):
    path = program / "events" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


# definition: what it uses, itself included
USED = {
    "rules.rule": (
        "rules.rule rules.step rules.FIRST rules.SECOND rules.TABLE other.LIMIT other.Kind models.Actor"
    ),
    "rules.late": "rules.late rules.FIRST rules.SECOND rules.TABLE other.hidden",
    "rules.whole": (
        "rules.whole rules.FIRST rules.SECOND rules.TABLE other other.LIMIT other.Kind other.hidden other.unused"
    ),
    "rules.Wrapped.order": (
        "rules.Wrapped.order rules.ORDER rules.FIRST rules.SECOND rules.TABLE"
    ),
    "other.LIMIT": "other.LIMIT",
}  # fmt: skip


@pytest.mark.parametrize("name", USED)
def test_what_a_definition_uses_is_found(program, name):
    found = Source(program).definitions(f"events.{name}")
    # FIRST and SECOND are one statement; one that is not a definition belongs to its whole module.
    assert set(found) == {f"events.{one}" for one in USED[name].split()}


CHANGES = {
    "the function": ("rules.py", "one < MOST", "one > MOST"),
    "a function that it calls": ("rules.py", "(one, Kind.RED", "(Kind.RED, one"),
    "a value of another module": ("other.py", "LIMIT = 3", "LIMIT = 4"),
    "one of two values": ("rules.py", "= 1, 2", "= 1, 3"),
    "a word of a closed list": ("other.py", '"blue"', '"navy"'),
    "a statement beside the definitions": ("rules.py", 'TABLE["x"]', 'TABLE["y"]'),
    "the library": ("rules.py", "import orjson", "import json as orjson"),
    "the value that a name is imported from": ("rules.py", "LIMIT as MOST", "hidden as MOST"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_a_rule_is_noticed(program, change):
    before = Source(program).definitions("events.rules.rule")
    edit(program, *change)
    assert Source(program).definitions("events.rules.rule") != before


SAME = {
    "a comment": ("rules.py", "# in order", "# in whatever order"),
    "a docstring": ("rules.py", "Return what holds.", "Return what is true."),
    "the docstring of the module": ("rules.py", "'''Rules.'''", ""),
    "layout": ("rules.py", "[step(one) for", "[\n        step(one)\n        for"),
    "the description of a word": ("other.py", "The color of blood.", "The color of roses."),
    "a definition that it does not use": ("other.py", "return 2", "return 3"),
    "a table, which serializers describe": ("models/__init__.py", "Actor = 1", "Actor = 2"),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_what_decides_nothing_is_not_noticed(program, change):
    before = Source(program).definitions("events.rules.rule")
    edit(program, *change)
    assert Source(program).definitions("events.rules.rule") == before


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("events.rules.nothing", "There is no definition of events.rules.nothing."),
        ("events.rules.Wrapped.nothing", "There is no definition of events.rules.Wrapped.nothing."),
        ("nothing.at.all", "There is no module of nothing.at.all."),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(program, name, message):
    with pytest.raises(LookupError) as refusal:
        Source(program).definitions(name)
    assert str(refusal.value) == message


# Loads the module by its file: nothing but the standard library is needed for it.
SCRIPT = """
import hashlib, importlib.util, json, sys
spec = importlib.util.spec_from_file_location("definitions", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
found = module.Source().definitions(*sys.argv[2:])
print(hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest())
"""


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_every_python_finds_the_same(version):
    python = shutil.which(f"python{version}")
    if (
        not python
        or subprocess.run([python, "-c", ""], check=False, stderr=subprocess.DEVNULL).returncode
    ):
        pytest.skip(f"Python {version} is not installed")
    names = sorted(set(itertools.chain(*RULES.values())))
    found = Source().definitions(*names)
    here = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
    command = [python, "-c", SCRIPT, definitions.__file__, *names]
    assert (
        subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        == here
    )
