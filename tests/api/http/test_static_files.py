"""Static files: under a name with a hash they are kept for years, and text goes out in gzip."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from config import cache

BUNDLE = "drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js"
FOREVER = "max-age=315360000, public, immutable"


@pytest.fixture
def fetch(client):
    def fetch(url, **headers):
        answer = client.get(url, headers=headers)
        body = answer.getvalue()
        return answer, body

    return fetch


def test_a_url_has_the_hash_of_the_content_in_it(fetch):
    url = static(BUNDLE)
    assert re.fullmatch(r"/static/.*/swagger-ui-bundle\.[0-9a-f]{12}\.js", url)
    answer, body = fetch(url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, FOREVER)
    assert body == Path(finders.find(BUNDLE)).read_bytes()


def test_the_plain_name_is_there_for_a_minute(fetch):
    answer, body = fetch(f"/static/{BUNDLE}")
    assert (answer["Cache-Control"], body) == ("max-age=60, public", fetch(static(BUNDLE))[1])


def test_another_hash_is_not_there(client):
    url = re.sub(r"\.[0-9a-f]{12}\.", ".000000000000.", static(BUNDLE))
    assert client.get(url).status_code == 404


def test_a_name_that_there_is_not():
    with pytest.raises(ValueError, match=r"There is no static file 'nope\.js'\."):
        static("nope.js")


@pytest.mark.parametrize("name", [BUNDLE, "rest_framework/css/bootstrap.min.css"])
def test_text_goes_out_in_gzip(fetch, name):
    plain, body = fetch(static(name))
    packed, small = fetch(static(name), **{"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(small) == body
    assert len(small) * 3 < len(body)
    for answer, sent in ((plain, body), (packed, small)):
        assert answer["Content-Length"] == str(len(sent))
        assert answer["Vary"] == "Accept-Encoding"
    assert plain["ETag"] != packed["ETag"]


@pytest.mark.parametrize(
    "accepted", ["gzip;q=0", "gzip;Q=0", "gzip-foo", "*;q=0", "br", "identity"]
)
def test_it_follows_the_one_negotiation(fetch, accepted):
    assert "Content-Encoding" not in fetch(static(BUNDLE), **{"accept-encoding": accepted})[0]


@pytest.mark.parametrize("accepted", ["gzip", "GZIP", "*"])
def test_it_follows_the_one_negotiation_for_gzip(fetch, accepted):
    answer, _ = fetch(static(BUNDLE), **{"accept-encoding": accepted})
    assert answer["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("coding", [{}, {"accept-encoding": "gzip"}])
def test_what_a_client_has_is_not_sent_again(fetch, coding):
    etag = fetch(static(BUNDLE), **coding)[0]["ETag"]
    for held in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer, body = fetch(static(BUNDLE), **coding, **{"if-none-match": held})
        assert (answer.status_code, body, answer["ETag"]) == (304, b"", etag)
    other = {} if coding else {"accept-encoding": "gzip"}
    assert fetch(static(BUNDLE), **other, **{"if-none-match": etag})[0].status_code == 200


def test_pictures_and_fonts_are_sent_as_they_are(fetch):
    name = "drf_spectacular_sidecar/swagger-ui-dist/favicon-32x32.png"
    answer, body = fetch(static(name), **{"accept-encoding": "gzip"})
    assert "Content-Encoding" not in answer
    assert body == Path(finders.find(name)).read_bytes()


def test_the_whole_is_sent_whatever_the_range(fetch):
    answer, body = fetch(static(BUNDLE), range="bytes=0-0")
    assert (answer.status_code, len(body)) == (200, Path(finders.find(BUNDLE)).stat().st_size)


def test_every_file_of_the_docs_has_a_hashed_name(client):
    for page in ("/api/docs/", "/api/redoc/"):
        urls = re.findall(r'"(/static/[^"]+)"', client.get(page).content.decode())
        assert urls
        assert [url for url in urls if not re.search(r"\.[0-9a-f]{12}\.\w+$", url)] == []


def test_without_a_folder_for_it_there_is_no_gzip(fetch, monkeypatch, client, tmp_path):
    monkeypatch.setattr(cache, "folder", lambda name: None)
    client.handler._middleware_chain = None  # made anew, as at the start of a process
    client.handler.load_middleware()
    answer, body = fetch(static(BUNDLE), **{"accept-encoding": "gzip"})
    assert (answer.status_code, "Content-Encoding" in answer) == (200, False)
    assert body == Path(finders.find(BUNDLE)).read_bytes()


def test_a_folder_that_cannot_be_written_to_is_told_once(settings, tmp_path, caplog):
    (tmp_path / "file").touch()
    settings.ENVIRONMENT = settings.ENVIRONMENT | {"CACHE_DIR": str(tmp_path / "file")}
    for _ in range(3):
        assert cache.folder("static") is None
    (line,) = (one.getMessage() for one in caplog.records)
    assert line == f"CACHE_DIR={tmp_path}/file cannot be used: Not a directory"


def test_a_folder_is_for_its_user_alone(settings, tmp_path):
    settings.ENVIRONMENT = settings.ENVIRONMENT | {"CACHE_DIR": str(tmp_path / "new")}
    assert cache.folder("static").stat().st_mode & 0o777 == 0o700


def test_a_file_is_there_in_whole_or_not_at_all(tmp_path, monkeypatch):
    cache.write(tmp_path / "one", b"whole")
    assert (tmp_path / "one").read_bytes() == b"whole"

    def full(path, content):
        path.open("wb").close()
        raise OSError("full")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="full"):
        cache.write(tmp_path / "two", b"whole")
    assert [file.name for file in tmp_path.iterdir()] == ["one"]
