"""Values that were redacted: no file brings them back."""

from events.loading.wording import shown
from events.models import PARTS, RECORDS
from events.publishing.redacted_fields import target_of


def redacted(world):
    """Yield (entry, field, message) of fields of the load that were redacted and have another value than the marker."""
    if not world.known.redactions:
        return
    by_key = {}
    for redaction in world.known.redactions:
        by_key.setdefault((redaction.collection, redaction.key), []).append(redaction)
    for entry in world.entries:
        model, key = entry.row.model, entry.row.key
        if not key:
            continue
        owner = model if model in RECORDS else model._meta.get_field(PARTS[model]).related_model
        for redaction in by_key.get((owner.collection, key[0]), ()):
            target = target_of(redaction)
            name, number = target.column.name, entry.values.get("number")
            value = entry.values.get(name)
            if target.column.model is not model or target.number not in (None, number):
                continue
            if value not in (None, [], target.marker):
                yield (
                    entry,
                    name,
                    (
                        f"{name} was redacted on {redaction.day} ({redaction.reason.rstrip('.')}); "
                        f"say {shown_marker(target.marker)}"
                    ),
                )


def shown_marker(marker):
    """Return a marker as a message names it."""
    return "[]" if marker == [] else shown(marker)
