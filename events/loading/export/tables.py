"""The tables as fixtures state them: values with dates as dates and references as keys."""

from collections import defaultdict

from events.loading.fixture_fields import fixture_fields


def stored(model):
    """Return the values of every row of a model."""
    fields = fixture_fields(model)
    columns = {name: _key(field, name) for name, field in fields.items() if not field.many_to_many}
    lists = {name: _list(field, model) for name, field in fields.items() if field.many_to_many}
    rows = []
    for row in model.objects.order_by("pk").values_list(*columns.values()):
        values = dict(zip(columns, row, strict=True))
        rows.append(values | {name: held[values[model.key_name]] for name, held in lists.items()})
    return rows


def _key(field, name):
    return f"{name}__{_key_name(field.related_model)}" if field.many_to_one else name


def _key_name(model):
    return getattr(model, "key_name", "code")


def _list(field, model):
    """Return {key of a row: what its list names}."""
    through = field.remote_field.through
    held = defaultdict(list)
    pairs = through.objects.values_list(
        f"{field.m2m_field_name()}__{model.key_name}",
        f"{field.m2m_reverse_field_name()}__{_key_name(field.related_model)}",
    )
    for key, named in pairs:
        held[key].append(named)
    return held
