"""How the value of a column is taken out of a record: the code for the rows that `compiling` makes."""

from dataclasses import dataclass

import orjson


@dataclass(frozen=True)
class Value:
    """The value to which names lead; null where one of them is null or absent."""

    path: tuple
    is_list: bool = False

    def code(self, record):
        return record.value(self.path, self.is_list)


@dataclass(frozen=True)
class Own:
    """A column of the dataset itself, out of `original`; what is no text is JSON where `as_text`."""

    key: str
    as_text: bool

    def code(self, record):
        value = f"{record.original()}.get({self.key!r})"
        return f"as_text({value})" if self.as_text else value


def as_text(value):
    """Return a value as a text."""
    return value if value is None or isinstance(value, str) else orjson.dumps(value).decode()


@dataclass(frozen=True)
class _Nested:
    """A value out of a nested field; its code is that of a Part."""

    name: str

    # Whether the field is often the same in many records, so that what is made of it is remembered.
    repeats = False


@dataclass(frozen=True)
class Json(_Nested):
    """The JSON of a field, as a text."""

    def code(self, part):
        return part.text()


@dataclass(frozen=True)
class Each(_Nested):
    """One value of each row that is nested in a field, in their order."""

    inner: str

    def code(self, part):
        return f"[one.{part.value(self.inner)} for one in rows]"


@dataclass(frozen=True)
class Distinct(_Nested):
    """The values, once each, of the rows that are nested in a field."""

    inner: str

    def code(self, part):
        value = part.value(self.inner)
        return f"distinct([one.{value} for one in rows if one.{value} is not None])"


def distinct(values):
    """Return the values of a list once each."""
    return values if len(values) < 2 else list(dict.fromkeys(values))


@dataclass(frozen=True)
class InRole(_Nested):
    """The public keys of the participants in a role."""

    role: str

    repeats = True  # the same actors meet again and again

    def code(self, part):
        actor, role = part.value("actor"), part.value("role")
        return f"[one.{actor} for one in rows if one.{role} == {self.role!r}]"
