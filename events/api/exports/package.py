"""A Frictionless Data Package (specs.frictionlessdata.io, version 1) of exported files: what they are and hold."""

import datetime

from events.api.answering import citations
from events.documents import SERIALIZERS
from events.documents.serializer_fields import Reference
from events.models import MODEL_BY_COLLECTION
from events.vocabulary import Collection


def descriptor(release, datasets, files):
    """Return the descriptor of the files of a Release, which holds these records of datasets."""
    cited = citations.Cited(release, None, datasets)
    return {
        "profile": "data-package",
        "name": f"attest-release-{release.number}",
        "title": cited.title,
        "version": str(release.number),
        "created": release.time.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        "licenses": [_license(one) for one in datasets if one["license"]],
        "sources": [_source(one) for one in datasets],
        "citation": citations.text(cited),
        "release": {
            "number": release.number,
            "label": release.label,
            "note": release.note,
            "sha256": release.sha256,
            "hash_recipe": release.hash_recipe,
            "datasets": dict(sorted(release.datasets.items())),
        },
        "resources": [_resource(one, {file.name for file in files}) for one in files],
    }


def _license(dataset):
    """Return the license of a dataset: an SPDX identifier, or a URL."""
    kind = "path" if "://" in dataset["license"] else "name"
    return {kind: dataset["license"], "title": f"License of {dataset['title']}"}


def _source(dataset):
    version = f", version {dataset['version']}" if dataset["version"] else ""
    source = {"title": dataset["title"] + version, "path": dataset["homepage"]}
    return {name: value for name, value in source.items() if value}


def _resource(file, names):
    """Return the resource of one of the files with these names."""
    collection, chosen = Collection(file.collection), file.format
    return {
        "profile": "data-resource",
        "name": f"{collection.value}-{chosen.name}",
        "path": file.name,
        "title": collection.value.capitalize(),
        "description": str(collection.label),
        "format": chosen.name,
        "mediatype": chosen.media_type,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "records": file.records,
        "schema": {
            "fields": chosen.table(collection),
            "primaryKey": [MODEL_BY_COLLECTION[collection].key_name],
            "foreignKeys": _foreign_keys(collection, chosen.name, names),
            "missingValues": [""],
        },
        **chosen.traits,
    }


def _foreign_keys(collection, name, names):
    """Return which fields hold public keys of records in other files of the same format."""
    model = MODEL_BY_COLLECTION[collection]
    keys = []
    for field, declared in SERIALIZERS[model]().fields.items():
        if isinstance(declared, Reference):
            other = model._meta.get_field(field).related_model
            if f"{other.collection.value}.{name}" in names:
                resource = "" if other is model else f"{other.collection.value}-{name}"
                reference = {"resource": resource, "fields": other.key_name}
                keys.append({"fields": field, "reference": reference})
    return keys
