"""Each environment variable: what it is unset, what it takes, and what it says of a wrong value."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db.utils import ConnectionHandler

from config import environment, sqlite
from config.database_urls import POSTGRESQL_OPTIONS
from config.database_urls import database as found_database

PROJECT = Path(environment.__file__).parent.parent
NAMES = (
    "DATABASE_URL",
    "DATABASE_REPLICA_URL",
    "CACHE_DIR",
    "HOST",
    "PORT",
    "WORKERS",
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "ROOT_PATH",
    "HSTS_SECONDS",
    "CORS_ORIGINS",
    "LOG_LEVEL",
    "LOG_FORMAT",
    "MONITOR",
    "METRICS_TOKEN",
    "READ_ONLY",
    "DEBUG",
    "SECRET_KEY",
)


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Read the environment with nothing in it but what is given."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def read(**given):
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return environment.read(tmp_path)

    return read


@pytest.fixture
def refuse(read):
    """Return the lines in which wrong values are told."""

    def refuse(**given):
        with pytest.raises(SystemExit) as stop:
            read(**given)
        heading, *lines = stop.value.code.split("\n")
        assert heading == "Attest cannot start:"
        assert all(line.startswith("  ") for line in lines)
        return [line.strip() for line in lines]

    return refuse


def test_these_are_all_the_variables():
    assert tuple(variable.name for variable in environment.VARIABLES) == NAMES


DEFAULTS = {
    "HOST": "127.0.0.1",
    "PORT": 8000,
    "WORKERS": os.cpu_count(),
    "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
    "BEHIND_PROXY": False,
    "ROOT_PATH": "",
    "CORS_ORIGINS": ["*"],
    "LOG_LEVEL": "INFO",
    "LOG_FORMAT": "line",
    "HSTS_SECONDS": 2_592_000,
    "MONITOR": None,
    "METRICS_TOKEN": "",
    "READ_ONLY": False,
    "DEBUG": False,
}


@pytest.mark.parametrize("given", [{}, dict.fromkeys(NAMES, "")], ids=["unset", "empty"])
def test_defaults(read, tmp_path, given):
    values = read(**given)
    assert set(values) == set(NAMES)
    assert {name: values[name] for name in DEFAULTS} == DEFAULTS
    assert values["DATABASE_URL"]["NAME"] == str(tmp_path / "attest.sqlite3")
    assert values["CACHE_DIR"] == str(tmp_path / ".cache")
    assert len(values["SECRET_KEY"]) >= 50


def test_each_start_has_a_key_of_its_own(read):
    assert read()["SECRET_KEY"] != read()["SECRET_KEY"]


# (variable, what it is set to, its value)
TAKEN = [
    ("HOST", "0.0.0.0", "0.0.0.0"),
    ("HOST", "::1", "::1"),
    ("PORT", "1", 1),
    ("PORT", "65535", 65535),
    ("WORKERS", "1", 1),
    ("WORKERS", "256", 256),
    ("ALLOWED_HOSTS", "attest.example", ["attest.example"]),
    ("ALLOWED_HOSTS", " a.example , b.example,, ", ["a.example", "b.example"]),
    ("ALLOWED_HOSTS", "*", ["*"]),
    ("ALLOWED_HOSTS", ".attest.example,10.0.0.7,[fe80::1]", [".attest.example", "10.0.0.7", "[fe80::1]"]),
    ("MONITOR", "127.0.0.1:9464", ("127.0.0.1", 9464)),
    ("BEHIND_PROXY", "true", True),
    ("BEHIND_PROXY", "1", True),
    ("BEHIND_PROXY", "no", False),
    ("CACHE_DIR", "/tmp", "/tmp"),
    ("CACHE_DIR", "/var/cache/not-there-yet", "/var/cache/not-there-yet"),
    ("ROOT_PATH", "/attest", "/attest"),
    ("ROOT_PATH", "/attest/", "/attest"),
    ("ROOT_PATH", "/data/attest.v1/~a", "/data/attest.v1/~a"),
    ("ROOT_PATH", "/", ""),
    ("CORS_ORIGINS", "https://a.example, http://b.example:8080", ["https://a.example", "http://b.example:8080"]),
    ("CORS_ORIGINS", " , ", []),
    ("CORS_ORIGINS", "*", ["*"]),
    ("LOG_LEVEL", "DEBUG", "DEBUG"),
    ("LOG_LEVEL", "CRITICAL", "CRITICAL"),
    ("DEBUG", "True", True),
    ("DEBUG", "off", False),
    ("SECRET_KEY", "k" * 50, "k" * 50),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "value"), TAKEN)
def test_taken(read, name, text, value):
    assert read(**{name: text})[name] == value


BOOLEAN = "Not a valid boolean. Give true or false."
INTEGER = "Not a valid integer. Give a whole number."
PORT = "Must be greater than or equal to 1 and less than or equal to 65535. Give a whole number."
WORKERS = "Must be greater than or equal to 1 and less than or equal to 256. Give a whole number."
LEVELS = "Must be one of: DEBUG, INFO, WARNING, ERROR, CRITICAL."
HOSTS = "is not a host name; give names or addresses with no scheme, port or path"
ORIGIN = "is not an origin; give https://HOST with no path, or *"
NO_PATH = "not a path; give one like /attest"
ADDRESS = "not an IP address; give 127.0.0.1, or 0.0.0.0 for all"
# (variable, what it is set to, what is said of it)
REFUSED = [
    ("HOST", "localhost", ADDRESS),
    ("HOST", "[::1]", ADDRESS),
    ("HOST", "127.0.0.1:8000", ADDRESS),
    ("HOST", " ", ADDRESS),
    ("PORT", "0", PORT),
    ("PORT", "65536", PORT),
    ("PORT", "-1", PORT),
    ("PORT", "http", INTEGER),
    ("PORT", "80.5", INTEGER),
    ("PORT", " ", INTEGER),
    ("WORKERS", "0", WORKERS),
    ("WORKERS", "257", WORKERS),
    ("WORKERS", "two", INTEGER),
    ("ALLOWED_HOSTS", "https://a.example", f"'https://a.example' {HOSTS}"),
    ("ALLOWED_HOSTS", "a.example:8000", f"'a.example:8000' {HOSTS}"),
    ("ALLOWED_HOSTS", "a.example/", f"'a.example/' {HOSTS}"),
    ("ALLOWED_HOSTS", "a.example b.example", f"'a.example b.example' {HOSTS}"),
    ("ALLOWED_HOSTS", "fe80::1", f"'fe80::1' {HOSTS}"),
    ("ALLOWED_HOSTS", "ok.example,*.example,a:1", f"'*.example', 'a:1' {HOSTS}"),
    ("ALLOWED_HOSTS", " , ", f"it {HOSTS}"),
    ("BEHIND_PROXY", "maybe", BOOLEAN),
    ("CACHE_DIR", "/etc/passwd", "not a folder"),
    ("ROOT_PATH", "attest", NO_PATH),
    ("ROOT_PATH", "//evil.example", NO_PATH),
    ("ROOT_PATH", "/a//b", NO_PATH),
    ("ROOT_PATH", "/a/../b", NO_PATH),
    ("ROOT_PATH", "/a?b", NO_PATH),
    ("ROOT_PATH", "/a b", NO_PATH),
    ("ROOT_PATH", "https://a.example/attest", NO_PATH),
    ("CORS_ORIGINS", "a.example", f"'a.example' {ORIGIN}"),
    ("CORS_ORIGINS", "https://", f"'https://' {ORIGIN}"),
    ("CORS_ORIGINS", "https://a.example/", f"'https://a.example/' {ORIGIN}"),
    ("CORS_ORIGINS", "https://a.example/api", f"'https://a.example/api' {ORIGIN}"),
    ("CORS_ORIGINS", "ftp://a.example", f"'ftp://a.example' {ORIGIN}"),
    ("CORS_ORIGINS", "https://a.example,null", f"'null' {ORIGIN}"),
    ("LOG_LEVEL", "info", LEVELS),
    ("LOG_LEVEL", "TRACE", LEVELS),
    ("DEBUG", "flase", BOOLEAN),
    ("DEBUG", "2", BOOLEAN),
]


@pytest.mark.parametrize(("name", "text", "message"), REFUSED)
def test_refused(refuse, name, text, message):
    assert refuse(**{name: text}) == [f"{name}={text!r}: {message}"]


def test_all_that_is_wrong_is_told_at_once(refuse):
    assert refuse(
        DEBUG="flase", PORT="0", ALLOWED_HOSTS="a:1", CORS_ORIGINS="a", DATABASE_URL="garbage"
    ) == [
        f"PORT='0': {PORT}",
        f"DEBUG='flase': {BOOLEAN}",
        f"DATABASE_URL='garbage': {NO_URL}",
        f"ALLOWED_HOSTS='a:1': 'a:1' {HOSTS}",
        f"CORS_ORIGINS='a': 'a' {ORIGIN}",
    ]


def database(**parts):
    empty = {"HOST": "", "PORT": "", "USER": "", "PASSWORD": ""}
    return empty | {"CONN_MAX_AGE": None} | parts


SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "CONN_HEALTH_CHECKS": False,
    "OPTIONS": sqlite.OPTIONS,
}
POSTGRESQL = {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": POSTGRESQL_OPTIONS,
}
DATABASES = {
    "sqlite:///here.sqlite3": database(**SQLITE, NAME="here.sqlite3"),
    "sqlite:////tmp/here.sqlite3": database(**SQLITE, NAME="/tmp/here.sqlite3"),
    "sqlite:///a%20b.sqlite3": database(**SQLITE, NAME="a b.sqlite3"),
    "sqlite:///here.sqlite3?timeout=5": database(
        **SQLITE | {"OPTIONS": sqlite.OPTIONS | {"timeout": 5}}, NAME="here.sqlite3"
    ),
    "postgres://ann@db.example/attest": database(
        **POSTGRESQL, NAME="attest", USER="ann", HOST="db.example"
    ),
    "postgresql://ann:p%40ss%2Fword@[::1]:5433/attest?sslmode=require": database(
        **POSTGRESQL | {"OPTIONS": POSTGRESQL_OPTIONS | {"sslmode": "require"}},
        NAME="attest",
        USER="ann",
        PASSWORD="p@ss/word",
        HOST="::1",
        PORT=5433,
    ),
    "postgres:///attest": database(**POSTGRESQL, NAME="attest"),
    "postgres://%2Frun%2Fpostgresql/attest": database(
        **POSTGRESQL, NAME="attest", HOST="/run/postgresql"
    ),
    # libpq tries several hosts, one after the other
    "postgres://ann:s%40cret@one.example,two.example:5433,[::1]:5434/attest?target_session_attrs=any": database(
        **POSTGRESQL | {"OPTIONS": POSTGRESQL_OPTIONS | {"target_session_attrs": "any"}},
        NAME="attest",
        USER="ann",
        PASSWORD="s@cret",
        HOST="one.example,two.example,::1",
        PORT="5432,5433,5434",
    ),
}


@pytest.mark.parametrize(("url", "settings"), DATABASES.items())
def test_database(read, url, settings):
    values = read(DATABASE_URL=url)["DATABASE_URL"]
    assert {name: values.get(name) for name in settings} == settings


def test_a_server_of_postgresql_that_never_answers_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgres://ann@127.0.0.1:{silent.getsockname()[1]}/attest?connect_timeout=2"
        there = ConnectionHandler({"default": found_database("DATABASE_URL", url)})["default"]
        with pytest.raises(psycopg.OperationalError, match="timeout"):
            there.get_new_connection(there.get_connection_params())


NO_URL = "not a database URL; give sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME"
NO_FILE = "names no file; give sqlite:///FILE"
NO_FOLDER = "a file cannot be there; give one in a folder that exists"
UNREADABLE = "not a database URL; in a name or password write %40 for @, %2F for / and so on"
# (what it is set to, how it is shown, what is said of it)
NO_DATABASES = [
    ("garbage", None, NO_URL),
    ("/var/lib/attest.sqlite3", None, NO_URL),
    ("sqlite:attest.sqlite3", None, NO_URL),
    ("mysql://ann@db.example/attest", None, NO_URL),
    ("SQLITE:///here.sqlite3", None, NO_URL),
    (" postgres://db.example/attest", None, NO_URL),
    ("sqlite://", None, NO_FILE),
    ("sqlite:///", None, NO_FILE),
    ("sqlite://here.sqlite3", None, NO_FILE),
    ("sqlite:///:memory:", None, NO_FILE),
    ("sqlite:////nowhere/at/all.sqlite3", None, NO_FOLDER),
    ("sqlite:////tmp", None, NO_FOLDER),
    ("postgres://db.example", None, "names no database; end it in /NAME"),
    ("postgres://db.example/", None, "names no database; end it in /NAME"),
    ("postgres://db.example:x/attest", None, UNREADABLE),
    ("postgres://[::1/attest", None, UNREADABLE),
    ("postgres://one.example,two.example:x/attest", None, UNREADABLE),
    ("postgres://one.example,,two.example/attest", None, UNREADABLE),
    # A message that ends in a log does not repeat a password.
    ("mysql://ann:secret@db.example/attest", "mysql://ann:…@db.example/attest", NO_URL),
    ("ann:secret@db.example", "ann:…@db.example", NO_URL),
    ("postgres://ann:se@cret@db.example:x/a", "postgres://ann:…@db.example:x/a", UNREADABLE),
    ("postgres://ann:sec/ret@db.example/a", "postgres://ann:…@db.example/a", UNREADABLE),
    ("postgres://:secret@db.example", "postgres://:…@db.example", "names no database; end it in /NAME"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "shown", "message"), NO_DATABASES)
def test_no_database(refuse, url, shown, message):
    assert refuse(DATABASE_URL=url) == [f"DATABASE_URL={(shown or url)!r}: {message}"]


def test_replicas(read):
    assert read()["DATABASE_REPLICA_URL"] is None
    url = "postgres://one.example,two.example/attest"
    database = read(DATABASE_REPLICA_URL=url)["DATABASE_REPLICA_URL"]
    assert (database["HOST"], database["PORT"]) == ("one.example,two.example", "5432,5432")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (
            "sqlite:///a.sqlite3",
            "SQLite has no replicas; give postgres://USER:PASSWORD@HOST,HOST/NAME",
        ),
        ("garbage", NO_URL),
    ],
)
def test_no_replicas(refuse, url, message):
    assert refuse(DATABASE_REPLICA_URL=url) == [f"DATABASE_REPLICA_URL={url!r}: {message}"]


def test_a_wrong_value_stops_every_command_with_one_message():
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        check=False,
        cwd=PROJECT,
        env={**os.environ, "DEBUG": "flase"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == f"Attest cannot start:\n  DEBUG='flase': {BOOLEAN}\n"


@pytest.mark.parametrize(
    "value", ["9464", "127.0.0.1", "a.example:9464", "127.0.0.1:0", "127.0.0.1:65536"]
)
def test_a_port_for_monitors_is_an_address_and_a_port(refuse, value):
    (line,) = refuse(MONITOR=value)
    assert line.startswith("MONITOR=")


def test_what_a_reader_of_a_database_is_given(read):
    found = sqlite.read_only(read()["DATABASE_URL"] | {"NAME": "/data/a?b#c%d.sqlite3"})
    assert found["NAME"] == "file:/data/a%3fb%23c%25d.sqlite3?mode=ro&immutable=1"
    assert "journal_mode" not in found["OPTIONS"]["init_command"]
    found = sqlite.read_only(read(DATABASE_URL="postgres://a@b/c")["DATABASE_URL"])
    assert found["OPTIONS"]["options"] == "-c default_transaction_read_only=on"
