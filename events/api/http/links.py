"""The links of the page that a browser gets: from keys to their records, and from an answer to its files and docs."""

import re
from functools import cache
from html import escape
from urllib.parse import urlencode

from django.urls import NoReverseMatch, get_script_prefix, resolve, reverse
from rest_framework import serializers

from events.documents import SERIALIZERS
from events.documents.part_rows import ROW_SERIALIZERS
from events.documents.serializer_fields import Reference, ReferenceList
from events.models import MODEL_BY_COLLECTION

# A text in JSON that is a URL
_URL = r'"(?P<url>https?://[^"\s\\]+)"'
# What a key can be: nothing in it needs an escape.
_KEY = r'"[a-z0-9._-]+"'


@cache
def keys_of(collection):
    """Return {name of a field: collection} of the fields of an answer that hold public keys.

    The answer is of a collection, or of rows of events; the names mean there what they mean in its records.
    """
    found = {}
    for model, serializer in SERIALIZERS.items():
        found = _fields(serializer(), model) | found
    if collection in MODEL_BY_COLLECTION:
        model = MODEL_BY_COLLECTION[collection]
        return found | _fields(SERIALIZERS[model](), model) | {model.key_name: collection}
    return found | {"key": collection} if collection in ROW_SERIALIZERS else found


def _fields(serializer, model):
    found = {}
    for name, field in serializer.fields.items():
        inner = getattr(field, "child", field)
        if isinstance(inner, serializers.BaseSerializer):
            meta = getattr(inner, "Meta", None)
            found = _fields(inner, meta.model if meta else model) | found
        elif isinstance(field, Reference | ReferenceList):
            other = model._meta.get_field(field.source).related_model
            found[name] = other.collection.value
    return found


@cache
def _pattern(collection):
    names = "|".join(keys_of(collection))
    return re.compile(
        rf'{_URL}|"(?P<name>{names})": (?P<keys>{_KEY}|\[\s*{_KEY}(?:,\s*{_KEY})*\s*\])'
    )


def linked(json, collection=None):
    """Return the JSON of an answer as HTML, with a link for each text that is a URL or a public key."""
    root, names, parts, at = reverse("front-door"), keys_of(collection), [], 0
    for found in _pattern(collection).finditer(json):
        if found["url"]:
            places = [(found.span("url"), found["url"])]
        else:
            begin, path = found.start("keys"), f"{root}{names[found['name']]}"
            places = [
                ((begin + one.start() + 1, begin + one.end() - 1), f"{path}/{one[0][1:-1]}/")
                for one in re.finditer(_KEY, found["keys"])
            ]
        for (start, end), url in places:
            text = escape(json[start:end])
            parts += escape(json[at:start]), f'<a href="{escape(url)}" rel="nofollow">{text}</a>'
            at = end
    return "".join([*parts, escape(json[at:])])


# {action of a view: the end of the name of the URL of its files}
_FILES = {"list": "export", "aggregate": "aggregate-export"}
# Parameters that choose a part of what a list selects: a file has all of it.
_PARTS = {"page", "page_size", "cursor"}


def files(view, query):
    """Return [(extension, URL)] of the files that answer the question of a list or of sums in full."""
    name = f"{getattr(view, 'basename', None)}-{_FILES.get(getattr(view, 'action', None))}"
    try:
        # `resolve` takes paths without the one at which the site is mounted.
        path = reverse(name, kwargs={"extension": "csv"}).removeprefix(get_script_prefix())
        made = resolve(f"/{path}").func
    except NoReverseMatch:
        return []
    file = made.view_class(**made.view_initkwargs)
    question = [(one, value) for one, values in query.lists() for value in values]
    question = [(one, value) for one, value in question if one not in _PARTS]
    taken = file.parameters(file.action)
    if any(one not in taken for one, _ in question):
        return []
    end = f"?{urlencode(question, safe=',')}" if question else ""
    return [
        (extension, reverse(name, kwargs={"extension": extension}) + end)
        for extension in file.formats
    ]


def operation(view):
    """Return the URL of the docs of the operation that a view performs; of all of them where it performs none."""
    tag, name = "about", getattr(view, "operation_name", None)
    if getattr(view, "basename", None) and getattr(view, "action", None):
        tag, name = view.basename, f"{view.basename}_{view.action}"
    return reverse("docs") + (f"#/{tag}/{name}" if name else "")
