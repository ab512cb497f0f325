"""Servers under measurement: occupied ports are refused, CPU of children is counted, all of it is stopped."""

import os
import socket
import sys

import pytest

from benchmarks import processes

# A server whose child works for a while and ends, and which works on itself.
BUSY = """
import http.server, os, subprocess, sys, time
def work(seconds):
    while time.process_time() < seconds: pass
if sys.argv[1] == "child":
    work(0.3)
else:
    subprocess.run([sys.executable, __file__, "child"])
    class Ready(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200); self.end_headers()
    http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ready).serve_forever()
"""


@pytest.fixture
def port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def server(tmp_path, port, text):
    script = tmp_path / "server.py"
    script.write_text(text)
    command = [sys.executable, str(script), str(port)]
    log = tmp_path / "log"
    return processes.Server("it", command, dict(os.environ), port, tmp_path, log)


def test_occupied_port_is_refused(port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(processes.Trouble, match=f"port {port} is occupied"):
            processes.require_free(port)


def test_cpu_of_children_that_ended_is_counted_and_all_is_stopped(tmp_path, port):
    before = os.sched_getaffinity(0)
    with server(tmp_path, port, BUSY) as running:
        running.wait_until_ready("/")
        used = running.usage()
        pinned = os.sched_getaffinity(running.process.pid)
    assert used.cpu >= 0.3
    assert used.resident > used.anonymous > 0
    assert pinned == {processes.SERVER_CPU}
    assert os.sched_getaffinity(0) == before
    with pytest.raises(ProcessLookupError):
        os.kill(running.process.pid, 0)


def test_server_that_ends_is_told_with_its_last_words(tmp_path, port):
    with (
        server(tmp_path, port, "raise SystemExit('no database')") as running,
        pytest.raises(processes.Trouble, match="no database"),
    ):
        running.wait_until_ready("/")
