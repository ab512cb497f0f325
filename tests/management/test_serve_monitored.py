"""The server as an operator sees it: its port for monitors, its figures, its log in JSON; and with nothing writable."""

import json
import os
import shutil
import signal
import sqlite3
import time
import urllib.error
import urllib.request

import pytest

from tests.management.test_serve import LONGEST_START, Site, database, free_port  # noqa: F401

TOKEN = "of-the-operator"
LONGEST_WAIT = 20  # seconds
# Root may write to any file. Without its capabilities it may not.
WITHOUT_RIGHTS = ("setpriv", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs")


@pytest.fixture(scope="module")
def monitor():
    return free_port()


@pytest.fixture(scope="module")
def site(database, monitor, tmp_path_factory):  # noqa: F811
    file = tmp_path_factory.mktemp("monitored") / "attest.sqlite3"
    shutil.copy(database, file)
    site = Site(
        file,
        MONITOR=f"127.0.0.1:{monitor}",
        METRICS_TOKEN=TOKEN,
        LOG_FORMAT="json",
        LIMIT_RATE="100000",
    ).start()
    site.file = file
    yield site
    site.kill()
    site.process.stdout.close()


def seen(port, path):
    """Return (status, headers, body) at the port for monitors."""
    try:
        answer = urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=LONGEST_START)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers, answer.read()


def figures(port):
    """Return {name and labels: value} of the figures."""
    status, headers, body = seen(port, "/metrics")
    assert status == 200
    assert headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in body.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_monitors_have_a_port_of_their_own(site, monitor):
    assert seen(monitor, "/healthz")[::2] == (200, b'{"status": "ok"}')
    status, _, body = seen(monitor, "/readyz")
    assert status == 200
    assert "hash" not in json.loads(body)["checks"]
    assert seen(monitor, "/api/v1/")[0] == 404


def test_the_figures_are_those_of_all_processes(site, monitor):
    names = {
        "list": 'attest_requests_total{method="GET",route="events-list",status="200"}',
        "record": 'attest_requests_total{method="GET",route="events-detail",status="200"}',
        "wrong": 'attest_requests_total{method="GET",route="events-list",status="400"}',
        "seconds": 'attest_request_seconds_count{route="events-list"}',
        "in time": 'attest_request_seconds_bucket{le="+Inf",route="events-list"}',
        "database": 'attest_database_seconds_total{route="events-list"}',
    }
    before = figures(monitor)
    for _ in range(20):
        with site.get("/api/v1/events/?page_size=1") as answer:
            assert answer.status == 200
        with site.get("/api/v1/events/kyiv-strike/") as answer:
            assert answer.status == 200
    with site.get("/api/v1/events/?page_size=0") as answer:
        assert answer.status == 400
    expected = {"list": 20, "record": 20, "wrong": 1, "seconds": 21, "in time": 21}
    end = time.monotonic() + LONGEST_WAIT
    added = {}
    while added != expected and time.monotonic() < end:
        now = figures(monitor)
        added = {name: now.get(names[name], 0) - before.get(names[name], 0) for name in expected}
        time.sleep(0.1)
    assert added == expected
    assert now[names["database"]] > before.get(names["database"], 0)
    assert now["attest_release"] == 1
    assert 0 < now["attest_release_age_seconds"] < 86_400
    assert now["attest_exports_running"] == 0
    assert now["attest_answers_kept"] > 0


def test_the_figures_on_the_port_of_the_site_need_the_token(site):
    with site.get("/metrics") as answer:
        assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    with site.get("/metrics", Authorization="Bearer another") as answer:
        assert answer.status == 401
    with site.get("/metrics", Authorization=f"Bearer {TOKEN}") as answer:
        assert (answer.status, b"attest_release 1.0" in answer.read()) == (200, True)


def test_an_answer_says_its_id_its_times_and_what_is_left(site):
    with site.get("/api/v1/events/?page_size=3") as answer:
        assert answer.headers["X-Request-ID"]
        assert answer.headers["RateLimit-Policy"] == '"client";q=100000;w=60'
        parts = [part.partition(";")[0] for part in answer.headers["Server-Timing"].split(", ")]
    assert parts == ["plan", "count", "fetch", "db", "total"]


def test_a_deep_check_finds_an_altered_document(site, monitor):
    status, _, body = seen(monitor, "/readyz?deep=1")
    assert (status, json.loads(body)["checks"]["hash"]) == (200, True)
    other = Site(site.file, MONITOR=f"127.0.0.1:{free_port()}", WORKERS="1")
    with sqlite3.connect(site.file) as written:
        written.execute(
            """UPDATE events_version SET document = replace(document, '"title":"', '"title":"Altered: ') """
            "WHERE key = 'kyiv-strike' AND last_release_id IS NULL"
        )
    written.close()
    other.start()
    try:
        with other.get("/readyz?deep=1") as answer:
            found = json.load(answer)
        assert (answer.status, found["checks"]["hash"]) == (503, False)
        assert "kyiv-strike" in found["faults"]
        with other.get("/readyz") as answer:
            assert answer.status == 200
    finally:
        other.kill()
        other.process.stdout.close()


def test_the_log_is_json_with_ids_and_without_secrets(database, tmp_path):  # noqa: F811
    site = Site(database, LOG_FORMAT="json", WORKERS="1").start()
    try:
        secrets = "&".join(
            f"{name}=hush{number}"
            for number, name in enumerate(("api_key", "token", "password", "access_key", "key"))
        )
        with site.get(f"/api/v1/events/?{secrets}&page=2") as answer:
            found = answer.headers["X-Request-ID"]
            assert json.load(answer)["request_id"] == found
        _, printed = site.stop(signal.SIGTERM)
    finally:
        site.kill()
        site.process.stdout.close()
    assert "hush" not in printed
    lines = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    (line,) = [one for one in lines if one["request_id"] == found]
    assert (line["method"], line["status"], line["logger"]) == ("GET", 400, "attest.requests")
    assert line["url"].startswith("/api/v1/events/?api_key=...&token=...&password=...&access_key=")
    assert line["url"].endswith("&page=2")


@pytest.mark.skipif(
    os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may write to any file"
)
def test_a_site_with_nothing_writable_serves(database, tmp_path):  # noqa: F811
    folder = tmp_path / "site"
    folder.mkdir()
    shutil.copy(database, folder / "attest.sqlite3")
    (folder / "attest.sqlite3").chmod(0o444)
    folder.chmod(0o555)
    site = Site(
        folder / "attest.sqlite3", READ_ONLY="true", CACHE_DIR=str(folder / "cache"), WORKERS="1"
    )
    site.before = WITHOUT_RIGHTS if os.geteuid() == 0 else ()
    site.start()
    try:
        for path in (
            "/",
            "/api/v1/events/?q=kyiv",
            "/api/v1/events/kyiv-strike/",
            "/api/v1/events/aggregate/?by=country",
            "/api/v1/events.csv",
            "/api/v1/events.parquet",
            "/api/v1/releases/1/events.ndjson",
            "/readyz?deep=1",
        ):
            with site.get(path) as answer:
                assert (path, answer.status) == (path, 200)
                assert answer.read()
        assert [file.name for file in folder.iterdir()] == ["attest.sqlite3"]
    finally:
        site.kill()
        site.process.stdout.close()
        folder.chmod(0o755)


def test_a_file_with_a_log_is_not_served_as_if_it_were_whole(database, tmp_path):  # noqa: F811
    file = tmp_path / "attest.sqlite3"
    shutil.copy(database, file)
    (tmp_path / "attest.sqlite3-wal").write_bytes(b"x")
    done = Site(file, READ_ONLY="true").manage("serve")
    assert done.returncode == 1
    assert "attest.sqlite3-wal holds a part of the database" in done.stderr


def test_a_port_for_monitors_that_is_taken_is_reported(database, monitor, site):  # noqa: F811
    done = Site(database, MONITOR=f"127.0.0.1:{monitor}").manage("serve")
    assert done.returncode == 1
    assert "give another MONITOR" in done.stderr
