"""The timeline and the map: what is known closely, what is known less closely, and what is not drawn."""

import hashlib
import itertools
import re

import pytest
from django.http import QueryDict

from events.explorer import questions, timeline, world_map
from events.vocabulary import COUNTRIES


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
    "kyiv": (30.52, 50.45, "UA"),
    "podil": (30.54, 50.46, "UA"),
    "lviv": (24.03, 49.84, "UA"),
    "ukraine": (32, 49, "UA"),
    "ukraine-of-ucdp": (32, 49, "UA"),
    "somewhere": (10, 10, None),
}


def group(place, precision, count=1):
    return {
        "place": place,
        "place_precision": precision,
        "place_name": place and place.title(),
        "count": count,
    }


def test_a_place_is_a_point_an_area_is_broken_and_a_country_is_never_a_circle():
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


def test_a_country_is_one_disc_about_as_large_as_it_with_its_name_and_all_its_events():
    groups = [group("ukraine", "country", 7), group("ukraine-of-ucdp", "country", 2)]
    drawn = world_map.draw(asked("view=map&type=ASSAULT"), groups, POINTS)
    assert drawn.circles == []
    (disc,) = drawn.discs
    assert disc.title == "Ukraine: 9 events somewhere in the country"
    assert disc.url == "?view=events&type=ASSAULT&place=ukraine,ukraine-of-ucdp"
    (label,) = drawn.labels
    assert (label.text, label.kind) == ("Ukraine 9", "of-country")
    # Ukraine is about 1,000 km wide. The disc fills the drawing but for its margin.
    assert 0.3 * drawn.height < disc.radius < 0.5 * drawn.height
    larger = world_map.draw(
        asked("view=map"), [*groups, group("somewhere", "country")], POINTS
    ).discs
    assert [one.title.partition(":")[0] for one in larger] == ["Ukraine", "Somewhere"]
    assert larger[0].radius == pytest.approx(2 * larger[1].radius, rel=0.01)


def test_a_closer_look_at_places_is_no_wider_for_the_country_around_them():
    groups = [group("kyiv", "exact"), group("podil", "exact")]
    box = asked("view=map&bbox=30.5,50.4,30.6,50.5")
    alone = world_map.draw(box, groups, POINTS)
    drawn = world_map.draw(box, [*groups, group("ukraine", "country")], POINTS)
    assert [one.x for one in drawn.circles] == [one.x for one in alone.circles]
    assert drawn.discs


def test_no_label_covers_a_different_one_or_leaves_the_drawing():
    points = {f"place-{n}": (30 + n % 7 * 0.5, 50 + n // 7 * 0.3, "UA") for n in range(40)}
    groups = [group(slug, "exact", 100 - n) for n, slug in enumerate(points)]
    groups.append(group("ukraine", "country", 3))
    drawn = world_map.draw(asked("view=map"), groups, POINTS | points)
    for size, labels in (
        (1, drawn.labels),
        (world_map.ON_A_PHONE, [one for one in drawn.labels if not one.is_wide]),
    ):
        boxes = [world_map._box(one.x, one.y, one.text, size) for one in labels]
        assert len(boxes) > 1
        assert not any(world_map._overlap(*pair) for pair in itertools.combinations(boxes, 2))
        assert all(left >= 0 and right <= drawn.width for left, _, right, _ in boxes)
    assert {one.kind for one in drawn.labels} == {"of-country", "count", "name"}


def test_a_coarse_date_below_the_timeline_leads_closer_down_to_days():
    groups = [{"month": "1989-02", "count": 1}, {"month": "2023-05", "count": 2}]
    question = asked("view=timeline&type=ASSAULT")
    tick = timeline.draw(question, "month", groups).ticks[0]
    assert (tick.text, tick.title) == ("1989", "1989 to 1991 closer")
    assert tick.url == "?view=timeline&type=ASSAULT&date_from=1989-01-01&date_to=1991-12-31"
    year = timeline.draw(question, "month", groups[1:]).ticks
    assert [one.text for one in year[:3]] == ["2023", "Feb", "Mar"]
    assert year[1].url.endswith("&date_from=2023-02-01&date_to=2023-02-28")
    assert timeline.unit_of(asked(year[1].url[1:]).filters) == "day"
    days = timeline.draw(asked(year[1].url[1:]), "day", [{"day": "2023-02-03", "count": 1}]).ticks
    assert {one.url for one in days} == {None}


def test_close_places_are_one_circle_that_leads_closer():
    groups = [group("kyiv", "exact", 3), group("podil", "exact", 1)]
    drawn = world_map.draw(asked("view=map"), groups, POINTS)
    (circle,) = drawn.circles
    assert circle.title == "2 places at and near Kyiv: 4 events"
    assert "bbox=30.5190,50.4490,30.5410,50.4610" in circle.url
    closer = world_map.draw(asked(f"view=map&{circle.url.partition('&')[2]}"), groups, POINTS)
    assert [one.title for one in closer.circles] == ["Kyiv: 3 events", "Podil: 1 event"]


def test_every_circle_and_the_coast_lie_in_the_drawing():
    groups = [group(name, "exact") for name in ("kyiv", "lviv")]
    drawn = world_map.draw(asked("view=map"), groups, POINTS)
    assert all(0 <= one.x <= drawn.width and 0 <= one.y <= drawn.height for one in drawn.circles)
    assert drawn.coast.startswith("M")


@pytest.mark.parametrize("name", ["coast", "coast-near"])
def test_a_coast_line_never_crosses_the_whole_map(name):
    jumps = [
        (first, second)
        for _, line in world_map._coast(name)
        for first, second in itertools.pairwise(line)
        if abs(first[0] - second[0]) > 90
    ]
    assert jumps == []


def test_the_files_of_the_map_are_those_that_their_readme_names():
    said = re.findall(
        r"\| `([a-z-]+\.json)` \| `([0-9a-f]{64})`", (world_map.FILES / "README.md").read_text()
    )
    files = sorted(world_map.FILES.glob("*.json"))
    assert sorted(said) == [
        (path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files
    ]
    assert set(world_map._file("radii")) <= set(COUNTRIES)
