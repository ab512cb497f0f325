"""The articles of the world that each filter selects."""

import pytest

from events.api.query.filters import ArticleFilter
from events.models import Article, LeftOut
from events.publishing import publish

# Published 2022-02-24, 2022-02-25, 2022-03-10, 2022-10-11; of the last one it is not known when, nor by whom.
STOLTENBERG, ZELENSKY, LAVROV, KYIV, GUARANTEES = (
    "stoltenberg-on-the-invasion",
    "zelensky-address",
    "lavrov-in-antalya",
    "kyiv-under-fire",
    "guarantees-for-ukraine",
)
QUESTIONS = {
    "": [GUARANTEES, KYIV, LAVROV, STOLTENBERG, ZELENSKY],
    "source=glavkom": [KYIV, ZELENSKY],
    "source=nato,tass": [LAVROV, STOLTENBERG],
    "relays=glavkom": [GUARANTEES],
    "relays=tass": [GUARANTEES, KYIV],
    "relays=glavkom,tass": [GUARANTEES, KYIV],  # relays both, listed once
    "relays=nato": [],
    "language=uk": [KYIV, ZELENSKY],
    "language=en,ru": [GUARANTEES, LAVROV, STOLTENBERG],
    "language=EN": [GUARANTEES, STOLTENBERG],  # case carries no meaning
    "language=en-GB": [],  # `en` does not say which English
    "left_out=heading": [KYIV, LAVROV],
    "left_out=heading,forecast": [KYIV, LAVROV],  # holds both, listed once
    "left_out=forecast": [LAVROV],
    "left_out=doctrine": [],
    "left_out=forecast&source=glavkom": [],
    "published_from=2022-02-25": [KYIV, LAVROV, ZELENSKY],  # the very day
    "published_from=2022-02-26": [KYIV, LAVROV],  # the day after
    "published_to=2022-02-24": [STOLTENBERG],  # the very day
    "published_to=2022-02-23": [],  # the day before
    "published_from=2022-02-25&published_to=2022-02-25": [ZELENSKY],
    # Without a date, but with the bounds 2023-07-19 and 2026-11-22
    "published_from=2026-11-22&published_within_bounds=true": [GUARANTEES],  # the very last day
    "published_from=2026-11-23&published_within_bounds=true": [],  # the day after
    "published_to=2023-07-19&published_within_bounds=true": [
        GUARANTEES,
        KYIV,
        LAVROV,
        STOLTENBERG,
        ZELENSKY,
    ],
    "published_to=2023-07-18&published_within_bounds=true": [KYIV, LAVROV, STOLTENBERG, ZELENSKY],
    "published_from=2022-10-11&published_within_bounds=false": [KYIV],
    "published_basis=inferred": [GUARANTEES],
    "published_basis=stated,reference": [],
    "url=https://tass.ru/world": [LAVROV],
    "url=https://tass.ru": [],  # as it is, and no beginning of it
    "url=https://example.org/a,b": [],
    "sha256=7f10c577e449814d2e7e7b9a77e0a75f1ed6481f1f863f6621bfb9d85821b801": [GUARANTEES],
    "sha256=0000000000000000000000000000000000000000000000000000000000000000": [],
    "q=antalya": [],
    "q=анталье": [LAVROV],
    "q=guarantees": [GUARANTEES],
    "q=tass": [GUARANTEES, KYIV, LAVROV],  # by its sources and those it relays
    "source=glavkom&relays=tass&language=uk&published_from=2022-10-11": [KYIV],
    "source=glavkom&relays=glavkom": [],
}


@pytest.fixture
def left_out(world):
    """Stretches of two articles are left out: the world's own articles have none."""
    for slug, start, reason in (
        (KYIV, 0, "heading"),
        (LAVROV, 0, "heading"),
        (LAVROV, 10, "forecast"),
    ):
        LeftOut.objects.create(
            article=Article.objects.get(slug=slug),
            number=1 + (start > 0),
            start=start,
            end=start + 10,
            sha256="0" * 64,
            reason=reason,
        )
    publish()


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_filter_selects_exactly(get, left_out, question, answer):
    assert [record["slug"] for record in get(f"/articles/?{question}").json()["results"]] == answer


WARNED = {
    "": [],
    "published_from=2022-02-25": ["1 of the articles that match otherwise have no published_on, "],
    "published_to=2022-02-25&source=glavkom": [],
}


@pytest.mark.parametrize(("question", "warnings"), WARNED.items(), ids=WARNED)
def test_an_answer_by_date_says_what_has_no_date(get, question, warnings):
    answer = get(f"/articles/?{question}").json()["warnings"]
    assert [sentence.split("so that")[0] for sentence in answer] == warnings


def test_every_filter_is_asked():
    asked = {part.split("=")[0] for question in QUESTIONS for part in question.split("&") if part}
    assert asked == set(ArticleFilter.base_filters)
