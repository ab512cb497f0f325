"""A PostgreSQL server of the benchmark's own, kept in its folder between runs and stopped after each."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from benchmarks.processes import HOST, SERVER_CPU, Trouble, pin, require_free, tree
from tests.on_postgresql import SERVER_USER, as_server_user, programs

USER = "attest"
# The settings that a site of this size would have, and those that keep the server's own housekeeping out of the measurement:
# tables are vacuumed and analyzed once they are filled, and nothing is written after that.
SETTINGS = {
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "32MB",
    "max_wal_size": "8GB",
    "fsync": "off",
    "autovacuum": "off",
    "jit": "off",
    "listen_addresses": HOST,
    "unix_socket_directories": "",
}


def is_installed():
    return programs() is not None


class Cluster:
    """A running server: `with Cluster(folder, port)`."""

    def __init__(self, folder, port):
        self.folder, self.port = Path(folder).resolve(), port
        self.data = self.folder / "data"

    def __enter__(self):
        require_free(self.port)
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(self.folder, SERVER_USER)
        if not self.data.exists():
            self._run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8")
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in SETTINGS.items())
        log = self.folder / "log"
        self._run("pg_ctl", "-w", "-l", log, "-o", f"-p {self.port} {options}", "start")
        return self

    def __exit__(self, *exception):
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def _run(self, program, *arguments):
        command = [*as_server_user(), programs() / program, "-D", self.data, *arguments]
        done = subprocess.run(
            command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        if done.returncode:
            raise Trouble(f"{program} failed: {done.stderr.decode(errors='replace')}")

    def url(self, name):
        return f"postgres://{USER}@{HOST}:{self.port}/{name}"

    def pin(self):
        """Bind the server, and each backend that it starts from now on, to the CPU of the servers."""
        for process in tree(postmaster_of(self.url("postgres"))):
            with contextlib.suppress(ProcessLookupError):
                pin(SERVER_CPU, process)

    def holds(self, name):
        found = self.execute("postgres", "SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return bool(found)

    def create(self, name, template="template0"):
        self.execute("postgres", f'DROP DATABASE IF EXISTS "{name}"')
        self.execute("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def vacuum(self, name):
        self.execute(name, "VACUUM ANALYZE")

    def execute(self, name, sql, values=()):
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            cursor = connection.execute(sql, values)
            return cursor.fetchall() if cursor.description else []


_postmasters = {}


def postmaster_of(url):
    """Return the id of the server process behind `url`, which must run on this machine."""
    if url not in _postmasters:
        with psycopg.connect(url) as connection:
            backend = connection.execute("SELECT pg_backend_pid()").fetchone()[0]
            try:
                name = Path(f"/proc/{backend}/comm").read_text().strip()
                stat = Path(f"/proc/{backend}/stat").read_text()
            except FileNotFoundError:
                name = ""
            if not name.startswith("postgres"):
                raise Trouble(
                    f"{urlsplit(url).hostname} is another machine: its CPU cannot be read"
                )
        _postmasters[url] = int(stat.rpartition(")")[2].split()[1])
    return _postmasters[url]
