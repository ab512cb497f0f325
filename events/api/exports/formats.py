"""The formats of exports, by the extension that stands in a URL."""

from collections.abc import Callable
from dataclasses import dataclass

from events.api.exports import ndjson
from events.vocabulary import Collection


@dataclass(frozen=True)
class Format:
    """One format.

    `write(batches, collection, fields)` yields its bytes out of lists of stored documents (bytes of JSON) of one
    collection; `fields` are the top-level fields that are wanted, and None means all of them.
    """

    name: str
    media_type: str
    write: Callable
    collections: tuple = tuple(Collection.values)
    # Whether it pays to compress it.
    compressible: bool = True


FORMATS = {one.name: one for one in (Format("ndjson", "application/x-ndjson", ndjson.write),)}


def formats_of(collection):
    """Return {extension: Format} of the formats in which a collection is exported."""
    return {name: one for name, one in FORMATS.items() if collection in one.collections}
