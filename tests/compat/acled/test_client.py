"""The client of ACLED's API that people install, unmodified, against a running site."""

import json
import os
import subprocess
import sys

import pytest

from tests.importing.tables import ACLED, acled_file
from tests.management.test_serve import LONGEST_START, Site

ROWS = [
    {**ACLED, "event_id_cnty": f"UKR{number}", "event_date": f"2024-01-{number:02}", "fatalities": str(number % 4)}
    for number in range(1, 8)
] + [{**ACLED, "event_id_cnty": "MLI1", "event_date": "2024-02-01", "country": "Mali", "iso": "466",
      "region": "Western Africa", "fatalities": ""}]  # fmt: skip

# In a process of its own: the client reads the host when it is imported.
ASK = """
import json, sys
from acled import AcledClient
from acled.auth import OAuthTokenAuth
from acled.exceptions import ApiError

OAuthTokenAuth.TOKEN_ENDPOINT = sys.argv[2]
ways = {"key": lambda: AcledClient(api_key="k", email="e@x.example"),
        "oauth": lambda: AcledClient(OAuthTokenAuth("any", "any"))}
client = ways[sys.argv[1]]()
answers = []
for name, arguments in json.load(sys.stdin):
    try:
        answers.append(getattr(client, name)(**arguments))
    except ApiError as error:
        answers.append([type(error).__name__, str(error)])
print(json.dumps(answers, default=str))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("acled")
    site = Site(folder / "attest.sqlite3")
    files = [acled_file(folder, *rows, name=f"{len(rows)}.csv") for rows in (ROWS, ROWS[1:])]
    for arguments in (
        ("migrate",),
        ("import_acled", str(files[0])),
        ("import_acled", str(files[1]), "--withdraw-missing"),
    ):
        done = site.manage(*arguments)
        assert done.returncode == 0, done.stderr
    site.start()
    yield site
    site.kill()
    site.process.stdout.close()


@pytest.fixture(scope="module")
def ask(site):
    host = f"http://127.0.0.1:{site.port}/compat/acled"

    def do(*calls, way="key"):
        done = subprocess.run(
            [sys.executable, "-c", ASK, way, f"{host}/oauth/token"],
            check=True,
            input=json.dumps(calls),
            env={**os.environ, "ACLED_API_HOST": f"{host}/api"},
            capture_output=True,
            text=True,
            timeout=LONGEST_START,
        )
        return json.loads(done.stdout.splitlines()[-1])  # before it stands what the client logs

    return do


def ids(rows):
    return [row["event_id_cnty"] for row in rows]


def test_events_as_the_client_reads_them(ask):
    (rows,) = ask(("get_data", {"country": "Ukraine", "limit": 2}))
    assert ids(rows) == ["UKR7", "UKR6"]
    assert list(rows[0]) == list(ACLED)
    assert {name: rows[0][name] for name in ("event_date", "year", "fatalities", "latitude")} == {
        "event_date": "2024-01-07",
        "year": 2024,
        "fatalities": 3,
        "latitude": 49.5,
    }
    assert rows[0]["timestamp"] == "2024-01-09 20:59:04+00:00"


def test_a_client_with_a_password_gets_a_token_and_the_same_events(ask):
    calls = ("get_data", {"limit": 5}), ("get_deleted_data", {})
    assert ask(*calls, way="oauth") == ask(*calls, way="key")


def test_operators_fields_and_pages(ask):
    fields = "event_id_cnty|fatalities"
    between = {"event_date_where": "BETWEEN"}
    found = ask(
        ("get_data", {"fatalities": 2, "query_params": {"fatalities_where": ">="}}),
        ("get_data", {"event_date": "2024-01-03|2024-01-05", "query_params": between}),
        ("get_data", {"country": "Mali|Ukraine", "limit": 3, "page": 1, "fields": fields}),
        ("get_data", {"country": "Mali|Ukraine", "limit": 3, "page": 2, "fields": fields}),
        ("get_data", {"country": "Mali|Ukraine", "limit": 3, "page": 3, "fields": fields}),
        ("get_data", {"region": 1}),
    )
    assert list(map(ids, found)) == [
        ["UKR7", "UKR6", "UKR3", "UKR2"],
        ["UKR5", "UKR4", "UKR3"],
        ["MLI1", "UKR7", "UKR6"],
        ["UKR5", "UKR4", "UKR3"],
        ["UKR2"],
        ["MLI1"],
    ]
    assert found[2][:2] == [
        {"event_id_cnty": "MLI1", "fatalities": None},
        {"event_id_cnty": "UKR7", "fatalities": 3},
    ]


def test_the_other_lists(ask):
    deleted, countries, regions, actors, types = ask(
        ("get_deleted_data", {}),
        ("get_country_data", {"country": "Ukraine"}),
        ("get_region_data", {}),
        ("get_actor_data", {"actor_name": "Military"}),
        ("get_actor_type_data", {}),
    )
    (gone,) = deleted
    assert gone["event_id_cnty"] == "UKR1"
    assert isinstance(gone["deleted_timestamp"], int)
    assert countries == [
        {
            "country": "Ukraine",
            "iso": 804,
            "iso3": "UKR",
            "first_event_date": "2024-01-02",
            "last_event_date": "2024-01-07",
            "event_count": 6,
        }
    ]
    assert [(row["region"], row["event_count"]) for row in regions] == [(12, 6), (1, 1)]
    assert [(row["actor_name"], row["event_count"]) for row in actors] == [
        ("Military Forces of Russia (2000-)", 7)
    ]
    assert [row["actor_type_id"] for row in types] == [7, 8]


def test_a_mistyped_question_is_an_error_of_the_client(ask):
    ((name, told),) = ask(("get_data", {"query_params": {"countri": "Ukraine"}}))
    assert name == "ClientError"
    assert told.startswith("Client error (400): 400 Client Error: Bad Request")
