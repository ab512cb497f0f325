"""The call that gives the same rows: its URL, the same in four languages, and the files of these rows."""

from dataclasses import dataclass

from django.urls import reverse

from events.api.exports.formats import formats_of
from events.explorer import asking

# How each format is named on a page; a format without an entry is named by its extension.
NAMES = {
    "csv": "CSV",
    "xlsx": "Excel (XLSX)",
    "ndjson": "NDJSON",
    "geojson": "GeoJSON",
    "parquet": "Parquet",
}


@dataclass
class Calls:
    """The URL of an answer of the API, with the same call as (language, code), and (name, URL) of files."""

    url: str
    snippets: list
    files: list


def of_rows(request, collection, query, action="list", filters=None):
    """Return the Calls of a query to a list or an aggregate; the files have all rows of its filters."""
    url = request.build_absolute_uri(asking.api_path(collection, query, action))
    filters = query if filters is None else filters
    text = filters.urlencode(safe=",")
    files = []
    # A past release is exported whole only.
    for extension in () if "release" in filters else formats_of(collection):
        path = reverse(f"{collection}-export", args=[extension])
        name = NAMES.get(extension, extension.upper())
        files.append((name, f"{path}?{text}" if text else path))
    return Calls(url, snippets(url), files)


def of_record(request, collection, key):
    """Return the Calls of one record."""
    url = request.build_absolute_uri(reverse(f"{collection}-detail", args=[key]))
    return Calls(url, snippets(url, one=True), [])


def snippets(url, one=False):
    """Return (language, code) of the call in four languages; a query string is percent-encoded, without quotes."""
    url = url.replace("'", "%27").replace('"', "%22")
    rows = "" if one else "['results']"
    column = "" if one else "$results"
    field = "" if one else ".results"
    return [
        ("curl", f"curl '{url}'"),
        (
            "Python",
            f"import requests\n\nanswer = requests.get('{url}')\nanswer.raise_for_status()\nrows = answer.json(){rows}",
        ),
        ("R", f'library(jsonlite)\n\nrows <- fromJSON("{url}"){column}'),
        (
            "JavaScript",
            f'const answer = await fetch("{url}");\nconst rows = (await answer.json()){field};',
        ),
    ]
