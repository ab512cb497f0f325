"""How to cite a release, and each dataset that it holds: as text, as BibTeX and as CSL-JSON."""

import datetime
import re
from dataclasses import dataclass
from urllib.parse import quote

import orjson
from django.db.models import Q

from events.api.answering.versions import described
from events.api.openapi.components import object_of
from events.models import Release, Version
from events.vocabulary import Collection

NAME = "Attest"
# Characters that LaTeX takes for its own. Braces by their names: BibTeX counts those that are escaped, too.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{letter: f"\\{letter}" for letter in "$&#_%"},
    }
)
# Characters that would end the field that holds an address, or break it.
_UNSAFE = re.compile(r"[\\{}\s]")


_TEXT = {"type": "string"}
SCHEMA = object_of(
    {
        "release": {"type": "integer", "description": "The release that is cited."},
        **described(Release, "sha256", **_TEXT),
        **described(Release, "hash_recipe", "HashRecipe"),
        "text": {**_TEXT, "description": "The citation in words, a line for each work."},
        "bibtex": {**_TEXT, "description": "The citation as entries of a .bib file."},
        "csl": {
            "type": "array",
            "items": {"type": "object"},
            "description": "The citation as items of CSL-JSON.",
        },
    }
)
# The schema of an answer in each style, by its media type.
FILES = {
    "text/plain": _TEXT,
    "application/x-bibtex": _TEXT,
    "application/vnd.citationstyles.csl+json": SCHEMA["properties"]["csl"],
}


@dataclass(frozen=True)
class Cited:
    """A release at its URL, where it has one, with the records of the datasets that it holds."""

    release: Release
    url: str | None
    datasets: list

    @property
    def identifier(self):
        # No dataset can have it: a slug has no colon.
        return f"{NAME.lower()}:release-{self.release.number}"

    @property
    def title(self):
        label = f" ({_plain(self.release.label)})" if self.release.label else ""
        return f"{NAME}, release {self.release.number}{label}"

    @property
    def day(self):
        return self.release.time.astimezone(datetime.UTC).date()

    @property
    def note(self):
        return f"SHA-256 of the content: {self.release.sha256}"


def answer(release, url):
    """Return the citation of a Release at its URL in all styles, and what it is of."""
    cited = Cited(release, url, datasets_of(release))
    return {
        "release": release.number,
        "sha256": release.sha256,
        "hash_recipe": release.hash_recipe,
        "text": text(cited),
        "bibtex": bibtex(cited),
        "csl": csl(cited),
    }


def datasets_of(release):
    """Return the records of the datasets that a release holds, by slug.

    Of a state that was pruned since, the release itself still knows the slug and the version.
    """
    held = Version.objects.filter(
        Q(last_release=None) | Q(last_release__gte=release.number),
        collection=Collection.DATASETS,
        first_release__lte=release.number,
        document__isnull=False,
    )
    found = {key: orjson.loads(text) for key, text in held.values_list("key", "document")}
    nothing = dict.fromkeys(("publisher", "license", "citation", "homepage"))
    return [
        found.get(slug) or {"slug": slug, "title": slug, "version": version, **nothing}
        for slug, version in sorted(release.datasets.items())
    ]


def text(cited):
    """Return the citation as lines to read: the release, then each dataset."""
    parts = (f"{cited.title} [data set], {cited.day}.", cited.url, f"{cited.note}.")
    return "\n".join([" ".join(filter(None, parts)), *map(_line, cited.datasets)])


def _line(dataset):
    version = dataset["version"]
    title = _plain(dataset["title"]) + (f", version {_plain(version)}" if version else "")
    parts = [_ended(_plain(part)) for part in (title, dataset["publisher"], _note(dataset)) if part]
    # No full stop after an address: it would be taken for a part of it.
    return " ".join(["It holds:", *parts, dataset["homepage"] or ""]).rstrip()


def bibtex(cited):
    """Return the citation as entries of a .bib file."""
    release = {
        "title": cited.title,
        "publisher": NAME,
        "year": f"{cited.day:%Y}",
        "month": f"{cited.day:%m}",
        "version": str(cited.release.number),
        "url": cited.url,
        "note": cited.note,
    }
    entries = [_entry(cited.identifier, release)]
    for dataset in cited.datasets:
        names = ("title", "publisher", "version")
        fields = {name: dataset[name] for name in names}
        fields |= {"url": dataset["homepage"], "note": _note(dataset)}
        entries.append(_entry(dataset["slug"], fields))
    return "\n".join(entries)


def _entry(key, fields):
    lines = [f"  {name} = {_value(name, value)}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def _value(name, value):
    if name == "url":
        address = _UNSAFE.sub(lambda found: quote(found[0]), value)
        return f"{{{address}}}"
    escaped = _plain(value).translate(_LATEX)
    # A title keeps its capitals in a second pair of braces.
    return f"{{{{{escaped}}}}}" if name == "title" else f"{{{escaped}}}"


def csl(cited):
    """Return the citation as items of CSL-JSON."""
    day = cited.day
    release = {
        "id": cited.identifier,
        "type": "dataset",
        "title": cited.title,
        "publisher": NAME,
        "version": str(cited.release.number),
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "URL": cited.url,
        "note": cited.note,
    }
    datasets = [
        {
            "id": dataset["slug"],
            "type": "dataset",
            "title": dataset["title"],
            "publisher": dataset["publisher"],
            "version": dataset["version"],
            "URL": dataset["homepage"],
            "note": _note(dataset),
        }
        for dataset in cited.datasets
    ]
    # Unknown values are left out: the schema of CSL-JSON has no null.
    return [
        {name: value for name, value in item.items() if value is not None}
        for item in (release, *datasets)
    ]


def _note(dataset):
    """Return the license of a dataset, and how its publisher wants it to be cited."""
    parts = [
        dataset["license"] and f"License: {dataset['license']}",
        dataset["citation"] and f"To be cited as: {dataset['citation']}",
    ]
    return " ".join(_ended(part) for part in parts if part) or None


def _ended(sentence):
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _plain(words):
    return " ".join(words.split())
