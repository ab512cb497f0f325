"""The tombstones of withdrawn records: since when, why, and their replacement."""

from typing import NamedTuple

from events.models import Event, Version
from events.vocabulary import Operation

CHUNK = 500  # keys in one condition


class Tombstone(NamedTuple):
    """The withdrawal of a record; `successor` is the key of the record that replaces it, if any."""

    release: int
    reason: str | None
    successor: str | None

    def __str__(self):
        reason = f" ({self.reason.rstrip('.')})" if self.reason else ""
        return f"was withdrawn in release {self.release}{reason}"

    @property
    def instead(self):
        """The record to refer to, as the end of a sentence."""
        return f"use {self.successor!r}" if self.successor else "refer to another"


def tombstones(model, keys):
    """Return {key: Tombstone} of those of a model's public keys that are withdrawn."""
    found, asked, pending = {}, set(), set(keys)
    while pending:
        wanted = sorted(pending)
        for start in range(0, len(wanted), CHUNK):
            withdrawn = Version.objects.filter(
                collection=model.collection,
                key__in=wanted[start : start + CHUNK],
                last_release=None,
                document=None,
            )
            for key, *told in withdrawn.values_list(
                "key", "first_release_id", "reason", "merged_into"
            ):
                found[key] = Tombstone(*told)
        asked |= pending
        # A successor may be withdrawn by now.
        pending = {one.successor for one in found.values() if one.successor} - asked
    return {
        key: one._replace(successor=_standing(one.successor, found))
        for key, one in found.items()
        if key in keys
    }


def returning(touched):
    """Yield (model, key, Tombstone) of rows that were written in the place of a withdrawn record.

    `touched` is {model: primary keys}.
    """
    for model, primary_keys in touched.items():
        wanted = sorted(primary_keys)
        for start in range(0, len(wanted), CHUNK):
            new = model.objects.filter(pk__in=wanted[start : start + CHUNK], current=None)
            found = tombstones(model, set(new.values_list(model.key_name, flat=True)))
            yield from ((model, key, one) for key, one in sorted(found.items()))


def reasoned(dataset):
    """Return {code: Tombstone} of the events of a dataset that were withdrawn for a reason."""
    withdrawn = Version.objects.filter(
        collection=Event.collection,
        dataset=dataset,
        operation=Operation.WITHDRAW,
        last_release=None,
        reason__isnull=False,
    )
    told = withdrawn.values_list("key", "first_release_id", "reason", "merged_into")
    return {key: Tombstone(*rest) for key, *rest in told}


def _standing(key, found):
    """Return the record at the end of a way of successors, or None."""
    way = set()
    while key in found and key not in way:
        way.add(key)
        key = found[key].successor
    return None if key in way else key
