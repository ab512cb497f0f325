"""How many rows each import left out, by dataset and reason; what earlier releases say of it only in their notes."""

import json
import re

from django.db import migrations, models

# The note of an import: the title of the dataset, perhaps its version, and what became of the rows.
ROWS = re.compile(r": [0-9,]+ rows? read = (?:(?!: ).)*$", re.DOTALL)
NUMBERS = {
    "left out": "with no equivalent among the event types, or of events that were withdrawn for a reason",
    "rejected": "that cannot be read",
}


def fill(apps, schema_editor):
    """Fill the column from the notes of releases that imports published."""
    release, version = (apps.get_model("events", name) for name in ("Release", "Version"))
    states = version.objects.filter(collection="datasets", document__isnull=False)
    slugs = {json.loads(one)["title"]: key for key, one in states.values_list("key", "document")}
    for one in release.objects.filter(note__contains=" read = ").only("note"):
        counted = ROWS.search(one.note)
        title = counted and _title(one.note[: counted.start()], slugs)
        rows = {}
        for word, reason in NUMBERS.items() if title else ():
            number = re.search(rf"([0-9,]+) {word}\b", counted[0])
            if number and (told := int(number[1].replace(",", ""))):
                rows[reason] = told
        if rows:
            one.not_imported = {slugs[title]: rows}
            one.save(update_fields=("not_imported",))


def _title(text, titles):
    """Return the title of a dataset that a text is, or begins with before a version."""
    found = [title for title in titles if text == title or text.startswith(f"{title} ")]
    return max(found, key=len, default=None)


class Migration(migrations.Migration):

    dependencies = [("events", "0011_help_texts")]

    operations = [
        migrations.AddField(
            model_name="release",
            name="not_imported",
            field=models.JSONField(default=dict, help_text="How many rows of a dataset's files the import left out, by the dataset's slug and the reason; empty where it left out none."),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
