"""The passages that are coded from an article, as W3C Web Annotations (JSON-LD), a page at a time."""

import orjson

from events.api.answering import pagination
from events.api.answering.sums.ordering import GroupOrder, GroupTerm
from events.models import PARTS, RECORDS, Article
from events.models.spans import evidenced

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
POSITION = {"start", "end", "sha256"}
# Passages come in the order of the records, and of the paths within each.
ORDER = GroupOrder(
    "annotations",
    [GroupTerm(name, False, kind) for name, kind in (("record", str), ("passage", int))],
)


def cut(article, position):
    """Return (Page, number of all) of the passages of an article; a row is (its number from 0, record, path, span)."""
    found = sorted(
        (f"{place}/{collection}/{key}", number, path, span)
        for place, collection, key, record in _records(article)
        for number, (path, span) in enumerate(_spans(record))
        if span.get("article", article.slug) == article.slug
    )
    rows = [
        ((at, record[2:], path, span), record, number)
        for at, (record, number, path, span) in enumerate(found)
    ]
    return pagination.cut(ORDER, position, (), None, rows), len(rows)


def shown(article, page, total, neighbors, url, root):
    """Return the AnnotationPage; `url` is that of the annotations, `root` that of the API."""
    document = orjson.loads(article.current.document)
    source = document["url"] or document["archive_url"] or f"{root}articles/{article.slug}/"
    rows = [told for (told,) in page.rows]
    around = {"next": neighbors["next"], "prev": neighbors["previous"]}
    return {
        "@context": [CONTEXT, {"attest": f"{root}codebook/#"}],
        "id": neighbors["self"],
        "type": "AnnotationPage",
        "partOf": {
            "id": f"{url}#all",
            "type": "AnnotationCollection",
            "total": total,
            "first": url,
        },
        "startIndex": rows[0][0] if rows else total,
        **{name: address for name, address in around.items() if address},
        "items": [
            _annotation(span, record, path, url, root, source) for _, record, path, span in rows
        ],
    }


def _records(article):
    """Yield (place, collection, key, document) of the published records with a passage of the article.

    The place is that of the collection among all, one digit.
    """
    found = {Article: {article.pk}}
    for model, (lookup, _) in evidenced().items():
        rows = model.objects.filter(**{lookup: article}).order_by()
        owner = PARTS.get(model)
        of = model._meta.get_field(owner).related_model if owner else model
        found.setdefault(of, set()).update(
            rows.values_list(f"{owner}_id" if owner else "pk", flat=True)
        )
    for place, model in enumerate(RECORDS):
        rows = model.objects.filter(pk__in=found.get(model, ()), current__isnull=False)
        rows = rows.order_by().values_list(model.key_name, "current__document")
        for key, document in rows:
            yield place, model.collection.value, key, orjson.loads(document)


def _spans(node, path=""):
    """Yield (path, span) of all that points into a text within a document."""
    if isinstance(node, list):
        for number, inner in enumerate(node):
            yield from _spans(inner, f"{path}/{number}")
    elif isinstance(node, dict):
        if node.keys() >= POSITION:
            yield path, node
        for name, inner in node.items():
            yield from _spans(inner, f"{path}/{name}")


def _annotation(span, record, path, url, root, source):
    describes = "/left_out/" in path or "/attribution/" in path
    return {
        "id": f"{url}#{record}{path}",
        "type": "Annotation",
        "motivation": "describing" if describes else "classifying",
        "body": {"id": f"{root}{record}/", "attest:path": path},
        "target": {"source": source, "selector": _selectors(span)},
    }


def _selectors(span):
    """Return the selectors of a passage: its offsets with its hash, and words of it where they may be given."""
    start, end = span["start"], span["end"]
    position = {
        "type": "TextPositionSelector",
        "start": start,
        "end": end,
        "attest:sha256": span["sha256"],
    }
    exact, opening, closing = (span.get(name) for name in ("exact", "opening", "closing"))
    if exact is None and opening and len(opening) == end - start:
        exact = opening  # a passage of at most six words
    if exact is not None:
        return [position, _quote(exact)]
    if opening and closing:
        # The selection ends before what `endSelector` selects: the empty text after the closing words.
        after = _quote("") | {"prefix": closing}
        return [
            position,
            {"type": "RangeSelector", "startSelector": _quote(opening), "endSelector": after},
        ]
    return [position]


def _quote(words):
    return {"type": "TextQuoteSelector", "exact": words}
