"""Groups of actors, which the world does not have."""

import pytest

from events.models import Actor
from events.publishing import publish

# Ukraine and Stoltenberg are put in NATO, and the European Union around that and around Erdogan.
PARTS = {
    "ukraine": "nato",
    "jens-stoltenberg": "nato",
    "nato": "european-union",
    "recep-tayyip-erdogan": "european-union",
}


@pytest.fixture
def grouped(world):
    for member, group in PARTS.items():
        parent, _ = Actor.objects.get_or_create(
            slug=group, defaults={"name": group, "kind": "alliance"}
        )
        Actor.objects.filter(slug=member).update(part_of=parent)
    publish()
