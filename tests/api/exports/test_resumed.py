"""Past releases as real clients fetch them from the production server: in parts, resumed, with several at once."""

import contextlib
import gzip
import http.client
import json
import shutil
import subprocess
import threading
import time

import polars
import pytest

from tests.api.exports.test_served import GROW, GROWN
from tests.management.test_serve import LONGEST_START, WORLD, Site

FILE = "/api/v1/releases/1/events"


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """A database of 25 MB of events, none of them broken."""
    file = tmp_path_factory.mktemp("resumed") / "attest.sqlite3"
    site = Site(file)
    grow = GROW.rpartition("Version.objects.filter")[0] % GROWN
    for arguments in (
        ("migrate",),
        ("load_fixtures", str(WORLD)),
        ("shell", "-v", "0", "-c", grow),
    ):
        done = site.manage(*arguments)
        assert done.returncode == 0, done.stderr
    return file


@pytest.fixture(scope="module")
def site(grown):
    site = Site(grown).start()
    yield site
    site.kill()
    site.process.stdout.close()


@pytest.fixture(scope="module")
def whole(site):
    with site.get(f"{FILE}.ndjson") as answer:
        return answer.read()


def url(site, name="ndjson"):
    return f"http://127.0.0.1:{site.port}{FILE}.{name}"


def test_the_first_who_asks_gets_all_of_it(site, whole):
    assert whole.count(b"\n") > GROWN
    with site.get(f"{FILE}.ndjson", method="HEAD") as head:
        assert (head.headers["Content-Length"], head.headers["Accept-Ranges"]) == (
            str(len(whole)),
            "bytes",
        )
    with site.get(f"{FILE}.ndjson", **{"Accept-Encoding": "gzip"}) as answer:
        assert gzip.decompress(answer.read()) == whole


@pytest.mark.parametrize("size", [1, 100, 5_000_000])
def test_every_worker_sends_parts_of_the_same_bytes(site, whole, size):
    for first in range(0, min(8 * size, len(whole)), size):
        with site.get(f"{FILE}.ndjson", Range=f"bytes={first}-{first + size - 1}") as part:
            assert (part.status, part.read()) == (206, whole[first : first + size])


def test_curl_resumes_where_it_was_broken_off(site, whole, tmp_path):
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    file = tmp_path / "events.ndjson"
    file.write_bytes(whole[:10_000_000])
    command = ["curl", "-sS", "-f", "-C", "-", "-o", str(file), url(site)]
    subprocess.run(command, check=True, timeout=LONGEST_START)
    assert file.read_bytes() == whole


def test_polars_reads_a_few_columns_of_a_file_in_parts(site):
    frame = polars.scan_parquet(url(site, "parquet"))
    assert frame.select(polars.len()).collect().item() > GROWN
    codes = frame.filter(polars.col("type") == "PROTEST").select("code").collect()
    with site.get("/api/v1/events/?type=PROTEST&fields=code&page_size=1000") as answer:
        assert set(codes["code"]) <= {one["code"] for one in json.load(answer)["results"]}


def test_duckdb_reads_it_in_parts(site):
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    try:
        connection.execute("LOAD httpfs")
    except duckdb.Error as error:
        pytest.skip(f"DuckDB's extension httpfs is not installed: {error}".splitlines()[0])
    found = connection.execute(f"SELECT count(*) FROM '{url(site, 'parquet')}'").fetchone()
    assert found[0] > GROWN


def test_a_download_goes_on_after_the_server_was_killed(grown, whole, tmp_path):
    """The connection breaks in the middle; another process sends the rest of the same bytes."""
    cache = str(tmp_path / "cache")
    first = Site(grown, CACHE_DIR=cache, WORKERS="1").start()
    connection = http.client.HTTPConnection("127.0.0.1", first.port, timeout=LONGEST_START)
    with contextlib.closing(connection):
        connection.request("GET", f"{FILE}.ndjson")
        answer = connection.getresponse()
        etag, part = answer.headers["ETag"], answer.read(1_000_000)
        first.kill()
    first.process.stdout.close()
    second = Site(grown, CACHE_DIR=cache, WORKERS="1").start()
    try:
        wanted = {"Range": f"bytes={len(part)}-", "If-Range": etag}
        with second.get(f"{FILE}.ndjson", **wanted) as rest:
            assert rest.status == 206
            assert part + rest.read() == whole
    finally:
        second.kill()
        second.process.stdout.close()


def test_a_file_is_written_to_its_end_though_its_client_has_gone(grown, whole, tmp_path):
    cache = tmp_path / "cache"
    site = Site(grown, CACHE_DIR=str(cache), WORKERS="1").start()
    try:
        with site.get(f"{FILE}.ndjson") as answer:
            answer.read(1000)
        end = time.monotonic() + LONGEST_START
        while not list((cache / "exports").glob("[!.]*")):
            assert time.monotonic() < end
            time.sleep(0.1)
        with site.get(f"{FILE}.ndjson") as answer:
            assert answer.headers["Content-Length"] == str(len(whole))
            assert answer.read() == whole
    finally:
        site.kill()
        site.process.stdout.close()


def test_many_at_once_get_the_same_file(site, whole):
    found = []

    def fetch(number):
        first = number * 100_000
        with site.get(f"{FILE}.ndjson", Range=f"bytes={first}-{first + 99_999}") as part:
            found.append((part.status, part.read() == whole[first : first + 100_000]))

    threads = [threading.Thread(target=fetch, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST_START)
    assert found == [(206, True)] * 16
