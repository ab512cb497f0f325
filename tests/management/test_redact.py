"""manage.py redact on a database file: nothing of the value is left in its bytes, and the command says what remains."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

import config

PROJECT = Path(config.__file__).parent.parent
NAME = "Zyxwv Qponm"
FIXTURE = [
    {
        "model": "events.actor",
        "fields": {"slug": "somebody", "name": NAME, "kind": "collective", "aliases": ["Zyxwv"]},
    },
    {
        "model": "events.actor",
        "fields": {
            "slug": "other",
            "name": "Other",
            "kind": "collective",
            "note": f"Next to {NAME}.",
        },
    },
]


@pytest.fixture
def manage(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("reads the bytes of SQLite's file")
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}",
        "CACHE_DIR": str(tmp_path / "cache"),
    }

    def run(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
        )

    return run


def left(folder):
    """Return the database files that hold a word of the value."""
    files = folder.glob("own.sqlite3*")
    return [file.name for file in files if b"zyxwv" in file.read_bytes().lower()]


def test_no_byte_of_the_file_holds_the_value(manage, tmp_path):
    file = tmp_path / "actors.json"
    file.write_text(json.dumps(FIXTURE), encoding="utf-8")
    assert manage("migrate", "-v0").returncode == 0
    assert manage("load_fixtures", str(file)).returncode == 0
    assert left(tmp_path)
    first = manage("redact", "actors", "somebody", "name", "--reason", "Asked for.")
    assert (first.returncode, first.stderr) == (0, "")
    assert "The tables were rewritten." in first.stdout
    assert "  actors/other\n" in first.stdout
    for arguments in (("somebody", "aliases"), ("other", "note")):
        assert manage("redact", "actors", *arguments, "--reason", "Asked for.").returncode == 0
    assert left(tmp_path) == []
    refused = manage("load_fixtures", str(file))
    assert refused.returncode == 1
    assert "name was redacted on" in refused.stderr
    wrong = manage("redact", "actor", "somebody", "slug", "--reason", " ")
    assert wrong.returncode == 1
    assert wrong.stderr.splitlines() == [
        "COLLECTION: 'actor' is not a collection; did you mean 'actors'?",
        "--reason: is empty; say why the value is removed",
        "2 problems; nothing was changed.",
    ]
