"""Runs the test suite on PostgreSQL: in a server of its own, made for the run and removed after it.

The tests of ELSEWHERE are left out: the run on SQLite has shown what they show. With `--core` only those of CORE are run.

Say `python -m tests.on_postgresql [--core | pytest arguments]`. Where PostgreSQL is not installed it says so and ends well.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

# Where packages put the server's programs, which are often not on the PATH.
FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
SERVER_USER = "postgres"
# These tests make databases of their own (a server on a SQLite file), read none, check or map what is read of files before
# any of it is written, or look at what a browser, a client or a format makes of the same answers. Some take a minute and
# read thousands of rows or addresses that other tests read on both databases.
ELSEWHERE = (
    "tests/api/answering/test_citations.py",
    "tests/api/answering/test_codebook.py",
    "tests/api/exports/test_columns.py",
    "tests/api/exports/test_csv.py",
    "tests/api/exports/test_ndjson.py",
    "tests/api/exports/test_options.py",
    "tests/api/exports/test_ranges.py",
    "tests/api/exports/test_resumed.py",
    "tests/api/exports/test_xlsx.py",
    "tests/api/http/test_edge.py",
    "tests/api/http/test_lane.py",
    "tests/api/http/test_negotiation.py",
    "tests/api/http/test_options.py",
    "tests/api/http/test_ranges.py",
    "tests/api/http/test_rendering.py",
    "tests/api/http/test_static_files.py",
    "tests/api/openapi",
    "tests/api/problems",
    "tests/api/query/test_parameters.py",
    "tests/api/query/test_patterns.py",
    "tests/api/query/test_values.py",
    "tests/api/store/test_replicas.py",
    "tests/benchmarks",
    "tests/browser",
    "tests/compat/acled/test_client.py",
    "tests/compat/acled/test_coding.py",
    "tests/compat/acled/test_token.py",
    "tests/compat/test_openapi.py",
    "tests/compat/ucdp/test_coding.py",
    "tests/compat/ucdp/test_real_files.py",
    "tests/config",
    "tests/docs",
    "tests/documents",
    "tests/examples",
    "tests/explorer",
    "tests/fixtures",
    "tests/importing/acled",
    "tests/importing/gdelt",
    "tests/importing/reading",
    "tests/importing/test_real_files.py",
    "tests/importing/ucdp",
    "tests/loading/check",
    "tests/loading/read",
    "tests/loading/test_both_doors.py",
    "tests/loading/test_encoding.py",
    "tests/loading/test_wording.py",
    "tests/loading/texts",
    "tests/management/test_serve.py",
    "tests/management/test_serve_monitored.py",
    "tests/management/test_serve_under_load.py",
    "tests/ogc",
    "tests/models/test_folding.py",
    "tests/publishing/test_redaction_everywhere.py",
    "tests/vocabulary",
    "tests/test_architecture.py",
    "tests/test_requirements.py",
    "tests/test_style.py",
    "tests/test_whole_run.py",
)
# The tests of what is written or read in another way there: constraints, locks, releases, search, filters, counts, backups.
CORE = (
    "tests/api/answering",
    "tests/api/query",
    "tests/api/store",
    "tests/api/test_served.py",
    "tests/importing/test_run.py",
    "tests/loading/test_load_fixtures.py",
    "tests/loading/test_restore.py",
    "tests/loading/write",
    "tests/management",
    "tests/models",
    "tests/publishing",
)
# Of these, what takes more than ten seconds each to draw data and compare all of it.
LONG = (
    "tests/api/answering/sums/test_overlap.py",
    "tests/api/store/test_past_sequences.py",
    "tests/api/store/test_past_ways.py",
    "tests/publishing/test_followed.py",
    "tests/publishing/test_redaction.py",
    "tests/publishing/test_release_hash.py",
    "tests/publishing/test_sequences.py",
)


def programs():
    """Return the folder of initdb and pg_ctl, of the newest version there is, or None."""
    found = [path.parent for pattern in FOLDERS for path in Path("/").glob(pattern[1:] + "/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    return max(found, key=_version, default=None)


def run(*command, **options):
    """Run a command that must succeed, and return what it printed."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def _version(folder):
    digits = "".join(c if c.isdigit() else " " for c in run(folder / "postgres", "--version"))
    return int(digits.split()[0])


def as_server_user():
    """Return what to put before a command: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    pwd.getpwnam(SERVER_USER)
    return ["runuser", "-u", SERVER_USER, "--"]


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def main(arguments):
    folder = programs()
    if folder is None:
        print(
            "SKIPPED the run on PostgreSQL: initdb is not installed (Debian: apt install postgresql)"
        )
        return 0
    user = as_server_user()
    with tempfile.TemporaryDirectory(prefix="attest-postgresql-") as home:
        data, port = Path(home, "data"), free_port()
        if user:
            shutil.chown(home, SERVER_USER)
        initdb = [*user, folder / "initdb", "-U", "attest", "-A", "trust", "-E", "UTF8"]
        run(*initdb, "-D", data, cwd=home)
        # Settings that protect a server against power cuts only slow down one that lives for a minute.
        settings = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"
        control = [*user, folder / "pg_ctl", "-D", data, "-w", "-l", Path(home, "log")]
        run(*control, "-o", settings, "start", cwd=home)
        try:
            url = f"postgres://attest@127.0.0.1:{port}/postgres"
            print(f"The same tests on PostgreSQL {_version(folder)}:", flush=True)
            if arguments in ([], ["--core"]):
                chosen, left_out = (CORE, ELSEWHERE + LONG) if arguments else ((), ELSEWHERE)
                ignored = (f"--ignore={path}" for path in left_out)
                arguments = ["-n", "auto", "--dist", "worksteal", *ignored, *chosen]
            tests = [sys.executable, "-m", "pytest", *arguments]
            environment = {**os.environ, "DATABASE_URL": url}
            return subprocess.run(tests, check=False, env=environment).returncode
        finally:
            run(*control, "-m", "immediate", "stop", cwd=home)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
