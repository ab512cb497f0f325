"""Which records to publish again when a different record changes, because their JSON holds part of it."""

from itertools import islice

import orjson
from pyroaring import BitMap64

from events.models import Actor, Article, Event, Place, Source, Statement

# The fields that others show of a record besides its key, or are found by: {field of its document: lookup}.
SHOWN = {
    Source: {"name": "name", "name_original": "name_original"},
    Article: {
        "source": "source__slug",
        "title": "title",
        "url": "url",
        "archive_url": "archive_url",
        "published_on": "published_on",
    },
    Actor: {"name": "name", "name_original": "name_original", "aliases": "aliases"},
    Place: {
        "name": "name",
        "name_original": "name_original",
        "latitude": "latitude",
        "longitude": "longitude",
    },
}
# Those of the fields that a link to a passage is made of.
_ADDRESSES = ("url", "archive_url")
# (changed, reached, lookup, fields): rows of `reached` whose `lookup` leads to the changed row, and which fields they show.
REACHES = (
    (Source, Article, "source", tuple(SHOWN[Source])),
    (Source, Article, "relays", tuple(SHOWN[Source])),
    (Article, Statement, "article", _ADDRESSES),
    (Article, Event, "reports__article", tuple(SHOWN[Article])),
    (Article, Event, "claims__article", tuple(SHOWN[Article])),
    (Article, Event, "related_events__article", _ADDRESSES),
    (Actor, Statement, "speaker", tuple(SHOWN[Actor])),
    (Actor, Statement, "addressees", tuple(SHOWN[Actor])),
    (Actor, Event, "participants", tuple(SHOWN[Actor])),
    (Place, Event, "place", tuple(SHOWN[Place])),
)
CHUNK = 500  # primary keys in one condition


def with_dependents(touched):
    """Return {model: primary keys, ascending} of `touched` and of all that shows something of it that is new.

    They are bitmaps: of a load of millions they take less than a megabyte.
    """
    reached = {model: BitMap64(keys) for model, keys in touched.items()}
    for changed, fields in dict.fromkeys((one, fields) for one, _, _, fields in REACHES):
        # An actor of a hundred thousand events may get another note: none of them has to be read.
        lookups = {name: SHOWN[changed][name] for name in fields}
        for keys in _chunks(_changed(changed, lookups, touched.get(changed, ()))):
            for one, model, lookup, shown in REACHES:
                if (one, shown) == (changed, fields):
                    found = model.objects.order_by().filter(**{f"{lookup}__in": keys})
                    pks = found.values_list("pk", flat=True)
                    reached.setdefault(model, BitMap64()).update(pks)
    return reached


def _changed(model, fields, touched):
    """Yield the primary keys of the rows whose published document says something else in `fields`."""
    for keys in _chunks(BitMap64(touched)):
        rows = model.objects.order_by().filter(pk__in=keys)
        for pk, document, *values in rows.values_list("pk", "current__document", *fields.values()):
            published = orjson.loads(document or "{}")
            shown = orjson.loads(orjson.dumps(dict(zip(fields, values, strict=True))))
            if any(published.get(name, ...) != value for name, value in shown.items()):
                yield pk


def _chunks(keys):
    pending = iter(keys)
    while some := list(islice(pending, CHUNK)):
        yield some
