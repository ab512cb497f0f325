"""The protocol of an export format: the parts that its module gives, and their promises."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from events.api.exports.options import ALL, Options
from events.vocabulary import Collection


class Write(Protocol):
    """Writes records in a format."""

    def __call__(
        self, batches: Iterable[list[bytes]], collection: str, options: Options = ALL
    ) -> Iterator[bytes]:
        """Yield the bytes of a file, as they are made, of lists of stored documents (JSON) of one collection.

        `batches` can be read more than once. A file without records is whole, too. Raise ParameterError for records
        that the format cannot hold.
        """


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format. A new one is two files: its module, and its line in FORMATS (formats.py).

    URLs, the OpenAPI document, `export_dataset` and the data package read everything here.
    """

    name: str
    """The extension in a URL and in the name of a file."""

    media_type: str
    """The media type, without parameters."""

    write: Write

    schema: Callable[[str], dict]
    """Returns the OpenAPI schema of a file of a collection, whatever the options leave out.

    That of a text is {"type": "string"}, and of bytes {"type": "string", "format": "binary"}.
    """

    components: Callable[[str], dict] = lambda collection: {}
    """Returns {name: schema} of the components that the schema refers to and that no other answer has."""

    table: Callable[[str], list[dict]]
    """Returns the fields of a Table Schema (Frictionless) of a collection: name, type and description of each."""

    traits: Mapping = field(default_factory=dict)
    """Properties of its Data Resource (Frictionless) that other formats do not have: encoding, dialect, profile ..."""

    collections: tuple[Collection, ...] = tuple(Collection)
    """The collections that can be written in it."""

    parameters: str = ""
    """The parameters of the media type in the header Content-Type, with the semicolon before them."""

    options: tuple[str, ...] = ()
    """The parameters of options.py that it takes, besides `fields`."""

    compressible: bool = True
    """Whether gzip makes it smaller."""

    kept: bool = True
    """Whether the file of a whole collection is worth keeping on disk; otherwise it is made each time."""

    most_rows: int | None = None
    """The most records that a file holds, where there is a bound."""

    made_at_end: bool = False
    """Whether there are no bytes before the last record is written, so that a fault can still be answered."""

    @property
    def content_type(self):
        return self.media_type + self.parameters
