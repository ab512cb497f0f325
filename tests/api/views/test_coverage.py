"""`/api/v1/coverage/`: what datasets looked at, what is left out of articles, gaps; and empty answers that say so."""

import datetime

import pytest

from events.models import Article, Dataset, LeftOut, Report, Source
from events.publishing import publish
from tests.publishing.world import SHA256, build, get


@pytest.fixture
def drawn(empty):
    """The drawn world of tests/publishing, with a text of 100 characters and a stated coverage."""
    build()
    Article.objects.filter(slug="first").update(characters=100, sha256=SHA256)
    Report.objects.filter(event__code="talks").update(
        evidence_start=20, evidence_end=50, evidence_sha256=SHA256
    )
    first = get(Article, "first")
    LeftOut.objects.create(
        article=first,
        number=1,
        start=52,
        end=80,
        sha256=SHA256,
        reason="forecast",
        note="It may come to an escalation.",
    )
    dataset = get(Dataset, "drawn")
    dataset.covers_from = datetime.date(2024, 1, 1)
    dataset.covers_to = datetime.date(2024, 12, 31)
    dataset.covers_countries = ["UA", "RU"]
    dataset.inclusion = "Everything that the two articles say."
    dataset.save()
    dataset.covers_sources.set([get(Source, "apa"), get(Source, "bib")])
    publish()


COVERAGE = {
    "sources": ["apa", "bib"],
    "from": "2024-01-01",
    "to": "2024-12-31",
    "countries": ["UA", "RU"],
    "inclusion": "Everything that the two articles say.",
}
NOTHING = {"sources": [], "from": None, "to": None, "countries": [], "inclusion": None}
# `hello` is 5 to 16 and the report 20 to 50: four characters between them need no account, the first five need none
# either, and the last 20 do.
FIRST = {
    "article": "first",
    "characters": 100,
    "evidence": 41,
    "left_out": 28,
    "share": 0.8,
    "gaps": [{"start": 80, "end": 100}],
}


def ask(client, path):
    return client.get(f"/api/v1{path}")


def test_it_tells_what_was_looked_at_and_what_is_not_accounted_for(client, drawn):
    answer = ask(client, "/coverage/").json()
    assert answer["datasets"] == [
        {"dataset": "drawn", "coverage": COVERAGE},
        {"dataset": "spare", "coverage": NOTHING},
    ]
    assert answer["results"] == [FIRST]
    assert (answer["count"], answer["warnings"]) == (1, [])


def test_the_article_and_the_dataset_give_it_too(client, drawn):
    assert ask(client, "/datasets/drawn/").json()["coverage"] == COVERAGE
    assert ask(client, "/articles/first/coverage/").json() == FIRST
    assert ask(client, "/articles/first/").json()["left_out"] == [
        {
            "number": 1,
            "start": 52,
            "end": 80,
            "sha256": SHA256,
            "reason": "forecast",
            "note": "It may come to an escalation.",
        }
    ]


@pytest.mark.parametrize(
    ("query", "datasets", "articles"),
    [
        ("article=first", ["drawn", "spare"], ["first"]),
        ("article=second", ["drawn", "spare"], []),
        ("dataset=drawn", ["drawn"], ["first"]),
        ("dataset=spare", ["spare"], []),
        ("dataset=drawn,spare&article=first", ["drawn", "spare"], ["first"]),
    ],
)
def test_filters(client, drawn, query, datasets, articles):
    answer = ask(client, f"/coverage/?{query}").json()
    assert [one["dataset"] for one in answer["datasets"]] == datasets
    assert [one["article"] for one in answer["results"]] == articles


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/coverage/?countri=UA", "countri"),
        ("/coverage/?release=1", "release"),
        ("/coverage/?dataset=nope", "dataset"),
        ("/coverage/?page_size=0", "page_size"),
        ("/articles/first/coverage/?fields=gaps", "fields"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(client, drawn, path, parameter):
    answer = ask(client, path)
    assert answer.status_code == 400
    assert [one["parameter"] for one in answer.json()["errors"]] == [parameter]


@pytest.mark.parametrize("key", ["second", "nope"])
def test_an_article_without_a_text_has_none(client, drawn, key):
    assert ask(client, f"/articles/{key}/coverage/").status_code == 404


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("q=escalation", ["first"]),
        ("left_out=forecast", ["first"]),
        ("left_out=analysis", []),
        ("left_out=analysis,forecast&q=escalation", ["first"]),
    ],
)
def test_what_is_left_out_is_found(client, drawn, path, codes):
    found = ask(client, f"/articles/?{path}").json()["results"]
    assert [one["slug"] for one in found] == codes


SAYS_NOTHING = "That nothing is found says nothing about whether there is anything."


@pytest.mark.parametrize(
    ("path", "reasons"),
    [
        ("events/?country=FR", "its countries are UA, RU"),
        ("events/?country=UA", None),
        ("events/?country=FR,UA", None),
        ("events/?date_to=2023-12-31", "its period begins on 2024-01-01"),
        ("events/?date_to=2024-01-01", None),
        ("events/?date_from=2025-01-01&country=UA", "its period ends on 2024-12-31"),
        ("events/?date_from=2024-12-31&country=UA", None),
        ("events/?year=2020", "its period begins on 2024-01-01"),
        ("events/?source=cue", "its sources are apa, bib"),
        ("events/?source=cue&country=FR", "its countries are UA, RU; its sources are apa, bib"),
        ("statements/?stated_to=1999-01-01", "its period begins on 2024-01-01"),
        ("statements/?dataset=spare&stated_to=1999-01-01", None),
        ("statements/?dataset=drawn&source=cue", "its sources are apa, bib"),
        ("statements/?q=nowhere", None),
        ("articles/?source=cue", None),
    ],
)
def test_an_empty_answer_outside_of_what_was_looked_at_says_so(client, drawn, path, reasons):
    answer = ask(client, f"/{path}").json()
    assert answer["results"] == []
    told = [one for one in answer["warnings"] if "did not look" in one]
    expected = f"Dataset 'drawn' did not look at this: {reasons}. {SAYS_NOTHING}"
    assert told == ([expected] if reasons else [])


def test_an_answer_that_is_not_empty_says_nothing(client, drawn):
    assert ask(client, "/events/?q=strike").json()["warnings"] == []
