"""The drawn rows of tests/publishing/world.py, alone in the database."""

import pytest
from rest_framework import serializers

from events.documents import SERIALIZERS, ActorSerializer, compiled
from events.documents.fingerprint import fingerprint
from events.models import Actor, Release
from events.publishing import publish
from tests.publishing.world import build


@pytest.fixture
def drawn(empty):
    """The rows of the world; nothing is published."""
    build()


@pytest.fixture
def published(drawn):
    """The rows of the world, published as release 1."""
    return publish(label="first")


@pytest.fixture
def different():
    """Mark derived states as made by a different version of the program."""

    def mark(*states):
        other = dict.fromkeys(states, "of a different version")
        Release.objects.filter(number=Release.objects.first().number).update(
            fingerprint=fingerprint() | other
        )

    return mark


@pytest.fixture
def new_field(monkeypatch):
    """Change the program: call it, and from then on the documents of actors have a field `known_as`."""

    class Changed(ActorSerializer):
        known_as = serializers.CharField(source="name")

        class Meta(ActorSerializer.Meta):
            fields = (*ActorSerializer.Meta.fields, "known_as")

    def change():
        monkeypatch.setitem(SERIALIZERS, Actor, Changed)
        monkeypatch.setitem(compiled._REPRESENT, Actor, compiled.compiled(Changed()))
        fingerprint.cache_clear()

    yield change
    fingerprint.cache_clear()
