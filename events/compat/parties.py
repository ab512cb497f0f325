"""The parties of events coded here and the outlets that report them, looked up for many events at once."""

from typing import NamedTuple

from events.models import Actor, Source
from events.vocabulary import ActorKind, ParticipantRole

ARMED = frozenset({ActorKind.STATE, ActorKind.ALLIANCE, ActorKind.ARMED_GROUP})
STATES = frozenset({ActorKind.STATE, ActorKind.ALLIANCE})


class Party(NamedTuple):
    """An actor in an event."""

    name: str
    kind: str
    country: str | None


class Parties:
    """The parties and outlets of some documents."""

    def __init__(self, documents):
        actors = {one["actor"] for document in documents for one in document["participants"]}
        sources = {one["source"] for document in documents for one in document["reports"]}
        rows = Actor.objects.filter(slug__in=actors) if actors else ()
        self._actors = {row.slug: Party(row.name, row.kind, row.country) for row in rows}
        rows = Source.objects.filter(slug__in=sources) if sources else ()
        self._sources = {row.slug: row.name for row in rows}

    def sides(self, document):
        """Return the parties that act in a document, and its recipients."""
        return [
            [
                self._actors.get(one["actor"], Party(one["name"], ActorKind.UNKNOWN, None))
                for one in document["participants"]
                if one["role"] == role
            ]
            for role in (ParticipantRole.ACTOR, ParticipantRole.RECIPIENT)
        ]

    def articles(self, document):
        """Return (outlet, day, title) of each article that reports the event, "" for what is not stated."""
        once = {one["article"]: one for one in document["reports"]}
        return [
            (
                self._sources.get(one["source"], ""),
                one["published_on"] or "",
                one["title"] or "",
            )
            for one in once.values()
        ]


def are(parties, kinds):
    """Return whether there are parties, and all of these kinds."""
    return bool(parties) and all(party.kind in kinds for party in parties)
