"""The public keys in a query: looked up, and refused with the nearest one where no record has them."""

from django.db.models.functions import Length

from events.api.problems.errors import nearest
from events.api.query.filters.form_fields import refuse
from events.api.store.release_cache import remembered
from events.models import Version
from events.models.constraints import LONGEST_KEY
from events.models.near_keys import near_keys
from events.models.search import SEARCHED

REMEMBERED_KEYS = 10_000  # some megabytes; they change only with a release


@remembered(REMEMBERED_KEYS)
def primary_keys(release, model, keys):
    """Return the primary keys of the rows with public keys, as they are in a release; refuse one that no row has."""
    name = model.key_name
    found = dict(model.objects.filter(**{f"{name}__in": keys}).values_list(name, "pk"))
    for key in keys:
        if key not in found:
            refuse(
                f"{key!r} is not the {name} of any of the {model.collection}.",
                did_you_mean=nearest_key(model, key),
            )
    return [found[key] for key in keys]


@remembered(REMEMBERED_KEYS)
def published_keys(release, model, keys):
    """Return public keys; refuse one that no record ever published has."""
    states = Version.objects.filter(collection=model.collection, key__in=keys)
    found = set(states.values_list("key", flat=True))
    for key in keys:
        if key not in found:
            refuse(
                f"{key!r} is not, and never was, the {model.key_name} of any of the {model.collection}.",
                did_you_mean=nearest_key(model, key),
            )
    return list(keys)


@remembered(REMEMBERED_KEYS)
def primary_keys_at(release, model, number, keys):
    """Return the primary keys that rows with public keys have now; refuse one that release `number` did not have.

    What is gone since has none, and 0 is nobody's.
    """
    stood = Version.objects.standing_at(number).filter(collection=model.collection, key__in=keys)
    known = set(stood.values_list("key", flat=True))
    for key in keys:
        if key not in known:
            refuse(
                f"{key!r} is not the {model.key_name} of any of the {model.collection} "
                f"in release {number}."
            )
    name = model.key_name
    rows = model.objects.filter(**{f"{name}__in": keys}, current__isnull=False)
    return list(rows.values_list("pk", flat=True)) or [0]


def nearest_key(model, key):
    """Return the public key in `model` that `key` most likely means, or None.

    It is one that is spelled alike, or else the shortest that has the text in it, or one whose name has.
    """
    if len(key) > LONGEST_KEY:
        return None  # SQLite refuses to look for a text of any length
    name = model.key_name
    if found := nearest(key, near_keys(model.objects.all(), key)):
        return found
    keys = model.objects.values_list(name, flat=True)
    found = keys.filter(**{f"{name}__contains": key.lower()}).order_by(Length(name), name).first()
    if found is None and "name" in SEARCHED.get(model.collection, ()):
        # People know the name, and the keys of imported records are numbers.
        found = keys.filter(name__icontains=key).order_by(Length("name"), name).first()
    return found
