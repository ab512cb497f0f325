"""The examples of the OpenAPI document: what a server with the records of fixtures/ answers, and true of the schema.

`RENEW=1 .venv/bin/python -m pytest tests/api/openapi/test_examples.py` writes them anew.
"""

import datetime
import os
from pathlib import Path
from urllib.parse import urlencode

import orjson
import pytest
from django.core.management import call_command

from events.api.exports.formats import FORMATS
from events.api.openapi import examples
from events.api.problems import errors
from events.api.problems.kinds import PROBLEMS
from events.api.store import release_cache
from events.models import Release
from tests.api.openapi.test_openapi import EXPECTED_DOCUMENT, faults, resolved
from tests.api.openapi.test_shapes import BESIDE

FIXTURES = Path(__file__).parents[3] / "fixtures"
HOST = "127.0.0.1:8000"  # as the pages of docs/ write it
WITHDRAWN = ("statements", "russia-will-not-bend")
TIME = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)  # of the release
OPERATIONS = {
    path: resolved(methods["get"]) for path, methods in EXPECTED_DOCUMENT["paths"].items()
}
# {media type: extension}, and {media type: style} of a citation
EXTENSIONS = {
    "text/csv": "csv",
    "application/x-ndjson": "ndjson",
    "application/geo+json": "geojson",
}
# Forms that no text can show.
BINARY = {one.media_type for one in FORMATS.values()} - EXTENSIONS.keys()
STYLES = {
    "text/plain": "text",
    "application/x-bibtex": "bibtex",
    "application/vnd.citationstyles.csl+json": "csl",
}
# Answers of which the example has two items of each list, and files, of which it has the first lines.
SHORTENED = (
    "codebook",
    "articles_annotations",
    "articles_coverage",
    "coverage_list",
    "releases_croissant",
)
FIRST_LINES = 3
# {problem: (request in words, path, headers)} of those that a request to these records can have.
PROBLEM_REQUESTS = {
    "invalid-parameters": ("/api/v1/events/?countri=UA&type=RIOT", {}),
    "bad-request": (f"/api/v1/events/?q={'x' * 16_384}", {}),
    "not-found": ("/api/v1/events/no-such-event/", {}),
    "not-acceptable": ("/api/v1/events/", {"accept": "text/csv"}),
    "precondition-failed": ("/api/v1/events/", {"if-match": '"x"'}),
    "range-not-satisfiable": ("/api/v1/releases/2/events.csv", {"range": "bytes=999999999-"}),
}


@pytest.fixture
def fixtures(db):
    """Put the records of fixtures/ in the place of the world, as release 1 of a fixed time."""
    call_command("flush", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("load_fixtures", str(FIXTURES), verbosity=0)
    Release.objects.update(time=TIME)
    release_cache.forget()


@pytest.fixture
def ask(client, fixtures):
    def ask(url, **headers):
        return client.get(url, headers={"host": HOST} | headers)

    return ask


def text_of(value):
    """Return a value of a parameter as a query string has it."""
    if isinstance(value, list):
        return ",".join(map(text_of, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def url_of(path, query, extension=None):
    """Return the URL of an operation with the examples of what is in its path."""
    tag = OPERATIONS[path]["tags"][0]
    for parameter in OPERATIONS[path].get("parameters", ()):
        name = parameter["name"]
        if parameter["in"] == "path":
            value = extension if name == "extension" else examples.value(tag, name)
            path = path.replace(f"{{{name}}}", value)
    query = {name: text_of(value) for name, value in query.items()}
    return f"{path}?{urlencode(query, safe=',')}" if query else path


def asked(path):
    """Yield (media type, URL, headers) of the request for each form of the answer of an operation."""
    operation = OPERATIONS[path]
    query = examples.query(operation["operationId"], operation["tags"][0])
    for media_type in operation["responses"]["200"]["content"]:
        # The compatible endpoints have one format for each query, and no Accept header.
        if media_type in BINARY or (
            path.startswith("/compat/") and media_type != "application/json"
        ):
            continue
        style = {"style": STYLES[media_type]} if media_type in STYLES else {}
        if "{extension}" in path:
            yield media_type, url_of(path, query, EXTENSIONS[media_type]), {}
        else:
            yield media_type, url_of(path, query | style), {} if style else {"accept": media_type}


def body_of(answer, media_type):
    body = answer.getvalue()
    return (
        orjson.loads(body)
        if media_type.partition(";")[0].endswith(("/json", "+json"))
        else body.decode()
    )


def shortened(value):
    if isinstance(value, str) and "\n" in value:
        return "".join(value.splitlines(keepends=True)[:FIRST_LINES])
    if isinstance(value, dict):
        return {name: shortened(inner) for name, inner in value.items()}
    return [shortened(inner) for inner in value[:2]] if isinstance(value, list) else value


def collected(ask, client):
    """Return what examples.json must hold."""
    found = {}
    for path, operation in OPERATIONS.items():
        name = operation["operationId"]
        for media_type, url, headers in asked(path):
            answer = ask(url, **headers)
            assert answer.status_code == 200, (url, answer.content)
            body, request = body_of(answer, media_type), f"GET {url}"
            if "accept" in headers and media_type != "application/json":
                request += f" with Accept: {media_type}"
            if name in SHORTENED or "{extension}" in path:
                body, request = shortened(body), f"{request} (the beginning)"
            found.setdefault(name, {})[media_type] = {"request": request, "answer": body}
        if path.startswith("/compat/acled/"):
            url = f"{url_of(path, {})}?countri=UA"
            answer = ask(url)
            assert answer.status_code == 400, (url, answer.content)
            shown = {"request": f"GET {url}", "answer": orjson.loads(answer.content)}
            found[name][errors.MEDIA_TYPE] = shown
    problems = {}
    for name, kind in PROBLEMS.items():
        if name in PROBLEM_REQUESTS:
            url, headers = PROBLEM_REQUESTS[name]
            answer = ask(url, **headers)
        elif name == "method-not-allowed":
            answer = client.post("/api/v1/events/", headers={"host": HOST})
        elif name == "withdrawn":
            call_command("withdraw", *WITHDRAWN, reason="Coded twice.", verbosity=0)
            release_cache.forget()
            answer = ask(f"/api/v1/{'/'.join(WITHDRAWN)}/")
        elif name == "pruned":
            call_command("prune_versions", before=2, yes=True, verbosity=0)
            release_cache.forget()
            answer = ask("/api/v1/events/?release=1")
        else:  # no request has it at will
            answer = errors.response(name)
        assert answer.status_code == kind.status, (name, answer.content)
        problems[name] = {"request": kind.example, "answer": orjson.loads(answer.content)}
    return found | {"problems": problems}


def test_they_are_what_the_server_answers(ask, client):
    made = collected(ask, client)
    if os.environ.get("RENEW"):
        examples.FILE.write_bytes(orjson.dumps(made, option=orjson.OPT_INDENT_2) + b"\n")
    assert made == orjson.loads(examples.FILE.read_bytes())


def contents(operation):
    """Yield (media type, content) of all answers of an operation, errors too, but not of parts of files."""
    for status, response in operation["responses"].items():
        if status == "206":
            continue
        yield from response.get("content", {}).items()


@pytest.mark.parametrize("path", OPERATIONS)
def test_every_answer_that_can_be_written_down_has_examples_that_fit_its_schema(path):
    missing = []
    for media_type, content in contents(OPERATIONS[path]):
        values = [one["value"] for one in content.get("examples", {}).values()]
        assert [faults(value, content["schema"]) for value in values] == [[]] * len(values)
        if not values and content["schema"].get("format") != "binary":
            missing.append(media_type)
    # The compatible endpoints answer in CSV only a query that names it.
    assert missing == (["text/csv"] if path.startswith("/compat/acled/") else [])


def parameters():
    """Return {(operation, name): (path, parameter)} of all parameters."""
    return {
        (operation["operationId"], one["name"]): (path, one)
        for path, operation in OPERATIONS.items()
        for one in operation.get("parameters", ())
    }


@pytest.mark.parametrize(
    ("path", "parameter"), parameters().values(), ids=map("-".join, parameters())
)
def test_every_parameter_has_an_example_that_fits_its_schema(path, parameter):
    if parameter["name"] in examples.OPAQUE and path.startswith("/api/"):
        assert "example" not in parameter
    else:
        assert faults(parameter["example"], parameter["schema"]) == []


# Examples that fit no record of fixtures/: none states an outlet, a day, a number of deaths or a translation.
NO_RECORD = {
    *((tag, "source") for tag in ("articles", "statements", "events", "reports", "claims")),
    *(("articles", name) for name in ("url", "published_from", "published_to")),
    *(("statements", f"stated_{name}") for name in ("from", "to")),
    *(("events", f"fatalities_{name}") for name in ("min", "max", "spread_min")),
    *(("statements", name) for name in ("original_language", "translated")),
    *(("events", name) for name in ("quality", "same_as")),
    ("sources", "language"),
}


def test_every_example_of_a_filter_finds_records(ask):
    nothing = set()
    for path, operation in OPERATIONS.items():
        names = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]
        if not path.startswith("/api/") or "{" in path or "page_size" not in names:
            continue
        tag = operation["tags"][0]
        needed = {"by": examples.value(tag, "by")} if "by" in names else {}
        for name in names:
            if name in examples.OPAQUE:
                continue
            action = "aggregate" if needed else "list"
            url = url_of(path, needed | {name: examples.value(tag, name, action)})
            if beside := BESIDE.get((tag, name)):
                url += f"&{beside}"
            answer = ask(url)
            assert answer.status_code == 200, (path, name, answer.content)
            if not answer.json()["count"]:
                nothing.add((tag, name))
    assert nothing == NO_RECORD


@pytest.mark.parametrize("path", [path for path in OPERATIONS if path.startswith("/compat/")])
def test_a_compatible_endpoint_takes_every_example(path, ask):
    refused = {}
    for one in OPERATIONS[path].get("parameters", ()):
        query = {one["name"]: one["example"]} if one["in"] == "query" else {}
        if one["name"].endswith("_where"):
            query[one["name"].removesuffix("_where")] = examples.COMPAT[
                one["name"].removesuffix("_where")
            ]
        answer = ask(url_of(path, query))
        if answer.status_code != 200:
            refused[one["name"]] = answer.content
    assert refused == {}


@pytest.mark.parametrize(
    "path", [path for path, one in OPERATIONS.items() if "x-example-query" in one]
)
def test_what_swagger_ui_fills_in_are_parameters_of_the_operation(path):
    names = {one["name"] for one in OPERATIONS[path]["parameters"]}
    assert OPERATIONS[path]["x-example-query"].keys() <= names
