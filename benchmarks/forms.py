"""The cost of one page of W1 in each form in which a client can request it: `python -m benchmarks.forms DATABASE_URL`.

In process, with no server around the answers, which would hide a part of the difference. CPU microseconds of the
thread: the tenth percentile and the median of many questions, each sent once unless the row says otherwise.
The script needs nothing of the present program but its WSGI application, so an earlier checkout can run a copy of it.
"""

import datetime
import io
import json
import os
import random
import sys
import time

SEED = 7
COUNTRIES = ("MX", "SY", "UA", "AF", "NG", "SO", "IQ", "YE")  # where the real events are
WARM_UP = 20
FORMS = {
    "W1: JSON": (600, "", {}),
    "W1 with order_by": (200, "&order_by=-fatalities_best", {}),
    "W1 as HTML": (60, "", {"HTTP_ACCEPT": "text/html"}),
    "W1 by HEAD": (200, "", {"REQUEST_METHOD": "HEAD"}),
}


def ask(application, path, query="", **environ):
    """Return (headers, body) of the answer of a WSGI application."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        **environ,
    }
    told = []
    body = b"".join(application(environ, lambda *answer: told.append(answer)))
    if not told[-1][0].startswith(("200", "304")):
        raise RuntimeError(f"{path}?{query}: {told[-1][0]}")
    return dict(told[-1][1]), body


def questions(chance):
    """Yield query strings for a page of W1, without end."""
    while True:
        first = datetime.date(2015, 1, 1) + datetime.timedelta(days=chance.randrange(1500))
        last = first + datetime.timedelta(days=chance.randrange(60, 400))
        yield f"country={chance.choice(COUNTRIES)}&date_from={first}&date_to={last}"


def timed(number, call):
    """Return (tenth percentile, median) of the CPU microseconds of `number` calls."""
    for _ in range(WARM_UP):
        call()
    costs = []
    for _ in range(number):
        start = time.thread_time_ns()
        call()
        costs.append((time.thread_time_ns() - start) / 1000)
    costs.sort()
    return costs[number // 10], costs[number // 2]


def main(url):
    os.environ |= {"DATABASE_URL": url, "LOG_LEVEL": "WARNING"}
    sys.path.insert(0, os.getcwd())
    from config.wsgi import application

    events = "/api/v1/events/"
    chance = random.Random(SEED)
    asked = questions(chance)
    rows = {
        name: timed(
            number,
            lambda more=more, told=told: ask(application, events, next(asked) + more, **told),
        )
        for name, (number, more, told) in FORMS.items()
    }
    again = next(asked)
    etag = ask(application, events, again)[0]["ETag"]
    rows["W1 again"] = timed(600, lambda: ask(application, events, again))
    held = {"HTTP_IF_NONE_MATCH": etag}
    rows["W7: not modified"] = timed(1000, lambda: ask(application, events, again, **held))
    page = json.loads(ask(application, events, "page_size=1000&fields=code")[1])
    codes = [one["code"] for one in page["results"]]
    one = iter(codes * 3)
    rows["W2: one record"] = timed(2000, lambda: ask(application, f"{events}{next(one)}/"))
    print("| form | p10, us | median, us |\n|---|---|---|")
    for name, (low, median) in rows.items():
        print(f"| {name} | {low:,.0f} | {median:,.0f} |")


if __name__ == "__main__":
    main(sys.argv[1])
