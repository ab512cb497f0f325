"""The values of parameters: one that cannot be asked is refused, with what would be right."""

import pytest

from events.models import Actor
from tests.api.refusals import assert_problem

# question -> what the one fault says of it; the parameter at fault is the last one
REFUSED = {
    "/events/?type=assault": "'assault' is not one of the words that this parameter takes.",
    "/events/?type=%25s": "'%s' is not one of the words that this parameter takes.",
    "/events/?type=%25(allowed)s": (
        "'%(allowed)s' is not one of the words that this parameter takes."
    ),
    "/events/?type=ASSAULT,Aid": "'Aid' is not one of the words that this parameter takes.",
    "/events/?quad_class=5": "'5' is not one of the words that this parameter takes.",
    "/events/?quad_class=01": "'01' is not one of the words that this parameter takes.",
    "/events/?country=ua": "'ua' is not one of the words that this parameter takes.",
    "/events/?country=UKR": "'UKR' is not one of the words that this parameter takes.",
    "/articles/?language=english": "'english' is not a language tag of BCP 47, like uk or uk-Latn.",
    "/events/?min_date_precision=days": "'days' is not one of the words that this parameter takes.",
    "/events/?min_date_precision=day,week": (
        "'day,week' is not one of the words that this parameter takes."
    ),
    "/events/?actor=rusia": "'rusia' is not the slug of any of the actors.",
    "/events/?actor=Russia": "'Russia' is not the slug of any of the actors.",
    "/events/?part_of=war": "'war' is not the code of any of the events.",
    "/actors/?named=True": "'True' is neither true nor false.",
    "/actors/?named=1": "'1' is neither true nor false.",
    "/actors/?named=true%0A": "'true\\n' is neither true nor false.",
    "/events/?has_statement=yes": "'yes' is neither true nor false.",
    "/events/?date_from=2022-2-3": "'2022-2-3' is not a day written YYYY-MM-DD, like 2022-02-24.",
    "/events/?date_from=20220224": "'20220224' is not a day written YYYY-MM-DD, like 2022-02-24.",
    "/events/?date_from=2022-W08-4": (
        "'2022-W08-4' is not a day written YYYY-MM-DD, like 2022-02-24."
    ),
    "/events/?date_from=2022-02-24T00:00": (
        "'2022-02-24T00:00' is not a day written YYYY-MM-DD, like 2022-02-24."
    ),
    "/events/?date_from=2022-02-24%0A": (
        "'2022-02-24\\n' is not a day written YYYY-MM-DD, like 2022-02-24."
    ),
    "/events/?date_from=٢٠٢٢-02-24": (
        "'٢٠٢٢-02-24' is not a day written YYYY-MM-DD, like 2022-02-24."
    ),
    "/events/?date_from=-2022-02-24": (
        "'-2022-02-24' is not a day written YYYY-MM-DD, like 2022-02-24."
    ),
    "/events/?date_to=2022-02-30": "'2022-02-30' is not a day of the calendar.",
    "/events/?date_to=0000-01-01": "'0000-01-01' is not a day of the calendar.",
    "/events/?date_from=2022-02-25&date_to=2022-02-24": "date_to lies before date_from.",
    "/articles/?published_from=2022-02-25&published_to=2022-02-24": (
        "published_to lies before published_from."
    ),
    "/statements/?stated_from=2022-02-25&stated_to=2022-02-24": (
        "stated_to lies before stated_from."
    ),
    "/events/?fatalities_min=8&fatalities_max=7": "fatalities_max lies before fatalities_min.",
    "/events/?fatalities_min=-1": "'-1' is not a whole number from 0 to 2147483647.",
    "/events/?fatalities_min=2147483648": (
        "'2147483648' is not a whole number from 0 to 2147483647."
    ),
    "/events/?fatalities_min=99999999999": (
        "'99999999999' is not a whole number from 0 to 2147483647."
    ),
    "/events/?fatalities_min=1.0": "'1.0' is not a whole number from 0 to 2147483647.",
    "/events/?fatalities_min=1e1": "'1e1' is not a whole number from 0 to 2147483647.",
    "/events/?fatalities_min=٧": "'٧' is not a whole number from 0 to 2147483647.",
    "/events/?year=0": "'0' is not a whole number from 1 to 9998.",
    "/events/?year=9999": "'9999' is not a whole number from 1 to 9998.",
    "/events/?year=2022,next": "'next' is not a whole number from 1 to 9998.",
    "/events/?bbox=1,2,3": (
        "'1,2,3' is not west,south,east,north in decimal degrees, like 22,44,40,53."
    ),
    "/events/?bbox=1,2,3,4,5": (
        "'1,2,3,4,5' is not west,south,east,north in decimal degrees, like 22,44,40,53."
    ),
    "/events/?bbox=nan,2,3,4": (
        "'nan,2,3,4' is not west,south,east,north in decimal degrees, like 22,44,40,53."
    ),
    "/events/?bbox=-inf,2,3,4": (
        "'-inf,2,3,4' is not west,south,east,north in decimal degrees, like 22,44,40,53."
    ),
    "/events/?bbox=1e1,2,3,4": (
        "'1e1,2,3,4' is not west,south,east,north in decimal degrees, like 22,44,40,53."
    ),
    "/events/?bbox=180.1,0,0,0": "West and east must lie between -180 and 180.",
    "/events/?bbox=0,0,-180.1,0": "West and east must lie between -180 and 180.",
    "/events/?bbox=0,-90.1,0,0": "South and north must lie between -90 and 90.",
    "/places/?bbox=0,0,0,90.1": "South and north must lie between -90 and 90.",
    "/places/?bbox=0,50,10,40": (
        "South (50) lies north of north (40); write west,south,east,north."
    ),
    "/events/?near=50,30": "'50,30' is not lat,lon,km, like 48.0,37.8,50.",
    "/events/?near=50,30,1e3": "'50,30,1e3' is not lat,lon,km, like 48.0,37.8,50.",
    "/events/?near=50,30,-1": "'50,30,-1' is not lat,lon,km, like 48.0,37.8,50.",
    "/events/?near=50,30,0": "The distance must be more than 0 and at most 20,016 km.",
    "/events/?near=50,30,20016.1": "The distance must be more than 0 and at most 20,016 km.",
    "/places/?near=90.1,0,1": "The latitude must lie between -90 and 90; write lat,lon,km.",
    "/places/?near=0,-180.1,1": "The longitude must lie between -180 and 180; write lat,lon,km.",
    "/places/?wikidata=q1": "'q1' is not a Wikidata item, like Q212.",
    "/actors/?wikidata=Q1,Q": "'Q' is not a Wikidata item, like Q212.",
    "/places/?geonames=0": "'0' is not a whole number from 1 to 2147483647.",
    "/articles/?sha256=abc": "'abc' is not a SHA-256 of 64 lower-case hexadecimal digits.",
    "/articles/?url=tass.ru": "'tass.ru' is not an address that begins with http:// or https://.",
    "/events/?fatalities_spread_min=-1": "'-1' is not a whole number from 0 to 2147483647.",
    "/events/?fields=nope": "'nope' is not a field of events.",
    "/events/?fields=code,current": "'current' is not a field of events.",
    "/events/invasion/?fields=nope": "'nope' is not a field of events.",
    "/events/?order_by=nope": (
        "Cannot sort by 'nope'. Prefix a field with - to reverse the order."
    ),
    "/events/?order_by=-": "Cannot sort by ''. Prefix a field with - to reverse the order.",
    "/events/?order_by=--code": (
        "Cannot sort by '-code'. Prefix a field with - to reverse the order."
    ),
    "/events/?order_by=code,": "Cannot sort by ''. Prefix a field with - to reverse the order.",
    "/events/?order_by=id": "Cannot sort by 'id'. Prefix a field with - to reverse the order.",
    "/events/?order_by=place__slug": (
        "Cannot sort by 'place__slug'. Prefix a field with - to reverse the order."
    ),
    "/events/?order_by=outside_title&q=kyiv": (
        "Cannot sort by 'outside_title'. Prefix a field with - to reverse the order."
    ),
    "/events/?order_by=code,-code": "A field is given more than once.",
}


@pytest.mark.parametrize(("question", "message"), REFUSED.items(), ids=REFUSED)
def test_a_value_that_cannot_be_asked_is_refused(get, question, message):
    parameters_asked = [part.split("=")[0] for part in question.split("?")[1].split("&")]
    at_fault = "order_by" if "order_by" in parameters_asked else parameters_asked[-1]
    (entry,) = assert_problem(get(question), "invalid-parameters", [at_fault])
    assert entry["message"] == message


# The first and the last value that each range takes.
TAKEN_VALUES = [
    "/events/?fatalities_min=0",
    "/events/?fatalities_max=2147483647",
    "/events/?year=1,9998",
    "/events/?date_from=0001-01-01&date_to=9999-12-31",
    "/events/?date_from=2024-02-29&date_to=2024-02-29",
    "/events/?bbox=-180,-90,180,90",
    "/events/?bbox=180,90,-180,90",
    "/events/?bbox=1,%202,3,%204",
    "/events/?bbox=-1.123456789012,2,3,4",
]


@pytest.mark.parametrize("question", TAKEN_VALUES)
def test_a_value_at_the_end_of_its_range_is_taken(get, question):
    assert get(question).status_code == 200


# question -> the word that was probably meant
MEANT = {
    "/statements/?speaker=sergei-lavrov": "sergey-lavrov",
    "/statements/?speaker=lavrov": "sergey-lavrov",  # a part of it
    "/events/?actor=Russia": "russia",
    "/events/?place=kyv": "kyiv",
    "/events/?part_of=ukraine-wars": "ukraine-war",
    "/events/?type=assault": "ASSAULT",
    "/events/?country=UKR": "UA",
    "/events/?country=Ukraine": "UA",
    "/sources/?country=Ukrane": "UA",
    "/events/?country=ua": "UA",
    "/events/?place=Bering+Sea": "bering-sea",
    "/events/?statuss=ongoing": "status",
    "/events/?order_by=startdate": "start_date",
    "/events/?fields=titel": "title",
    "/events/aggregate/?by=contry": "country",
}


@pytest.mark.parametrize(("question", "meant"), MEANT.items(), ids=MEANT)
def test_a_slip_is_told_with_what_was_probably_meant(get, question, meant):
    (entry,) = get(question).json()["errors"]
    assert entry["did_you_mean"] == meant


def test_a_name_in_the_place_of_a_key_is_told_with_the_key_of_the_shortest_such_name(get):
    Actor.objects.filter(slug="nato").update(name="Government of Atlantis (Northern)")
    Actor.objects.filter(slug="russia").update(name="Government of Atlantis")
    (entry,) = get("/events/?actor=atlantis").json()["errors"]
    assert entry["did_you_mean"] == "russia"


@pytest.mark.parametrize("question", ["/events/?actor=zzz", "/events/?zzz=1", "/events/?type=zzz"])
def test_what_is_like_nothing_gets_no_guess(get, question):
    (entry,) = get(question).json()["errors"]
    assert "did_you_mean" not in entry


def test_a_closed_list_is_told_in_full(get):
    (entry,) = get("/events/?quad_class=x").json()["errors"]
    assert entry["allowed"] == ["1", "2", "3", "4"]
    (entry,) = get("/events/?disputed=x").json()["errors"]
    assert entry["allowed"] == ["true", "false"]


def test_a_key_of_any_length_is_refused_and_not_searched_for(get):
    answer = get("/events/?actor=" + "a" * 15_000)
    (entry,) = assert_problem(answer, "invalid-parameters", ["actor"])
    assert "did_you_mean" not in entry
