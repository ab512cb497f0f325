"""The sides of an ACLED row: its actors, and those that it associates with each."""

import re
from functools import lru_cache

from events.importing.keys import collapsed, slug
from events.importing.reading.countries import by_name
from events.vocabulary import ACLED_INTER_BY_NAME, ActorKind, ParticipantRole

# ACLED implies no direction. An associated actor takes the part of the one it is listed with: an ally of
# it, or the group that its members belong to.
SIDES = (
    ("actor1", "assoc_actor_1", "inter1", ParticipantRole.ACTOR),
    ("actor2", "assoc_actor_2", "inter2", ParticipantRole.RECIPIENT),
)
_KIND_BY_INTER = {
    1: ActorKind.STATE,
    2: ActorKind.ARMED_GROUP,
    3: ActorKind.ARMED_GROUP,
    4: ActorKind.IDENTITY_GROUP,
    5: ActorKind.COLLECTIVE,
    6: ActorKind.COLLECTIVE,
    7: ActorKind.CIVILIANS,
}
_KIND_BY_BEGINNING = {
    "military forces of ": ActorKind.STATE,
    "police forces of ": ActorKind.STATE,
    "government of ": ActorKind.STATE,
    "civilians ": ActorKind.CIVILIANS,
    "protesters ": ActorKind.COLLECTIVE,
    "rioters ": ActorKind.COLLECTIVE,
    "unidentified ": ActorKind.UNKNOWN,
}
_UNNAMED = (ActorKind.CIVILIANS, ActorKind.COLLECTIVE, ActorKind.UNKNOWN)
_COUNTRY = re.compile(r"(?:Forces|Government) of ([^(]+?)(?: \(.*)?$|\(([^()]+)\)$")


def actors(original):
    """Return (actor, role) of all that take part, each once in each role."""
    found = {}
    for main, associated, inter, role in SIDES:
        names = [original.get(main)]
        names += (original.get(associated) or "").split(";")
        for at, name in enumerate(names):
            if name and name.strip():
                actor = _actor(collapsed(name), original.get(inter) if at == 0 else None)
                found.setdefault((actor["slug"], role.value), actor)
    return [(actor, role) for (_, role), actor in found.items()]


@lru_cache(maxsize=10_000)
def _actor(name, inter):
    number = ACLED_INTER_BY_NAME.get(inter.strip().lower()) if isinstance(inter, str) else inter
    beginnings = (
        kind for start, kind in _KIND_BY_BEGINNING.items() if f"{name.lower()} ".startswith(start)
    )
    kind = next(beginnings, None) or _KIND_BY_INTER.get(number, ActorKind.ORGANIZATION)
    match = _COUNTRY.search(name)
    return {
        "slug": f"acled-actor-{slug(name)}",
        "name": name,
        "kind": kind.value,
        "country": by_name((match[1] or match[2]).strip()) if match else None,
        "named": kind not in _UNNAMED,
    }
