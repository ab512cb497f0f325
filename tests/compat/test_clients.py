"""Clients that cannot be installed beside this program, by their requests and their own checks of the answers.

views-datafactory 1.15.0 (`sources/ucdp_annual.py`, `sources/acled.py`) and acledR 1.0.x (`R/acled_api.R`).
"""

import pytest

from tests.importing.tables import ACLED, UCDP

TOKEN_URL = "/compat/acled/oauth/token"
UCDP_ROWS = [{**UCDP, "id": str(number), "best": str(number % 5)} for number in range(101, 124)]
ACLED_ROWS = [
    {
        "event_id_cnty": f"{country[:3].upper()}{at}",
        "country": country,
        "event_date": f"{2020 + at % 3}-{1 + at % 12:02}-01",
        "actor2": "" if at % 4 == 0 else ACLED["actor2"],
        "inter1": "8" if at % 2 else "External/Other forces",
        "inter2": "" if at % 4 == 0 else "7",
        "event_type": "Battles" if at % 3 else "Protests",
        "sub_event_type": "Armed clash" if at % 3 else "Peaceful protest",
    }
    for at, country in enumerate(["Ukraine", "Mali", "Democratic Republic of Congo"] * 8, 100)
]
CODES = [row["event_id_cnty"] for row in ACLED_ROWS]


# --- views-datafactory ------------------------------------------------------------------------------------------


def fetch_ucdp(client, base, version, page_size):
    """Walk as `ucdp_annual.fetch_paginated`: pages from 1 to TotalPages, with a token in a header."""
    events, page, pages = [], 1, None
    while True:
        query = f"StartDate=1989-01-01&EndDate=2023-12-31&pagesize={page_size}&page={page}"
        answer = client.get(f"{base}/{version}?{query}", headers={"x-ucdp-access-token": "any"})
        assert answer.status_code == 200, (
            answer.content
        )  # it raises on a 404, and waits for minutes on a 400
        body = answer.json()
        assert {"TotalCount", "TotalPages", "Result"} <= body.keys()
        pages = pages or body["TotalPages"]
        events += body["Result"]
        if not body["Result"] or page >= pages:
            return events
        page += 1


@pytest.mark.parametrize("page_size", [1, 5, 23, 1000])
def test_views_datafactory_has_every_event_of_ucdp_once(client, imports, page_size):
    imports.ucdp(*UCDP_ROWS, dataset_version="25.1")
    events = fetch_ucdp(client, "/compat/ucdp/from-1/api/gedevents", "25.1", page_size)
    found = sorted((event["id"], event["best"]) for event in events)
    assert found == [(int(row["id"]), int(row["best"])) for row in UCDP_ROWS]
    # It probes for newer versions until one is missing.
    assert client.get("/compat/ucdp/from-1/api/gedevents/26.1?pagesize=1").status_code == 404


def fetch_acled(client, year, page_size):
    """Walk as `acled.fetch_paginated`: a token, then cursors from 0 to null, each of them new."""
    fields = {"client_id": "acled", "username": "any", "password": "any", "grant_type": "password"}
    token = client.post(TOKEN_URL, fields).json()
    assert int(token["expires_in"]) > 300
    headers = {"authorization": f"Bearer {token['access_token']}"}
    events, cursor, seen = [], 0, {0}
    while True:
        params = {
            "_format": "json",
            "event_date": f"{year}-01-01|{year}-12-31",
            "event_date_where": "BETWEEN",
            "limit": page_size,
            "cursor": cursor,
        }
        body = client.get("/compat/acled/api/acled/read", params, headers=headers).json()
        cursor = body["next_cursor"]
        events += body["data"]
        if cursor is None:
            return events
        assert body["data"]
        assert isinstance(cursor, int)
        assert cursor not in seen
        seen.add(cursor)


@pytest.mark.parametrize("page_size", [1, 3, 8, 5000])
def test_views_datafactory_has_every_event_of_acled_once(client, imports, page_size):
    imports.acled(*ACLED_ROWS)
    events = [
        event for year in (2020, 2021, 2022) for event in fetch_acled(client, year, page_size)
    ]
    assert sorted(event["event_id_cnty"] for event in events) == sorted(CODES)
    # It stores each column with one type.
    for column in ACLED:
        assert len({type(event[column]) for event in events} - {type(None)}) == 1, column


# --- acledR -----------------------------------------------------------------------------------------------------

DAYS = "event_date=2019-01-01%7C2026-11-26&event_date_where=BETWEEN"
# Without a country it sends the names of all, some 250.
ALL = [
    *dict.fromkeys(row["country"] for row in ACLED_ROWS),
    *(f"Country {at}" for at in range(250)),
]
FROM_MALI = [row["event_id_cnty"] for row in ACLED_ROWS if row["country"] == "Mali"]
BATTLES = [row["event_id_cnty"] for row in ACLED_ROWS if row["event_type"] == "Battles"]


def joined(names, separator):
    return separator.join(name.replace(" ", "%20") for name in names)


ACLEDR = {
    "1.0.0, all countries": (f"country={joined(ALL, ':OR:')}&{DAYS}&inter_num=0&limit=0", CODES),
    "1.0.1, all countries": (f"country={joined(ALL, '%7C')}&{DAYS}&inter_num=0&limit=0", CODES),
    "0.1.0, all countries": (
        f"country={joined(ALL, ':OR:country=')}&country_where=%3D&{DAYS}&inter_num=1&limit=0",
        CODES,
    ),
    "one country": (f"country=Mali&{DAYS}&inter_num=0&limit=0", FROM_MALI),
    "event types in capitals": (
        f"{DAYS}&event_type=BATTLES:OR:STRATEGIC%20DEVELOPMENTS&population=full&inter_num=0&limit=0",
        BATTLES,
    ),
    "a timestamp": (
        f"{DAYS}&timestamp_where=%3E%3D&timestamp=2024-01-09&inter_num=0&limit=0",
        CODES,
    ),
    "a later timestamp": (f"{DAYS}&timestamp_where=%3E%3D&timestamp=1704833945&limit=0", []),
}


@pytest.mark.parametrize("name", ACLEDR)
def test_acledr_has_the_events_that_it_asks_for(lists, imports, name):
    imports.acled(*ACLED_ROWS)
    query, codes = ACLEDR[name]
    body = lists(f"acled?_format=json&{query}").json()
    assert sorted(row["event_id_cnty"] for row in body["data"]) == sorted(codes)
    # Its acled_update takes tables of exactly these columns.
    assert all(row.keys() == ACLED.keys() for row in body["data"])
    numbers = [row["inter1"] for row in body["data"]]
    assert set(numbers) <= ({8} if "inter_num=1" in query else {"External/Other forces"})


def test_acledr_puts_monadic_rows_together_again(lists, imports):
    """Its `acled_transform_wider(type = "api_monadic")`: the first two rows of each event, joined by 25 columns."""
    imports.acled(*ACLED_ROWS)
    dyadic = {
        row["event_id_cnty"]: row for row in lists("acled?inter_num=1&limit=0").json()["data"]
    }
    found = {}
    for row in lists("acled?_format=json&export_type=monadic&inter_num=1&limit=0").json()["data"]:
        found.setdefault(row["event_id_cnty"], []).append(row)
    second = {"actor2": "actor1", "assoc_actor_2": "assoc_actor_1", "inter2": "inter1"}
    for code, (first, *others) in found.items():
        absent = {"actor2": "", "assoc_actor_2": dyadic[code]["assoc_actor_2"], "inter2": 0}
        other = {name: others[0][one] for name, one in second.items()} if others else absent
        assert first | other == dyadic[code]
        assert all(one.keys() == first.keys() for one in others)
        assert len(first) == 28
    assert found.keys() == dyadic.keys()


def test_acledr_asks_for_deleted_events(lists, imports):
    imports.acled(*ACLED_ROWS)
    imports.acled(*ACLED_ROWS[1:], withdraw_missing=True)
    query = "_format=json&deleted_timestamp_where=%3E%3D&deleted_timestamp=1658707200&limit=0"
    assert [row["event_id_cnty"] for row in lists(f"deleted?{query}").json()["data"]] == CODES[:1]
