"""One record: as it is, or as it was in a past release."""

from functools import cache

import orjson

from events.api.answering.lists import Answer
from events.api.answering.versions import withdrawn
from events.api.problems.errors import NoSuchThing
from events.api.query.filters.public_keys import nearest_key
from events.api.query.parameters import Reading
from events.api.query.question import read_fields
from events.api.store import past, releases, sql
from events.documents.embedding import embed
from events.models import Version
from events.models.constraints import LONGEST_KEY


@cache
def _statement(past):
    """Return SQL for (document of a record or null, *COLUMNS of the newest release, which say when it was read)."""
    mark = sql.mark()
    held = "last_release_id IS NULL"
    if past:
        held = (
            f"first_release_id <= {mark} AND (last_release_id IS NULL OR last_release_id >= {mark})"
        )
    return (
        f"SELECT {sql.document('document')}, n.* FROM ({releases.NEWEST}) AS n LEFT JOIN events_version "
        f"ON collection = {mark} AND key = {mark} AND {held}"
    )


def record(viewset, key, query, newest, about):
    """Return the Answer that is one record, or None where there is none; the arguments are those of `lists.page`.

    Raise ParameterError with all faults of the query, and NoSuchThing for a key that cannot be looked up.
    """
    reading = Reading(query, *viewset.taken("retrieve"))
    fields = reading.of(read_fields, viewset, reading.sound)
    reading.of(releases.asked, reading.sound, newest)
    reading.check()
    check_key(viewset, key)
    body, seen = stored(viewset.model, key, newest, about)
    if body is None:
        return None
    if fields is not None:
        body = orjson.dumps(embed(body, fields))
    return Answer(body, seen=seen)


def stored(model, key, newest, about):
    """Return (document of a record as bytes, or None where there is none, newest ReleaseIdentity)."""
    names = (model.collection.value, key)
    if about == newest:
        found = sql.rows(_statement(past=False), names)
    else:
        found = sql.rows(_statement(past=True), (*names, about.number, about.number))
    if not found:
        return None, None
    body, *read = found[0]
    return body, releases.identity(*read)


def check_key(viewset, key):
    """Raise NoSuchThing for a key that is not looked up: PostgreSQL refuses a NUL, and SQLite a text of any length."""
    if len(key) > LONGEST_KEY or "\x00" in key:
        message = f"A {viewset.model.key_name} has at most {LONGEST_KEY} characters, and none of them is NUL."
        raise NoSuchThing(message, part="key")


def versions_of(viewset, key):
    """Return the queryset of the versions of one record."""
    return Version.objects.filter(collection=viewset.model.collection, key=key)


def no_such_record(viewset, key):
    """Return the NoSuchThing for a key that no record ever had."""
    model = viewset.model
    message = f"{key!r} is not the {model.key_name} of any of the {model.collection}."
    return NoSuchThing(message, part="key", did_you_mean=nearest_key(model, key))


def missing(viewset, key, newest, about, site):
    """Return the error that says why there is no such record in a release; raise NoSuchThing or Pruned."""
    versions = versions_of(viewset, key)
    if about == newest:
        version = versions.filter(last_release=None).first()
    else:
        version = past.version_at(versions, about)
    if version is None:
        return no_such_record(viewset, key)
    return withdrawn(version, lambda path: site + path)
