"""Why a request that fits the schema can be refused all the same: what no JSON Schema says.

Each reason names the parameters that it can concern and the whole message, so that no other refusal passes for it.
"""

import datetime
import re
from ast import literal_eval
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from openapi_schema_validator import OAS30Validator
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import CoverageScenario

from events.api.query.positions import LARGEST_SIZE
from events.api.query.search_refusals import _DISTANCE, _FOREIGN, LOWER_CASE
from events.models import Release, Version
from events.vocabulary import ACLED_REGIONS, Collection, is_language
from tests.fuzz import real_values

ANY = r"[\w-]+"
OTHER = "it depends on another parameter"
RECORDS = "it depends on the records that there are"
CALENDAR = "no pattern knows the calendar"
PLACES = "which item of an array it is"
GRAMMAR = "a grammar, which its description explains"
# A column of ACLED's lists, whose `_where` names the operator.
COLUMN = r"\w+"


def is_no_day(day):
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return True
    return False


def is_on_no_day(moment):
    """Return whether a time is on no day, or may be on none in UTC."""
    return is_no_day(moment[:10]) or moment.startswith(("0001-01-01", "9999-12-31"))


def is_no_key(key, collection, number=None):
    """Return whether no record of a collection has a key, or had it in release `number`."""
    states = Version.objects.filter(collection=collection, key=literal_eval(key))
    if number is None:
        return not states.filter(last_release=None, document__isnull=False).exists()
    return not states.standing_at(int(number)).exists()


def was_no_key(key, collection):
    return not Version.objects.filter(collection=collection, key=literal_eval(key)).exists()


def is_no_release(number):
    return not Release.objects.filter(number=int(literal_eval(number))).exists()


def written(quoted):
    """Return the text that a message quotes, by Python's rules or between plain quotation marks."""
    try:
        return literal_eval(quoted)
    except (SyntaxError, ValueError):
        return quoted[1:-1]


class Reason(NamedTuple):
    """The reason of a refusal of a parameter; `holds` checks the groups of the message."""

    why: str
    parameter: str
    message: str
    holds: object = None

    def explains(self, parameter, message):
        found = re.fullmatch(self.message, message, re.DOTALL)
        if not found or not re.fullmatch(self.parameter, parameter or ""):
            return False
        return self.holds is None or self.holds(*found.groups())


# Refusals of the language of searches; `.*` is the text that was written, or the one to write instead.
SEARCH = (
    r"Nothing to search for: give at least one word that must occur\.",
    r"The search has \d+ words and phrases; at most \d+ are allowed\.",
    r"A quotation mark is not closed: .*",
    r"A parenthesis is (?:not closed|closed that is not open)\.",
    r"There is nothing to search for in the parentheses\.",
    r"Each side of OR and each pair of parentheses needs at least one word that must occur\.",
    r"Two exclusions follow one another: .*",
    r"\S+ needs .*",
    r"\S+ cannot follow another field\.",
    r"'.*:' is not a field of the search: .*",
    r"Write -\S+word where a word must not occur in a field\.",
    r"At most \d+ parentheses are allowed in one another\.",
)
WORD = r"""('.*'|".*") cannot be read: """
FOREIGN = (
    (WORD + r'a star goes after the quotation mark, as in "two wor"\*\.', re.compile(r"\*")),
    *((WORD + re.escape(advice), pattern) for pattern, advice in _FOREIGN),
    (WORD + r"it holds no letters or digits\.(?: Leave it out\.)?", re.compile(r"\W|_")),
    (WORD + r"write a space before the parenthesis\.", re.compile(r"\($")),
    (WORD + re.escape(_DISTANCE), re.compile(r"^NEAR\($", re.IGNORECASE)),
)
# The collections of records, as messages name them.
KEYED = rf"('[^']*') is not the (?:slug|code) of any of the ({'|'.join(Collection.values)})"
REASONS = (
    Reason(RECORDS, ANY, KEYED + r"\.", is_no_key),
    Reason(RECORDS, ANY, KEYED + r" in release (\d+)\.", is_no_key),
    Reason(RECORDS, ANY, KEYED.replace("not", "not, and never was,") + r"\.", was_no_key),
    Reason(RECORDS, "release|since", r"Release ('?\d+'?) does not exist\. .*", is_no_release),
    Reason(RECORDS, "since", r"Release (\d+) is not published; .*", is_no_release),
    Reason(OTHER, "resolve", r"Cannot resolve values of a past release: .*"),
    Reason(OTHER, "cursor", r"Not a cursor of this list.*"),
    Reason(OTHER, "page", r"Given with a cursor[.:].*"),
    Reason(OTHER, "page", r"Page .* begins beyond record 10,000, .*"),
    Reason("a field and its reverse are one field", "order_by", r"A field is given more than once\."),
    Reason(OTHER, ANY, r".* lies before .*"),
    Reason("two parts of one text", "bbox", r"South .* lies north of north .*"),
    Reason(CALENDAR, ANY, r"'([0-9-]+)' is not a day of the calendar\.", is_no_day),
    Reason("no parameter has the length of the query", "", r"The query has [\w, ]+ bytes\..*"),
    *(Reason(GRAMMAR, "q", message) for message in SEARCH),
    *(
        Reason(GRAMMAR, "q", message, lambda word, sign=sign: sign.search(written(word)))
        for message, sign in FOREIGN
    ),
    Reason(GRAMMAR, "q", re.escape(f"NEAR cannot be read: {_DISTANCE} {LOWER_CASE}")),
    Reason(
        "a registry",
        "language|original_language",
        r"('.*'|\".*\") is not a language tag .*",
        lambda tag: not is_language(written(tag)),
    ),
    Reason(OTHER, "within", r"within has no actor to include the members of\. .*"),
    Reason(RECORDS, "within", r".*have changed since.*"),
    Reason(RECORDS, ANY, r"The records that it looks at have changed since release \d+\. .*"),
    Reason(OTHER, "original|excel|geometry", r"Files in \.\w+ do not take this\. Use .*"),
    Reason(OTHER, r"\w+_within_bounds", r"\w+ needs \w+ or \w+; give one of them, or leave it out\."),
    # /ogc/
    Reason(CALENDAR, "datetime", r"'(.*)' is not on a day of the calendar\.", is_on_no_day),
    Reason("two parts of one text", "datetime", r"'.*' ends before it begins\."),
    Reason(PLACES, "bbox", r"West and east must lie between -180 and 180\."),
    Reason(PLACES, "bbox", r"South and north must lie between -90 and 90\."),
    # sums
    Reason(OTHER, "order_by", r"Cannot sort groups by .*"),
    Reason(OTHER, "shape", r"A matrix needs two names in `by`, rows and columns; \d given\."),
    Reason(OTHER, "shape", r"A matrix is a CSV file: its columns depend on the data\."),
    Reason(OTHER, "cells", r"Only a matrix has cells\. Add shape=matrix\."),
    Reason(RECORDS, "by", r"Cannot group release \d+ by '\w+': some of the \w+ have changed since then\. .*"),
    # /compat/acled
    Reason(CALENDAR, COLUMN, r"'([0-9-]+)' is not a day written YYYY-MM-DD\.", is_no_day),
    Reason(OTHER, COLUMN, r"(?:[<>]=?) takes one value\."),
    Reason(OTHER, COLUMN, r"BETWEEN takes two values, as in A\|B\."),
    Reason(OTHER, COLUMN, r".* is less than .*\."),
    Reason(OTHER, r"\w+_where", r"Given without \w+, the value to compare with\."),
    Reason(OTHER, "page", r"limit=0 asks for all rows, which are one page\."),
    Reason(OTHER, "limit", r"export_type=monadic keeps the two rows .*"),
    Reason(OTHER, "fields", r"export_type=monadic has no column \w+\."),
    Reason(
        "the same text is a number or a name",
        "region",
        r"There is no region (-?\d+)\.",
        lambda number: int(number) not in ACLED_REGIONS,
    ),
    # /compat/ucdp
    Reason(OTHER, "EndDate", r".* is before StartDate, .*\."),
    Reason(CALENDAR, "StartDate|EndDate", r"'([0-9-]+)' is not a day written YYYY-MM-DD\.", is_no_day),
    Reason("two parts of one text", "Geography", r".* is not a box on the globe: .*"),
)  # fmt: skip


def explanation(parameter, message):
    """Return the pattern of the reason that explains a fault, or None; the whole query is the parameter None."""
    for reason in REASONS:
        if reason.explains(parameter, message):
            return f"{reason.parameter}: {reason.message}"
    return None


def misfit(case, url):
    """Return why a request that does not fit the schema is served all the same, or None."""
    data = case.meta.phase.data
    scenario = getattr(data, "scenario", None)
    if case.method.upper() in ("OPTIONS", "HEAD"):
        return "the document lists GET; each URL serves OPTIONS and HEAD as well"
    if scenario == CoverageScenario.MALFORMED_CONTENT_TYPE:
        return "a GET has no body that its Content-Type could describe"
    if (
        scenario == CoverageScenario.OBJECT_UNEXPECTED_PROPERTIES
        and data.parameter_location == ParameterLocation.HEADER
    ):
        return "a server ignores header fields that it does not know (RFC 9110, 5.1)"
    sent = parse_qs(urlsplit(url).query, keep_blank_values=True)
    if scenario == CoverageScenario.INCORRECT_TYPE and fits_as_text(case, sent, data.parameter):
        return "each value in a query string is a text, and this one fits"
    if real_values.path_of(case).startswith("/ogc/") and data.parameter == "limit":
        (limit,) = sent["limit"]
        if limit.isdecimal() and int(limit) > LARGEST_SIZE:
            return "OGC has a larger `limit` mean the largest, as its description says"
    return None


def fits_as_text(case, sent, name):
    """Return whether the values of a parameter, as they are sent, fit its schema, or that of the items of its list."""
    schema = case.operation.get_parameter(name, "query").definition["schema"]
    values = sent.get(name, [])
    if schema.get("type") == "array":
        schema, values = schema["items"], [part for text in values for part in text.split(",")]
    if schema.get("type") == "integer":
        values = [int(text) if text.isdecimal() else text for text in values]
    return all(map(OAS30Validator(schema).is_valid, values))
