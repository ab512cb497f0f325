"""Every field that can be redacted, at every address: none serves its value any longer, in whatever form."""

import io
import re
import zipfile
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet
import pytest
from django.core.management import call_command
from django.test.client import RequestFactory

from config import cache
from events.models import Release, Version
from tests.conftest import quickly
from tests.publishing import oracle
from tests.publishing.addresses import WITHOUT_RECORDS, addresses, patterns
from tests.publishing.secrets import REASON, RECORD, found_in, publish_them, redact_all, secrets
from tests.publishing.test_redaction import cells


def text_of(name, body):
    """Return what a body says, decoded where it is compressed."""
    if name.endswith(".parquet"):
        return str(pyarrow.parquet.read_table(io.BytesIO(body)).to_pylist())
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(body)) as sheets:
            return "".join(sheets.read(one).decode() for one in sheets.namelist())
    return body.decode(errors="replace")


def ask(client, path, **headers):
    """Return (status, headers, text) of an answer of the views."""
    answer = client.get(path, headers=headers)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    name = path.partition("?")[0] if answer.status_code == 200 else ""
    return answer.status_code, answer.headers, text_of(name, body)


def at_the_door(path):
    """Return what the door in front of Django answers, or nothing where it leaves the answer to the views."""
    status, headers, body = quickly(RequestFactory().get(path).environ)
    return "" if status is None else f"{headers} {body.decode()}"


def serving(client, every, asked, known=None):
    """Return {address: (status, ETag, secrets in the answer)}; `known` are {address: ETag} that the client has."""
    found = {}
    for path in asked:
        etag = (known or {}).get(path)
        status, headers, text = ask(client, path, **({"if_none_match": etag} if etag else {}))
        held = found_in(every, text, str(dict(headers)), at_the_door(path))
        found[path] = status, headers.get("ETag"), held
    return found


def on_disk(every):
    """Return the names of the kept files that hold any of the secrets."""
    return {
        path.name
        for path in Path(cache.folder("exports")).iterdir()
        if found_in(every, text_of(path.name, path.read_bytes()))
    }


@pytest.fixture
def every(world):
    every = secrets()
    publish_them(every)
    return every


def test_no_address_serves_a_redacted_value_in_any_form(client, every):
    words = [one.word for one in every if one.word][::5]
    asked = addresses(client, words)
    before = serving(client, every, asked)
    answered = {asked[path] for path, (status, *_) in before.items() if status == 200}
    assert patterns().keys() - answered == WITHOUT_RECORDS
    shown = defaultdict(set)
    for path, (_, _, held) in before.items():
        for one in held:
            shown[one].add(path)
    hidden = [str(one) for one in every if not shown[one]]
    assert hidden == []
    for one in every:
        own = f"/api/v1/{one.model.collection}/{one.key}/"
        assert {own, f"{own}?release=3", f"{own}?release=2"} <= shown[one]
        for extension in ("csv", "ndjson", "parquet", "xlsx"):
            for number in (2, 3, 4):
                name = f"/api/v1/releases/{number}/{one.model.collection}.{extension}"
                asks = one.field == "original" and extension != "ndjson"
                assert name + "?original=json" * asks in shown[one], str(one)
    assert on_disk(every)

    redact_all(every[:-1])
    last = every[-1]
    call_command("redact", last.model.collection, last.key, last.field, reason=REASON, verbosity=0)

    assert on_disk(every) == set()
    assert list(cells()) == []
    oracle.check()
    newest = Release.objects.first().number
    now = addresses(client, words)
    later = [path for path in now if path not in asked and path.endswith(f"={newest}")]
    known = {path: etag for path, (_, etag, held) in before.items() if held and etag}
    after = serving(client, every, [*asked, *later], known)
    assert {path: list(map(str, held)) for path, (_, _, held) in after.items() if held} == {}
    # A client that has the old answer gets a new one, or a refusal: of a past release, or of an article without length.
    for path, etag in known.items():
        status, new, _ = after[path]
        assert status in (200, 400, 404), path
        assert new != etag, path
    assert {path for path in known if after[path][0] != 200} <= {
        f"/api/v1/articles/{RECORD['articles']}/coverage/",
        *(path for path in known if re.search(r"[?&]release=\d+$", path)),
    }
    documents = Version.objects.filter(document__isnull=False).values_list("document", flat=True)
    assert found_in(every, *documents) == set()
