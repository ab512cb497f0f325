"""The fields that can be redacted, and the replacement of a value, in a row and in a document."""

from dataclasses import dataclass
from itertools import chain

from django.db import models

from events.documents import field_paths
from events.models import MODEL_BY_COLLECTION, PARTS, Redaction
from events.models.spans import pointing
from events.vocabulary import REDACTED, DatePrecision

_UNKNOWN = DatePrecision.UNKNOWN.value
# Columns that cannot keep their values once another is gone, and what they hold then.
COMPANIONS = {
    "latitude": {"longitude": None},
    "longitude": {"latitude": None},
    "published_on": {"published_precision": _UNKNOWN},
    "stated_on": {"stated_precision": _UNKNOWN},
    "start_date": {"date_precision": _UNKNOWN},
    "evidence_opening": {"evidence_closing": None},
    # The first and last words of the passage can be words of the text.
    "text": {"evidence_opening": None, "evidence_closing": None},
}
# Members of documents that are made of a column: {column: their names}. They are null then, wherever they are.
DERIVED = {
    "text": ("exact", "opening", "closing", "link"),
    "evidence_opening": ("link",),
    "evidence_closing": ("link",),
    **dict.fromkeys(("stated_on", "stated_not_before", "stated_not_after"), ("stated_edtf",)),
    **dict.fromkeys(
        ("published_on", "published_not_before", "published_not_after"), ("published_edtf",)
    ),
    **dict.fromkeys(("start_date", "end_date", "date_not_before", "date_not_after"), ("edtf",)),
}
# Texts that others are made of, so that a marker in them would be read as words.
NULLED = ("evidence_opening", "evidence_closing")
# Members of evidence that are made of a field of its article.
LINKED = ("url", "archive_url")


class CannotRedact(Exception):
    """A field that cannot be redacted; the argument says why, and what to do instead."""


@dataclass(frozen=True)
class Target:
    """A field of one record, or of its nested rows: `listed` is their list, and `number` selects one of them."""

    model: type
    column: object
    listed: str | None = None
    number: int | None = None

    @classmethod
    def of(cls, model, name):
        """Return the Target that a name like `title`, `claims.note` or `claims.2.note` means; raise CannotRedact."""
        *before, last = name.split(".")
        if not before:
            return cls(model, _column(model, last, field_paths.own(model)))
        listed, *numbers = before
        nested = field_paths.parts(model)
        if listed not in nested or len(numbers) > 1 or not all(map(str.isdecimal, numbers)):
            known = ", ".join(f"{one}.NUMBER.FIELD" for one in nested) or "none that are nested"
            raise CannotRedact(
                f"{name!r} is not a field of {model.collection}; nested fields are {known}"
            )
        part, paths = nested[listed]
        if numbers and "number" not in paths:
            raise CannotRedact(f"the rows of {listed} have no numbers; write {listed}.{last}")
        return cls(model, _column(part, last, paths), listed, int(numbers[0]) if numbers else None)

    @property
    def marker(self):
        """The replacement of a value."""
        return marker(self.column)

    @property
    def columns(self):
        """{name of the column: what it holds afterwards}, the column itself first."""
        return {self.column.name: self.marker} | COMPANIONS.get(self.column.name, {})

    def rows(self, key):
        """Return the queryset of the rows that hold the field."""
        owner = self.column.model
        if self.listed is None:
            return owner.objects.filter(**{self.model.key_name: key})
        numbered = {} if self.number is None else {"number": self.number}
        return owner.objects.filter(**{f"{PARTS[owner]}__{self.model.key_name}": key}, **numbered)

    def apply(self, key):
        """Replace the value in the tables; return whether there was one."""
        name = self.column.name
        held = self.rows(key).exclude(**{f"{name}__isnull": True}).exclude(**{name: self.marker})
        return bool(held.update(**self.columns))

    def values(self, document):
        """Return the values of the field in a document, as it is parsed, that are not redacted."""
        path = self._paths[self.column.name]
        found = [_get(row, path) for row in self._rows_of(document)]
        return [value for value in found if value not in (None, [], self.marker)]

    def clear(self, document):
        """Replace the value in a document of the record, as it is parsed."""
        for row in self._rows_of(document):
            if _get(row, self._paths[self.column.name]) in (None, [], self.marker):
                continue
            for name, value in self.columns.items():
                if name in self._paths:
                    _set(row, self._paths[name], value)
            _drop(row, DERIVED.get(self.column.name, ()))

    def clear_shown(self, key, holder, document):
        """Replace the value in the document of another record, whose model is `holder`."""
        for one in field_paths.shown():
            if one.holder is holder and one.model is self.model and one.field in self.columns:
                rows = [document] if one.listed is None else document.get(one.listed) or ()
                for row in rows:
                    if row.get(one.key) == key and _get(row, one.path) is not None:
                        _set(row, one.path, self.columns[one.field])
        if self.listed is None and self.column.name in LINKED:
            _drop(document, ("link",), article=key)

    @property
    def is_shown(self):
        """Whether documents of other records show the field, or something that is made of it."""
        names = {one.field for one in field_paths.shown() if one.model is self.model}
        return self.listed is None and not names.union(LINKED).isdisjoint(self.columns)

    @property
    def _paths(self):
        return field_paths.own(self.model) if self.listed is None else self._nested[1]

    @property
    def _nested(self):
        return field_paths.parts(self.model)[self.listed]

    def _rows_of(self, document):
        if self.listed is None:
            return [document]
        rows = document.get(self.listed) or ()
        return [one for one in rows if self.number in (None, one.get("number"))]


def marker(column):
    """Return what replaces a value of a column: a text where it can hold any, and otherwise null or []."""
    if isinstance(column, models.JSONField) and column.default is list:
        return []
    well_formed = f"{column.model._meta.model_name}_{column.name}_well_formed"
    is_text = isinstance(column, models.CharField | models.TextField)
    if is_text and well_formed not in {one.name for one in column.model._meta.constraints}:
        return None if column.name in NULLED else REDACTED
    return None


def keep_redacted():
    """Remove redacted values from the tables again, whichever load wrote them there."""
    for redaction in Redaction.objects.all():
        target_of(redaction).apply(redaction.key)


def target_of(redaction):
    """Return the Target of a Redaction."""
    return Target.of(MODEL_BY_COLLECTION[redaction.collection], redaction.field)


def _column(model, name, paths):
    """Return the column of a model that can be redacted; raise CannotRedact."""
    known = [one for one in paths if one in {field.name for field in model._meta.fields}]
    noun = model._meta.verbose_name_plural
    if name == getattr(model, "key_name", None):
        raise CannotRedact(
            f"{name} is the public key, by which every reference and every address names the record; "
            "withdraw the record (manage.py withdraw) and load it under another key"
        )
    fields = {field.name: field for field in (*model._meta.fields, *model._meta.many_to_many)}
    made_of = [one for one in known if name in DERIVED.get(one, ())]
    if name not in fields and (made_of or name in paths):
        made_of = ", ".join(made_of) or "other fields"
        raise CannotRedact(f"{name} is made of {made_of}; redact what it is made of")
    if name not in fields or name not in paths:
        raise CannotRedact(f"{name!r} is not a field of {noun}; there are {', '.join(known)}")
    column = fields[name]
    if column.is_relation:
        raise CannotRedact(
            f"{name} refers to other records; redact the fields of those, or withdraw them (manage.py withdraw)"
        )
    if getattr(column, "flatchoices", None) or isinstance(column, models.BooleanField):
        raise CannotRedact(
            f"{name} holds a closed word, which names nobody; load a file with another word"
        )
    if not column.editable or _points(model, name):
        raise CannotRedact(
            f"{name} only points at other words; redact the field that holds those words"
        )
    if marker(column) is None and not column.null:
        raise CannotRedact(f"{name} must have a value; withdraw the record (manage.py withdraw)")
    return column


def _points(model, name):
    """Return whether a column says where words are or what their hash is, or which row of a list this is."""
    _, spans = pointing().get(model, (None, ()))
    return name in ("number", "sha256", *chain.from_iterable(spans))


def _get(row, path):
    for name in path:
        row = row.get(name) if isinstance(row, dict) else None
    return row


def _set(row, path, value):
    for name in path[:-1]:
        row = row.get(name)
        if row is None:
            return
    if path[-1] in row:
        row[path[-1]] = value


def _drop(value, names, article=None):
    """Make members null, at any depth; with `article`, only in the evidence of that article."""
    if isinstance(value, list):
        for one in value:
            _drop(one, names, article)
    elif isinstance(value, dict):
        for name in names:
            if name in value and article in (None, value.get("article")):
                value[name] = None
        for one in value.values():
            _drop(one, names, article)
