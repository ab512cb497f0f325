"""Keep a copy of everything that Attest publishes in an SQLite file, and bring it up to date by the change feed.

    python sync.py http://127.0.0.1:8000 copy.sqlite3

Run it as often as you like. What was received is in the file page by page, so that a run that was interrupted goes on
where it stopped. Each document is checked against its hash, and in the end the whole copy against that of the release.
A value that the site redacted since is removed from the copy too, and from the free pages of its file.
It needs `requests`. In the file, the table `records` holds each current record as (collection, key, sha256,
document); the table `state` is this program's own.
"""

import argparse
import hashlib
import json
import re
import sqlite3
import sys

import requests
from requests.adapters import HTTPAdapter, Retry

TIMEOUT = 60  # seconds without a byte
TABLES = """
CREATE TABLE IF NOT EXISTS records (
    collection TEXT, key TEXT, sha256 TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (collection, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
"""


class Failed(Exception):
    """Why the copy could not be brought up to date."""


class Pruned(Failed):
    """The feed does not reach back to the release of the copy."""


class Copy:
    """The file: the records, and their place in the feed."""

    def __init__(self, file):
        # Transactions begin and end where this program says.
        self.database = sqlite3.connect(file, isolation_level=None)
        # A replaced value may have been redacted: it is overwritten with zeros.
        self.database.execute("PRAGMA secure_delete = ON")
        self.database.executescript(TABLES)

    def __enter__(self):
        self.database.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind, *_):
        self.database.execute("COMMIT" if kind is None else "ROLLBACK")

    def get(self, name, default=None):
        query = "SELECT value FROM state WHERE name = ?"
        return next(iter(self.database.execute(query, [name])), [default])[0]

    def set(self, **values):
        self.database.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", values.items())

    def put(self, collection, key, document):
        row = (collection, key, sha256_of(document), document)
        self.database.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", row)

    def remove(self, collection, key):
        names = (collection, key)
        self.database.execute("DELETE FROM records WHERE collection = ? AND key = ?", names)

    def content_hash(self, recipe):
        """Return what a release tells of its content, by one of the RECIPES."""
        records = "SELECT collection, key, sha256 FROM records ORDER BY collection, key"
        return RECIPES[recipe](self.database.execute(records))


def hash_of_lines(records):
    """Return the SHA-256 of the lines `collection key sha256` of the records, which come sorted."""
    digest = hashlib.sha256()
    for record in records:
        digest.update(line_of(record))
    return digest.hexdigest()


def hash_of_blocks(records):
    """Return the SHA-256 of the lines that hold the SHA-256 of each block of those lines.

    A block begins with each collection, and with each record whose sha256 begins with 00.
    """
    blocks, before = [], None
    for record in records:
        collection, _, sha256 = record
        if collection != before or sha256.startswith("00"):
            blocks.append(hashlib.sha256())
        blocks[-1].update(line_of(record))
        before = collection
    lines = "".join(f"{block.hexdigest()}\n" for block in blocks)
    return sha256_of(lines)


# How a release says that its hash is computed (`hash_recipe`).
RECIPES = {"lines": hash_of_lines, "blocks": hash_of_blocks}


def line_of(record):
    return (" ".join(record) + "\n").encode()


def sha256_of(document):
    return hashlib.sha256(document.encode()).hexdigest()


def ask(session, url, **parameters):
    """Return the answer to a question; raise Failed with what the site says where it gives none."""
    answer = session.get(url, params=parameters, timeout=TIMEOUT, stream=True)
    if answer.ok:
        return answer
    try:
        problem = answer.json()
        faults = [f"{entry['parameter']}: {entry['message']}" for entry in problem["errors"]]
        kind, detail = problem["type"], problem["detail"]
    except (ValueError, KeyError, TypeError):
        raise Failed(f"{answer.url} answers {answer.status_code} {answer.reason}") from None
    raise (Pruned if kind.endswith("/pruned") else Failed)("; ".join(faults) or detail)


def sync(session, site, file, page_size=1000):
    """Bring the copy in a file up to date; return the sentence that tells how it went."""
    copy = Copy(file)
    try:
        return bring_up_to_date(session, site.rstrip("/"), copy, page_size)
    finally:
        copy.database.close()


def bring_up_to_date(session, site, copy, page_size):
    told = [removed(one) for one in check_history(session, site, copy)]
    try:
        counts = follow(session, site, copy, page_size)
    except Pruned as pruned:
        told.append(f"Started over, with everything: {pruned}")
        start_over(session, site, copy)
        counts = follow(session, site, copy, page_size)
    number = copy.get("release")
    if number is None:
        return "Nothing is published yet."
    verify(session, site, copy, number)
    changes = ", ".join(f"{count} {operation}" for operation, count in counts.items())
    (records,) = copy.database.execute("SELECT count(*) FROM records").fetchone()
    told.append(f"Changes: {changes}. The copy is release {number}: {records} records, verified.")
    return "\n".join(told)


def check_history(session, site, copy):
    """Make sure that the release that the copy was is still that release: the site may be a different one by now.

    Return the redactions that removed a value from it since.
    """
    number, known = copy.get("release"), copy.get("sha256")
    if known is None:
        return []
    release = ask(session, f"{site}/api/v1/releases/{number}/").json()
    if release["sha256"] != known:
        raise Failed(
            f"release {number} of {site} is not the one that this copy holds: make a new copy"
        )
    return [one for one in release.get("redactions", ()) if one["release"] > number]


def removed(redaction):
    """Return the sentence that tells of a redaction."""
    name = "{field} of {collection}/{key}".format(**redaction)
    return f"Redacted by the site, and removed from the copy: {name} ({redaction['reason']})."


def release_hash(session, site, number):
    """Return the hash of a release, and its recipe: one that does not name it is older than the second recipe."""
    release = ask(session, f"{site}/api/v1/releases/{number}/").json()
    return release["sha256"], release.get("hash_recipe", "lines")


def follow(session, site, copy, page_size):
    """Apply the changes that are not in the copy yet, each page with the place where it ends; return their numbers."""
    counts = {"add": 0, "change": 0, "withdraw": 0}
    while True:
        place = {"since": copy.get("release") or 0, "cursor": copy.get("cursor")}
        answer = ask(session, f"{site}/api/v1/changes/", page_size=page_size, **place)
        text = answer.content.decode()
        page = json.loads(text)
        with copy:
            for change, document in zip(page["results"], documents(text), strict=True):
                apply(copy, change, document)
                counts[change["operation"]] += 1
            if page["next"] is None:
                # Everything up to this release is in the copy: it is since then that there is more to ask for.
                copy.set(release=page["release"], cursor=None, sha256=None)
                return counts
            copy.set(cursor=re.search(r"[?&]cursor=([^&]+)", page["next"])[1])


def apply(copy, change, document):
    """Make one change in the copy, if its document is what its hash says."""
    if change["operation"] == "withdraw":
        copy.remove(change["collection"], change["key"])
        return
    if sha256_of(document) != change["sha256"]:
        name = f"{change['collection']}/{change['key']} of release {change['release']}"
        raise Failed(
            f"the document of {name} is not the one that its hash is of; nothing of it is kept"
        )
    copy.put(change["collection"], change["key"], document)


def start_over(session, site, copy):
    """Take all records as they stand. What is published while they are sent, the feed tells afterwards."""
    door = ask(session, f"{site}/api/v1/").json()
    with copy:
        copy.database.execute("DELETE FROM records")
        for collection in door["collections"]:
            for line in ask(session, f"{site}/api/v1/{collection}.ndjson").iter_lines():
                document = line.decode()
                record = json.loads(document)
                copy.put(
                    collection, record["code"] if "code" in record else record["slug"], document
                )
        copy.set(release=door["release"]["number"], cursor=None, sha256=None)


def verify(session, site, copy, number):
    """Compare the copy with what the release says of itself."""
    expected, recipe = release_hash(session, site, number)
    if recipe not in RECIPES:
        raise Failed(
            f"release {number} has its hash by the recipe {recipe!r}, which this program does not know: "
            "get a newer one from where you got it"
        )
    found = copy.content_hash(recipe)
    if found != expected:
        raise Failed(
            f"the copy is not release {number}: its content has the hash {found}, not {expected}; make a new copy"
        )
    with copy:
        copy.set(sha256=expected)


# --- the very text of the documents, which their hashes are of ---------------------------------------------------

_value = json.JSONDecoder().raw_decode
_blank = re.compile(r"[ \t\r\n,:]*").match


def documents(page):
    """Yield the text of the document of each change on a page of the feed."""
    results = next(begin for name, begin, _ in members(page, 0) if name == "results")
    at = _blank(page, results + 1).end()
    while page[at] != "]":
        for name, begin, end in members(page, at):
            if name == "document":
                yield page[begin:end]
        at = _blank(page, _value(page, at)[1]).end()


def members(text, at):
    """Yield (name, begin, end) of each member of the JSON object that begins at `at`: the place of its value."""
    at = _blank(text, at + 1).end()
    while text[at] != "}":
        name, at = _value(text, at)
        begin = _blank(text, at).end()
        _, end = _value(text, begin)
        yield name, begin, end
        at = _blank(text, end).end()


def patient_session():
    """Return a session that asks a site that is away again, after 0, 2, 4 and 8 seconds or as the site says."""
    retry = Retry(
        total=4, backoff_factor=1, status_forcelist=(502, 503, 504), raise_on_status=False
    )
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    return session


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "site", metavar="URL", help="where Attest answers, like http://127.0.0.1:8000"
    )
    parser.add_argument("file", metavar="FILE", help="the SQLite file that holds the copy")
    parser.add_argument("--page-size", type=int, default=1000, help="changes asked for at a time")
    options = parser.parse_args(arguments)
    try:
        print(sync(patient_session(), options.site, options.file, options.page_size))
    except KeyboardInterrupt:
        return "Stopped. Run it again to go on from here."
    except (Failed, requests.RequestException, sqlite3.Error) as error:
        return f"The copy could not be brought up to date: {error}"


if __name__ == "__main__":
    sys.exit(main())
