"""The hash of a release, from the hashes of blocks of records, so that a small release reads few records.

The lines `collection key sha256` of all records, sorted, are cut into blocks: a block begins with each collection and
with each line whose sha256 begins with `BEGINS`. The hash is the SHA-256 of the lines that hold the SHA-256 of each
block. The records alone say where a block begins, so the same records have the same hash, whatever came before them.
"""

import hashlib
from bisect import bisect_right
from itertools import groupby
from operator import itemgetter

from events.models import Block, Version
from events.models.insert import insert
from events.vocabulary import Collection

# One record in 256 begins a block: of 400,000 records a change reads about 500, and the hashes of 1,600 blocks.
BEGINS = "00"
BATCH = 10_000  # rows read at a time: some megabytes of memory


def release_hash(release, whole):
    """Bring the blocks up to date with the current states; return the hash of all of them.

    Only the blocks that `release` changed are read again; `whole` reads all, where no earlier release left blocks.
    """
    blocks = _read_all() if whole else _read_changed(release)
    digest = hashlib.sha256()
    for collection in sorted(Collection.values):
        for _, sha256 in blocks.get(collection, ()):
            digest.update(f"{sha256}\n".encode())
    return digest.hexdigest()


def _read_all():
    """Write all blocks; return {collection: [(first key, sha256)]}."""
    Block.objects.all().delete()
    return {collection: _write(collection) for collection in Collection.values}


def _read_changed(release):
    """Write the blocks that the release changed; return all of them as {collection: [(first key, sha256)]}."""
    blocks = {}
    rows = Block.objects.order_by("collection", "first_key")
    for collection, *block in rows.values_list("collection", "first_key", "sha256"):
        blocks.setdefault(collection, []).append(tuple(block))
    changed = Version.objects.filter(first_release=release).order_by("collection", "key")
    names = changed.values_list("collection", "key").iterator(chunk_size=BATCH)
    for collection, some in groupby(names, itemgetter(0)):
        known = blocks.setdefault(collection, [])
        firsts = [first for first, _ in known]
        # The last first: what is written then moves none of those that are still to come.
        for begin, end in reversed(stale(firsts, (key for _, key in some))):
            first = firsts[begin] if begin else None
            following = firsts[end] if end < len(firsts) else None
            old = Block.objects.filter(collection=collection)
            _between(old, "first_key", first, following).delete()
            known[begin:end] = _write(collection, first, following)
    return blocks


def stale(firsts, keys):
    """Return the ranges [begin, end) of the blocks that hold changed keys; `firsts` and `keys` are sorted.

    Where the first record of a block is gone, or begins no block any more, the block before it goes on.
    """
    ranges = []
    for key in keys:
        number = max(bisect_right(firsts, key) - 1, 0)
        begin = number - 1 if number and firsts[number] == key else number
        if ranges and begin <= ranges[-1][1]:
            ranges[-1][1] = number + 1
        else:
            ranges.append([begin, number + 1])
    return ranges


def cut(collection, records):
    """Yield (first key, sha256) of each block of a collection's records, given as (key, sha256) in order."""
    first, digest = None, hashlib.sha256()
    for key, sha256 in records:
        if first is not None and sha256.startswith(BEGINS):
            yield first, digest.hexdigest()
            first, digest = None, hashlib.sha256()
        first = first or key
        digest.update(f"{collection} {key} {sha256}\n".encode())
    if first is not None:
        yield first, digest.hexdigest()


def _write(collection, first=None, following=None):
    """Write the blocks of the records from one key to before another; return (first key, sha256) of each."""
    current = Version.objects.filter(
        collection=collection, last_release=None, document__isnull=False
    ).order_by("key")
    records = _between(current, "key", first, following).values_list("key", "sha256")
    blocks = list(cut(collection, records.iterator(chunk_size=BATCH)))
    columns = ("collection", "first_key", "sha256")
    insert(Block, [dict(zip(columns, (collection, *block), strict=True)) for block in blocks])
    return blocks


def _between(rows, name, first, following):
    """Return the rows whose column lies from one key to before another; None is no bound."""
    bounds = {f"{name}__gte": first, f"{name}__lt": following}
    return rows.filter(**{lookup: key for lookup, key in bounds.items() if key is not None})
