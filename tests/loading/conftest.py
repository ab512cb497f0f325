"""A small dataset on disk, without a fault, that a test can spoil in one place.

    datasets.json   attest
    sources.json    glavkom
    actors.json     russia · ukraine · european-union · nato · sergey-lavrov (of russia)
    places.json     ukraine ◀─ crimea
    silence.json    article silence (read) ── relays glavkom
                    statement no-word: sergey-lavrov to european-union, verbatim ── comments_on ─▶ invasion
                    event invasion: russia ▶ ukraine, February 2022, report 1, claim 1 (start_date 2014)
                    event refusal: russia rejects, part of invasion, report 1
    stalemate.json  article stalemate (read)
                    statement unacceptable: sergey-lavrov, paraphrase ── rejects ─▶ refusal
                    report 2 of invasion, claim 2 of invasion (start_date 2022-02)

The words of the two texts are in `TEXTS`; the tests' own, but for what Lavrov said.
"""

import hashlib
import json
from pathlib import Path

import pytest

from events.loading.check.rules import check
from events.loading.load import load
from events.loading.problem import Refused
from events.loading.read.files import read

WORDS = "no one in the European Union has said a word about security guarantees for Russia"
TEXTS = {
    # Letters of two bytes, and the line ends of Windows: offsets count neither bytes nor translated lines.
    "silence": (
        "Главком:\r\nLavrov said: “" + WORDS + "”.\r\n"
        "Russia refused.\r\nIts invasion of Ukraine began in 2014.\r\n"
    ),
    "stalemate": "Lavrov called guarantees unacceptable.\nRussia’s invasion began in February 2022.\n",
}


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def evidence(article, words):
    """Return the evidence of the only place where the words stand in an article."""
    start = TEXTS[article].index(words)
    return {
        "evidence_start": start,
        "evidence_end": start + len(words),
        "evidence_sha256": sha256(words),
    }


def article(slug, **fields):
    text = TEXTS[slug]
    return "article", {"slug": slug, "characters": len(text), "sha256": sha256(text), **fields}


def report(event, number, article, words):
    passage = evidence(article, words)
    return "report", {"event": [event], "number": number, "article": [article], **passage}


def claim(event, number, article, value, words):
    _, fields = report(event, number, article, words)
    return "claim", {**fields, "attribute": "start_date", "value": value}


def link(statement, event, relation):
    return "statementevent", {"statement": [statement], "event": [event], "relation": relation}


def participant(event, actor, role):
    return "participant", {"event": [event], "actor": [actor], "role": role}


FILES = {
    "datasets.json": [("dataset", {"slug": "attest", "title": "Attest", "license": "CC-BY-4.0"})],
    "sources.json": [("source", {"slug": "glavkom", "name": "Glavkom", "kind": "news_site"})],
    "actors.json": [
        ("actor", {"slug": "russia", "name": "Russia", "kind": "state", "country": "RU"}),
        ("actor", {"slug": "ukraine", "name": "Ukraine", "kind": "state", "country": "UA"}),
        (
            "actor",
            {
                "slug": "european-union",
                "name": "European Union",
                "aliases": ["EU"],
                "kind": "international_organization",
            },
        ),
        ("actor", {"slug": "nato", "name": "NATO", "kind": "alliance", "wikidata": "Q7184"}),
        (
            "actor",
            {
                "slug": "sergey-lavrov",
                "name": "Sergey Lavrov",
                "kind": "person",
                "public_figure": True,
            },
        ),
    ],
    "places.json": [
        ("place", {"slug": "ukraine", "name": "Ukraine", "kind": "country", "country": "UA"}),
        (
            "place",
            {
                "slug": "crimea",
                "name": "Crimea",
                "kind": "admin1",
                "country": "UA",
                "admin1": "UA-43",
                "latitude": 45.3,
                "longitude": 34.4,
                "within": ["ukraine"],
            },
        ),
    ],
    "silence.json": [
        article("silence", relays=[["glavkom"]], language="en"),
        (
            "statement",
            {
                "code": "no-word",
                "dataset": ["attest"],
                "article": ["silence"],
                "speaker": ["sergey-lavrov"],
                "on_behalf_of": ["russia"],
                "addressees": [["european-union"]],
                "form": "verbatim",
                "text": WORDS,
                "act": "ACCUSE",
                "topics": ["security_guarantees"],
                **evidence("silence", WORDS),
            },
        ),
        link("no-word", "invasion", "comments_on"),
        (
            "event",
            {
                "code": "invasion",
                "dataset": ["attest"],
                "type": "ASSAULT",
                "modes": ["heavy-weapons"],
                "contexts": ["military"],
                "quad_class": 4,
                "title": "Russia invades Ukraine",
                "start_date": "2022-02-01",
                "end_date": "2022-02-28",
                "date_precision": "month",
                "place": ["ukraine"],
                "place_precision": "country",
                "country": "UA",
            },
        ),
        participant("invasion", "russia", "actor"),
        participant("invasion", "ukraine", "recipient"),
        report("invasion", 1, "silence", "invasion of Ukraine"),
        claim("invasion", 1, "silence", "2014", "began in 2014"),
        (
            "event",
            {
                "code": "refusal",
                "dataset": ["attest"],
                "type": "REJECT",
                "quad_class": 3,
                "title": "Russia refuses",
                "part_of": ["invasion"],
            },
        ),
        participant("refusal", "russia", "actor"),
        report("refusal", 1, "silence", "Russia refused."),
    ],
    "stalemate.json": [
        article("stalemate", language="en"),
        (
            "statement",
            {
                "code": "unacceptable",
                "dataset": ["attest"],
                "article": ["stalemate"],
                "speaker": ["sergey-lavrov"],
                "form": "paraphrase",
                "text": "He says that Russia will not accept guarantees.",
                "act": "REJECT",
                **evidence("stalemate", "Lavrov called guarantees unacceptable."),
            },
        ),
        link("unacceptable", "refusal", "rejects"),
        report("invasion", 2, "stalemate", "Russia’s invasion"),
        claim("invasion", 2, "stalemate", "2022-02", "began in February 2022"),
    ],
}


class Draft:
    """The files before they are written: `draft[file, number]` is the fields of a record."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {
            name: [
                {"model": f"events.{model}", "fields": json.loads(json.dumps(fields))}
                for model, fields in records
            ]
            for name, records in FILES.items()
        }

    def __getitem__(self, place):
        file, number = place
        return self.files[file][number - 1]["fields"]

    def write(self):
        """Write the files and return their folder."""
        self.folder.mkdir(exist_ok=True)
        for name, records in self.files.items():
            text = json.dumps(records, ensure_ascii=False, indent=2)
            (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder

    def spoil(self, place, change):
        """Set fields of the record at a place; `...` takes a field out."""
        fields = self[place]
        for name, value in change.items():
            if value is ...:
                del fields[name]
            else:
                fields[name] = value

    def problems(self):
        """Write and check the files with an empty database; return the problems in their order."""
        self.write()
        _, problems = check(read([self.folder]))
        return Refused(problems).problems

    def told(self, place):
        """Return the problems' messages, those of other records than the one at `place` with their place."""
        told = []
        for problem in self.problems():
            where = Path(problem.file).name, problem.record
            told.append(problem.message if where == place else (where, problem.message))
        return told


@pytest.fixture
def draft(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Draft(tmp_path / "files")


@pytest.fixture
def texts(tmp_path):
    """A folder with the articles' texts, under names of their own."""
    folder = tmp_path / "texts" / "below"
    folder.mkdir(parents=True)
    for number, text in enumerate(TEXTS.values()):
        (folder / f"{number}.txt").write_bytes(text.encode())
    return folder.parent


@pytest.fixture
def loaded(draft, empty):
    """The draft, loaded and published as release 1."""
    load([draft.write()])
    return draft
