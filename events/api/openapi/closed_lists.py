"""The closed lists as components of the OpenAPI document: each once, referred to wherever a field holds its words."""

from drf_spectacular.extensions import OpenApiSerializerFieldExtension

from events.api.answering import codebook_page
from events.api.openapi.components import reference
from events.models.source import COUNTRY_CHOICES
from events.vocabulary import LISTS

# {component: ((value, definition), ...)}
CHOICES = {
    **{words.__name__: tuple(words.choices) for words in LISTS.values()},
    "Country": tuple(COUNTRY_CHOICES),
}
_NAMES = {choices: name for name, choices in CHOICES.items()}


class ChoiceFieldExtension(OpenApiSerializerFieldExtension):
    """Describes a field with choices by a reference to its closed list. drf-spectacular finds it by its base class."""

    target_class = "rest_framework.fields.ChoiceField"

    def map_serializer_field(self, auto_schema, direction):
        name = _NAMES.get(tuple(self.target.choices.items()))
        if name is None:
            raise LookupError(
                f"{self.target.field_name} has choices that are not a closed list of events.vocabulary."
            )
        return reference(name)


def components():
    """Return {name: schema} of all closed lists."""
    return {name: _component(choices) for name, choices in CHOICES.items()}


def _component(choices):
    values = [value for value, _ in choices]
    return {
        "enum": values,
        "type": "integer" if isinstance(values[0], int) else "string",
        "description": "\n".join(f"* `{value}` - {definition}" for value, definition in choices),
        "externalDocs": {
            "description": "These words in the codebook",
            "url": f"../v1/codebook/#{codebook_page.list_of(choices)}",
        },
    }
