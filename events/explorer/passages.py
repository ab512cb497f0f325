"""The passages of an article in the order of its text, with what is coded from each and what is left out."""

from events.explorer import asking

MOST_PASSAGES = 1000  # records of an article; its text is a news article


def of_article(request, article):
    """Return a list of {start, end, sha256, what, collection, key, article, text, note} of an article, in order."""
    slug, found = article["slug"], []
    for collection in ("statements", "events"):
        query = asking.query_of(article=slug, page_size=MOST_PASSAGES)
        for row in asking.page(request, collection, query)["results"]:
            for what, text, evidence in _evidence(collection, row):
                if evidence and evidence["article"] == slug:
                    found.append(
                        _passage(evidence, what, text)
                        | {"collection": collection, "key": row["code"], "article": slug}
                    )
    for one in article.get("left_out") or ():
        found.append(_passage(one, "left out", one["reason"]) | {"note": one.get("note")})
    return sorted(found, key=lambda one: (one["start"], one["end"], one["what"]))


def _passage(span, what, text):
    return {
        name: span.get(name) for name in ("start", "end", "sha256", "opening", "closing", "link")
    } | {
        "what": what,
        "text": text,
    }


def _evidence(collection, row):
    """Yield (what is coded, words, evidence) of a statement or an event."""
    if collection == "statements":
        yield "statement", f"{row['speaker_name']}: {row['text']}", row["evidence"]
        for link in row.get("related_statements") or ():
            yield "link of statements", link["relation"].replace("_", " "), link["evidence"]
        return
    for report in row["reports"]:
        yield f"{report['role']} report", row["title"], report["evidence"]
    for claim in row["claims"]:
        yield f"claim on {claim['attribute'].replace('_', ' ')}", row["title"], claim["evidence"]
    for link in row.get("related_events") or ():
        yield (
            "link of events",
            f"{row['title']}: {link['relation'].replace('_', ' ')}",
            link["evidence"],
        )
