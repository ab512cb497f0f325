"""Reads a server in three ways, each with a second try where the server is busy. It needs `requests`.

    python read.py list http://127.0.0.1:8000 events country=UA
    python read.py file http://127.0.0.1:8000 statements.csv statements.csv speaker=sergey-lavrov
    python read.py feed http://127.0.0.1:8000 0

`list` walks a list to its end and prints a record a line; `file` saves every match; `feed` prints what was published
after a release, a change a line.
"""

import json
import os
import sys
from time import sleep

import requests

TRIES = 5
PATIENCE = 60  # seconds without an answer
LONGEST_PAUSE = 60  # seconds between two tries


def get(url, params=None, stream=False):
    """Return the answer to a request; try again as long as the server says that it is busy (503)."""
    for left in reversed(range(TRIES)):
        answer = requests.get(url, params=params, timeout=PATIENCE, stream=stream)
        if answer.status_code == 503 and left:
            answer.close()
            sleep(min(int(answer.headers.get("Retry-After", 5)), LONGEST_PAUSE))
            continue
        if answer.status_code >= 400:
            # The body says what is wrong with the request, and what would be right.
            problem = answer.json()
            faults = [f"{one['parameter']}: {one['message']}" for one in problem["errors"]]
            raise SystemExit("\n".join([problem["detail"], *faults]))
        return answer


def walk(url, params=None):
    """Yield each result of a list. `next` holds the whole question, so that the parameters are sent once."""
    while url:
        page = get(url, params).json()
        yield from page["results"]
        url, params = page["next"], None


def save(url, path, params=None):
    """Save a file. It has its name only once it is complete: a download that breaks off raises an error."""
    part = f"{path}.part"
    with get(url, params, stream=True) as answer, open(part, "wb") as file:
        file.writelines(answer.iter_content(2**16))
    os.replace(part, path)


def main(what, site, *arguments):
    api = f"{site.rstrip('/')}/api/v1"
    if what == "list":
        collection, *pairs = arguments
        for record in walk(f"{api}/{collection}/", dict(one.split("=", 1) for one in pairs)):
            print(json.dumps(record, ensure_ascii=False))
    elif what == "file":
        name, path, *pairs = arguments
        save(f"{api}/{name}", path, dict(one.split("=", 1) for one in pairs))
    elif what == "feed":
        (since,) = arguments
        for change in walk(f"{api}/changes/", {"since": since}):
            print(change["release"], change["operation"], change["collection"], change["key"])
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
