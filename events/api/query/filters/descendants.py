"""The parts of records, and their parts: all that belong to a whole, now or at a past release."""

import orjson
from django.db.models import Exists, OuterRef

from events.api.store.past import MOST_REPLACED, last_version
from events.api.store.release_cache import remembered
from events.models import Version

REMEMBERED_WHOLES = 1000  # each some numbers
REMEMBERED_STATES = 8


@remembered(REMEMBERED_WHOLES)
def with_parts(release, model, field, primary_keys):
    """Return primary keys and those of their descendants that have parts; `field` leads from a part to its whole."""
    parts = model.objects.filter(**{field: OuterRef("pk")})
    found, pending = dict.fromkeys(primary_keys), list(primary_keys)
    while pending:
        rows = model.objects.filter(Exists(parts), **{f"{field}__in": pending}).order_by("pk")
        pending = [pk for pk in rows.values_list("pk", flat=True) if pk not in found]
        found |= dict.fromkeys(pending)
    return list(found)


@remembered(REMEMBERED_WHOLES)
def with_parts_at(release, model, field, number, keys):
    """Return the same of a past release: (primary keys of rows, public keys)."""
    name, last = model.key_name, last_version(release, number)
    past = _replaced(release, model, field, number)
    found, pending = dict.fromkeys(keys), list(keys)
    while pending:
        rows = model.objects.filter(**{f"{field}__{name}__in": pending, "current_id__lte": last})
        parts = set(rows.values_list(name, flat=True))
        parts |= {key for key, whole in past.items() if whole in pending}
        pending = sorted(parts - found.keys())
        found |= dict.fromkeys(pending)
    rows = model.objects.filter(**{f"{name}__in": list(found)}, current__isnull=False)
    # A record that is gone since has no row, and 0 is nobody's.
    return list(rows.order_by("pk").values_list("pk", flat=True)) or [0], list(found)


@remembered(REMEMBERED_STATES)
def _replaced(release, model, field, number):
    """Return {public key: key of its whole} of the states of a release that stand no more.

    A question about a release is refused where more have been replaced since (store.past).
    """
    states = Version.objects.filter(
        collection=model.collection,
        first_release__lte=number,
        last_release__gte=number,
        last_release__lt=release[0],
        document__isnull=False,
    )
    documents = states.order_by("pk").values_list("key", "document")[:MOST_REPLACED]
    return {key: orjson.loads(text)[field] for key, text in documents.iterator()}
