"""Keys and references: each key once, each reference to something, none in a circle."""

from events.loading.fixture_fields import fixture_fields
from events.loading.wording import shown
from events.models import RECORDS


def duplicates(world):
    """Yield (entry, field, message) of records that stand twice in the load."""
    first = {}
    for entry in world.entries:
        row = entry.row
        if row.key is None:
            continue
        other = first.setdefault((row.model, row.key), row)
        if other is not row:
            noun = row.model._meta.verbose_name
            yield (
                entry,
                None,
                f"this {noun} is already in {other.file}, record {other.number}; keep one of them",
            )


def dangling(world):
    """Yield (entry, field, message) of references to records that do not exist."""
    for entry in world.entries:
        for name, field in fixture_fields(entry.row.model).items():
            if field.related_model not in RECORDS or not entry.values.get(name):
                continue
            value = entry.values[name]
            for key in value if isinstance(value, list) else [value]:
                missing = world.missing(field.related_model, key)
                if missing:
                    yield entry, name, f"{name} {shown(key)} {missing}"


def returning(world):
    """Yield (entry, field, message) of records that were withdrawn and stand in the load.

    References to them are no problems of their own.
    """
    for entry in world.entries:
        model, key = entry.row.model, entry.row.key
        gone = world.tombstone(model, key[0]) if key and model in RECORDS else None
        if gone:
            place = f", and {shown(gone.successor)} is in its place" if gone.successor else ""
            yield (
                entry,
                None,
                (
                    f"{gone}{place}; take it out of the file, or load with --restore to bring it back"
                ),
            )


def circles(world):
    """Yield (entry, field, message) of records that come back to themselves through their own kind."""
    for model, name in world.self_references():
        parents = world.parents(model, name)
        entries = {
            entry.row.key[0]: entry
            for entry in world.entries
            if entry.row.model is model and entry.row.key
        }
        for circle in _circles(parents):
            # A circle that is not new has no entry in the load; it cannot be, as each load is checked.
            entry = next((entries[key] for key in circle if key in entries), None)
            if entry is not None:
                yield entry, name, _way(name, circle)


def _way(name, circle):
    way = " → ".join(map(shown, (*circle, circle[0])))
    return f"{name} goes in a circle: {way}; cut it at one of them"


def _circles(parents):
    """Yield each circle in {key: key} as a list of keys, from its first key in order of the letters."""
    done = set()
    for start in parents:
        way, key = {}, start
        while key is not None and key not in done and key not in way:
            way[key] = None
            key = parents.get(key)
        if key in way:
            keys = list(way)
            circle = keys[keys.index(key) :]
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]
        done.update(way)
