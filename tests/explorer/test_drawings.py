"""The timeline and the map: what is known closely, what is known less closely, and what is not drawn."""

import itertools

import pytest
from django.http import QueryDict

from events.explorer import questions, timeline, world_map


def asked(text):
    return questions.read(QueryDict(text), "events")


def test_a_month_is_a_bar_and_a_year_is_a_band_as_wide_as_the_year():
    groups = [
        {"month": "2014-03", "count": 4},
        {"month": "2014-05", "count": 2},
        {"month": None, "year": 2014, "count": 3},
        {"month": None, "count": 5},
    ]
    drawn = timeline.draw(asked("view=timeline"), "month", groups)
    assert [mark.title for mark in drawn.bars] == ["March 2014: 4 events", "May 2014: 2 events"]
    assert [mark.height for mark in drawn.bars] == [timeline.BARS, timeline.BARS / 2]
    (band,) = drawn.bands
    assert band.title == "2014: 3 events, known only to the year"
    assert band.width == pytest.approx(timeline.WIDTH - 2 * timeline.LEFT, abs=1)
    assert "date_from=2014-01-01&date_to=2014-12-31" in band.url
    assert drawn.undated == 5


# question: the unit in which it is drawn
UNITS = {
    "view=timeline": "month",
    "view=timeline&date_from=2022-02-01": "month",
    "view=timeline&date_from=2022-02-01&date_to=2022-02-28": "day",
    "view=timeline&date_from=2022-01-01&date_to=2022-03-03": "day",
    "view=timeline&date_from=2022-01-01&date_to=2022-03-04": "month",
    "view=timeline&date_from=2022-03-01&date_to=2022-02-01": "month",
}


@pytest.mark.parametrize("text", UNITS)
def test_a_short_range_is_drawn_by_day(text):
    assert timeline.unit_of(asked(text).filters) == UNITS[text]


def test_by_day_only_the_days_asked_for_are_drawn():
    question = asked("view=timeline&date_from=2022-02-01&date_to=2022-02-10")
    groups = [
        {"day": "2022-01-30", "count": 2},
        {"day": "2022-02-10", "count": 1},
        {"day": None, "month": "2022-02", "count": 1},
    ]
    drawn = timeline.draw(question, "day", groups)
    assert [mark.title for mark in drawn.bars] == ["10 February 2022: 1 event"]
    assert [mark.title for mark in drawn.bands] == [
        "February 2022: 1 event, known only to the month"
    ]
    assert drawn.bands[0].x + drawn.bands[0].width <= timeline.WIDTH
    assert drawn.earlier == 2


POINTS = {
    "kyiv": (30.52, 50.45),
    "podil": (30.54, 50.46),
    "lviv": (24.03, 49.84),
    "ukraine": (32, 49),
}


def group(place, precision, count=1):
    return {
        "place": place,
        "place_precision": precision,
        "place_name": place and place.title(),
        "count": count,
    }


def test_a_place_is_a_point_an_area_is_broken_and_a_country_is_never_on_the_map():
    groups = [
        group("kyiv", "exact", 3),
        group("lviv", "admin1"),
        group("ukraine", "country", 7),
        group("ukraine", "unknown"),
        group(None, "unknown", 2),
    ]
    drawn = world_map.draw(asked("view=map"), groups, POINTS)
    assert [(one.title, one.is_area) for one in drawn.circles] == [
        ("Kyiv: 3 events", False),
        ("Lviv: 1 event, known only to an area", True),
    ]
    assert [row[:3] for row in drawn.beside] == [
        ("Ukraine", "country", 7),
        ("Ukraine", "unknown", 1),
    ]
    assert drawn.unplaced == 2


def test_close_places_are_one_circle_that_leads_closer():
    groups = [group("kyiv", "exact", 3), group("podil", "exact", 1)]
    drawn = world_map.draw(asked("view=map"), groups, POINTS)
    (circle,) = drawn.circles
    assert circle.title == "2 places: 4 events"
    assert "bbox=30.5190,50.4490,30.5410,50.4610" in circle.url
    closer = world_map.draw(asked(f"view=map&{circle.url.partition('&')[2]}"), groups, POINTS)
    assert [one.title for one in closer.circles] == ["Kyiv: 3 events", "Podil: 1 event"]


def test_every_circle_and_the_coast_lie_in_the_drawing():
    groups = [group(name, "exact") for name in ("kyiv", "lviv")]
    drawn = world_map.draw(asked("view=map"), groups, POINTS)
    assert all(0 <= one.x <= drawn.width and 0 <= one.y <= drawn.height for one in drawn.circles)
    assert drawn.coast.startswith("M")


def test_a_coast_line_never_crosses_the_whole_map():
    jumps = [
        (first, second)
        for line in world_map._coast()
        for first, second in itertools.pairwise(line)
        if abs(first[0] - second[0]) > 90
    ]
    assert jumps == []
