"""The events of the world that each filter selects."""

import pytest

from events.api.query.filters import EventFilter
from events.models import Article, Event, Report
from events.publishing import publish
from tests.api.query import test_event_coding_filters

# In the default order; see tests/world/README.md.
(PORT, REJECTION, NEXT_DAY, STRIKE, TALKS, INVASION, BERING, ANADYR, CRIMEA, WAR) = DATED = (
    "port-threat",  # 2023-07-19
    "guarantees-rejection",  # 2023-01-01 to 2023-12-31
    "kyiv-strike-next-day",  # 2022-10-11
    "kyiv-strike",  # 2022-10-10
    "istanbul-talks",  # 2022-03-29
    "invasion",  # 2022-02-24
    "bering-drill",  # 2020-08-28
    "anadyr-drill",  # 2018-09-11 to 2018-09-17
    "crimea-seizure",  # 2014-03-01 to 2014-03-31
    "ukraine-war",  # since 2014-02-20
)
BUILDUP = "border-buildup"  # until 2022-02-23, since when is not known
PROPOSAL = "guarantees-proposal"  # nobody says when
ALL = [*DATED, BUILDUP, PROPOSAL]

QUESTIONS = {
    "": ALL,
    "dataset=ucdp-ged": [NEXT_DAY],
    "dataset=attest,ucdp-ged": ALL,
    "type=MOBILIZE": [BERING, ANADYR, BUILDUP],
    "type=AGREE&type=CONSULT": [TALKS, PROPOSAL],
    "type=AID": [],
    "mode=aerial": [NEXT_DAY, STRIKE],
    "mode=seize,weapons": [BERING, CRIMEA],
    "mode=drone": [],
    "context=diplomatic": [REJECTION, TALKS, PROPOSAL],
    "context=diplomatic,military": [
        REJECTION,
        STRIKE,
        TALKS,
        INVASION,
        BERING,
        ANADYR,
        WAR,
        PROPOSAL,
    ],
    "context=cyber": [],
    "quad_class=1": [TALKS, PROPOSAL],
    "quad_class=3,1": [PORT, REJECTION, TALKS, PROPOSAL],
    "quad_class=2": [],
    "status=ongoing": [WAR],
    "status=proposed,threatened": [PORT, PROPOSAL],
    "status=negated": [],
    "country=UA": [NEXT_DAY, STRIKE, INVASION, CRIMEA, WAR, BUILDUP],
    "country=RU,TR": [TALKS, ANADYR],
    "country=NO": [],
    "place=kyiv": [NEXT_DAY, STRIKE],
    "place=ukraine": [INVASION, WAR],  # and not what lies within it
    "place=crimea,anadyr": [ANADYR, CRIMEA],
    "bbox=-180,-90,180,90": [NEXT_DAY, STRIKE, INVASION, BERING, ANADYR, CRIMEA, WAR],
    "bbox=30.5,0,30.5,90": [NEXT_DAY, STRIKE],  # a box without width
    "bbox=30.5,45.25,34.5,50.5": [NEXT_DAY, STRIKE, INVASION, CRIMEA, WAR],  # all four edges
    "bbox=30.51,45.26,34.49,50.49": [INVASION, WAR],
    "bbox=177.5,58,-178,64.75": [BERING, ANADYR],  # across the date line
    "bbox=177.51,58,-178,64.75": [BERING],
    "bbox=177.5,58,-178.01,64.75": [ANADYR],
    "min_place_precision=exact": [STRIKE, ANADYR],
    "min_place_precision=near": [NEXT_DAY, STRIKE, ANADYR],
    "min_place_precision=admin2": [NEXT_DAY, STRIKE, ANADYR],
    "min_place_precision=admin1": [NEXT_DAY, STRIKE, ANADYR, CRIMEA],
    "min_place_precision=part_of_country": [NEXT_DAY, STRIKE, ANADYR, CRIMEA, BUILDUP],
    "min_place_precision=country": [
        NEXT_DAY,
        STRIKE,
        TALKS,
        INVASION,
        ANADYR,
        CRIMEA,
        WAR,
        BUILDUP,
    ],
    "min_place_precision=unknown": ALL,
    "min_date_precision=day": [PORT, NEXT_DAY, STRIKE, TALKS, INVASION, BERING],
    "min_date_precision=week": [PORT, NEXT_DAY, STRIKE, TALKS, INVASION, BERING, ANADYR],
    "min_date_precision=month": [PORT, NEXT_DAY, STRIKE, TALKS, INVASION, BERING, ANADYR, CRIMEA],
    "min_date_precision=year": [
        PORT,
        REJECTION,
        NEXT_DAY,
        STRIKE,
        TALKS,
        INVASION,
        BERING,
        ANADYR,
        CRIMEA,
    ],
    "min_date_precision=longer": [*DATED],
    "min_date_precision=unknown": ALL,
    "actor=nato": [PROPOSAL],
    "actor=ukraine": [TALKS],
    "actor=sergey-lavrov,ukraine": [REJECTION, TALKS],
    "actor=russia,ukraine": [
        PORT,
        NEXT_DAY,
        STRIKE,
        TALKS,  # both act in it, listed once
        INVASION,
        BERING,
        ANADYR,
        CRIMEA,
        WAR,
    ],
    "actor=joe-biden": [],  # who takes part in one as a supporter
    "recipient=nato": [REJECTION],
    "recipient=ukraine": [PORT, STRIKE, INVASION, CRIMEA, WAR, BUILDUP, PROPOSAL],
    "recipient=russia": [],
    "participant=joe-biden": [PROPOSAL],
    "participant=nato": [REJECTION, PROPOSAL],
    "participant=nato,joe-biden": [REJECTION, PROPOSAL],
    "participant=european-union": [],
    "role=mediator": [TALKS],
    "role=represented,supporter": [REJECTION, PROPOSAL],
    "role=beneficiary": [],
    "participant=russia&role=represented": [REJECTION],
    # It takes part in an event in which somebody is represented: but as the recipient.
    "participant=nato&role=represented": [],
    "participant=nato&role=recipient": [REJECTION],
    "participant=nato,russia&role=represented,actor": [
        PORT,
        REJECTION,
        NEXT_DAY,
        STRIKE,
        TALKS,
        INVASION,
        BERING,
        ANADYR,
        CRIMEA,
        WAR,
        PROPOSAL,
    ],
    "actor=russia&recipient=ukraine": [PORT, STRIKE, INVASION, CRIMEA, WAR],
    # Two different participants: each of the two filters is asked of any of them.
    "actor=russia&participant=ukraine&role=actor": [TALKS],
    "source=glavkom": [STRIKE, TALKS, INVASION],
    "source=glavkom,nato,tass": [STRIKE, TALKS, INVASION, BERING, ANADYR, BUILDUP],  # once each
    "article=guarantees-for-ukraine": [
        PORT,
        REJECTION,
        CRIMEA,
        WAR,
        PROPOSAL,
    ],  # twice, listed once
    "article=lavrov-in-antalya,zelensky-address": [INVASION],
    "date_from=2022-10-10": [PORT, REJECTION, NEXT_DAY, STRIKE, WAR],  # the very day
    "date_from=2022-10-11": [PORT, REJECTION, NEXT_DAY, WAR],  # the day after
    "date_from=2022-02-23": [PORT, REJECTION, NEXT_DAY, STRIKE, TALKS, INVASION, WAR, BUILDUP],
    "date_from=2022-02-24": [PORT, REJECTION, NEXT_DAY, STRIKE, TALKS, INVASION, WAR],
    "date_from=2023-12-31": [REJECTION, WAR],  # the last day of an interval
    "date_from=2024-01-01": [WAR],  # which goes on
    "date_from=9999-12-31": [WAR],
    "date_to=2014-03-01": [CRIMEA, WAR],  # the first day of an interval
    "date_to=2014-02-28": [WAR],
    "date_to=2014-02-20": [WAR],  # the very day
    "date_to=2014-02-19": [],  # the day before
    "date_from=2014-03-31&date_to=2014-03-31": [CRIMEA, WAR],
    "date_from=2014-04-01&date_to=2014-04-01": [WAR],
    "date_from=2014-03-10&date_to=2014-03-12": [CRIMEA, WAR],  # inside the interval
    "date_from=2018-09-17&date_to=2020-08-28": [BERING, ANADYR, WAR],
    "date_from=2018-09-18&date_to=2020-08-27": [WAR],
    "year=2013": [],
    "year=2014": [CRIMEA, WAR],
    "year=2018": [ANADYR, WAR],
    "year=2022": [NEXT_DAY, STRIKE, TALKS, INVASION, WAR],  # not what begins on 2023-01-01
    "year=2023": [PORT, REJECTION, WAR],
    "year=2024": [WAR],
    "year=2018,2020": [BERING, ANADYR, WAR],
    "fatalities_min=0": [NEXT_DAY, STRIKE, ANADYR],  # 0 is a number, null is none
    "fatalities_min=1": [NEXT_DAY, STRIKE],
    "fatalities_min=7": [NEXT_DAY, STRIKE],
    "fatalities_min=8": [NEXT_DAY],  # its low estimate is 9
    "fatalities_min=9": [],
    "fatalities_max=0": [ANADYR],
    "fatalities_max=6": [ANADYR],
    "fatalities_max=7": [STRIKE, ANADYR],  # its high estimate is 9
    "fatalities_min=7&fatalities_max=7": [STRIKE],
    "disputed=true": [WAR],
    "disputed=false&status=ongoing": [],
    "disputed=false&mode=aerial": [NEXT_DAY, STRIKE],  # two claims on one that say the same
    "part_of=ukraine-war": [STRIKE, INVASION, CRIMEA],  # the strike through the invasion
    "part_of=invasion": [STRIKE],
    "part_of=ukraine-war,invasion": [STRIKE, INVASION, CRIMEA],
    "part_of=kyiv-strike": [],
    "same_as=kyiv-strike": [],
    "admin1=UA-30": [NEXT_DAY, STRIKE],
    "admin1=UA-43,RU-CHU": [ANADYR, CRIMEA],
    "admin1=UA": [],
    "near=50.5,30.5,1": [NEXT_DAY, STRIKE],
    "near=50.5,30.5,198": [NEXT_DAY, STRIKE],
    "near=50.5,30.5,199": [NEXT_DAY, STRIKE, INVASION, WAR],  # 198.57 km
    "near=50.5,30.5,655.3": [NEXT_DAY, STRIKE, INVASION, WAR],
    "near=50.5,30.5,655.4": [NEXT_DAY, STRIKE, INVASION, CRIMEA, WAR],  # 655.35 km
    "near=64.75,177.5,787.4": [ANADYR],
    "near=64.75,177.5,787.5": [BERING, ANADYR],  # 787.44 km, across the date line
    "near=58,-178,787.5": [BERING, ANADYR],
    "near=58,-180,119": [BERING],  # 117.85 km
    "near=58,180,119": [BERING],
    "near=90,0,2807": [],
    "near=90,0,2808": [ANADYR],  # 2807.68 km, around the pole
    "near=89,-120,3600": [BERING, ANADYR],
    "near=-90,0,15039": [],
    "near=-90,0,15040": [CRIMEA],  # 15039.13 km
    "near=0,0,20016": [NEXT_DAY, STRIKE, INVASION, BERING, ANADYR, CRIMEA, WAR],
    "report_role=corroborating": [INVASION],
    "report_role=background": [TALKS, BERING, ANADYR, CRIMEA],
    "report_role=primary&source=glavkom": [STRIKE],  # of the invasion it is not the primary one
    "report_role=primary&article=stoltenberg-on-the-invasion": [INVASION, BUILDUP],
    "report_role=background&source=glavkom&article=kyiv-under-fire": [TALKS],
    "report_role=primary&source=glavkom&article=zelensky-address": [],
    "uncorroborated=false": [INVASION],
    "uncorroborated=true&type=ASSAULT": [NEXT_DAY, STRIKE, WAR],
    "fatalities_spread_min=0": [NEXT_DAY, STRIKE, ANADYR],  # not where one is unknown
    "fatalities_spread_min=1": [NEXT_DAY, STRIKE],  # of one the low estimate is above the high one
    "fatalities_spread_min=2": [STRIKE],
    "fatalities_spread_min=4": [STRIKE],
    "fatalities_spread_min=5": [],
    "has_statement=true": [REJECTION, INVASION, WAR, PROPOSAL],
    "has_statement=false": [PORT, NEXT_DAY, STRIKE, TALKS, BERING, ANADYR, CRIMEA, BUILDUP],
    "quality=low_above_best": [NEXT_DAY],
    "quality=low_above_best,summary_event": [NEXT_DAY],  # has both, listed once
    "quality=end_before_start": [],
    "q=talks": [TALKS],
    "q=kyiv&type=ASSAULT": [NEXT_DAY, STRIKE],
    "country=UA&type=ASSAULT&date_from=2022-10-10&fatalities_max=7&actor=russia": [STRIKE],
    "country=UA&type=ASSAULT&date_from=2022-10-10&fatalities_max=7&actor=ukraine": [],
}


def codes(answer):
    return [record["code"] for record in answer.json()["results"]]


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_filter_selects_exactly(get, question, answer):
    assert codes(get(f"/events/?{question}")) == answer


def test_doubles_of_an_event_are_found_by_its_code(get):
    Event.objects.filter(code=NEXT_DAY).update(same_as=Event.objects.get(code=STRIKE))
    publish()
    assert codes(get(f"/events/?same_as={STRIKE}")) == [NEXT_DAY]
    assert codes(get(f"/events/?same_as={NEXT_DAY}")) == []


def test_an_article_without_a_source_is_a_source_of_its_own(get):
    report = Event.objects.get(code=STRIKE).reports.get()
    Report.objects.create(
        event=report.event,
        number=2,
        article=Article.objects.get(slug="guarantees-for-ukraine"),
        role="corroborating",
    )
    publish()
    assert codes(get("/events/?uncorroborated=false")) == [STRIKE, INVASION]


def test_every_filter_is_asked():
    questions = (*QUESTIONS, *test_event_coding_filters.QUESTIONS)
    asked = {part.split("=")[0] for question in questions for part in question.split("&") if part}
    assert asked == set(EventFilter.base_filters)


def test_an_event_of_the_first_of_january_belongs_to_the_year_that_begins(get):
    Event.objects.filter(code=BERING).update(start_date="2020-01-01")
    publish()
    assert codes(get("/events/?year=2020&type=MOBILIZE")) == [BERING]
    assert codes(get("/events/?year=2019&type=MOBILIZE")) == []


WARNED = {
    "": [],
    "type=AGREE": [],
    # The buildup has a last day to compare with, and no first one.
    "date_from=2030-01-01": ["1 of the events that match otherwise have no start_date, "],
    "date_to=2030-01-01": ["2 of the events that match otherwise have no start_date, "],
    "year=2022": ["2 of the events that match otherwise have no start_date, "],
    "year=2022&type=AGREE": ["1 of the events that match otherwise have no start_date, "],
    "date_from=2022-01-01&date_to=2022-12-31&country=UA": [
        "1 of the events that match otherwise have no start_date, "
    ],
    "date_from=2022-01-01&type=ASSAULT": [],
}


def test_a_warning_counts_only_what_is_published(get):
    dataset = Event.objects.get(code=WAR).dataset
    Event.objects.create(code="new", dataset=dataset, type="AGREE", quad_class=1, title="New")
    (warning,) = get("/events/?date_from=2022-01-01&type=AGREE").json()["warnings"]
    assert warning.startswith("1 of the events ")


@pytest.mark.parametrize(("question", "warnings"), WARNED.items(), ids=WARNED)
def test_an_answer_by_date_says_what_has_no_date(get, question, warnings):
    answer = get(f"/events/?{question}").json()["warnings"]
    assert [sentence.split("so that")[0] for sentence in answer] == warnings


def test_a_warning_names_the_parameters_that_cannot_select(get):
    answer = get("/events/?date_from=2022-01-01&date_to=2022-12-31&type=AGREE").json()
    (warning,) = answer["warnings"]
    assert warning == (
        "1 of the events that match otherwise have no start_date, "
        "so that date_from and date_to cannot select them."
    )
