"""How long one record and the probe take while other clients send the worst questions.

Say `python -m benchmarks.fairness --port 8000` while `manage.py serve` runs there, with events of UCDP. First the
server is quiet, then CLIENTS connections send costly questions, each a new one. The figures are in milliseconds.
"""

import argparse
import contextlib
import http.client
import itertools
import json
import os
import subprocess
import sys
import threading
import time

from benchmarks.processes import HOST

CLIENTS = 20
SECONDS = 20
PAUSE = 0.02  # seconds between two requests of a probe
LONGEST_WAIT = 120
REST = 12  # seconds in which the server gives memory back
NICE = 10  # the clients are on other machines in truth: here they let the server go first
WORDS = (
    "kyiv",
    "mosul",
    "kabul",
    "donetsk",
    "aleppo",
    "government",
    "civilians",
    "forces",
    "attack",
    "police",
)
BY = (
    "country,month,type",
    "month,type",
    "country,year,type",
    "actor,year",
    "admin1,year",
    "week,country",
)


def worst(number):
    """Return a costly path that no client has sent before: exports, sums, searches and lists in any order."""
    day = f"19{89 + number % 10}-0{1 + number % 9}-{1 + number // 10 % 28:02}"
    word, other = WORDS[number % 10], WORDS[number // 10 % 10]
    return (
        f"/api/v1/events.csv?date_from={day}",
        f"/api/v1/events/aggregate/?by={BY[number % len(BY)]}&date_from={day}",
        f"/api/v1/events/?q={word[:2]}*+OR+{other[:3]}*&page_size=1000&date_from={day}",
        f"/api/v1/events/?order_by=-fatalities_best,country&page_size=1000&page=10&date_from={day}",
        f"/api/v1/events.parquet?date_from={day}",
        f"/api/v1/events/aggregate/?by={BY[number % len(BY)]}&q={word[:2]}*&date_from={day}",
    )[number % 6]


def ask(client, path):
    """Return (status, seconds) of a GET whose body is read to the end."""
    start = time.perf_counter()
    client.request("GET", path, headers={"Accept-Encoding": "gzip"})
    with client.getresponse() as answer:
        while answer.read(1 << 16):
            pass
        return answer.status, time.perf_counter() - start


def load(port, seconds, clients):
    """Send the worst questions from so many connections; print {status: answers} as JSON."""
    numbers, counts, lock = itertools.count(), {}, threading.Lock()
    end = time.monotonic() + seconds

    def work():
        client = http.client.HTTPConnection(HOST, port, timeout=LONGEST_WAIT)
        while time.monotonic() < end:
            try:
                status, _ = ask(client, worst(next(numbers)))
            except (OSError, http.client.HTTPException) as error:
                status = type(error).__name__
                client.close()
            with lock:
                counts[str(status)] = counts.get(str(status), 0) + 1

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(counts))


def probe(port, path, seconds, found):
    """Send a path again and again, each time on a new connection, and add the milliseconds to `found`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        client = http.client.HTTPConnection(HOST, port, timeout=LONGEST_WAIT)
        with contextlib.closing(client):
            status, took = ask(client, path)
        found.append(took * 1000 if status == 200 else float("inf"))
        time.sleep(PAUSE)


def probed(port, paths, seconds):
    """Return {name: [milliseconds]} of paths that are sent side by side."""
    found = {name: [] for name in paths}
    threads = [
        threading.Thread(target=probe, args=(port, path, seconds, found[name]))
        for name, path in paths.items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def percentile(times, share):
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def memory(port):
    """Return the megabytes of memory of each process that listens at a port, without the files that it maps."""
    told = subprocess.run(
        ["ss", "-ltnpH", f"sport = :{port}"], check=False, capture_output=True, text=True
    ).stdout
    found = []
    for part in told.split("pid=")[1:]:
        with open(f"/proc/{part.partition(',')[0]}/status", encoding="ascii") as status:
            (line,) = (line for line in status if line.startswith("RssAnon"))
        found.append(int(line.split()[1]) // 1024)
    return sorted(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--load", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.load:
        os.nice(NICE)
        load(chosen.port, chosen.seconds, chosen.clients)
        return
    client = http.client.HTTPConnection(HOST, chosen.port, timeout=LONGEST_WAIT)
    client.request("GET", "/api/v1/events/?page_size=1&dataset=ucdp-ged")
    code = json.load(client.getresponse())["results"][0]["code"]
    paths = {"one record": f"/api/v1/events/{code}/", "/healthz": "/healthz"}
    probed(chosen.port, paths, 2)  # each process is warm
    before = memory(chosen.port)
    quiet = probed(chosen.port, paths, chosen.seconds)
    command = [sys.executable, "-m", "benchmarks.fairness", "--load"]
    options = ["--port", chosen.port, "--clients", chosen.clients, "--seconds", chosen.seconds + 2]
    running = subprocess.Popen([*command, *map(str, options)], stdout=subprocess.PIPE, text=True)
    time.sleep(2)
    loaded = probed(chosen.port, paths, chosen.seconds)
    counts = json.loads(running.communicate()[0])
    for name in paths:
        for label, times in (("quiet", quiet[name]), ("under load", loaded[name])):
            figures = ", ".join(
                f"p{share} {percentile(times, share / 100):.1f}" for share in (50, 95, 99)
            )
            print(f"{name}, {label}: {figures}, most {max(times):.1f} ms of {len(times)}")
        ratio = percentile(loaded[name], 0.99) / percentile(quiet[name], 0.99)
        print(f"{name}: p99 under load is {ratio:.1f} times p99 quiet")
    print(f"answers under load by status: {counts}")
    time.sleep(REST)
    print(f"memory of the processes in MB: {before} before, {memory(chosen.port)} after")


if __name__ == "__main__":
    main()
