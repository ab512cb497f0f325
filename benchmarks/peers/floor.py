"""The floor: stored documents found by SQL and joined, in bare WSGI. Nothing is checked, linked, logged or told apart.

What it answers is `{"count", "results"}` with the documents that Attest serves, for the same conditions in the same
order, counted by Attest's own tally. It is what any Python process that speaks HTTP must spend on these questions.
"""

import os
import threading
from datetime import date, timedelta
from functools import cache
from urllib.parse import parse_qsl

import orjson

from benchmarks.peers.sums import BY_ADMIN1, BY_PARTICIPANT, NEAR
from benchmarks.questions import TITLE
from config.sqlite import PRAGMAS, sqlite3

DATABASE = os.environ["FLOOR_DATABASE"]
# "live" counts on every request; "cached" keeps what it has counted, without bound.
COUNTS = os.environ.get("FLOOR_COUNTS", "live")

# The rows are found and cut first and their documents joined after, so that no document is sorted or skipped. (A bare
# parameter as LIMIT has the statement compiled again each time.)
DOCUMENTS = (
    "SELECT v.document FROM (SELECT e.current_id FROM {rows} LIMIT ? + 0) p "
    "CROSS JOIN events_version v WHERE v.id = p.current_id"
)
# Which events of a country reach into some days: those that begin on them; those that began in the month before and
# last; and the long ones, which have an index of their own, of any time before that. A place is a day and a number.
OF_COUNTRY = "{table} e WHERE e.country = ? AND e.newest_first BETWEEN ? AND ?"
BRANCHES = (
    OF_COUNTRY,
    f"{OF_COUNTRY} AND e.last_day >= ?",
    f'{OF_COUNTRY} AND e.last_day >= ? AND e."long"',
)
MONTH = timedelta(days=31)
PLACES_OF_A_DAY = 2**32
LAST_PLACE = (date.max.toordinal() + 1) * PLACES_OF_A_DAY

COUNT_MATCHING = "SELECT " + " + ".join(
    f"(SELECT coalesce(sum(events), 0) FROM {rows.format(table='events_tally')})"
    for rows in BRANCHES
)
PAGES = tuple(
    DOCUMENTS.format(rows=rows.format(table="events_event") + " ORDER BY e.newest_first")
    for rows in BRANCHES
)
COUNT_ALL = "SELECT sum(events) FROM events_tally"
FIRST = DOCUMENTS.format(rows="events_event e ORDER BY e.newest_first")
BEYOND = DOCUMENTS.format(
    rows="events_event e WHERE e.newest_first > "
    "(SELECT newest_first FROM events_event WHERE code = ?) ORDER BY e.newest_first"
)
# Events stand in the index of words by their place, so that what is found comes newest first.
COUNT_FOUND = "SELECT count(*) FROM events_search_events WHERE events_search_events MATCH ?"
FOUND = DOCUMENTS.format(
    rows="events_search_events f CROSS JOIN events_event e ON e.newest_first = f.rowid "
    "WHERE events_search_events MATCH ? ORDER BY f.rowid"
)
RECORD = (
    "SELECT v.document FROM events_event e JOIN events_version v ON v.id = e.current_id "
    "WHERE e.code = ?"
)
GROUPS = (
    "SELECT country, month / 12, sum(events), sum(fatalities_low), sum(fatalities_best), "
    "sum(fatalities_high) FROM events_tally {where} GROUP BY 1, 2 ORDER BY 1, 2"
)
GROUPS_OF_ALL = GROUPS.format(where="")
GROUPS_WITHIN = GROUPS.format(where="WHERE start_date <= ? AND last_day >= ?")
COUNT_NEAR = f"SELECT count(*) FROM events_event e WHERE {NEAR}"
PAGE_NEAR = DOCUMENTS.format(rows=f"events_event e WHERE {NEAR} ORDER BY e.newest_first").replace(
    "?", ":limit"
)
EXPORT = (
    "SELECT v.document FROM events_event e CROSS JOIN events_version v "
    "WHERE v.id = e.current_id ORDER BY e.newest_first"
)
FULL_PAGE = 100
ROWS_AT_A_TIME = 200  # of an export: half a megabyte

_of_thread = threading.local()


def connection():
    """Return this thread's connection, with the pragmas that Attest has."""
    if not hasattr(_of_thread, "connection"):
        opened = sqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True)
        for name in ("mmap_size", "cache_size", "temp_store"):
            opened.execute(f"PRAGMA {name} = {PRAGMAS[name]}")
        opened.text_factory = bytes
        _of_thread.connection = opened
    return _of_thread.connection


def count(sql, values):
    return connection().execute(sql, values).fetchone()[0]


if COUNTS == "cached":
    count = cache(count)


def places(day):
    """Return the first and the last place of a day, when the newest comes first."""
    first = (date.max.toordinal() - day.toordinal()) * PLACES_OF_A_DAY
    return first, first + PLACES_OF_A_DAY - 1


def within(query):
    """Return the values of each of BRANCHES."""
    country, first = query["country"], query["first"]
    day = date.fromisoformat(first)
    newest, _ = places(date.fromisoformat(query["last"]))
    _, edge = places(day)
    _, month_before = places(day - MONTH)
    return (
        (country, newest, edge),
        (country, edge + 1, month_before, first),
        (country, month_before + 1, LAST_PLACE, first),
    )


def joined(number, statements):
    """Return the page of the documents that some statements find, one after the other until it is full."""
    documents = []
    for sql, values in statements:
        rows = connection().execute(sql, (*values, FULL_PAGE - len(documents)))
        documents += [row[0] for row in rows]
        if len(documents) == FULL_PAGE:
            break
    return b'{"count":%d,"results":[%b]}' % (number, b",".join(documents))


def page(query):
    values = within(query)
    number = count(COUNT_MATCHING, sum(values, ()))
    return joined(number, zip(PAGES, values, strict=True))


def first(query):
    return joined(count(COUNT_ALL, ()), [(FIRST, ())])


def beyond(query):
    return joined(count(COUNT_ALL, ()), [(BEYOND, (query["code"],))])


def search(query):
    words = query["words"].split()
    every = " AND ".join(f'"{word}"' for word in words)
    title = " AND ".join(f'{TITLE} : "{word}"' for word in words)
    tiers = (f"({every}) AND ({title})", f"({every}) NOT ({title})")
    return joined(count(COUNT_FOUND, (every,)), [(FOUND, (tier,)) for tier in tiers])


def record(query):
    return connection().execute(RECORD, (query["code"],)).fetchone()[0]


def groups(query):
    if query:
        rows = connection().execute(GROUPS_WITHIN, (query["last"], query["first"]))
    else:
        rows = connection().execute(GROUPS_OF_ALL)
    return grouped(
        b'"country":%b,"year":%d' % (quoted(country), year) + b"," + sums(numbers)
        for country, year, *numbers in rows
    )


def by_one(name, sql):
    """Return the function that answers with sums by one name."""

    def answer(query):
        rows = connection().execute(sql, query)
        return grouped(
            b'"%b":%b,' % (name, quoted(value)) + sums(numbers) for value, *numbers in rows
        )

    return answer


def quoted(value):
    """Return a text as JSON."""
    return b"null" if value is None else orjson.dumps(value.decode())


def sums(numbers):
    count, *figures = numbers
    named = zip((b"low", b"best", b"high"), figures, strict=True)
    killed = [b'"%b":%b' % (name, b"null" if one is None else b"%d" % one) for name, one in named]
    return b'"count":%d,"fatalities":{%b}' % (count, b",".join(killed))


def grouped(groups):
    found = [b"{%b}" % group for group in groups]
    return b'{"count":%d,"results":[%b]}' % (len(found), b",".join(found))


def near(query):
    number = count(COUNT_NEAR, query)
    rows = connection().execute(PAGE_NEAR, query | {"limit": FULL_PAGE})
    return b'{"count":%d,"results":[%b]}' % (number, b",".join([row[0] for row in rows]))


def export(query):
    rows = connection().execute(EXPORT)
    while chunk := rows.fetchmany(ROWS_AT_A_TIME):
        yield b"".join([row[0] + b"\n" for row in chunk])


ANSWERS = {
    "/page": page,
    "/first": first,
    "/beyond": beyond,
    "/search": search,
    "/record": record,
    "/groups": groups,
    "/participant": by_one(b"participant", BY_PARTICIPANT),
    "/admin1": by_one(b"admin1", BY_ADMIN1),
    "/near": near,
}


def application(environ, start_response):
    path = environ["PATH_INFO"]
    query = dict(parse_qsl(environ["QUERY_STRING"]))
    if path == "/export":
        start_response("200 OK", [("Content-Type", "application/x-ndjson")])
        return export(query)
    body = ANSWERS[path](query)
    start_response(
        "200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    )
    return [body]
