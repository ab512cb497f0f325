"""The cost of past releases: `python -m benchmarks.past [--events N] [--database sqlite|postgresql]`.

Publishes loads that change a share of all events, and tells what each wrote; then asks the release before the first
of them and the newest one the same questions, in turns, and prints the ratio of the two. All in one process: the
time is that of the answer alone, without the server around it, so that a difference between the two shows in full.
"""

import argparse
import gc
import io
import os
import random
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import databases

# Of the events, changed by one load after the other; the questions are about the release before the last.
SHARES = (0.0001, 0.001, 0.01)
QUESTIONS = 200
ROUNDS = 5


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.past", description=__doc__.splitlines()[0]
    )
    databases.add_arguments(parser, events=100_000)
    return parser.parse_args(arguments)


def main(arguments):
    given = parse(arguments)
    with databases.copied("past", given) as copy:
        os.environ |= {"DATABASE_URL": copy.url, "DJANGO_SETTINGS_MODULE": "config.settings"}
        os.environ["LOG_LEVEL"] = "ERROR"
        import django

        django.setup()
        for line in measure(random.Random(given.seed)):
            print(line, flush=True)


def measure(chance):
    """Yield the lines of the report on the database of the environment."""
    from config.wsgi import application, django_application
    from events.models import Event

    codes = sorted(Event.objects.values_list("code", flat=True))
    yield f"{len(codes):,} events\n"
    yield "| a load that changes | records | seconds | new states | MB written |"
    yield "|---|---|---|---|---|"
    for share in SHARES:
        changed = chance.sample(codes, round(share * len(codes)))
        yield publish(share, changed)
    number = number_of_releases() - 1
    yield f"\nRelease {number} beside the newest, in milliseconds; the ratio is that of the medians.\n"
    yield "| question | now | then | ratio |"
    yield "|---|---|---|---|"
    pages = questions(chance)
    others = [f"events/{code}/" for code in chance.sample(changed, min(len(changed), 100))]
    others += [f"events/{code}/" for code in chance.sample(codes, 100)]
    ordered = [f"{page}&order_by=-fatalities_best" for page in pages[:50]]
    yield compare("page, asked once each", application, fresh(chance), number, rounds=1)
    yield compare("page, asked again", application, pages, number)
    yield compare("page, asked again, by Django's views", django_application, pages, number)
    yield compare("page in another order (views)", django_application, ordered, number)
    yield compare("record", application, others, number)
    yield exports(application, number)


def number_of_releases():
    from events.models import Release

    return Release.objects.count()


def publish(share, codes):
    """Change the titles of events, publish that, and return a line on what it took and wrote."""
    from django.db import connection
    from django.db.models import F, Value
    from django.db.models.functions import Concat

    from events.models import Event, Version
    from events.publishing import publish

    keys = []
    for start in range(0, len(codes), 500):
        rows = Event.objects.filter(code__in=codes[start : start + 500])
        rows.update(title=Concat(F("title"), Value(" (revised)")))
        keys += rows.values_list("pk", flat=True)
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA wal_autocheckpoint = 0")
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    states, written, begin = Version.objects.count(), _written(), time.perf_counter()
    publish({Event: keys})
    seconds = time.perf_counter() - begin
    states, written = Version.objects.count() - states, _written() - written
    return f"| {share:.2%} | {len(codes):,} | {seconds:.2f} | {states:,} | {written / 1e6:.1f} |"


def _written():
    """Return how many bytes have been written to the log of the database."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return Path(f"{connection.settings_dict['NAME']}-wal").stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'")
        return int(cursor.fetchone()[0])


def questions(chance, number=QUESTIONS):
    """Return pages of events by country and a range of days around an event of it."""
    from events.models import Event

    known = Event.objects.exclude(country=None).exclude(start_date=None)
    rows = sorted(known.values_list("country", "start_date"))
    paths = []
    for country, day in chance.choices(rows, k=number):
        length = chance.choice((30, 90, 365, 1000))
        asked = {"country": country, "date_from": day - timedelta(days=length), "date_to": day}
        paths.append(f"events/?{urlencode(asked)}")
    return paths


def fresh(chance):
    """Return pages, hardly any of them twice."""
    return questions(chance, ROUNDS * QUESTIONS)


def ask(server, path):
    """Return (milliseconds, bytes) of the answer to a path under /api/v1/."""
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/api/v1/{path}",
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }
    told = []
    begin = time.perf_counter()
    chunks = server(environ, lambda *answer: told.append(answer))
    size = sum(len(chunk) for chunk in chunks)
    taken = (time.perf_counter() - begin) * 1000
    if hasattr(chunks, "close"):
        chunks.close()
    if not told[0][0].startswith("200"):
        raise databases.Trouble(f"{path}?{query} answered {told[0][0]}")
    return taken, size


def at(path, number):
    return f"{path}{'&' if '?' in path else '?'}release={number}"


def compare(title, server, paths, number, rounds=ROUNDS):
    """Return a line on the answers to paths of today and of a release, asked in turns."""
    now, then = [], []
    for path in paths[:3]:  # what is looked up once
        ask(server, path)
        ask(server, at(path, number))
    gc.collect()
    for _ in range(rounds):
        for path in paths:
            now.append(ask(server, path)[0])
            then.append(ask(server, at(path, number))[0])
    return _line(title, statistics.median(now), statistics.median(then))


def exports(server, number):
    now, then = [], []
    for _ in range(ROUNDS):
        now.append(ask(server, "events.ndjson")[0])
        then.append(ask(server, f"releases/{number}/events.ndjson")[0])
    return _line("export of all events", statistics.median(now), statistics.median(then))


def _line(title, now, then):
    return f"| {title} | {now:.2f} | {then:.2f} | {then / now:.2f} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
