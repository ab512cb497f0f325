"""A document of an event coded here, as it is published, and actors for it."""

from events.models import Actor

DOCUMENT = {
    "code": "an-attack",
    "dataset": "attest",
    "type": "ASSAULT",
    "modes": ["heavy-weapons"],
    "status": "occurred",
    "title": "An attack",
    "summary": None,
    "start_date": "2022-03-01",
    "end_date": None,
    "date_precision": "day",
    "place_name": "Middletown",
    "latitude": 49.5,
    "longitude": 36.25,
    "place_precision": "exact",
    "country": "UA",
    "fatalities": {"low": 1, "best": 2, "high": 3},
    "reports": [],
    "original": None,
}


def document(participants=None, **changes):
    """Return a document with changes; without participants a state acts against an armed group."""
    participants = actors("state", "armed_group") if participants is None else participants
    return {**DOCUMENT, "participants": participants, **changes}


def actors(acting, receiving, country="UA"):
    """Store an actor of each kind (None: no such side), and return them as participants."""
    found = []
    for role, kind in (("actor", acting), ("recipient", receiving)):
        if kind is not None:
            slug = f"{role}-{kind.replace('_', '-')}"
            Actor.objects.get_or_create(
                slug=slug, defaults={"name": slug, "kind": kind, "country": country}
            )
            found.append({"actor": slug, "name": slug, "role": role})
    return found
