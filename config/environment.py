"""Every environment variable that Attest reads: its name, its default, and what it is for.

A wrong value stops the start with a message that names the variable, and all other wrong ones.
"""

import ipaddress
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from environs import Env, EnvError, EnvValidationError, validate

from config import limits
from config.database_urls import HOST_AND_PORT, database, replica
from config.proxy import PATH

HINTS = {"bool": " Give true or false.", "int": " Give a whole number."}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
ORIGIN = re.compile(r"https?://([\w.-]+|\[[0-9A-Fa-f:.]+\])(:\d+)?")


def _default_database(base_dir):
    """A file `attest.sqlite3` in the project's folder."""
    return f"sqlite:///{base_dir / 'attest.sqlite3'}"


def _default_cache(base_dir):
    """A folder `.cache` in the project's folder."""
    return str(base_dir / ".cache")


def _no_replica(base_dir):
    """The database itself."""


def _cores(base_dir):
    """The number of cores."""
    return os.cpu_count() or 1


def _random_key(base_dir):
    """A random key for each start."""
    return secrets.token_urlsafe(50)


def _words(text):
    """A comma-separated list, blanks around its words dropped."""
    return [word.strip() for word in text.split(",") if word.strip()]


def _hosts(name, text):
    """The host names of a list."""
    hosts = _words(text)
    wrong = [host for host in hosts if not HOST.fullmatch(host)]
    if wrong or not hosts:
        raise EnvError(
            f"{name}={text!r}: {', '.join(map(repr, wrong)) or 'it'} is not a host name; "
            "give names or addresses with no scheme, port or path"
        )
    return hosts


def _address(name, text):
    """An address to listen on, which the server does not look up."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        raise EnvError(
            f"{name}={text!r}: not an IP address; give 127.0.0.1, or 0.0.0.0 for all"
        ) from None
    return text


def _folder(name, text):
    """A folder, which need not be there yet."""
    if Path(text).exists() and not Path(text).is_dir():
        raise EnvError(f"{name}={text!r}: not a folder")
    return text


def _listener(name, text):
    """(host, port) to listen on, or None."""
    if not text:
        return None
    found = HOST_AND_PORT.fullmatch(text)
    if not (found and found[2] and 0 < int(found[2]) < 65536):
        raise EnvError(f"{name}={text!r}: not HOST:PORT; give one like 127.0.0.1:9464")
    return _address(name, found[1].strip("[]")), int(found[2])


def _root_path(name, text):
    """The path at which the site is mounted, with no slash at its end."""
    path = text.rstrip("/")
    if path and not PATH.fullmatch(path):
        raise EnvError(f"{name}={text!r}: not a path; give one like /attest")
    return path


def _origins(name, text):
    """The origins of a list, or its *."""
    origins = _words(text)
    wrong = [origin for origin in origins if not (origin == "*" or ORIGIN.fullmatch(origin))]
    if wrong:
        raise EnvError(
            f"{name}={text!r}: {', '.join(map(repr, wrong))} is not an origin; "
            "give https://HOST with no path, or *"
        )
    return origins


@dataclass(frozen=True)
class Variable:
    """An environment variable: how it is read, what it is without being set, and what it is for."""

    name: str
    parse: str  # the method of environs.Env
    default: object  # a value, or a function of the project's folder
    help: str
    validate: object = None

    def read(self, env, base_dir):
        default = self.default(base_dir) if callable(self.default) else self.default
        return getattr(env, self.parse)(self.name, default, validate=self.validate)


VARIABLES = (
    Variable(
        "DATABASE_URL", "str", _default_database, "The database: sqlite:///FILE or postgres://…"
    ),
    Variable(
        "DATABASE_REPLICA_URL",
        "str",
        _no_replica,
        "Copies of a PostgreSQL database to read from: postgres://…@HOST,HOST/NAME",
    ),
    Variable(
        "CACHE_DIR",
        "str",
        _default_cache,
        "Folder for files that can be made again: exports of releases (up to 4 GiB), compressed static files.",
    ),
    Variable("HOST", "str", "127.0.0.1", "Address that `serve` listens on; 0.0.0.0 for all."),
    Variable("PORT", "int", 8000, "Port that `serve` listens on.", validate.Range(1, 65535)),
    Variable(
        "WORKERS", "int", _cores, "Processes of `serve`; one for each core.", validate.Range(1, 256)
    ),
    Variable(
        "ALLOWED_HOSTS",
        "str",
        "localhost,127.0.0.1,[::1]",
        "Host names that the site answers to, comma-separated.",
    ),
    Variable(
        "BEHIND_PROXY",
        "bool",
        False,
        "Whether the server is behind a proxy, whose X-Forwarded-Host, -Proto, -Port and -Prefix it then believes.",
    ),
    Variable(
        "ROOT_PATH",
        "str",
        "",
        "Path at which a proxy mounts the site, like /attest; goes before X-Forwarded-Prefix.",
    ),
    Variable(
        "HSTS_SECONDS",
        "int",
        2_592_000,
        "Seconds for which browsers use https for this host after an answer by https (30 days); 0 for no such header.",
        validate.Range(0, 63_072_000),
    ),
    Variable(
        "CORS_ORIGINS",
        "str",
        "*",
        "Origins whose pages may read the API in a browser, comma-separated; * for all.",
    ),
    Variable(
        "LOG_LEVEL",
        "str",
        "INFO",
        "Least level of what is logged: DEBUG, INFO, WARNING, ERROR or CRITICAL.",
        validate.OneOf(LOG_LEVELS),
    ),
    Variable(
        "LOG_FORMAT",
        "str",
        "line",
        "Form of the log: line, or json for an object a line with the id of the request.",
        validate=validate.OneOf(("line", "json")),
    ),
    Variable(
        "MONITOR",
        "str",
        "",
        "HOST:PORT at which each process answers /healthz, /readyz and /metrics in threads of their own; 127.0.0.1:9464.",
    ),
    Variable(
        "METRICS_TOKEN",
        "str",
        "",
        "Token that /metrics on the port of the site requires (Authorization: Bearer); without one it is not there.",
    ),
    Variable(
        "READ_ONLY",
        "bool",
        False,
        "Whether nothing can be written: a SQLite file that nobody changes, or a standby of PostgreSQL.",
    ),
    Variable("DEBUG", "bool", False, "Django's debug mode: for development only."),
    Variable(
        "SECRET_KEY",
        "str",
        _random_key,
        "Django's signing key. Nothing that is signed outlives a process here, so each start may have its own.",
    ),
)


# Variables with a parser of their own
PARSED = {
    "DATABASE_URL": database,
    "DATABASE_REPLICA_URL": replica,
    "CACHE_DIR": _folder,
    "HOST": _address,
    "MONITOR": _listener,
    "ALLOWED_HOSTS": _hosts,
    "ROOT_PATH": _root_path,
    "CORS_ORIGINS": _origins,
}


def read(base_dir):
    """Return {name: value} of every variable, or end the program with all that is wrong with them."""
    env = Env()
    values, problems = {}, []
    for variable in VARIABLES:
        if os.environ.get(variable.name) == "":
            del os.environ[variable.name]  # set but empty is the same as not set
        try:
            values[variable.name] = variable.read(env, base_dir)
        except EnvValidationError as error:
            found = error.error_messages
            faults = [found] if isinstance(found, str) else found
            given = os.environ[variable.name]
            hint = HINTS.get(variable.parse, "")
            problems.append(f"{variable.name}={given!r}: {' '.join(map(str, faults))}{hint}")
    for name, parse in PARSED.items():
        try:
            if name in values:
                values[name] = parse(name, values[name])
        except EnvError as error:
            problems.append(str(error))
    problems += limits.faults()
    if problems:
        raise SystemExit("Attest cannot start:\n" + "\n".join(f"  {line}" for line in problems))
    return values
