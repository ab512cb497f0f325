"""The filters of a page, as the FilterSet of the collection declares them."""

from dataclasses import dataclass

from events.api.http.rendering import form_class_of
from events.api.query.filters import form_fields
from events.api.query.filters.kinds import CountryFilter
from events.explorer import asking
from events.explorer.template_filters import country

# The filters that a page shows first, in this order; the others follow on request.
FIRST = {
    "statements": ("speaker", "act", "form", "topic", "stated_from", "stated_to"),
    "events": ("participant", "type", "country", "date_from", "date_to", "disputed"),
}
MOST_BOXES = 45  # words that are shown as boxes to tick; of more, one is typed


@dataclass
class FilterField:
    """One filter as the page shows it: a name, how to choose a value, and the values that are chosen."""

    name: str
    kind: str
    help: str
    values: list
    choices: list
    collection: str | None = None
    faults: tuple = ()

    @property
    def label(self):
        return self.name.replace("_", " ")

    @property
    def text(self):
        return ",".join(self.values)


def fields_of(question, faults=()):
    """Return (first fields, further fields) of the filters of a question; `faults` are those of the API's error."""
    filterset = question.viewset.filterset_class
    by_name = {}
    for one in faults:
        by_name.setdefault(one["parameter"], []).append(one)
    first, further = {}, []
    for name, form_field in form_class_of(filterset).base_fields.items():
        if name == "q":
            continue
        found = _field(filterset, name, form_field, question.asked, by_name.get(name, ()))
        if name in FIRST[question.collection]:
            first[name] = found
        else:
            further.append(found)
    return [first[name] for name in FIRST[question.collection] if name in first], further


def _field(filterset, name, form_field, query, faults):
    declared = filterset.base_filters[name]
    values = [
        word.strip()
        for text in query.getlist(name)
        for word in (text.split(",") if declared.takes_list else [text])
    ]
    choices = [(str(value), str(label)) for value, label in declared.extra.get("choices", ())]
    kind = "text"
    if isinstance(form_field, form_fields.Words):
        kind = "boxes" if len(choices) <= MOST_BOXES else "typed"
    elif isinstance(form_field, form_fields.Word):
        kind = "one"
    elif isinstance(form_field, form_fields.Flag):
        kind, choices = "one", [("true", "yes"), ("false", "no")]
    elif isinstance(form_field, form_fields.Day):
        kind = "day"
    target = getattr(declared, "target", None)
    return FilterField(
        name,
        kind,
        declared.extra["help_text"],
        values,
        choices,
        target and target.collection.value,
        faults,
    )


@dataclass
class Chosen:
    """A value that a filter has, in words, and the URL of the same question without it."""

    label: str
    value: str
    url: str


def chosen(question):
    """Return the Chosen values of all filters of a question, the search among them."""
    filterset = question.viewset.filterset_class
    found = []
    for name, values in question.filters.lists():
        declared = filterset.base_filters.get(name)
        if declared is None:
            continue
        target = getattr(declared, "target", None)
        texts = (
            [word.strip() for text in values for word in text.split(",")]
            if declared.takes_list
            else values
        )
        named = asking.documents(target.collection.value, texts) if target else {}
        for text in texts:
            rest = ",".join(one for one in texts if one != text) or None
            record = named.get(text, {})
            words = record.get("name") or record.get("title") or text.replace("_", " ")
            if isinstance(declared, CountryFilter):
                words = country(text)
            elif words in ("true", "false"):
                words = {"true": "yes", "false": "no"}[words]
            label = "search" if name == "q" else name.replace("_", " ")
            found.append(Chosen(label, words, question.url(**{name: rest})))
    return found
