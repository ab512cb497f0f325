"""The datasets of the world that each filter selects."""

import pytest

from events.api.query.filters import DatasetFilter

QUESTIONS = {
    "": ["attest", "ucdp-ged"],
    "license=CC-BY-4.0": ["ucdp-ged"],
    "license=LicenseRef-owner-to-choose,CC-BY-4.0": ["attest", "ucdp-ged"],
    "license=CC-BY-4.0&license=MIT": ["ucdp-ged"],
    "license=MIT": [],
    "license=cc-by-4.0": [],  # as written
}


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_filter_selects_exactly(get, question, answer):
    assert [record["slug"] for record in get(f"/datasets/?{question}").json()["results"]] == answer


def test_every_filter_is_asked():
    asked = {part.split("=")[0] for question in QUESTIONS for part in question.split("&") if part}
    assert asked == set(DatasetFilter.base_filters)
