"""Clients that are generated from the OpenAPI document compile, pass the checker of their types, and read the server."""

import json
import os
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

TOOLS = ROOT / "build" / "clients" / "bin"
HERE = Path(__file__).parent
# The module that openapi-python-client writes alike for every document; it does not pass mypy 2.
MYPY = "[mypy]\n[mypy-attest_client.client]\nignore_errors = True\n"
NODE = ("npx", "--yes", "--package", "openapi-typescript@7.13.0", "--package", "typescript@5.9.3")


@pytest.fixture
def run(tmp_path):
    """Run a program in a folder of its own; fail with what it says where it fails."""
    environment = {
        **os.environ,
        "PATH": f"{TOOLS}:{os.environ['PATH']}",
        "PYTHONPATH": str(tmp_path),
    }

    def run(*command):
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout

    return run


@pytest.fixture
def words(enums, tmp_path):
    path = tmp_path / "enums.json"
    path.write_text(json.dumps(enums), encoding="utf-8")
    return path


def test_openapi_python_client(run, schema, site, words, tmp_path):
    (tmp_path / "mypy.ini").write_text(MYPY)
    run(
        TOOLS / "openapi-python-client", "generate", "--fail-on-warning", "--meta", "none",
        "--path", schema, "--output-path", tmp_path / "attest_client",
    )  # fmt: skip
    run(TOOLS / "mypy", "attest_client")
    run(TOOLS / "python", HERE / "use_python_client.py", site, words)


def test_datamodel_code_generator(run, schema, site, words, tmp_path):
    run(
        TOOLS / "datamodel-codegen", "--input", schema, "--input-file-type", "openapi",
        "--output", "models.py", "--output-model-type", "pydantic_v2.BaseModel",
        "--target-python-version", "3.11", "--use-annotated", "--formatters", "builtin",
    )  # fmt: skip
    run(TOOLS / "mypy", "models.py")
    run(TOOLS / "python", HERE / "use_models.py", site, words)


# {schema: path of an answer that is one}
ANSWERS = {
    "StatementPage": "statements/",
    "EventPage": "events/",
    "Statement": "statements/lavrov-no-future-decided-by-foreign-powers/",
    "Event": "events/ukraine-war/",
    "Release": "releases/latest/",
    "Problem": "events/?page_size=2000",
}


def answer(url):
    try:
        with urllib.request.urlopen(url) as found:
            return found.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def test_openapi_typescript(run, npx, schema, site, enums, tmp_path):
    run(*NODE, "openapi-typescript", schema, "--output", "schema.ts")
    lines = ['import type { components } from "./schema";', 'type Schemas = components["schemas"];']
    for name, values in enums.items():
        # Each value is one of the type, and the type has no other.
        lines.append(f'export const {name}: Schemas["{name}"][] = {json.dumps(values)};')
        union = " | ".join(map(json.dumps, values))
        lines.append(f'export const all{name} = (one: Schemas["{name}"]): {union} => one;')
    for name, path in ANSWERS.items():
        lines.append(
            f'export const an{name}: Schemas["{name}"] = {answer(f"{site}/api/v1/{path}")};'
        )
    (tmp_path / "use.ts").write_text("\n".join(lines), encoding="utf-8")
    run(*NODE, "tsc", "--noEmit", "--strict", "schema.ts", "use.ts")
