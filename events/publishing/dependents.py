"""Which records must be looked at again when another one changes, because their JSON holds something of it."""

from itertools import islice

from pyroaring import BitMap64

from events.models import Actor, Article, Event, Place, Source, Statement

# (changed, reached, lookup): rows of `reached` whose `lookup` leads to the changed row. In this order, so that
# what is reached first can reach further.
REACHES = (
    (Source, Article, "source"),
    (Source, Article, "relays"),
    (Article, Event, "reports__article"),
    (Article, Event, "claims__article"),
    (Actor, Statement, "speaker"),
    (Actor, Statement, "addressees"),
    (Actor, Event, "participants"),
    (Place, Event, "place"),
)
CHUNK = 500  # primary keys in one condition


def with_dependents(touched):
    """Return {model: primary keys, ascending} of `touched` and of all that shows something of it.

    They are bitmaps: of a load of millions they take less than a megabyte.
    """
    reached = {model: BitMap64(keys) for model, keys in touched.items()}
    for changed, model, lookup in REACHES:
        pending = iter(reached.get(changed, ()))
        while keys := list(islice(pending, CHUNK)):
            found = model.objects.order_by().filter(**{f"{lookup}__in": keys})
            reached.setdefault(model, BitMap64()).update(found.values_list("pk", flat=True))
    return reached
