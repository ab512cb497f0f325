"""What the pages of the explorer cost: times and bytes of each view, measured at a server that runs.

    python -m benchmarks.explorer http://127.0.0.1:8000

Each question is asked once to warm the server and then several times; a row is the median. The first view is a page with
its style and its code, as a browser that has nothing of them asks for it. The aims: the first view within 1 s and 300 kB,
a change of filters within 0.5 s.
"""

import argparse
import re
import statistics
import time
import urllib.request

QUESTIONS = {
    "first view": "/",
    "events": "/?view=events",
    "events of a country": "/?view=events&country=UA",
    "events by type and days": "/?view=events&type=ASSAULT&date_from=2022-01-01&date_to=2022-12-31",
    "search": "/?view=events&q=kyiv",
    "timeline": "/?view=timeline",
    "timeline of a country": "/?view=timeline&country=UA",
    "map": "/?view=map",
    "map of a country": "/?view=map&country=UA",
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
    parser.add_argument("--times", type=int, default=7, help="How often each question is asked.")
    arguments = parser.parse_args()
    site = arguments.site.rstrip("/")
    print("| page | first, s | median, s | kB |\n|---|---|---|---|")
    extra = assets(site)
    for name, path in QUESTIONS.items():
        first, _ = fetch(site + path)
        taken = [fetch(site + path) for _ in range(arguments.times)]
        size = taken[0][1] + (extra if name == "first view" else 0)
        median = statistics.median(seconds for seconds, _ in taken)
        print(f"| {name} | {first:.3f} | {median:.3f} | {size / 1000:.1f} |")


if __name__ == "__main__":
    main()
