"""Template filters of the explorer: dates, words, and names in their own scripts."""

import unicodedata

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join

from config.proxy import mounted
from events.api.answering import codebook_page
from events.explorer import dates
from events.vocabulary import COUNTRIES

register = template.Library()

register.filter("event_date", dates.of_event)
register.filter("statement_date", dates.of_statement)
register.filter("article_date", dates.of_article)

# The language of a name by its script, where only one is likely enough to choose a voice or a font.
SCRIPTS = {
    "ARABIC": ("ar", "rtl"),
    "HEBREW": ("he", "rtl"),
    "CYRILLIC": ("und-Cyrl", "ltr"),
    "GREEK": ("el", "ltr"),
    "HANGUL": ("ko", "ltr"),
    "HIRAGANA": ("ja", "ltr"),
    "KATAKANA": ("ja", "ltr"),
    "CJK": ("und-Hani", "ltr"),
    "MYANMAR": ("und-Mymr", "ltr"),
    "ETHIOPIC": ("und-Ethi", "ltr"),
}


@register.filter
def number(value):
    """Return a whole number with commas between thousands."""
    return f"{value:,}"


@register.filter
def words(value):
    """Return a closed word as a person reads it."""
    return str(value).replace("_", " ") if value is not None else ""


@register.filter
def country(code):
    """Return the name of a country by its code."""
    found = COUNTRIES.get(code)
    return found.name if found else code or ""


@register.filter
def foreign(name):
    """Return a name with its language and direction where it is not in Latin letters."""
    for letter in name or "":
        if letter.isalpha() and (found := SCRIPTS.get(unicodedata.name(letter, "").split()[0])):
            return format_html('<bdi lang="{}" dir="{}">{}</bdi>', *found, name)
    return conditional_escape(name or "")


@register.filter
def fatalities(numbers):
    """Return estimates of the number killed as a range, or an empty text where there are none."""
    low, best, high = (numbers.get(name) for name in ("low", "best", "high"))
    spread = sorted({number for number in (low, high) if number is not None})
    text = "–".join(f"{number:,}" for number in spread)
    if best is None:
        return text
    return f"{best:,}" if spread in ([], [best]) else f"{best:,} ({text})"


@register.filter
def of(mapping, key):
    """Return what a mapping holds for a key, or the key itself."""
    return (mapping or {}).get(key, key)


@register.simple_tag(takes_context=True)
def record_link(context, collection, key):
    """Return a link to a record, by its name where the page knows it."""
    name = context.get("names", {}).get(collection, {}).get(key, key)
    url = reverse("record", args=[collection, key])
    return format_html('<a href="{}">{}</a>', url, foreign(name))


@register.simple_tag(takes_context=True)
def quoted(context, evidence, whole=True):
    """Return the words of a passage, or how it opens and closes, in the language of their article."""
    ends = filter(None, (evidence.get("opening"), evidence.get("closing")))
    text = (whole and evidence.get("exact")) or " … ".join(ends)
    if not text:
        return ""
    language = context.get("languages", {}).get(evidence.get("article"))
    return format_html('<q lang="{}" dir="auto">{}</q>', language or "und", text)


@register.simple_tag(takes_context=True)
def record_links(context, collection, keys):
    """Return links to records with commas between them."""
    links = [record_link(context, collection, key) for key in keys]
    return format_html_join(", ", "{}", ((link,) for link in links))


@register.simple_tag
def word_link(name, value):
    """Return a word of a closed list as a person reads it, with a link to its definition in the codebook."""
    return format_html('<a href="{}">{}</a>', codebook_page.url(name, value), words(value).lower())


@register.simple_tag
def word_tag(name, value, style="quiet"):
    """Return a closed word as a tag with a link to its definition."""
    url = codebook_page.url(name, value)
    return format_html('<a class="tag {}" href="{}">{}</a>', style, url, words(value).lower())


@register.simple_tag
def documentation():
    """Return the URL of the documentation where the server shows it, or an empty text."""
    return mounted("/docs/") if settings.DOCS_ROOT.is_dir() else ""
