"""The compatible endpoints in the description of the API: true of what they take and answer."""

import pytest
from openapi_schema_validator import OAS31Validator

from events.compat.acled import list_columns
from events.compat.ucdp.columns import COLUMNS
from tests.api.openapi.test_openapi import EXPECTED_DOCUMENT, SCHEMAS, resolved
from tests.importing.tables import ACLED, UCDP

OPERATIONS = {
    path: resolved(methods["get"])
    for path, methods in EXPECTED_DOCUMENT["paths"].items()
    if path.startswith("/compat/")
}
ACLEDS = [path for path in OPERATIONS if path.startswith("/compat/acled/")]
IGNORED = {"Key", "key", "email", "terms", "access_token"}
PROBLEM = {"$ref": "#/components/schemas/Problem"}


@pytest.fixture
def ask(client, imports):
    imports.ucdp(UCDP, dataset_version="25.1")
    imports.acled(ACLED, {"event_id_cnty": "UKR2", "fatalities": ""})
    imports.acled(ACLED, withdraw_missing=True)
    return lambda path, query="": client.get(path.replace("{version}", "25.1") + query)


def assert_documented(body, schema):
    validator = OAS31Validator({"allOf": [schema], "components": {"schemas": SCHEMAS}})
    assert [error.message for error in validator.iter_errors(body)] == []


def test_there_is_an_operation_for_each_endpoint():
    names = ("acled", "deleted", "country", "region", "actor", "actortype")
    assert list(OPERATIONS) == [
        "/compat/ucdp/api/gedevents/{version}",
        *(f"/compat/acled/api/{name}/read" for name in names),
    ]
    assert [operation["tags"] for operation in OPERATIONS.values()] == [["compat"]] * 7


@pytest.mark.parametrize("path", OPERATIONS)
def test_an_answer_is_as_documented(ask, path):
    answer = ask(path)
    described = OPERATIONS[path]["responses"]["200"]
    assert answer["Content-Type"] == "application/json"
    body = answer.json()
    assert body.get("Result") or body.get("data")
    assert_documented(body, described["content"]["application/json"]["schema"])
    assert described["headers"].keys() <= answer.headers.keys()


@pytest.mark.parametrize("path", OPERATIONS)
def test_every_error_is_documented(ask, client, path):
    responses = OPERATIONS[path]["responses"]
    refused = {"400", "404"} if path not in ACLEDS else {"400"}
    assert set(responses) == {"200", "304", "405", "412", "429", "500", "503"} | refused
    for status in ("405", "412", "429", "500", "503"):
        ((media_type, content),) = responses[status]["content"].items()
        assert (media_type, content["schema"]) == ("application/problem+json", PROBLEM)
    answer = ask(path, "?countri=x")
    ((media_type, content),) = responses["400"]["content"].items()
    assert answer["Content-Type"] == media_type == "application/problem+json"
    assert_documented(answer.json(), content["schema"])


@pytest.mark.parametrize("path", OPERATIONS)
def test_the_parameters_that_are_documented_are_those_that_are_taken(ask, path):
    described = {one["name"]: one for one in OPERATIONS[path]["parameters"] if one["in"] == "query"}
    (fault,) = ask(path, "?no-such-parameter=1").json()["errors"]
    assert sorted(fault["allowed"]) == sorted(described.keys() - IGNORED)
    for one in described.values():
        assert one["description"].endswith(".")
        assert one["schema"]
    for name in described.keys() & IGNORED:
        assert ask(path, f"?{name}=anything").status_code == 200


def test_the_columns_are_described_in_their_order():
    operation = OPERATIONS["/compat/ucdp/api/gedevents/{version}"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert tuple(schema["properties"]["Result"]["items"]["properties"]) == COLUMNS
    operation = OPERATIONS["/compat/acled/api/acled/read"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    columns = schema["properties"]["data"]["items"]["properties"]
    assert list(columns) == list(list_columns.EVENTS)
