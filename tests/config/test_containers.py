"""Dockerfile and compose files: by hadolint's rules, and true of the program. The tests start no container."""

import fnmatch
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

import config
from config.database_urls import database
from config.environment import VARIABLES
from tests.docs.project import COPIED

PROJECT = Path(config.__file__).parent.parent
TEXT = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
SETTINGS = {variable.name for variable in VARIABLES}
OF_PYTHON = {"PATH", "PYTHONDONTWRITEBYTECODE"}
INSTRUCTION = re.compile(r"^([A-Z]+) ((?:.*\\\n)*.*)$", re.MULTILINE)
INSTRUCTIONS = [(name, rest.replace("\\\n", "")) for name, rest in INSTRUCTION.findall(TEXT)]
LAST_STAGE = INSTRUCTIONS[max(i for i, one in enumerate(INSTRUCTIONS) if one[0] == "FROM") :]


def last(name):
    """Return the instructions of a name in the stage that becomes the image."""
    return [rest for found, rest in LAST_STAGE if found == name]


def environment():
    """Return the variables that the image sets."""
    return dict(pair.split("=", 1) for rest in last("ENV") for pair in shlex.split(rest))


def compose(*names):
    return [yaml.safe_load((PROJECT / name).read_text(encoding="utf-8")) for name in names]


def test_hadolint_has_nothing_to_say():
    folder = Path(sys.executable).parent
    hadolint = shutil.which("hadolint", path=str(folder)) or shutil.which("hadolint")
    if hadolint is None:
        pytest.skip("hadolint is not installed (requirements-dev.txt)")
    done = subprocess.run(
        [hadolint, "--failure-threshold", "style", PROJECT / "Dockerfile"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_all_that_is_copied_is_there_and_nothing_else_reaches_the_builder():
    ignored = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    passed = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        source
        for name, rest in INSTRUCTIONS
        if name == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    }
    assert "*" in ignored
    assert copied == passed
    assert [name for name in copied if not (PROJECT / name).exists()] == []


def test_the_image_has_the_program():
    assert {rest.split()[0] for rest in last("COPY")} >= set(COPIED) - {"examples"}


def test_base_images_are_pinned_and_the_user_is_not_root():
    ((python,),) = [rest.split("=")[1:] for name, rest in INSTRUCTIONS if name == "ARG"]
    assert re.fullmatch(r"3\.\d+\.\d+-slim-\w+", python)
    assert {rest.split()[0] for name, rest in INSTRUCTIONS if name == "FROM"} == {
        "python:${PYTHON}"
    }
    (user,) = last("USER")
    assert int(user) > 0
    assert f"--uid {user} " in " ".join(last("RUN"))


def test_the_image_sets_settings_and_runs_a_command():
    variables = environment()
    assert set(variables) - OF_PYTHON <= SETTINGS
    assert database("DATABASE_URL", variables["DATABASE_URL"].replace("/data/", f"{PROJECT}/"))
    (entry,), (command,) = last("ENTRYPOINT"), last("CMD")
    assert json.loads(entry) == ["python", "manage.py"]
    assert json.loads(command)[0] in get_commands()


def test_the_health_check_is_a_program_that_reads_healthz():
    (check,) = last("HEALTHCHECK")
    python, option, code = json.loads(check.partition("CMD ")[2])
    assert (python, option) == ("python", "-c")
    compile(code, "HEALTHCHECK", "exec")
    assert "/healthz" in code
    assert set(re.findall(r'environ\["(\w+)"\]', code)) <= set(environment())


def test_compose_restricts_the_site_and_names_what_there_is():
    (main,) = compose("compose.yaml")
    for service in main["services"].values():
        assert set(service["environment"]) <= SETTINGS
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert {one.split(":")[0] for one in service["volumes"]} <= set(main["volumes"])
        writable = {one.split(":")[1] for one in service["volumes"]} | set(service["tmpfs"])
        assert "/tmp" in writable
        assert {Path(environment()["CACHE_DIR"]).parts[1]} == {one[1:] for one in writable} - {
            "tmp"
        }
    before = main["services"]["prepare"]
    commands = re.findall(r"manage\.py (\w+)", before["entrypoint"][-1])
    assert commands == ["migrate", "load_fixtures"]
    waits = main["services"]["site"]["depends_on"]["prepare"]["condition"]
    assert waits == "service_completed_successfully"
    assert main["services"]["site"]["ports"] == [f"127.0.0.1:8000:{environment()['PORT']}"]


def test_compose_on_postgresql_adds_a_database_to_the_same_services():
    main, other = compose("compose.yaml", "compose.postgresql.yaml")
    added = dict(other["services"])
    server = added.pop("database")
    assert added.keys() == main["services"].keys()
    for service in added.values():
        assert set(service["environment"]) <= SETTINGS
        url = re.sub(
            r"\$\{POSTGRES_PASSWORD:\?[^}]*\}", "secret", service["environment"]["DATABASE_URL"]
        )
        found = database("DATABASE_URL", url)
        told = server["environment"]
        assert (found["USER"], found["NAME"]) == (told["POSTGRES_USER"], told["POSTGRES_DB"])
        assert found["HOST"] == "database"
        assert service["depends_on"]["database"]["condition"] == "service_healthy"
    assert told["POSTGRES_PASSWORD"] is None  # from the shell or from .env, never in the file
    assert {one.split(":")[0] for one in server["volumes"]} == set(other["volumes"])
    assert fnmatch.fnmatch(server["image"], "postgres:[0-9]*.[0-9]*-*")
