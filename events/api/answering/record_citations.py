"""How to cite one record: as a sentence, as an entry of a .bib file and as an item of CSL-JSON."""

import datetime

from events.api.answering.citations import NAME


def title_of(collection, document):
    """Return the words by which a page and a citation name a record."""
    if collection == "statements":
        speaker = document["speaker_name"]
        text = document["text"]
        return f"{speaker}: {text if len(text) < 90 else text[:88] + '…'}"
    names = ("name", "title", "slug", "code")
    return next(document[name] for name in names if document.get(name))


def of_record(title, key, url, release, dataset):
    """Return {release, sha256, hash_recipe, text, bibtex, csl} that cite a record at its URL, as a Release holds it.

    `dataset` is the document of its dataset, or None.
    """
    day = release.time.astimezone(datetime.UTC).date()
    parts = [f"“{title.rstrip('.')}” ({key})."]
    if dataset:
        version = f", version {dataset['version']}" if dataset.get("version") else ""
        parts.append(f"In: {dataset['title']}{version}.")
    parts.append(f"{NAME}, release {release.number}, {day}. {url}")
    fields = {
        "title": f"{{{_plain(title)}}}",
        "publisher": NAME,
        "year": f"{day:%Y}",
        "version": f"release {release.number}",
        "url": url,
        "note": _plain(f"In: {dataset['title']}") if dataset else None,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    item = {
        "id": key,
        "type": "entry",
        "title": title,
        "container-title": dataset and dataset["title"],
        "publisher": NAME,
        "version": f"release {release.number}",
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "URL": url,
    }
    return {
        "release": release.number,
        "sha256": release.sha256,
        "hash_recipe": release.hash_recipe,
        "text": " ".join(parts),
        "bibtex": "\n".join([f"@misc{{{key},", *lines, "}"]),
        # The schema of CSL-JSON has no null.
        "csl": [{name: value for name, value in item.items() if value is not None}],
    }


def _plain(text):
    """Return words without what ends or breaks a field of a .bib file."""
    return "".join(
        f"\\{letter}" if letter in "$&#_%" else letter for letter in text if letter not in "{}\\~^"
    )
