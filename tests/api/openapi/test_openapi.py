"""The description of the API: valid, the one that is expected, and true of what the API takes and answers."""

import difflib
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from openapi_schema_validator import OAS31Validator

from events import vocabulary
from events.api.problems import errors
from tests.api.refusals import assert_problem

EXPECTED = Path(__file__).parents[2] / "expected" / "openapi.yaml"
RENEW = (
    "The description of the API is not the expected one. If that is meant, renew it:\n"
    "  .venv/bin/python manage.py spectacular --validate --fail-on-warn "
    "--file tests/expected/openapi.yaml\n"
)
EXPECTED_DOCUMENT = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
COMPONENTS = EXPECTED_DOCUMENT["components"]
SCHEMAS = COMPONENTS["schemas"]


def resolved(part):
    """Return a part of the document with what it shares with others in place; schemas stay references."""
    if isinstance(part, list):
        return [resolved(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    kind, _, name = part.get("$ref", "").removeprefix("#/components/").partition("/")
    if kind in ("headers", "parameters", "responses"):
        return resolved(COMPONENTS[kind][name])
    return {name: resolved(inner) for name, inner in part.items()}


# The compatible endpoints have parameters and errors of their own: tests/compat/test_openapi.py.
OPERATIONS = {
    path: resolved(methods["get"])
    for path, methods in EXPECTED_DOCUMENT["paths"].items()
    if path.startswith("/api/")
}

# A record for each path with a key in it.
KEYS = {
    "datasets": "ucdp-ged",
    "sources": "glavkom",
    "articles": "guarantees-for-ukraine",
    "actors": "recep-tayyip-erdogan",
    "places": "kyiv",
    "statements": "russia-rejects-guarantees",
    "events": "ukraine-war",
    "reports": "kyiv-strike.report.1",
    "claims": "kyiv-strike.claim.1",
    "participants": "kyiv-strike.actor.russia",
}


def under_v1(path):
    """Return a path that can be asked, under /api/v1."""
    path = path.removeprefix("/api/v1")
    path = path.replace("{key}", KEYS.get(path.split("/")[1], ""))
    extension = "csv" if "/aggregate." in path else "ndjson"
    return path.replace("{number}", "1").replace("{extension}", extension)


def faults(body, schema):
    """Return how a body differs from an OpenAPI schema."""
    validator = OAS31Validator({"allOf": [schema], "components": {"schemas": SCHEMAS}})
    return [
        f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(body)
    ]


def assert_documented(body, schema):
    """Assert that a body is as an OpenAPI schema says."""
    assert faults(body, schema) == []


def test_it_is_valid_and_the_one_that_is_expected(tmp_path):
    made = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(made), validate=True, fail_on_warn=True)
    new, old = made.read_text(encoding="utf-8"), EXPECTED.read_text(encoding="utf-8")
    if new != old:
        EXPECTED.with_name("openapi_out.yaml").write_text(new, encoding="utf-8")
        lines = difflib.unified_diff(
            old.splitlines(), new.splitlines(), "expected", "made", lineterm="", n=2
        )
        pytest.fail(RENEW + "\n".join(list(lines)[:100]), pytrace=False)


@pytest.mark.parametrize("path", EXPECTED_DOCUMENT["paths"])
def test_page_and_cursor_say_that_they_exclude_each_other(path):
    operation = resolved(EXPECTED_DOCUMENT["paths"][path]["get"])
    given = {one["name"]: one for one in operation.get("parameters", ())}
    if {"page", "cursor"} <= given.keys():
        for name, other in (("page", "cursor"), ("cursor", "page")):
            assert f"Cannot be combined with `{other}`." in given[name]["description"]


def test_it_is_served(client, world):
    answer = client.get("/api/schema/")
    assert answer.status_code == 200
    assert yaml.safe_load(answer.content) == EXPECTED_DOCUMENT
    for url in ("/api/docs/", "/api/redoc/"):
        assert client.get(url).status_code == 200


def test_every_operation_only_reads():
    assert {method for methods in EXPECTED_DOCUMENT["paths"].values() for method in methods} == {
        "get"
    }


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does():
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(set(names)) == len(names)
    silent = [
        path
        for path, operation in OPERATIONS.items()
        if not (operation["summary"] and operation["description"])
    ]
    assert silent == []


@pytest.mark.parametrize("path", OPERATIONS)
def test_a_url_takes_the_parameters_that_are_documented_and_no_other(get, path):
    documented = [
        parameter["name"]
        for parameter in OPERATIONS[path].get("parameters", ())
        if parameter["in"] == "query"
    ]
    answer = get(f"{under_v1(path)}?no-such-parameter=1")
    missing = ["by"] if "/aggregate" in path else []
    entry, *_ = assert_problem(answer, "invalid-parameters", ["no-such-parameter", *missing])
    assert entry["allowed"] == sorted(documented)


@pytest.mark.parametrize("path", OPERATIONS)
def test_every_parameter_is_described_and_says_what_it_may_be(path):
    parameters = OPERATIONS[path].get("parameters", ())
    assert [one["name"] for one in parameters if not one["description"].endswith(".")] == []
    assert [one["name"] for one in parameters if not one["schema"]] == []


def test_a_list_may_be_separated_by_commas():
    parameters = {one["name"]: one for one in OPERATIONS["/api/v1/events/"]["parameters"]}
    assert parameters["country"]["schema"]["type"] == "array"
    assert (parameters["country"]["style"], parameters["country"]["explode"]) == ("form", False)
    assert parameters["date_from"]["schema"] == {"type": "string", "format": "date"}


def faults_of(path):
    """Return the problems that a path can answer with."""
    names = {
        "invalid-parameters",
        "method-not-allowed",
        "not-acceptable",
        "precondition-failed",
        "too-many-requests",
        "internal-error",
        "unavailable",
    }
    if "{" in path:
        names.add("not-found")
    extension = path.endswith("{extension}")
    if extension:
        names.remove("not-acceptable")
    if "{key}/" in path and not path.endswith("/versions/"):
        names.add("withdrawn")
    if path == "/api/v1/changes/" or (path.startswith("/api/v1/releases/{number}/") and extension):
        names.add("pruned")
    if path.startswith("/api/v1/releases/{number}/") and extension:
        names.add("range-not-satisfiable")
    if path.startswith(("/api/v1/events/aggregate", "/api/v1/statements/aggregate")):
        names.add("pruned")
    if path.removeprefix("/api/v1/").removesuffix("{key}/").removesuffix("/") in KEYS:
        names.add("pruned")
    return names


def schema_of(status, faults):
    """Return the schema of the problems of a status: a withdrawal tells more than others do."""
    plain = {"$ref": "#/components/schemas/Problem"}
    withdrawal = {"$ref": "#/components/schemas/WithdrawnProblem"}
    if status != "410" or "withdrawn" not in faults:
        return plain
    return {"anyOf": [plain, withdrawal]} if "pruned" in faults else withdrawal


@pytest.mark.parametrize("path", OPERATIONS)
def test_an_operation_tells_each_error_that_it_can_answer_with(path):
    responses = OPERATIONS[path]["responses"]
    expected = {str(errors.PROBLEMS[name][0]) for name in faults_of(path)}
    whole = {"200", "206"} if "416" in expected else {"200"}
    assert set(responses) == whole | {"304"} | expected
    for status in expected:
        ((media_type, content),) = responses[status]["content"].items()
        assert media_type == "application/problem+json"
        assert content["schema"] == schema_of(status, faults_of(path))
        assert responses[status]["description"]


ENUMERATIONS = {enumeration.__name__: enumeration for enumeration in vocabulary.LISTS.values()}
CODES = {
    "Country": {code: country.name for code, country in vocabulary.COUNTRIES.items()},
}


@pytest.mark.parametrize(("name", "enumeration"), ENUMERATIONS.items(), ids=ENUMERATIONS)
def test_a_closed_list_carries_its_definitions(name, enumeration):
    schema = SCHEMAS[name]
    assert schema["enum"] == enumeration.values
    assert schema["description"].splitlines() == [
        f"* `{word.value}` - {word.label}" for word in enumeration
    ]


@pytest.mark.parametrize(("name", "words"), CODES.items(), ids=CODES)
def test_a_list_of_codes_carries_their_names(name, words):
    assert SCHEMAS[name]["enum"] == list(words)
    lines = SCHEMAS[name]["description"].splitlines()
    assert lines == [f"* `{code}` - {word}" for code, word in words.items()]


def test_there_is_no_other_closed_list():
    found = {name for name, schema in SCHEMAS.items() if "enum" in schema}
    assert found == set(ENUMERATIONS) | set(CODES)


def test_every_field_is_described():
    silent = [
        f"{name}.{field}"
        for name, schema in SCHEMAS.items()
        for field, described in schema.get("properties", {}).items()
        if not described.get("description")
    ]
    assert silent == []
