"""Why a request that fits the schema can be refused all the same: what no JSON Schema says.

Each reason names the parameters that it can concern and the whole message, so that no other refusal passes for it.
"""

import datetime
import re
from typing import NamedTuple

from events.vocabulary import ACLED_REGIONS

ANY = r"[\w-]+"
OTHER = "it depends on another parameter"
RECORDS = "it depends on the records that there are"
CALENDAR = "no pattern knows the calendar"
GRAMMAR = "a grammar, which its description explains"
# A column of ACLED's lists, whose `_where` names the operator.
COLUMN = r"\w+"


def is_no_day(day):
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return True
    return False


class Reason(NamedTuple):
    """What a refusal says of a parameter; `holds` checks the groups of the message."""

    why: str
    parameter: str
    message: str
    holds: object = None

    def explains(self, parameter, message):
        found = re.fullmatch(self.message, message, re.DOTALL)
        if not found or not re.fullmatch(self.parameter, parameter or ""):
            return False
        return self.holds is None or self.holds(*found.groups())


# What the language of searches refuses; `.*` is what was written, or what to write instead.
SEARCH = (
    r".* cannot be read: .*",
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
REASONS = (
    Reason(RECORDS, ANY, r".* is not(?:, and never was,)? the (?:slug|code) of any of the .*"),
    Reason(RECORDS, "release|since", r"Release .* (?:does not exist|is not published).*"),
    Reason(OTHER, "release", r"Only the newest release can be counted here.*"),
    Reason(OTHER, "cursor", r"Not a cursor of this list.*"),
    Reason(OTHER, "page", r"Given with a cursor[.:].*"),
    Reason(OTHER, "page", r"Page .* begins beyond record 10,000, .*"),
    Reason("a field and its reverse are one field", "order_by", r"A field is given more than once\."),
    Reason(OTHER, ANY, r".* lies before .*"),
    Reason("two parts of one text", "bbox", r"South .* lies north of north .*"),
    Reason(CALENDAR, ANY, r"'([0-9-]+)' is not a day of the calendar\.", is_no_day),
    Reason("no parameter has the length of the query", "", r"The query has [\w, ]+ bytes\..*"),
    *(Reason(GRAMMAR, "q", message) for message in SEARCH),
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
        r"There is no region (-?\d+)\. Allowed: .*",
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
