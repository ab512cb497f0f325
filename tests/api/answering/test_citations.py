"""How to cite a release: what it says in each style, and that each style can be read by what it is for."""

import datetime
import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.api.answering import citations
from events.models import Dataset, Release, Version
from events.publishing import publish
from tests.api.refusals import assert_problem

TIME = datetime.datetime(2026, 11, 22, 23, 30, tzinfo=datetime.UTC)
SHA256 = "0123456789abcdef" * 4


@pytest.fixture
def cited(get):
    """The answer on release 1, at a time and with a content of which every letter is known."""
    Release.objects.update(time=TIME, sha256=SHA256)
    return get("/releases/1/citation/").json()


TEXT = f"""\
Attest, release 1 [data set], 2026-11-22. http://testserver/api/v1/releases/1/ SHA-256 of the content: {SHA256}.
It holds: Attest codings, version 1. License: LicenseRef-owner-to-choose.
It holds: UCDP Georeferenced Event Dataset, version 25.1. Uppsala Conflict Data Program. License: CC-BY-4.0. \
To be cited as: Sundberg, Ralph, and Erik Melander (2013) Introducing the UCDP Georeferenced Event Dataset. \
Journal of Peace Research 50(4). https://ucdp.uu.se/downloads/"""

BIBTEX = f"""\
@misc{{attest:release-1,
  title = {{{{Attest, release 1}}}},
  publisher = {{Attest}},
  year = {{2026}},
  month = {{11}},
  version = {{1}},
  url = {{http://testserver/api/v1/releases/1/}},
  note = {{SHA-256 of the content: {SHA256}}},
}}

@misc{{attest,
  title = {{{{Attest codings}}}},
  version = {{1}},
  note = {{License: LicenseRef-owner-to-choose.}},
}}

@misc{{ucdp-ged,
  title = {{{{UCDP Georeferenced Event Dataset}}}},
  publisher = {{Uppsala Conflict Data Program}},
  version = {{25.1}},
  url = {{https://ucdp.uu.se/downloads/}},
  note = {{License: CC-BY-4.0. To be cited as: Sundberg, Ralph, and Erik Melander (2013) Introducing the UCDP \
Georeferenced Event Dataset. Journal of Peace Research 50(4).}},
}}
"""

CSL = [
    {
        "id": "attest:release-1",
        "type": "dataset",
        "title": "Attest, release 1",
        "publisher": "Attest",
        "version": "1",
        "issued": {"date-parts": [[2026, 11, 22]]},
        "URL": "http://testserver/api/v1/releases/1/",
        "note": f"SHA-256 of the content: {SHA256}",
    },
    {
        "id": "attest",
        "type": "dataset",
        "title": "Attest codings",
        "version": "1",
        "note": "License: LicenseRef-owner-to-choose.",
    },
    {
        "id": "ucdp-ged",
        "type": "dataset",
        "title": "UCDP Georeferenced Event Dataset",
        "publisher": "Uppsala Conflict Data Program",
        "version": "25.1",
        "URL": "https://ucdp.uu.se/downloads/",
        "note": "License: CC-BY-4.0. To be cited as: Sundberg, Ralph, and Erik Melander (2013) Introducing the UCDP "
        "Georeferenced Event Dataset. Journal of Peace Research 50(4).",
    },
]


def test_a_release_and_its_datasets_are_cited_in_every_style(cited):
    assert list(cited) == ["release", "sha256", "hash_recipe", "text", "bibtex", "csl"]
    assert (cited["release"], cited["sha256"]) == (1, SHA256)
    assert cited["text"] == TEXT
    assert cited["bibtex"] == BIBTEX
    assert cited["csl"] == CSL


STYLES = {
    "text": ("text/plain; charset=utf-8", lambda body: body["text"].encode() + b"\n"),
    "bibtex": ("application/x-bibtex; charset=utf-8", lambda body: body["bibtex"].encode()),
    "csl": ("application/vnd.citationstyles.csl+json", None),
}


@pytest.mark.parametrize("style", STYLES)
def test_one_style_is_asked_for_by_its_name_or_by_its_media_type(get, cited, style):
    content_type, content = STYLES[style]
    named = get(f"/releases/1/citation/?style={style}", Accept="application/json")
    accepted = get("/releases/1/citation/", Accept=content_type.partition(";")[0])
    for answer in (named, accepted):
        assert (answer.status_code, answer["Content-Type"]) == (200, content_type)
        if content is None:
            assert answer.json() == cited["csl"]
        else:
            assert answer.content == content(cited)


def test_it_names_the_label_of_the_release(get, cited):
    Release.objects.update(label="autumn  {2026}")
    body = get("/releases/1/citation/").json()
    assert body["csl"][0]["title"] == "Attest, release 1 (autumn {2026})"
    title = r"  title = {{Attest, release 1 (autumn \textbraceleft{}2026\textbraceright{})}},"
    assert title in body["bibtex"].splitlines()


def test_a_past_release_is_cited_with_the_datasets_of_its_time(get, cited):
    Dataset.objects.filter(slug="ucdp-ged").update(version="26.1", citation=None)
    Dataset.objects.create(slug="acled", title="ACLED", license="LicenseRef-ACLED")
    publish()
    assert get("/releases/1/citation/").json()["csl"] == CSL
    found = [
        (item["id"], item.get("version"), item["note"])
        for item in get("/releases/2/citation/").json()["csl"][1:]
    ]
    assert found == [
        ("acled", None, "License: LicenseRef-ACLED."),
        ("attest", "1", "License: LicenseRef-owner-to-choose."),
        ("ucdp-ged", "26.1", "License: CC-BY-4.0."),
    ]


def test_of_a_dataset_that_was_pruned_its_version_is_still_known(get, cited):
    Dataset.objects.filter(slug="ucdp-ged").update(version="26.1")
    publish()
    Version.objects.filter(collection="datasets", last_release=1).delete()
    body = get("/releases/1/citation/").json()
    assert body["csl"] == [
        *CSL[:2],
        {"id": "ucdp-ged", "type": "dataset", "title": "ucdp-ged", "version": "25.1"},
    ]
    assert body["text"].splitlines()[2] == "It holds: ucdp-ged, version 25.1."


def test_a_style_that_there_is_not_is_refused(get, cited):
    (entry,) = assert_problem(
        get("/releases/1/citation/?style=bibtec"), "invalid-parameters", ["style"]
    )
    assert entry["message"] == "'bibtec' is not a style of citation."
    assert (entry["allowed"], entry["did_you_mean"]) == (["text", "bibtex", "csl"], "bibtex")


def test_a_media_type_that_there_is_not_is_refused(get, cited):
    answer = get("/releases/1/citation/", Accept="application/x-research-info-systems")
    assert_problem(answer, "not-acceptable", ["Accept"])


@pytest.mark.parametrize("query", ["", "?style=bibtex", "?style=text"])
def test_a_release_that_there_is_not_is_told(get, query):
    (entry,) = assert_problem(get(f"/releases/2/citation/{query}"), "not-found", ["number"])
    assert entry["message"] == "Release '2' does not exist. Releases: 1 to 1."


def test_a_browser_gets_a_page(get, cited):
    answer = get("/releases/1/citation/", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert SHA256 in answer.content.decode()


def test_without_its_slash_it_is_redirected(client, world):
    answer = client.get("/api/v1/releases/1/citation?style=csl")
    assert (answer.status_code, answer["Location"]) == (
        301,
        "/api/v1/releases/1/citation/?style=csl",
    )


def test_a_release_leads_to_its_citation_and_its_changes(get, cited):
    body = get("/releases/1/").json()
    assert body["citation"] == "http://testserver/api/v1/releases/1/citation/"
    assert body["changes"] == "http://testserver/api/v1/changes/?since=0"
    for link in (body["citation"], body["changes"]):
        assert get(link.removeprefix("http://testserver/api/v1")).status_code == 200


# --- whatever a dataset is called ------------------------------------------------------------------------------

# Characters that BibTeX and LaTeX take for their own are likely.
WORDS = st.text(st.sampled_from('\\{}$&#_%~^"@,\n Київ') | st.characters(exclude_categories=["Cs"]))
SIGNS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{letter}": letter for letter in "$&#_%"},
}
SIGN = re.compile("|".join(map(re.escape, SIGNS)))


def read_bibtex(text):
    """Return {key: {name: value}} of a .bib file as BibTeX reads it: braces count, escaped ones too."""
    entries, at = {}, 0
    while match := re.compile(r"\s*@misc\{([^,\s]+),").match(text, at):
        fields, at = {}, match.end()
        while match_field := re.compile(r"\s*(\w+) = \{").match(text, at):
            begin, depth, at = match_field.end(), 1, match_field.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            fields[match_field[1]] = text[begin : at - 1]
            at += 1  # the comma
        at = re.compile(r"\s*\}").match(text, at).end()
        entries[match[1]] = fields
    assert text[at:].strip() == ""
    return entries


@given(title=WORDS, citation=st.none() | WORDS, homepage=st.none() | WORDS)
def test_a_bib_file_can_be_read_whatever_words_are_in_it(title, citation, homepage):
    dataset = {
        "slug": "drawn",
        "title": title,
        "version": None,
        "publisher": title,
        "license": "MIT",
        "citation": citation,
        "homepage": homepage and f"https://x/{homepage}",
    }
    release = Release(number=1, time=TIME, sha256=SHA256, label=title)
    entries = read_bibtex(citations.bibtex(citations.Cited(release, "http://x/", [dataset])))
    assert list(entries) == ["attest:release-1", "drawn"]
    fields = entries["drawn"]
    plain = " ".join(title.split())
    # Without its escapes the text is the title, and no sign of LaTeX is in it unescaped.
    written = fields.get("publisher", "")
    assert SIGN.sub(lambda found: SIGNS[found[0]], written) == plain
    assert not re.search(r"[$&#_%~^{}\\]", SIGN.sub("", written))
    assert not re.search(r"[\s{}\\]", fields.get("url", ""))


# The part of the schema of CSL-JSON that is used: names of fields and what they hold.
CSL_FIELDS = dict.fromkeys(("id", "type", "title", "publisher", "version", "URL", "note"), str)


def test_csl_items_have_only_fields_of_its_schema_and_no_null(cited):
    for item in cited["csl"]:
        issued = item.pop("issued", None)
        assert issued is None or issued == {"date-parts": [[2026, 11, 22]]}
        assert {name: type(value) for name, value in item.items()}.items() <= CSL_FIELDS.items()
        assert {"id", "type"} <= set(item)


RECORDS = {
    "datasets": "ucdp-ged",
    "sources": "glavkom",
    "articles": "guarantees-for-ukraine",
    "actors": "recep-tayyip-erdogan",
    "places": "kyiv",
    "statements": "russia-rejects-guarantees",
    "events": "kyiv-strike",
}


@pytest.mark.parametrize(("collection", "key"), RECORDS.items())
def test_a_record_is_cited_in_the_words_of_its_page(get, client, collection, key):
    body = get(f"/{collection}/{key}/citation/").json()
    assert body["text"].endswith(f" http://testserver/{collection}/{key}")
    page = html.unescape(client.get(f"/{collection}/{key}").content.decode())
    assert body["text"] in page
    assert body["bibtex"] in page
    (item,) = body["csl"]
    assert (item["id"], item["URL"]) == (key, f"http://testserver/{collection}/{key}")
    for style, media_type in (("text", "text/plain"), ("bibtex", "application/x-bibtex")):
        answer = get(f"/{collection}/{key}/citation/?style={style}")
        assert answer["Content-Type"].startswith(media_type)
        assert answer.content.decode().strip() == body[style].strip()


def test_what_is_cited_is_a_record_of_now(get, three):
    assert_problem(get("/events/nope/citation/"), "not-found", ["key"])
    assert_problem(get("/events/port-threat/citation/"), "withdrawn")
    assert_problem(get("/events/kyiv-strike/citation/?style=ris"), "invalid-parameters", ["style"])
    both = get("/events/kyiv-strike/citation/?style=ris&nope=1")
    assert_problem(both, "invalid-parameters", ["style", "nope"])
    assert ", release 3, " in get("/events/kyiv-strike/citation/").json()["text"]
