"""The column `source_article` of UCDP GED: `"Office,YYYY-MM-DD,Headline";"Office,YYYY-MM-DD,Headline"`."""

import re

from events.importing.keys import collapsed, digest
from events.importing.reading.dates import day
from events.importing.sources import known_by_name
from events.vocabulary import DatePrecision

# An office can hold commas and a headline anything at all, so the first date between commas parts them.
_BETWEEN = re.compile(r'"\s*;\s*"')
_ARTICLE = re.compile(r"(.*?),\s*([0-9]{4}-[0-9]{2}-[0-9]{2})\s*,(.*)", re.DOTALL)


def articles(text):
    """Return the articles that a text lists, one for each time that one is listed, or None if it lists none."""
    text = text.strip()
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return None
    found = []
    for part in _BETWEEN.split(text[1:-1]):
        match = _ARTICLE.fullmatch(part)
        published = match and day(match[2])
        if not published or not match[1].strip():
            return None
        found.append(_article(match[1], published, match[3]))
    return found


def _article(office, published, headline):
    publisher = known_by_name(office)
    # Keys were made from headlines with their tabs and line breaks, which titles, being of one line, do not have.
    key = digest(publisher["slug"], published, headline.strip(), digits=12)
    return {
        "slug": f"{publisher['slug']}-{published}-{key}",
        "source": publisher,
        "title": collapsed(headline) or None,
        "published_on": published,
        "published_precision": DatePrecision.DAY.value,
    }
