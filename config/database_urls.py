"""Where the databases are: URLs in, Django's settings out, or an error that says what is wrong without the password."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from environs import EnvError

from config.sqlite import OPTIONS as SQLITE_OPTIONS

DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")
# In seconds, and the last one in milliseconds: for a server that has vanished without a word, for which libpq would
# wait for minutes. A parameter of the URL goes before these.
POSTGRESQL_OPTIONS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 20_000,
}
HOST_AND_PORT = re.compile(r"([^:,]+|\[[0-9A-Fa-f:.]+\])(?::(\d+))?")
# In a URL; no message repeats it.
PASSWORD = re.compile(r"(?<=:)(?!//)[^/].*(?=@)")


def _parsed(url):
    """The settings of a database by its URL, which may name several hosts: libpq tries one after the other."""
    parts = urlsplit(url)
    login, at, hosts = parts.netloc.rpartition("@")
    first, *others = hosts.split(",")
    if not others:
        return dj_database_url.parse(url)
    database = dj_database_url.parse(parts._replace(netloc=f"{login}{at}{first}").geturl())
    found = [HOST_AND_PORT.fullmatch(host) for host in (first, *others)]
    if not all(found):
        raise ValueError(hosts)
    return database | {
        "HOST": ",".join(host[1].strip("[]") for host in found),
        "PORT": ",".join(host[2] or "5432" for host in found),
    }


def replica(name, url):
    """The Django settings of the replicas at `url`, or None where there is none."""
    if url is None:
        return None
    found = database(name, url)
    if url.startswith("sqlite:"):
        raise EnvError(
            f"{name}={url!r}: SQLite has no replicas; give postgres://USER:PASSWORD@HOST,HOST/NAME"
        )
    return found


def database(name, url):
    """The Django settings of the database at `url`."""
    shown = f"{name}={PASSWORD.sub('…', url)!r}"
    scheme = url.partition(":")[0]
    if scheme not in DATABASE_SCHEMES or "://" not in url:
        raise EnvError(
            f"{shown}: not a database URL; "
            "give sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME"
        )
    try:
        found = _parsed(url)
    except ValueError:
        raise EnvError(
            f"{shown}: not a database URL; in a name or password write %40 for @, %2F for / and so on"
        ) from None
    if scheme == "sqlite":
        # Each connection would have a database in memory of its own.
        if not url.startswith("sqlite:///") or found["NAME"] == ":memory:":
            raise EnvError(f"{shown}: names no file; give sqlite:///FILE")
        file = Path(found["NAME"])
        if file.is_dir() or not file.parent.is_dir():
            raise EnvError(f"{shown}: a file cannot be there; give one in a folder that exists")
        found["OPTIONS"] = {**SQLITE_OPTIONS, **found.get("OPTIONS", {})}
    elif not found["NAME"]:
        raise EnvError(f"{shown}: names no database; end it in /NAME")
    else:
        found["OPTIONS"] = {**POSTGRESQL_OPTIONS, **found.get("OPTIONS", {})}
    # One connection a thread, kept as long as the server runs.
    found["CONN_MAX_AGE"] = None
    found["CONN_HEALTH_CHECKS"] = scheme != "sqlite"
    return found
