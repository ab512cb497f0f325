"""Every environment variable that Attest reads: its name, its default, and what it is for.

A wrong value stops the start with a message that names the variable; all of them are told at once.
"""

import os
import secrets

import dj_database_url
from environs import Env, EnvError, validate

from config.sqlite import OPTIONS as SQLITE_OPTIONS

DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def _words(text):
    """A comma-separated list, blanks around its words dropped."""
    return [word.strip() for word in text.split(",") if word.strip()]


def _database(name, url):
    """The Django settings of the database at `url`."""
    scheme = url.partition(":")[0]
    if scheme not in DATABASE_SCHEMES or "://" not in url:
        raise EnvError(
            f"{name}: {url!r} is not a database URL; "
            "give sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME"
        )
    try:
        database = dj_database_url.parse(url)
    except ValueError as error:
        raise EnvError(f"{name}: {url!r} is not a database URL: {error}") from None
    if scheme == "sqlite":
        if not database["NAME"]:
            raise EnvError(f"{name}: {url!r} names no file; give sqlite:///FILE")
        database["OPTIONS"] = {**SQLITE_OPTIONS, **database.get("OPTIONS", {})}
    # One connection a thread, kept as long as the server runs.
    database["CONN_MAX_AGE"] = None
    database["CONN_HEALTH_CHECKS"] = scheme != "sqlite"
    return database


def read(base_dir):
    """Return {name: value} of every variable, or end the program with all that is wrong with them."""
    env = Env()
    values, problems = {}, []

    def take(name, parse, *args, **kwargs):
        if os.environ.get(name) == "":
            del os.environ[name]  # set but empty is the same as not set
        try:
            values[name] = parse(name, *args, **kwargs)
        except EnvError as error:
            text = str(error)
            problems.append(text if text.startswith(name) else f"{name}: {text}")

    port = validate.Range(1, 65535)
    take("DEBUG", env.bool, False)
    # Nothing that is signed outlives a process here, so a key of its own for each start is safe.
    take("SECRET_KEY", env.str, secrets.token_urlsafe(50))
    take("ALLOWED_HOSTS", env.str, "localhost,127.0.0.1,[::1]")
    take("DATABASE_URL", env.str, f"sqlite:///{base_dir / 'attest.sqlite3'}")
    take("HOST", env.str, "127.0.0.1")
    take("PORT", env.int, 8000, validate=port)
    take("WORKERS", env.int, os.cpu_count() or 1, validate=validate.Range(1, 256))
    take("BEHIND_PROXY", env.bool, False)
    take("CORS_ORIGINS", env.str, "*")
    take("LOG_LEVEL", env.str, "INFO", validate=validate.OneOf(LOG_LEVELS))
    if not problems:
        values["ALLOWED_HOSTS"] = _words(values["ALLOWED_HOSTS"])
        values["CORS_ORIGINS"] = _words(values["CORS_ORIGINS"])
        for origin in values["CORS_ORIGINS"]:
            if origin != "*" and not origin.startswith(("http://", "https://")):
                problems.append(
                    f"CORS_ORIGINS: {origin!r} is not an origin; give https://HOST or *"
                )
        try:
            values["DATABASE"] = _database("DATABASE_URL", values["DATABASE_URL"])
        except EnvError as error:
            problems.append(str(error))
    if problems:
        raise SystemExit("Attest cannot start:\n" + "\n".join(f"  {line}" for line in problems))
    return values
