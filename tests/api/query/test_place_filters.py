"""The places of the world that each filter selects."""

import pytest

from events.api.query.filters import PlaceFilter
from events.models import Place
from events.publishing import Withdrawal, publish

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
    "admin1=UA-30,RU-CHU": ["anadyr", "kyiv"],
    "admin1=UA": [],
    "near=49,32,0.1": ["ukraine"],
    "near=49,32,198.6": ["kyiv", "ukraine"],  # 198.57 km
    "near=64.75,177.5,787.5": ["anadyr", "bering-sea"],  # 787.44 km, across the date line
    "geonames=703448": ["kyiv"],
    "geonames=703448,690791": ["kyiv", "ukraine"],
    "geonames=1": [],
    "wikidata=Q756294": ["crimea"],
    "wikidata=Q1": [],
    "q=анадырь": ["anadyr"],
    "q=ua": ["crimea", "kyiv"],  # the first word of their divisions, UA-43 and UA-30
    "q=ukraine": ["ukraine", "ukraine-border"],
    "country=UA&kind=populated_place,admin1&within=ukraine&bbox=30,50,31,51": ["kyiv"],
}


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_filter_selects_exactly(get, question, answer):
    assert [record["slug"] for record in get(f"/places/?{question}").json()["results"]] == answer


# Longitude of each place, all on the equator.
MERIDIANS = {"east": 180.0, "west": -180.0, "fiji": 178.0, "samoa": -172.0, "greenwich": 0.0}
BOXES = {
    "178,-1,180,1": ["east", "fiji", "west"],
    "-180,-1,-172,1": ["east", "samoa", "west"],
    "180,-1,180,1": ["east", "west"],
    "-180,-1,-180,1": ["east", "west"],
    "180,-1,-180,1": ["east", "west"],
    "180,-1,-172,1": ["east", "samoa", "west"],
    "178,-1,-180,1": ["east", "fiji", "west"],
    "-180,-1,180,1": ["east", "fiji", "greenwich", "samoa", "west"],
    "0,-1,180,1": ["east", "fiji", "greenwich", "west"],
    "-180,-1,0,1": ["east", "greenwich", "samoa", "west"],
    "178,-1,179.9,1": ["fiji"],
    "-179.9,-1,-172,1": ["samoa"],
}


@pytest.mark.parametrize(("box", "answer"), BOXES.items(), ids=BOXES)
def test_180_and_minus_180_are_one_meridian(get, box, answer):
    Place.objects.bulk_create(
        Place(slug=slug, name=slug, kind="point", latitude=0, longitude=longitude)
        for slug, longitude in MERIDIANS.items()
    )
    publish()

    def found(query):
        return [one["slug"] for one in get(f"/places/?bbox={box}{query}").json()["results"]]

    assert found("") == answer  # by SQL
    Place.objects.filter(slug__in=MERIDIANS).delete()
    publish({}, {("places", slug): Withdrawal("Made for a test.") for slug in MERIDIANS})
    assert found("&release=2") == answer  # by the documents of a past release
    assert found("") == []


def test_every_filter_is_asked():
    asked = {part.split("=")[0] for question in QUESTIONS for part in question.split("&") if part}
    assert asked == set(PlaceFilter.base_filters)
