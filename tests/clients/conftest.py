"""A server with the records of fixtures/, and its OpenAPI document in a file, for the generators of clients."""

import json
import shutil
import urllib.request

import pytest

from tests.docs.project import project


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the server."""
    with project(tmp_path_factory.mktemp("site")) as made:
        made.start()
        yield f"http://127.0.0.1:{made.port}"


@pytest.fixture(scope="session")
def schema(site, tmp_path_factory):
    """The path of the document as the server has it."""
    path = tmp_path_factory.mktemp("schema") / "openapi.json"
    with urllib.request.urlopen(f"{site}/api/schema/?format=json") as answer:
        path.write_bytes(answer.read())
    return path


@pytest.fixture(scope="session")
def enums(schema):
    """{name: values} of the closed lists."""
    schemas = json.loads(schema.read_bytes())["components"]["schemas"]
    return {name: one["enum"] for name, one in schemas.items() if "enum" in one}


@pytest.fixture(scope="session")
def npx():
    if shutil.which("npx") is None:
        pytest.skip("not installed here: npx")
