"""The machine of a run, and the version of everything that has a part in the figures."""

import hashlib
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import psycopg

from config import __version__
from config.sqlite import sqlite3

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "Django",
    "djangorestframework",
    "django-filter",
    "granian",
    "gunicorn",
    "orjson",
    "psycopg",
    "fastapi",
    "uvicorn",
    "uvloop",
    "httptools",
    "SQLAlchemy",
    "pydantic",
    "datasette",
)


def versions(postgresql_url=None):
    """Return {name: version} of all that was measured."""
    found = {
        "Attest": f"{__version__} ({_commit()})",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }
    if postgresql_url:
        with psycopg.connect(postgresql_url) as connection:
            found["PostgreSQL"] = connection.execute("SHOW server_version").fetchone()[0]
    return found | {name: version(name) for name in PACKAGES}


def machine():
    """Return one sentence about the machine."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    kilobytes = int(Path("/proc/meminfo").read_text().split()[1])
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    return (
        f"{os.cpu_count()} cores ({model}), {kilobytes / 2**20:.0f} GiB, {platform.system()} "
        f"{platform.release().partition('-')[0]}; load average {load}"
    )


def program():
    """Return a word that changes with any line of what is measured: a run over two programs measures neither."""
    digest = hashlib.sha256()
    for folder in ("benchmarks", "config", "events"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _commit():
    def git(*words):
        done = subprocess.run(
            ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no")
    return (
        f"{git('rev-parse', '--short', 'HEAD') or 'no commit'}{' and changes' if changed else ''}"
    )
