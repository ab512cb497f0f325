"""The configurations of docs/deploy.md, behind the nginx and the Caddy of the system, with the site below a path."""

import contextlib
import http.client
import json
import re
import shutil
import socket
import subprocess
import time

import pytest

from tests.management.test_serve import PROJECT, Site, database, free_port  # noqa: F401

DOCS = (PROJECT / "docs" / "deploy.md").read_text(encoding="utf-8")
LONGEST_START = 120  # seconds
HOST = "attest.example"


def block(language):
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", DOCS, re.DOTALL | re.MULTILINE)
    return found


def configured(text, **replaced):
    """Return a configuration for other ports; each thing that is replaced must be there once."""
    for old, new in replaced.items():
        old = {
            "listen": "listen 80;",
            "address": "http://attest.example {",
            "to": "127.0.0.1:8000",
        }[old]
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def nginx(folder, port, site):
    server = configured(block("nginx"), listen=f"listen 127.0.0.1:{port};", to=f"127.0.0.1:{site}")
    file = folder / "nginx.conf"
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file.write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{server}}}\n"
    )
    return ["nginx", "-c", str(file), "-e", str(folder / "error")]


def caddy(folder, port, site):
    text = configured(block("caddy"), address=f"http://{HOST}:{port} {{", to=f"127.0.0.1:{site}")
    file = folder / "Caddyfile"
    file.write_text(f"{{\nadmin off\nauto_https off\nstorage file_system {folder}\n}}\n{text}")
    return ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"]


PROXIES = {"nginx": nginx, "caddy": caddy}


@pytest.fixture(scope="module")
def site(database):  # noqa: F811
    site = Site(database, ALLOWED_HOSTS=HOST, BEHIND_PROXY="true", WORKERS="1").start()
    yield site
    site.kill()
    site.process.stdout.close()


class Proxy:
    """A proxy on a port of its own, in front of a site."""

    def __init__(self, port):
        self.port = port
        self.root = f"http://{HOST}:{port}/attest/"

    def get(self, path, method="GET", **headers):
        """Return (status, headers, body); headers by their names with dashes, and with underscores after `_`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_START)
        with contextlib.closing(connection):
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": f"{HOST}:{self.port}", **headers}.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def raw(self, text):
        """Return what is answered to these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST_START) as client:
            client.sendall(text.encode())
            return b"".join(iter(lambda: client.recv(65536), b"")).decode()


@pytest.fixture(scope="module", params=PROXIES)
def proxy(request, site, tmp_path_factory):
    if shutil.which(request.param, path="/usr/sbin:/usr/bin:/usr/local/bin:/bin") is None:
        pytest.skip(f"{request.param} is not installed (Debian: apt install {request.param})")
    folder, port = tmp_path_factory.mktemp(request.param), free_port()
    command = PROXIES[request.param](folder, port, site.port)
    command[0] = shutil.which(command[0], path="/usr/sbin:/usr/bin:/usr/local/bin:/bin")
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    proxy, end = Proxy(port), time.monotonic() + LONGEST_START
    try:
        while True:
            try:
                if proxy.get("/attest/healthz")[0] == 200:
                    break
            except OSError:
                pass
            if time.monotonic() > end or process.poll() is not None:
                pytest.fail((folder / "log").read_text())
            time.sleep(0.1)
        yield proxy
    finally:
        process.terminate()
        process.wait()


def links(body):
    return [one for one in re.findall(r'https?://[^"\s>]+', body) if HOST in one or "/api/" in one]


@pytest.mark.parametrize(
    "path",
    [
        "api/v1/",
        "api/v1/events/?page_size=1",  # by the door
        "api/v1/events/?page_size=1&page=2",
        "api/v1/releases/",
        "api/v1/changes/?since=0&page_size=1",
    ],
)
def test_every_link_leads_back_through_the_proxy(proxy, path):
    status, headers, body = proxy.get(f"/attest/{path}")
    assert status == 200
    found = links(body.decode() + headers.get("Link", ""))
    assert found
    assert [link for link in found if not link.startswith(proxy.root)] == []
    followed = found[0].removeprefix(f"http://{HOST}:{proxy.port}")
    assert proxy.get(followed)[0] == 200


def test_redirects_and_problems_stay_below_the_path(proxy):
    status, headers, _ = proxy.get("/attest/api/v1/events?page_size=1")
    assert (status, headers["Location"]) == (301, "/attest/api/v1/events/?page_size=1")
    status, _, body = proxy.get("/attest/api/v1/event/")
    problem = json.loads(body)
    assert (status, problem["type"]) == (404, "/attest/errors/not-found")
    assert problem["errors"][0]["did_you_mean"] == "/attest/api/v1/events/"
    assert proxy.get(problem["type"])[0] == 200


@pytest.mark.parametrize("path", ["", "api/docs/", "api/redoc/", "api/v1/events/", "errors/"])
def test_pages_work_below_the_path(proxy, path):
    status, _, body = proxy.get(f"/attest/{path}", Accept="text/html")
    assert status == 200
    addresses = re.findall(r'(?:href|src|spec-url)="(/[^"#]*)', body.decode())
    assert addresses
    for address in {one.replace("&amp;", "&") for one in addresses}:
        assert address.startswith("/attest/")
        assert proxy.get(address)[0] == 200, address


def test_the_schema_says_where_the_api_is(proxy):
    _, _, body = proxy.get("/attest/api/schema/?format=json")
    assert json.loads(body)["servers"] == [{"url": "/attest"}]


# Headers that a client may send to pass for a proxy
SPOOFED = [
    {"X-Forwarded-Host": "evil.example"},
    {"X_Forwarded_Host": "evil.example"},
    {"X-Forwarded_Host": "evil.example"},
    {"X-Forwarded-Proto": "https", "X_Forwarded_Proto": "https"},
    {"X-Forwarded-Port": "1", "X_Forwarded_Port": "1"},
    {"X-Forwarded-Prefix": "/evil", "X_Forwarded_Prefix": "/evil"},
    {"X_Forwarded_Prefix": "//evil.example"},
    {"Forwarded": "host=evil.example;proto=https"},
]


@pytest.mark.parametrize("headers", SPOOFED, ids=str)
@pytest.mark.parametrize("path", ["api/v1/", "api/v1/events/?page_size=1"])
def test_a_client_cannot_say_where_the_site_is(proxy, path, headers):
    status, _, body = proxy.get(f"/attest/{path}", **headers)
    assert status == 200
    found = links(body.decode())
    assert found
    assert [link for link in found if not link.startswith(proxy.root)] == []


def test_a_host_of_another_site_is_not_answered(proxy):
    status, _, body = proxy.get("/attest/api/v1/", Host="other.example")
    assert (status, b"collections" in body) in {(400, False), (200, False)}
    # The host of an absolute target counts.
    answer = proxy.raw(
        f"GET http://other.example/attest/api/v1/ HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n"
    )
    assert "collections" not in answer


def test_files_pass_in_parts_and_compressed(proxy):
    url = "/attest/api/v1/releases/1/events.csv"
    _, headers, whole = proxy.get(url)
    assert (headers["Accept-Ranges"], headers["Content-Length"]) == ("bytes", str(len(whole)))
    status, headers, part = proxy.get(url, Range="bytes=10-19")
    assert (status, part) == (206, whole[10:20])
    assert headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    _, headers, _ = proxy.get("/attest/api/v1/events/", **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"


def test_an_absolute_target_at_the_server_itself(site):
    """A header that the server drops cannot be refused; the answer is at least about a host that is served."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=LONGEST_START) as client:
        client.sendall(
            f"GET http://other.example/api/v1/ HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: client.recv(65536), b"")).decode()
    assert "other.example" not in answer
