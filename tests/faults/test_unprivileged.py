"""The program run by a user who may write to one folder only, and by one who may write nowhere."""

import contextlib
import os
import pwd
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from tests.docs.project import COPIED
from tests.management.test_serve import PROJECT, Site

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="these are databases of SQLite"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root starts a program as another user"),
]
USER = "nobody"
SYSTEM_PYTHON = f"/usr/bin/python3.{sys.version_info.minor}"


PACKAGES = sysconfig.get_path("purelib")


@pytest.fixture(scope="module")
def user():
    """The options of subprocess for a process of another user."""
    found = pwd.getpwnam(USER)
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


@pytest.fixture(scope="module")
def python(user):
    """A Python that the user can run, with the packages of this one."""
    for path in (sys.executable, SYSTEM_PYTHON):
        command = [path, "-c", "import django"]
        with contextlib.suppress(
            OSError
        ):  # it is not there, or in a folder that the user may not enter
            environment = {"PYTHONPATH": PACKAGES}
            if not subprocess.run(
                command, check=False, env=environment, cwd="/", **user
            ).returncode:
                return path
    pytest.skip(f"no Python 3.{sys.version_info.minor} with these packages is open to other users")


@pytest.fixture(scope="module")
def folder(user):
    """A folder of root's with the program, and a folder `data` of the user's."""
    # Not in a folder of pytest's, which other users may not pass through.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for one in COPIED:
            copy = shutil.copytree if (PROJECT / one).is_dir() else shutil.copy2
            copy(PROJECT / one, folder / "program" / one)
        (folder / "data").mkdir(mode=0o750)
        os.chown(folder / "data", user["user"], user["group"])
        yield folder


@pytest.fixture(scope="module")
def site_of(user, python, folder):
    """A function that makes a site of the user's on a database file."""

    def site_of(file, **environment):
        settings = {"PYTHONPATH": PACKAGES, "HOME": "/nonexistent", "WORKERS": "1"}
        site = Site(file, **settings, **environment)
        site.python, site.folder, site.options = python, folder / "program", user
        return site

    return site_of


def files(folder):
    """Return what is in a folder, with sizes and times."""
    return {
        path: (path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))
    }


def read(site):
    """Return a list, a record, a sum, and a file of a past release, in whole and in part."""
    paths = ("events/?page_size=3", "events/ukraine-war/", "events/aggregate/?by=type")
    bodies = []
    for path in (*paths, "releases/1/events.csv", "events.parquet"):
        with site.get(f"/api/v1/{path}") as answer:
            assert answer.status == 200, path
            bodies.append(answer.read())
    return bodies[:4]


def test_only_its_data_must_be_writable_for_the_program(site_of, folder):
    before = files(folder / "program")
    site = site_of(folder / "data" / "attest.sqlite3", CACHE_DIR=str(folder / "data" / "cache"))
    for command in (("migrate", "--verbosity", "0"), ("load_fixtures",)):
        done = site.manage(*command)
        assert (done.returncode, done.stderr) == (0, "")
    site.start()
    try:
        bodies = read(site)
        done = site.manage("backup", str(folder / "data" / "copy"))
        assert (done.returncode, done.stderr) == (0, "")
    finally:
        site.kill()
        site.process.stdout.close()
    assert files(folder / "program") == before

    # The backup alone, in a folder that is root's, and no cache.
    kept = folder / "kept"
    kept.mkdir()
    shutil.copy2(folder / "data" / "copy", kept / "attest.sqlite3")
    (kept / "attest.sqlite3").chmod(0o444)
    shutil.rmtree(folder / "data")
    before = files(folder)
    site = site_of(kept / "attest.sqlite3", READ_ONLY="true", CACHE_DIR="").start()
    try:
        assert [without_host(body) for body in read(site)] == [without_host(one) for one in bodies]
        refused = site.manage("load_fixtures")
        assert refused.returncode == 1
        assert "Traceback" not in refused.stderr
    finally:
        site.kill()
        site.process.stdout.close()
    assert files(folder) == before


def without_host(body):
    """Return a body without the port of its links."""
    return re.sub(rb"127\.0\.0\.1:\d+", b"", body)
