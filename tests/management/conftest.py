"""A command run in this process, and a history to run the commands about releases on."""

import io

import pytest
from django.core.management import call_command

from events.models import Actor
from events.publishing import publish
from tests.publishing.conftest import different, drawn, new_field, published  # noqa: F401
from tests.publishing.world import change


@pytest.fixture
def command(db):
    """Run a command; return (exit status, lines on stdout, lines on stderr)."""

    def run(name, *arguments):
        out, err, status = io.StringIO(), io.StringIO(), 0
        try:
            call_command(name, *map(str, arguments), stdout=out, stderr=err)
        except SystemExit as ended:
            status = ended.code
        return status, out.getvalue().splitlines(), err.getvalue().splitlines()

    return run


@pytest.fixture
def releases(published):  # noqa: F811
    """The drawn world; release 2 renames ann and adds eve, release 3 renames ann again."""
    eve = Actor.objects.create(slug="eve", name="Eve", kind="person")
    touched = change(Actor, "ann", name="Hanna")
    publish({Actor: touched[Actor] | {eve.pk}}, label="second")
    publish(change(Actor, "ann", name="Anna"))
