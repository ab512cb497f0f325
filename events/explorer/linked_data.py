"""Records in JSON-LD with the words of schema.org, for programs that read pages."""

import orjson
from django.utils.safestring import mark_safe

from events.vocabulary import ActorKind, StatementForm

# Characters that would end the element that holds the JSON, or begin a different one.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def of_record(collection, one, url, names):
    """Return the JSON-LD of a record as text that is safe inside a script element, or None where it has none."""
    make = _MADE.get(collection)
    if make is None:
        return None
    values = {"@context": "https://schema.org", "@id": url, **make(one, names), "url": url}
    kept = {name: value for name, value in values.items() if value not in (None, [], "")}
    return mark_safe(orjson.dumps(kept).decode().translate(_ESCAPED))


def _statement(one, names):
    speaker = {"@type": "Person", "name": one["speaker_name"]}
    article = {"@type": "NewsArticle", "name": names.get("articles", {}).get(one["article"])}
    if one["form"] == StatementForm.VERBATIM:
        return {
            "@type": "Quotation",
            "text": one["text"],
            "creator": speaker,
            "inLanguage": one["language"],
            "dateCreated": one["stated_on"],
            "isPartOf": article,
        }
    return {"@type": "Claim", "text": one["text"], "author": speaker, "appearance": article}


def _event(one, names):
    place = one["place_name"] and {"@type": "Place", "name": one["place_name"]}
    return {
        "@type": "Event",
        "name": one["title"],
        "description": one["summary"],
        "startDate": one.get("edtf") or one["start_date"],
        "location": place,
        "actor": [{"@type": "Thing", "name": row["name"]} for row in one["participants"]],
    }


def _article(one, names):
    return {
        "@type": "NewsArticle",
        "headline": one["title"],
        "datePublished": one["published_on"],
        "inLanguage": one["language"],
        "sameAs": one["url"],
        "publisher": one["source_name"] and {"@type": "Organization", "name": one["source_name"]},
    }


def _actor(one, names):
    kind = "Person" if one["kind"] == ActorKind.PERSON else "Organization"
    same = one["wikidata"] and f"https://www.wikidata.org/wiki/{one['wikidata']}"
    others = [name for name in (one["name_original"], *one["aliases"]) if name]
    return {"@type": kind, "name": one["name"], "alternateName": others, "sameAs": same}


def _dataset(one, names):
    return {
        "@type": "Dataset",
        "name": one["title"],
        "version": one["version"],
        "license": one["license"],
        "description": one.get("note") or one["title"],
        "sameAs": one["homepage"],
    }


_MADE = {
    "datasets": _dataset,
    "articles": _article,
    "actors": _actor,
    "statements": _statement,
    "events": _event,
}
