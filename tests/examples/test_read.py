"""examples/read.py and examples/attest.R: a list to its end, a file, the feed, and a second try when the server is busy."""

import shutil

import pandas
import pytest
import requests

from events.api.problems.errors import response
from events.models import Event, Statement
from examples import read
from tests.docs.project import project
from tests.examples.test_sync import SITE, InProcess

API = f"{SITE}/api/v1"


@pytest.fixture
def site(client, world, monkeypatch):
    """The views of this process in the place of the server, and no waiting."""
    made = InProcess(client)
    session = requests.Session()
    session.mount(SITE, made)
    monkeypatch.setattr(read.requests, "get", session.get)
    made.pauses = []
    monkeypatch.setattr(read, "sleep", made.pauses.append)
    return made


def test_a_list_is_walked_to_its_end(site, capsys):
    found = list(read.walk(f"{API}/events/", {"page_size": 2, "order_by": "code"}))
    assert [one["code"] for one in found] == sorted(Event.objects.values_list("code", flat=True))
    assert len(site.asked) == (len(found) + 1) // 2
    read.main("list", SITE, "events", "country=UA")
    assert '"kyiv-strike"' in capsys.readouterr().out


def test_a_file_is_saved_whole(site, tmp_path):
    path = tmp_path / "statements.csv"
    read.main("file", SITE, "statements.csv", path, "order_by=code")
    assert list(pandas.read_csv(path)["code"]) == sorted(
        Statement.objects.values_list("code", flat=True)
    )
    assert [one.name for one in tmp_path.iterdir()] == ["statements.csv"]


def test_the_feed_is_followed_from_a_release(site, capsys):
    read.main("feed", SITE, "0")
    assert "1 add events kyiv-strike" in capsys.readouterr().out.splitlines()
    read.main("feed", SITE, "1")
    assert capsys.readouterr().out == ""


class Busy:
    """A client that finds the server busy a number of times."""

    def __init__(self, client, times):
        self.client, self.times = client, times

    def get(self, path):
        self.times -= 1
        return response("unavailable") if self.times >= 0 else self.client.get(path)


def test_a_busy_server_is_asked_again_when_it_says(site):
    site.client = Busy(site.client, read.TRIES - 1)
    assert read.get(f"{API}/").status_code == 200
    assert site.pauses == [5] * (read.TRIES - 1)


def test_a_server_that_stays_busy_is_given_up_in_the_end(site):
    site.client = Busy(site.client, read.TRIES)
    with pytest.raises(SystemExit, match="too much is running"):
        read.get(f"{API}/")


def test_a_fault_of_the_request_is_not_repeated(site):
    with pytest.raises(SystemExit, match="countri: Unknown parameter"):
        list(read.walk(f"{API}/events/", {"countri": "UA"}))
    assert (len(site.asked), site.pauses) == (1, [])


def test_attest_r_walks_a_list_and_reads_a_table(tmp_path):
    if shutil.which("Rscript") is None:
        pytest.skip("not installed here: R")
    with project(tmp_path) as made:
        made.start()
        url = f"http://127.0.0.1:{made.port}/api/v1"
        found = made.run(f"Rscript examples/attest.R '{url}/events/?page_size=5&order_by=code'")
        if "there is no package called" in found:
            pytest.skip("not installed here: the R package jsonlite")
        codes = found.splitlines()
        assert len(codes) == 17
        assert codes == sorted(codes)
        script = f'source("examples/attest.R"); cat(nrow(attest_table("{url}/statements.csv")))'
        assert made.run(f"Rscript -e '{script}'") == "23"
