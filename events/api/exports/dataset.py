"""The newest release as files in a folder, with the Frictionless Data Package that describes them."""

import hashlib
import os
from dataclasses import dataclass

import orjson

from events.api.answering import citations
from events.api.exports import package
from events.api.exports.formats import FORMATS
from events.api.query.ordering import order_of
from events.api.store.snapshots import Snapshot, statement
from events.models import RECORDS, Release

DESCRIPTOR = "datapackage.json"


class NothingPublished(Exception):
    """There is no release yet."""


@dataclass(frozen=True)
class File:
    """One file that was written."""

    collection: str
    format: object
    records: int
    bytes: int
    sha256: str

    @property
    def name(self):
        return f"{self.collection}.{self.format.name}"


def export(folder, formats):
    """Write every collection to files in the formats of these names, all of one moment; yield a File for each.

    The descriptor is written last, and is not there until all of them are.
    """
    snapshot = Snapshot()
    try:
        newest = snapshot.newest()
        if newest is None:
            raise NothingPublished
        folder.mkdir(parents=True, exist_ok=True)
        (folder / DESCRIPTOR).unlink(missing_ok=True)
        files = []
        for model in RECORDS:
            for chosen in (FORMATS[name] for name in FORMATS if name in formats):
                if model.collection in chosen.collections:
                    files.append(_write(folder, snapshot, model, chosen))
                    yield files[-1]
    finally:
        snapshot.close()
    release = Release.objects.get(number=newest.number)
    datasets = citations.datasets_of(release)
    described = package.descriptor(release, datasets, files)
    _replace(folder / DESCRIPTOR, [orjson.dumps(described, option=orjson.OPT_INDENT_2), b"\n"])


def _write(folder, snapshot, model, chosen):
    """Write one collection in one format; return its File."""
    order = order_of(model, ("newest_first",) if hasattr(model, "newest_first") else ())
    rows = order.apply(model.objects.filter(current__isnull=False))
    digest, size, records = hashlib.sha256(), 0, 0

    def counted(batches):
        nonlocal records
        for batch in batches:
            records += len(batch)
            yield batch

    def hashed(chunks):
        nonlocal size
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            yield chunk

    collection = model.collection.value
    batches = counted(snapshot.batches(*statement(rows)))
    chunks = hashed(chosen.write(batches, collection))
    _replace(folder / f"{collection}.{chosen.name}", chunks)
    return File(collection, chosen, records, size, digest.hexdigest())


def _replace(path, chunks):
    """Write a file that has its name only once it is complete."""
    unfinished = path.with_name(f".{path.name}.part")
    with unfinished.open("wb") as file:
        file.writelines(chunks)
    os.replace(unfinished, path)
