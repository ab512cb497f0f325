"""How to cite one record: as a sentence and as an entry of a .bib file."""

import datetime

from events.api.answering.citations import NAME


def of_record(title, key, url, release, dataset):
    """Return {text, bibtex} that cite a record at its URL, as a Release holds it."""
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
    return {"text": " ".join(parts), "bibtex": "\n".join([f"@misc{{{key},", *lines, "}"])}


def _plain(text):
    """Return words without what ends or breaks a field of a .bib file."""
    return "".join(
        f"\\{letter}" if letter in "$&#_%" else letter for letter in text if letter not in "{}\\~^"
    )
