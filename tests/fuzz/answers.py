"""What every answer to a generated request must be, whatever the data."""

import os
import re

import schemathesis
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from tests.fuzz.beyond_schema import explanation

EXAMPLES = int(os.environ.get("EXAMPLES", "10"))
# A fault in a line of text; one of the whole query has no parameter.
FAULT = re.compile(r"(?:([\w-]+): )?(.*)", re.DOTALL)

api = schemathesis.openapi.from_wsgi("/api/schema/?format=json", application)


def check(case, count):
    """Send a request: its answer is documented in full, and refuses what fits the schema for a listed reason only.

    schemathesis checks statuses, content types, headers and bodies, and that what does not fit is refused.
    """
    # The test client does not decompress.
    answer = case.call(headers={"Accept-Encoding": "identity"})
    fits = case.meta.generation.mode == GenerationMode.POSITIVE
    count("request", f"{'fits' if fits else 'does not fit'}: {answer.status_code}")
    case.validate_response(answer, excluded_checks=[positive_data_acceptance])
    if fits:
        check_refusal(case, answer, count)


def check_refusal(case, answer, count):
    """Check that reasons explain all faults of a request that fits the schema, or that it is not refused."""
    status, path = answer.status_code, case.operation.path
    if status in (200, 206) or (status in (404, 410) and "{" in path):
        return
    assert status == 400, (status, answer.request.url)
    for fault in faults(path, answer):
        reason = explanation(*fault)
        assert reason, (fault, answer.request.url)
        count("reason", reason)


def faults(path, answer):
    """Return the (parameter, message) of each fault in a refusal, in the form of its API."""
    if path.startswith("/compat/ucdp/"):
        lines = answer.text.split("\n")
    elif path.startswith("/compat/acled/"):
        lines = [one["message"] for one in answer.json()["error"]]
    elif (problem := answer.json())["type"].endswith("/bad-request"):
        lines = [problem["detail"]]
    else:
        return [(one["parameter"], one["message"]) for one in problem["errors"]]
    return [FAULT.fullmatch(line).groups() for line in lines]
