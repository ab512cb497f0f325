"""The links of the page that a browser gets: from keys to their records, and from an answer to its files and docs."""

import re
from functools import cache
from html import escape
from urllib.parse import urlencode

from django.urls import NoReverseMatch, get_script_prefix, resolve, reverse
from rest_framework import serializers

from events.api.answering import codebook_page
from events.documents import SERIALIZERS
from events.documents.part_rows import ROW_SERIALIZERS
from events.documents.serializer_fields import Reference, ReferenceList
from events.models import MODEL_BY_COLLECTION
from events.vocabulary import LISTS

# A text in JSON that is a URL
_URL = r'"(?P<url>https?://[^"\s\\]+)"'
# The kind of a problem, which has a page
_PROBLEM = r'"type": "(?P<problem>/(?:[\w-]+/)*errors/[a-z-]+)"'
# A key, and a closed word or a number: no character of them needs an escape.
_KEY = re.compile(r"[a-z0-9._-]+")
_VALUE = r'(?:"[\w.-]+"|\d+)'
_BARE = re.compile(r"[\w.-]+")
# The words that a refusal allows
_LIST_BY_WORDS = {tuple(map(str, words.values)): name for name, words in LISTS.items()}
_ALLOWED = "allowed"


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
def lists_of(collection):
    """Return {name of a field: {word: its list}} of the fields of an answer that hold words of the codebook.

    A name can hold words of several lists, those of the records of the collection first.
    """
    all_serializers = {model.collection.value: one for model, one in SERIALIZERS.items()}
    all_serializers |= ROW_SERIALIZERS
    own = all_serializers.get(collection)
    found = {}
    for serializer in (*([own] if own else ()), *all_serializers.values()):
        _gather_lists(serializer(), found)
    return found


def _gather_lists(serializer, found):
    model = getattr(getattr(serializer, "Meta", None), "model", None)
    # Lists of words are rows of a table of their own.
    vocabularies = {
        field.name: getattr(field.related_model, "vocabulary", None)
        for field in (model._meta.many_to_many if model else ())
    }
    for name, field in serializer.fields.items():
        inner = getattr(field, "child", field)
        if isinstance(inner, serializers.BaseSerializer):
            _gather_lists(inner, found)
            continue
        vocabulary = vocabularies.get(field.source)
        choices = vocabulary.choices if vocabulary else getattr(inner, "choices", {}).items()
        if list_name := codebook_page.list_of(choices):
            words = found.setdefault(name, {})
            for word, _ in choices:
                words.setdefault(str(word), list_name)


@cache
def _pattern(collection):
    names = "|".join((*keys_of(collection), *lists_of(collection), _ALLOWED))
    return re.compile(
        rf'{_URL}|{_PROBLEM}|"(?P<name>{names})": (?P<values>{_VALUE}|\[\s*{_VALUE}(?:,\s*{_VALUE})*\s*\])'
    )


def linked(json, collection=None):
    """Return the JSON of an answer as HTML, with a link for each text that is a URL, a public key or a closed word."""
    parts, at = [], 0
    for found in _pattern(collection).finditer(json):
        for (start, end), url in _links(found, collection):
            text = escape(json[start:end])
            parts += escape(json[at:start]), f'<a href="{escape(url)}" rel="nofollow">{text}</a>'
            at = end
    return "".join([*parts, escape(json[at:])])


def _links(found, collection):
    """Yield (span, URL) of what is a link in one match of the pattern."""
    for group in ("url", "problem"):
        if found[group]:
            yield found.span(group), found[group]
            return
    name, start = found["name"], found.start("values")
    values = list(_BARE.finditer(found["values"]))
    words = lists_of(collection).get(name, {})
    if name == _ALLOWED:
        list_name = _LIST_BY_WORDS.get(tuple(one[0] for one in values))
        words = dict.fromkeys((one[0] for one in values), list_name) if list_name else {}
    target = keys_of(collection).get(name)
    for one in values:
        span = start + one.start(), start + one.end()
        if target and _KEY.fullmatch(one[0]):
            yield span, f"{reverse('front-door')}{target}/{one[0]}/"
        elif not target and one[0] in words:
            yield span, codebook_page.url(words[one[0]], one[0])


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
