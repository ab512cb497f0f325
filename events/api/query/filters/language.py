"""The filter on languages."""

from django.db.models import Q

from events.api.query.filters import form_fields, patterns
from events.api.query.filters.filter import ListFilter


class LanguageFilter(ListFilter):
    """Language tags of BCP 47, any of them; each finds itself and the tags that begin with it (RFC 4647, 3.3.1)."""

    picks = False
    field_class = form_fields.Languages

    def __init__(self, field_name="language", **kwargs):
        super().__init__(field_name, **kwargs)

    def parts(self, value):
        # Of the characters after a hyphen the next is the full stop: in between is all that begins with the tag.
        return len(value), tuple(bound for tag in value for bound in (tag, f"{tag}-", f"{tag}."))

    def row_condition(self, model, shape, values):
        wanted, name = Q(), self.field_name
        for tag, first, end in _threes(values):
            wanted |= Q(**{name: tag}) | Q(**{f"{name}__gte": first, f"{name}__lt": end})
        return wanted

    def value_test(self, shape, values):
        return lambda value: any(
            value == tag or first <= value < end for tag, first, end in _threes(values)
        )

    def schema(self):
        return {"type": "string", "pattern": patterns.LANGUAGE}


def _threes(values):
    """Return values three by three."""
    return zip(values[::3], values[1::3], values[2::3], strict=True)
