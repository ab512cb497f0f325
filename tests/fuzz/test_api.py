"""Generated requests, valid and invalid by the schema: each gets a documented answer, and the right one of the two.

`make fuzz` runs it; EXAMPLES sets how many requests are generated for each operation and kind.
"""

import os
import re

import schemathesis
from hypothesis import settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application

EXAMPLES = int(os.environ.get("EXAMPLES", "10"))

# Why a request that fits the schema can be refused all the same: what no JSON Schema says.
BEYOND_SCHEMA = {
    "a key that no record has": r"is not(, and never was,)? the (slug|code) of any of the ",
    "a release that does not exist": r"^Release .* (does not exist|is not published)",
    "a group of a past release by what has changed": r"^Cannot group release ",
    "a name to sort by that is not in by": r"^Cannot sort groups by ",
    "a matrix of other than two names": r"^(A matrix |Only a matrix )",
    "a cursor of another list": r"^Not a cursor of this list",
    "a cursor beside a page": r"^Given with a cursor",
    "a page beyond the deepest offset": r"begins beyond record 10,000",
    "a field twice in an order": r"^A field is given more than once",
    "a range whose end comes before its beginning": r" lies before ",
    "a distance of nothing or too far": r"^The distance must be ",
    "a box that is upside down": r"lies north of north",
    "the year 0000": r"is not a day of the calendar",
}
REASONS = re.compile("|".join(BEYOND_SCHEMA.values()))

api = schemathesis.openapi.from_wsgi("/api/schema/?format=json", application)


@api.parametrize()
@settings(max_examples=EXAMPLES)
def test_an_answer_is_documented_and_the_right_one(db, case):
    # The test client does not decompress.
    answer = case.call(headers={"Accept-Encoding": "identity"})
    case.validate_response(answer, excluded_checks=[positive_data_acceptance])
    if case.meta.generation.mode == GenerationMode.POSITIVE:
        assert is_acceptable(case, answer), (answer.request.url, answer.text)


def is_acceptable(case, answer):
    """Return whether a request that fits the schema is answered, or refused for what no schema says."""
    # The compatible endpoints have the parameters of other APIs, whose grammars are told in words.
    if answer.status_code != 400 or case.operation.path.startswith("/compat/"):
        return True
    problem = answer.json()
    if problem["type"].endswith(
        "/bad-request"
    ):  # the length of a query, which no parameter has alone
        return problem["detail"].startswith("The query has ")
    # `q` is a small language: see its description.
    return all(
        entry["parameter"] == "q" or REASONS.search(entry["message"]) for entry in problem["errors"]
    )
