"""The formats of exports, by the extension that stands in a URL."""

from collections.abc import Callable
from dataclasses import dataclass

from events.api.exports import delimited, geojson, ndjson, parquet
from events.vocabulary import Collection

LOCATED = (Collection.PLACES, Collection.EVENTS)  # what lies somewhere


@dataclass(frozen=True)
class Format:
    """One format.

    `write(batches, collection, fields)` yields its bytes out of lists of stored documents (bytes of JSON) of one
    collection; `fields` are the top-level fields that are wanted, and None means all of them.
    """

    name: str
    media_type: str
    write: Callable
    collections: tuple = tuple(Collection)
    # Of the media type.
    parameters: str = ""
    # Whether it pays to compress it.
    compressible: bool = True

    @property
    def content_type(self):
        return self.media_type + self.parameters


FORMATS = {
    one.name: one
    for one in (
        Format("csv", "text/csv", delimited.write, parameters="; charset=utf-8; header=present"),
        Format("ndjson", "application/x-ndjson", ndjson.write),
        Format("geojson", "application/geo+json", geojson.write, LOCATED),
        Format("parquet", "application/vnd.apache.parquet", parquet.write, compressible=False),
    )
}


def formats_of(collection):
    """Return {extension: Format} of the formats in which a collection is exported."""
    return {name: one for name, one in FORMATS.items() if collection in one.collections}
