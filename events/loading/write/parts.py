"""Parts of records to tables, and which of the parts that are there a load speaks for."""

from events.loading.batches import batches
from events.loading.fixture_fields import fixture_fields
from events.models import PARTS, Claim, Report


class PartWriter:
    """Writes the parts of one load.

    A load holds all participants and links of its own events and statements, and the reports and claims
    that its scope says.
    """

    def __init__(self, entries, keys, touched, scope):
        self.keys = keys
        self.touched = touched
        self.scope = scope
        self.owners = {model: set() for model in keys.found}
        for entry in entries:
            if entry.row.model in self.owners:
                pk = keys.of(entry.row.model, entry.row.key[0])
                self.owners[entry.row.model].add(pk)

    def write(self, model, entries):
        """Bring the parts of one model level with the entries."""
        named = [field.attname for field in identity(model)]
        wanted = {}
        for entry in entries:
            values = self.keys.columns(entry)
            wanted[tuple(values[name] for name in named)] = values
        same, gone = set(), {}
        for pk, told_by, values in self._held(model, {key[0] for key in wanted}):
            key = tuple(values[name] for name in named)
            if wanted.get(key) == values:
                same.add(key)
            elif key not in wanted and self._holds_all(model, told_by, values):
                gone[pk] = values
        new = [values for key, values in wanted.items() if key not in same]
        for batch in batches(gone):
            model.objects.filter(pk__in=batch).delete()
        _upsert(model, new)
        owner = _owner(model)
        touched = self.touched[owner.related_model]
        touched.update(values[owner.attname] for values in (*new, *gone.values()))

    def _held(self, model, mentioned):
        """Yield (primary key, (dataset, article), {attribute: value}) of what the load can be about."""
        columns = [field.attname for field in fixture_fields(model).values()]
        owner = _owner(model)
        queries = {owner.attname: mentioned | self.owners[owner.related_model]}
        told_by = ()
        if model in (Report, Claim):
            told_by = ("event__dataset__slug", "article__slug")
            queries |= {told_by[0]: self.scope.whole, told_by[1]: self.scope.articles}
        seen = set()
        for lookup, values in queries.items():
            for batch in batches(values):
                rows = model.objects.filter(**{f"{lookup}__in": batch})
                for pk, *row in rows.values_list("pk", *told_by, *columns):
                    if pk not in seen:
                        seen.add(pk)
                        told, row = row[: len(told_by)], row[len(told_by) :]
                        yield pk, told, dict(zip(columns, row, strict=True))

    def _holds_all(self, model, told_by, values):
        """Tell whether a row that the load does not hold is to go."""
        if told_by:
            return self.scope.holds(*told_by)
        owner = _owner(model)
        return values[owner.attname] in self.owners[owner.related_model]


def _owner(model):
    """Return the field of a part that refers to the record it belongs to."""
    return model._meta.get_field(PARTS[model])


def identity(model):
    """Return the fields that together name a part, its owner first."""
    return [model._meta.get_field(lookup.partition("__")[0]) for lookup in model.part_key]


def _upsert(model, rows):
    """Add the rows, or write them over those of the same name."""
    named = [field.name for field in identity(model)]
    others = [name for name in fixture_fields(model) if name not in named]
    conflicts = {"update_conflicts": True, "unique_fields": named, "update_fields": others}
    objects = [model(**values) for values in rows]
    model.objects.bulk_create(objects, **(conflicts if others else {}))
