"""A release checked against what the database holds of it: the hash of each document, and the hash of them all."""

import hashlib
from itertools import groupby
from operator import itemgetter

from django.db.models import OuterRef, Subquery

from events.models import RedactedState, Version
from events.publishing.release_hash import BATCH, cut
from events.vocabulary import HashRecipe


class Verified:
    """The result of a check: the number of `records` that were read, and a line for each fault."""

    def __init__(self):
        self.records, self.faults = 0, []


def verify(release):
    """Return the Verified of a Release. States that were deleted to save space cannot be checked."""
    found = Verified()
    sha256 = _HASHES[release.hash_recipe](_records(release, found))
    if release.pruned:
        found.faults.append(
            f"Release {release.number}: some of its states were deleted to save space, so that its hash cannot be checked."
        )
    elif sha256 != release.sha256:
        found.faults.append(
            f"Release {release.number}: its sha256 is {release.sha256}, but its records have {sha256}."
        )
    return found


def _records(release, found):
    """Yield (collection, key, published sha256) of the states of a release in order, and look at each document."""
    removed = RedactedState.objects.filter(version=OuterRef("pk")).order_by("pk")
    states = Version.objects.using(release._state.db).standing_at(release.number)
    states = states.order_by("collection", "key")
    columns = ("collection", "key", "sha256", "document", Subquery(removed.values("sha256")[:1]))
    for collection, key, sha256, document, published in states.values_list(*columns).iterator(
        chunk_size=BATCH // 10
    ):
        found.records += 1
        actual = hashlib.sha256(document.encode()).hexdigest()
        if actual != sha256:
            found.faults.append(
                f"{collection}/{key}: its document has the sha256 {actual}, but was published with {sha256}."
            )
        # Releases are hashed over what they published, redacted or not.
        yield collection, key, published or sha256


def _of_lines(records):
    digest = hashlib.sha256()
    for record in records:
        digest.update(f"{' '.join(record)}\n".encode())
    return digest.hexdigest()


def _of_blocks(records):
    digest = hashlib.sha256()
    for collection, some in groupby(records, itemgetter(0)):
        for _, sha256 in cut(collection, (record[1:] for record in some)):
            digest.update(f"{sha256}\n".encode())
    return digest.hexdigest()


_HASHES = {HashRecipe.LINES: _of_lines, HashRecipe.BLOCKS: _of_blocks}
