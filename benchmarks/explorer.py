"""The cost of the explorer's pages: times and bytes of each view, measured at a server that runs.

    python -m benchmarks.explorer http://127.0.0.1:8000

A view without filters is requested several times after some that warm the server. A change of filters is requested once for
each of several values, so that no answer to it is there yet. The first view has its style and its code with it, as a browser
gets them that has neither. The script fails where the median of a view or the slowest change breaks its bound.
"""

import argparse
import re
import statistics
import sys
import time
import urllib.request

# Seconds and bytes that docs/explorer.md promises with 400,000 events.
MOST_FOR_A_VIEW, MOST_FOR_A_CHANGE, MOST_BYTES = 1, 0.5, 300_000
WARMING = 4  # times: a server has several processes, each with answers of its own
VIEWS = {
    "first view": "/",
    "events": "/?view=events",
    "timeline": "/?view=timeline",
    "map": "/?view=map",
}
COUNTRIES = ("UA", "SY", "MX", "MM", "AF", "NG", "CF")
YEARS = (2023, 2022, 2021, 2017, 2016, 2014, 2010)
# change: (path, values of the filter)
CHANGES = {
    "events of a country": ("/?view=events&country={}", COUNTRIES),
    "events of a type and a year": (
        "/?view=events&type=ASSAULT&date_from={0}-01-01&date_to={0}-12-31",
        YEARS,
    ),
    "events with a word": (
        "/?view=events&q={}",
        ("kyiv", "aleppo", "town", "cartel", "army", "civilians", "mariupol"),
    ),
    "events that killed more": ("/?view=events&fatalities_min={}", (1, 2, 5, 10, 25, 50, 100)),
    "timeline of a country": ("/?view=timeline&country={}", COUNTRIES),
    "timeline of a year": ("/?view=timeline&date_from={0}-01-01&date_to={0}-12-31", YEARS),
    "map of a country": ("/?view=map&country={}", COUNTRIES),
    "map of a year": ("/?view=map&date_from={0}-01-01&date_to={0}-12-31", YEARS),
    "map of a type": ("/?view=map&type={}", ("ASSAULT", "COERCE", "PROTEST")),
}
ASSET = re.compile(rb'(?:href|src)="(/[^"]*\.(?:css|js))"')


def fetch(url):
    """Return (seconds, bytes as sent) of an answer in gzip."""
    request = urllib.request.Request(
        url, headers={"Accept-Encoding": "gzip", "Accept": "text/html"}
    )
    start = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
    return time.perf_counter() - start, len(body)


def assets(site):
    """Return the bytes of the style and the code of the first page."""
    with urllib.request.urlopen(site) as answer:
        found = sorted(set(ASSET.findall(answer.read())))
    return sum(fetch(site + path.decode())[1] for path in found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("site", help="Where the server is, such as http://127.0.0.1:8000.")
    parser.add_argument("--times", type=int, default=7, help="Number of requests for each view.")
    arguments = parser.parse_args()
    site, broken = arguments.site.rstrip("/"), []
    print("| page | median, s | slowest, s | kB |\n|---|---|---|---|")

    def row(name, paths, most, further=0, of=statistics.median):
        taken = [fetch(site + path) for path in paths]
        seconds, size = [one for one, _ in taken], max(size for _, size in taken) + further
        median = statistics.median(seconds)
        print(f"| {name} | {median:.3f} | {max(seconds):.3f} | {size / 1000:.1f} |", flush=True)
        if of(seconds) > most or size > MOST_BYTES:
            broken.append(name)

    for path in [*VIEWS.values()] * WARMING:
        fetch(site + path)
    extra = assets(site)
    for name, path in VIEWS.items():
        further = extra if name == "first view" else 0
        row(name, [path] * arguments.times, MOST_FOR_A_VIEW, further)
    for name, (path, values) in CHANGES.items():
        row(name, map(path.format, values), MOST_FOR_A_CHANGE, of=max)
    sys.exit(f"Slower or larger than promised: {', '.join(broken)}." if broken else 0)


if __name__ == "__main__":
    main()
