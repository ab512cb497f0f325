"""A server under measurement: started on one CPU, its time and memory read from /proc, stopped with its children."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass

SERVER_CPU, CLIENT_CPU = 0, 1
HOST = "127.0.0.1"
LONGEST_START = 300  # seconds; a peer hashes the whole database before it answers
LONGEST_STOP = 20  # seconds until a server that does not stop is killed
TICK = os.sysconf("SC_CLK_TCK")


class Trouble(SystemExit):
    """The measurement cannot go on, and why."""


def require_cores():
    """End the program where server and client would share a core."""
    free = os.sched_getaffinity(0)
    if not {SERVER_CPU, CLIENT_CPU} <= free:
        raise Trouble(f"needs CPU {SERVER_CPU} for servers and {CLIENT_CPU} for the client: {free}")


def pin(cpu, process=0):
    """Bind a process, and what it starts from now on, to one CPU."""
    os.sched_setaffinity(process, {cpu})


@contextlib.contextmanager
def pinned(cpu):
    """Bind this process to one CPU for a while."""
    before = os.sched_getaffinity(0)
    pin(cpu)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def require_free(port):
    """End the program where something listens at `port` already: it would be measured for another."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((HOST, port))
        except OSError as error:
            raise Trouble(
                f"port {port} is occupied ({error.strerror}); stop what is there, or give --port"
            ) from None


@dataclass(frozen=True)
class Usage:
    """The CPU time that a tree of processes has used since it began (seconds), and the memory that it holds (bytes)."""

    cpu: float
    resident: int
    anonymous: int


def tree(root):
    """Return the ids of a process and of all its descendants."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            fields = _stat(int(entry))
            if fields is not None:
                children.setdefault(int(fields[1]), []).append(int(entry))
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += children.get(process, ())
    return found


def usage(root):
    """Return the Usage of the tree at `root`; CPU time of children that have ended is in it."""
    ticks = resident = anonymous = 0
    for process in tree(root):
        fields = _stat(process)
        if fields is None:
            continue
        own, ended = fields[11:13], fields[13:15]
        ticks += sum(map(int, (*own, *ended)))
        kilobytes = _status(process)
        resident += kilobytes.get("VmRSS", 0)
        anonymous += kilobytes.get("RssAnon", 0)
    return Usage(ticks / TICK, resident * 1024, anonymous * 1024)


def _stat(process):
    """Return the fields of /proc/PID/stat from the state on, or None where the process is gone."""
    try:
        with open(f"/proc/{process}/stat") as file:
            # The name of the program is in brackets and may hold anything.
            return file.read().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def _status(process):
    try:
        with open(f"/proc/{process}/status") as file:
            lines = (line.partition(":") for line in file)
            return {name: int(rest.split()[0]) for name, _, rest in lines if "kB" in rest}
    except (FileNotFoundError, ProcessLookupError):
        return {}


class Server:
    """A running server: `with Server(...)`. Its output goes to `log`, as a user's would go to a file."""

    def __init__(self, name, command, environment, port, folder, log):
        self.name, self.port, self.log = name, port, log
        require_free(port)
        with log.open("wb") as file, pinned(SERVER_CPU):
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.stop()

    def wait_until_ready(self, path):
        """Wait for a 200 at `path`."""
        deadline = time.monotonic() + LONGEST_START
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise Trouble(f"{self.name} ended before it answered:\n{self.last_words()}")
            with contextlib.suppress(OSError, http.client.HTTPException):
                status, _, body = self.ask(path)
                if status == 200:
                    return
                raise Trouble(f"{self.name}: {path} answered {status}: {body[:500]!r}")
            time.sleep(0.1)
        self.stop()
        raise Trouble(f"{self.name} did not answer within {LONGEST_START} s")

    def ask(self, path, headers=()):
        """Return (status, headers, body) of one request."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=LONGEST_START)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={"Accept": "application/json", **dict(headers)})
            response = connection.getresponse()
            return response.status, response.headers, response.read()

    def usage(self):
        return usage(self.process.pid)

    def last_words(self):
        return self.log.read_text(errors="replace")[-2000:]

    def stop(self):
        """End the server and whatever it started: they are one session of their own."""
        for word in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, word)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(LONGEST_STOP)
                break
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
