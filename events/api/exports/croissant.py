"""A release as JSON-LD: a schema.org Dataset in the terms of Croissant 1.0 (docs.mlcommons.org/croissant).

It says what the data package says, of the files of the release at their URLs.
"""

import datetime

from events.api.answering import citations
from events.api.exports import package
from events.api.exports.delimited import FORMAT as CSV
from events.api.exports.formats import formats_of
from events.vocabulary import Collection

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
# {type of a field of the data package: type in the words of schema.org}; a list is one text in CSV.
TYPES = {
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
SCHEMA = {
    "type": "object",
    "description": "JSON-LD of a schema.org Dataset, as Croissant 1.0 has it.",
}


def of_release(release, url, file_url):
    """Return the JSON-LD of a Release at its URL; `file_url(collection, extension)` is the URL of one of its files."""
    datasets = citations.datasets_of(release)
    described = package.descriptor(release, datasets, [])
    found = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "@id": url,
        "conformsTo": CONFORMS_TO,
        "name": described["name"],
        "alternateName": described["title"],
        "description": "\n".join(_descriptions(described, release)),
        "url": url,
        "version": f"{release.number}.0.0",
        "datePublished": release.time.astimezone(datetime.UTC).date().isoformat(),
        "license": [_license(one["license"]) for one in datasets if one["license"]],
        "creator": [
            {"@type": "Organization", "name": one["publisher"] or one["title"]} for one in datasets
        ],
        "citeAs": described["citation"],
        # The redaction of a value changes a file, so that no hash is said here; the release says that of its records.
        "isLiveDataset": True,
        "distribution": [],
        "recordSet": [],
    }
    for collection in Collection.values:
        found["distribution"] += [
            {
                "@type": "cr:FileObject",
                "@id": f"{collection}.{extension}",
                "name": f"{collection}.{extension}",
                "contentUrl": file_url(collection, extension),
                "encodingFormat": one.media_type,
            }
            for extension, one in formats_of(collection).items()
        ]
        found["recordSet"].append(_records(Collection(collection)))
    return found


def _descriptions(described, release):
    yield "Conflict events and public statements, each with the words of the article that reports it."
    yield from (one["title"] for one in described["sources"])
    yield from filter(None, (release.note,))


def _license(text):
    """Return the URL of a license that is given as an SPDX identifier or a URL; other identifiers stay as they are."""
    if "://" in text or text.startswith("LicenseRef-"):
        return text
    return f"https://spdx.org/licenses/{text}.html"


def _records(collection):
    """Return the record set of the CSV file of a collection."""
    return {
        "@type": "cr:RecordSet",
        "@id": collection.value,
        "name": collection.value,
        "description": str(collection.label),
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{collection.value}/{one['name']}",
                "name": one["name"],
                "description": one["description"],
                "dataType": TYPES.get(one["type"], "sc:Text"),
                "source": {
                    "fileObject": {"@id": f"{collection.value}.csv"},
                    "extract": {"column": one["name"]},
                },
            }
            for one in CSV.table(collection)
        ],
    }
