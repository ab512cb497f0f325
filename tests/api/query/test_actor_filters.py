"""The actors of the world that each filter selects."""

import pytest

from events.api.query.filters import ActorFilter

PERSONS = [
    "jens-stoltenberg",
    "joe-biden",
    "recep-tayyip-erdogan",
    "sergey-lavrov",
    "volodymyr-zelensky",
]
QUESTIONS = {
    "": [
        "analysts",
        "european-union",
        "jens-stoltenberg",
        "joe-biden",
        "nato",
        "recep-tayyip-erdogan",
        "russia",
        "sergey-lavrov",
        "ukraine",
        "volodymyr-zelensky",
    ],
    "kind=state": ["russia", "ukraine"],
    "kind=alliance,international_organization": ["european-union", "nato"],
    "kind=company": [],
    "country=RU": ["russia", "sergey-lavrov"],
    "country=NO,US": ["jens-stoltenberg", "joe-biden"],
    "country=FR": [],
    "named=false": ["analysts"],
    "named=true&kind=collective": [],
    "named=true&country=UA": ["ukraine", "volodymyr-zelensky"],
    "public_figure=true": PERSONS,
    "public_figure=false": [],  # of others than persons it is not coded
    "public_figure=true&country=RU": ["sergey-lavrov"],
    # The European Union holds NATO and Erdogan, and NATO holds Ukraine and Stoltenberg.
    "part_of=nato": ["jens-stoltenberg", "ukraine"],
    "part_of=european-union": ["nato", "recep-tayyip-erdogan"],  # directly alone
    "part_of=european-union,nato": ["jens-stoltenberg", "nato", "recep-tayyip-erdogan", "ukraine"],
    "part_of=ukraine": [],
    "wikidata=Q212": ["ukraine"],
    "wikidata=Q458,Q159": ["european-union", "russia"],
    "wikidata=Q21": [],
    "q=лавров": ["sergey-lavrov"],
    "q=sergei": ["sergey-lavrov"],  # an alias
    "q=нато": ["nato"],
    "kind=person&country=RU": ["sergey-lavrov"],
}


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_filter_selects_exactly(get, grouped, question, answer):
    assert [record["slug"] for record in get(f"/actors/?{question}").json()["results"]] == answer


def test_every_filter_is_asked():
    asked = {part.split("=")[0] for question in QUESTIONS for part in question.split("&") if part}
    assert asked == set(ActorFilter.base_filters)
