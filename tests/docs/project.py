"""A copy of the project, with a database and a server of its own, in which the examples of a page run."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from tests.docs.pages import ROOT

COPIED = ("config", "events", "examples", "fixtures", "manage.py")
ADDRESS = "127.0.0.1:8000"  # as the pages write it
PATIENCE = 60  # seconds for one command, and for the server to start


class Project:
    """A folder that holds the program and the fixtures, loaded as `make run` loads them.

    `like` is the folder of a Project to copy, database and all; without one everything is made new.
    """

    def __init__(self, folder, like=None):
        self.folder = folder
        self.server = None
        self.port = free_port()
        if like is None:
            for name in COPIED:
                copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
                copy(ROOT / name, folder / name)
        else:
            shutil.copytree(like, folder, dirs_exist_ok=True)
        # `python` and `./manage.py` find the environment that runs the tests.
        environment = {**os.environ, "ATTEST": str(ROOT), "LOG_LEVEL": "ERROR", "WORKERS": "1"}
        environment["PATH"] = f"{os.path.dirname(sys.executable)}:{environment['PATH']}"
        environment["PORT"] = str(self.port)
        for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "CACHE_DIR"):
            environment.pop(name, None)
        self.environment = environment
        if like is None:
            self.run("python manage.py migrate --verbosity 0 && python manage.py load_fixtures")

    def run(self, command):
        """Run a command of a page in the folder and return what it prints, with the address of the pages."""
        command = self.here(command).replace("./manage.py", "python manage.py")
        command = command.replace("\n> ", "\n")
        done = subprocess.run(
            ["bash", "-c", command],
            check=False,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
        )
        return done.stdout.replace(f"127.0.0.1:{self.port}", ADDRESS)

    def here(self, code):
        """Return code of a page with the address of this project's server, which it starts if it is named."""
        if ADDRESS in code and self.server is None:
            self.start()
        return code.replace(ADDRESS, f"127.0.0.1:{self.port}")

    def start(self):
        self.server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz").close()
                return
            time.sleep(0.1)
        raise TimeoutError("The server of the examples does not start.")

    def stop(self):
        if self.server is not None:
            self.server.send_signal(signal.SIGTERM)
            self.server.wait(PATIENCE)
            self.server = None


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def project(folder, like=None):
    made = Project(folder, like)
    try:
        yield made
    finally:
        made.stop()
