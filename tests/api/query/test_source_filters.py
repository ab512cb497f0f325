"""The sources of the world that each filter selects."""

import pytest

from events.api.query.filters import SourceFilter

QUESTIONS = {
    "": ["glavkom", "nato", "tass"],
    "kind=news_site": ["glavkom"],
    "kind=news_site,news_agency": ["glavkom", "tass"],
    "kind=ngo": [],
    "country=RU": ["tass"],
    "country=UA&country=RU": ["glavkom", "tass"],  # nato has no country
    "country=BE": [],
    "language=en": ["nato"],
    "language=uk,ru": ["glavkom", "tass"],
    "language=fr": [],
    "q=главком": ["glavkom"],
    "q=glavcom": ["glavkom"],  # its homepage
    "q=tass": ["tass"],
    "kind=news_site&country=RU": [],
    "kind=news_agency&country=RU&language=ru&q=tass": ["tass"],
}


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_filter_selects_exactly(get, question, answer):
    assert [record["slug"] for record in get(f"/sources/?{question}").json()["results"]] == answer


def test_every_filter_is_asked():
    asked = {part.split("=")[0] for question in QUESTIONS for part in question.split("&") if part}
    assert asked == set(SourceFilter.base_filters)
