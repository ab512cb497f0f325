"""What each filter of places selects from the world."""

import pytest

from events.api.query.filters import PlaceFilter

# Longitude and latitude: anadyr 177.5, 64.75; bering-sea -178, 58; crimea 34.5, 45.25; kyiv 30.5, 50.5; ukraine 32, 49.
# The border has none.
QUESTIONS = {
    "": ["anadyr", "bering-sea", "crimea", "kyiv", "ukraine", "ukraine-border"],
    "kind=populated_place": ["anadyr", "kyiv"],
    "kind=water,country": ["bering-sea", "ukraine"],
    "kind=region": [],
    "country=RU": ["anadyr"],
    "country=RU,UA": ["anadyr", "crimea", "kyiv", "ukraine", "ukraine-border"],
    "country=US": [],
    "within=ukraine": ["crimea", "kyiv", "ukraine-border"],  # and not ukraine itself
    "within=kyiv": [],
    "within=kyiv,ukraine": ["crimea", "kyiv", "ukraine-border"],
    "bbox=-180,-90,180,90": ["anadyr", "bering-sea", "crimea", "kyiv", "ukraine"],
    "bbox=30.5,45.25,34.5,50.5": ["crimea", "kyiv", "ukraine"],  # all four edges
    "bbox=30.51,45.25,34.5,50.5": ["crimea", "ukraine"],  # a little less in the west
    "bbox=30.5,45.26,34.5,50.5": ["kyiv", "ukraine"],  # in the south
    "bbox=30.5,45.25,34.49,50.5": ["kyiv", "ukraine"],  # in the east
    "bbox=30.5,45.25,34.5,50.49": ["crimea", "ukraine"],  # in the north
    "bbox=177.5,58,-178,64.75": ["anadyr", "bering-sea"],  # across the date line
    "bbox=177.51,58,-178,64.75": ["bering-sea"],
    "bbox=177.5,58,-178.01,64.75": ["anadyr"],
    "bbox=177.5,58.01,-178,64.75": ["anadyr"],
    "bbox=177.5,58,-178,64.74": ["bering-sea"],
    "bbox=-178,58,177.5,64.75": ["anadyr", "bering-sea"],  # the long way round
    "bbox=-177.99,58,177.49,64.75": [],
    "bbox=30.5,0,30.5,90": ["kyiv"],  # a box without width
    "bbox=0,49,180,49": ["ukraine"],  # and one without height
    "bbox=0,0,0,0": [],
    "q=анадырь": ["anadyr"],
    "q=ua": ["crimea", "kyiv"],  # the first word of their divisions, UA-43 and UA-30
    "q=ukraine": ["ukraine", "ukraine-border"],
    "country=UA&kind=populated_place,admin1&within=ukraine&bbox=30,50,31,51": ["kyiv"],
}


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_filter_selects_exactly(get, question, answer):
    assert [record["slug"] for record in get(f"/places/?{question}").json()["results"]] == answer


def test_every_filter_is_asked():
    asked = {part.split("=")[0] for question in QUESTIONS for part in question.split("&") if part}
    assert asked == set(PlaceFilter.base_filters)
