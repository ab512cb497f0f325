"""The map: events by place as circles on coast lines, close ones together; countries as soft discs; the rest beside it."""

import json
import math
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from events.explorer.timeline import ON_A_PHONE, WIDTH
from events.vocabulary import COUNTRIES, PlacePrecision

MOST_HEIGHT, LEAST_HEIGHT = 620, 320
CELL = 34  # units of the drawing; what lies in one cell of this size is one circle
PADDING = 0.12  # of the extent, around the outermost points
LEAST_DEGREES = 2  # of a box in the query
USUAL_DEGREES = 16  # of any other question: enough coast to recognize
NEAR_DEGREES = 40  # a map up to this wide has the closer coast lines
POINTS = (PlacePrecision.EXACT, PlacePrecision.NEAR)
AREAS = (PlacePrecision.ADMIN2, PlacePrecision.ADMIN1, PlacePrecision.PART_OF_COUNTRY)
KM_OF_A_DEGREE = 111.2
USUAL_RADIUS = 200  # km, of a country without a size in radii.json
LEAST_DISC = 26  # units: a disc that is wider than any circle
LEAST_COUNTED = 13  # units: the radius of a circle with its count in it
MOST_NAMES = 30  # on one map
LETTER, LINE = 6.8, 14  # units: the width of a letter and the height of a line
FILES = Path(__file__).parent / "coast"


@dataclass
class Circle:
    """Events that are drawn together: a filled circle for points, a broken line for areas."""

    x: float
    y: float
    radius: float
    count: int
    title: str
    url: str
    name: str
    is_area: bool


@dataclass
class Disc:
    """Events that are known only to a country: a soft disc about as large as the country."""

    x: float
    y: float
    radius: float
    title: str
    url: str
    name: str


@dataclass
class Label:
    """A text on the map of a kind: count, name or of-country; `is_wide` if a narrow screen has no room for it."""

    x: float
    y: float
    text: str
    kind: str
    is_wide: bool


@dataclass
class WorldMap:
    """A drawing in units of the view box; `beside` are (name, precision, count, URL) of what has no circle."""

    circles: list = field(default_factory=list)
    discs: list = field(default_factory=list)
    labels: list = field(default_factory=list)
    beside: list = field(default_factory=list)
    count: int = 0
    coast: str = ""
    width: int = WIDTH
    height: int = 480
    unplaced: int = 0


def draw(question, groups, places):
    """Return the WorldMap of groups by place and precision; `places` are {slug: (longitude, latitude, country)}."""
    drawn, placed, countries = WorldMap(count=sum(group["count"] for group in groups)), [], {}
    for group in groups:
        slug, precision, count = group["place"], group["place_precision"], group["count"]
        if slug is None:
            drawn.unplaced += count
            continue
        longitude, latitude, country = places.get(slug, (None, None, None))
        if longitude is not None and precision in POINTS + AREAS:
            placed.append((longitude, latitude, group, precision in AREAS))
            continue
        if longitude is not None and precision == PlacePrecision.COUNTRY:
            countries.setdefault(country or slug, []).append((longitude, latitude, group))
        url = question.url("events", place=slug)
        drawn.beside.append((_name(group), precision, count, url))
    drawn.beside.sort(key=lambda row: -row[2])
    is_box = "bbox" in question.filters
    corners = [(lon, lat) for lon, lat, *_ in placed]
    if not (is_box and corners):  # a closer look at places stays close
        corners += [corner for code, rows in countries.items() for corner in _corners(code, rows)]
    west, south, east, north = _extent(corners, LEAST_DEGREES if is_box else USUAL_DEGREES)
    scale = WIDTH / (east - west)
    # A degree of longitude is shorter than one of latitude, by the latitude in the middle.
    tall = scale / max(math.cos(math.radians((south + north) / 2)), 0.3)
    drawn.height = round((north - south) * tall)
    project = _Projection(west, north, scale, tall)
    cells = {}
    for lon, lat, group, is_area in placed:
        x, y = project(lon, lat)
        cells.setdefault((int(x // CELL), int(y // CELL), is_area), []).append(
            (x, y, lon, lat, group)
        )
    most = max((sum(one[4]["count"] for one in cell) for cell in cells.values()), default=1)
    for (*_, is_area), cell in cells.items():
        drawn.circles.append(_circle(question, cell, is_area, most))
    drawn.circles.sort(key=lambda circle: -circle.radius)
    drawn.discs = [_disc(question, code, rows, project) for code, rows in countries.items()]
    drawn.discs.sort(key=lambda disc: -disc.radius)
    drawn.labels = list(_labels(drawn))
    lines = _coast("coast-near" if east - west <= NEAR_DEGREES else "coast")
    drawn.coast = project.path(lines, WIDTH, drawn.height)
    return drawn


def _name(group):
    return group.get("place_name") or group["place"]


def _events(count):
    return f"{count:,} event" if count == 1 else f"{count:,} events"


def _circle(question, cell, is_area, most):
    count = sum(group["count"] for *_, group in cell)
    x = sum(one[0] * one[4]["count"] for one in cell) / count
    y = sum(one[1] * one[4]["count"] for one in cell) / count
    largest = max((one[4] for one in cell), key=lambda group: group["count"])
    name = title = _name(largest)
    if len(cell) == 1:
        url = question.url("events", place=largest["place"])
    else:
        title = f"{len(cell)} places at and near {name}"
        edges = [f(one[at] for one in cell) for f, at in ((min, 2), (min, 3), (max, 2), (max, 3))]
        around = zip(edges, (-0.001, -0.001, 0.001, 0.001), strict=True)
        box = ",".join(f"{edge + more:.4f}" for edge, more in around)
        url = question.url("map", bbox=box)
    closeness = ", known only to an area" if is_area else ""
    radius = round(5 + 17 * math.sqrt(count / most), 1)
    title = f"{title}: {_events(count)}{closeness}"
    return Circle(round(x, 1), round(y, 1), radius, count, title, url, name, is_area)


def _disc(question, code, rows, project):
    count = sum(group["count"] for *_, group in rows)
    x, y = project(*_middle(rows))
    radius = max(_kilometers(code) / KM_OF_A_DEGREE * project.tall, LEAST_DISC)
    name = COUNTRIES[code].name if code in COUNTRIES else _name(rows[0][2])
    title = f"{name}: {_events(count)} somewhere in the country"
    url = question.url("events", place=",".join(group["place"] for *_, group in rows))
    return Disc(round(x, 1), round(y, 1), round(radius, 1), title, url, f"{name} {count:,}")


def _kilometers(code):
    return _file("radii").get(code, USUAL_RADIUS)


def _middle(rows):
    """Return the longitude and latitude of the place that has most events of a country."""
    longitude, latitude, _ = max(rows, key=lambda row: row[2]["count"])
    return longitude, latitude


def _corners(code, rows):
    """Return two opposite corners of the box around the disc of a country."""
    longitude, latitude = _middle(rows)
    tall = _kilometers(code) / KM_OF_A_DEGREE
    wide = tall / max(math.cos(math.radians(latitude)), 0.3)
    return (longitude - wide, latitude - tall), (longitude + wide, latitude + tall)


def _labels(drawn):
    """Yield the Labels of countries, of counts and of the largest circles, where none covers a different one."""
    wanted = [(disc.x, disc.y - disc.radius / 2, disc.name, "of-country") for disc in drawn.discs]
    wanted += [
        (one.x, one.y + 4, f"{one.count:,}", "count")
        for one in drawn.circles
        if one.radius > LEAST_COUNTED
    ]
    wanted += [
        (one.x, one.y + one.radius + LINE, one.name, "name") for one in drawn.circles[:MOST_NAMES]
    ]
    taken = {1: [], ON_A_PHONE: []}
    for x, y, text, kind in wanted:
        half = len(text) * LETTER / 2
        if kind == "of-country":  # a disc can be larger than the drawing
            x = min(max(x, half + 4), WIDTH - half - 4)
            y = min(max(y, 2 * LINE), drawn.height - LINE)
        fits = {}
        for size, boxes in taken.items():
            box = _box(x, y, text, size)
            inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= drawn.height
            fits[size] = inside and not any(_overlap(box, other) for other in boxes)
            if fits[size]:
                boxes.append(box)
        if fits[1]:
            yield Label(round(x, 1), round(y, 1), text, kind, not fits[ON_A_PHONE])


def _box(x, y, text, size):
    """Return left, top, right and bottom of a text on its base line, around its middle."""
    half = len(text) * LETTER * size / 2
    return x - half, y - (LINE - 3) * size, x + half, y + 3 * size


def _overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _extent(points, least):
    """Return west, south, east, north around points, at least so many degrees wide, in the shape of the drawing."""
    if not points:
        return -180, -60, 180, 80
    longitudes, latitudes = zip(*points, strict=True)
    west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
    width = max((east - west) * (1 + 2 * PADDING), least)
    height = max((north - south) * (1 + 2 * PADDING), least / 2)
    middle, center = (west + east) / 2, (south + north) / 2
    shorter = max(math.cos(math.radians(center)), 0.3)
    width = min(max(width, height * shorter * WIDTH / MOST_HEIGHT), 360)
    height = max(height, width / shorter * LEAST_HEIGHT / WIDTH)
    south, north = max(center - height / 2, -90), min(center + height / 2, 90)
    return middle - width / 2, south, middle + width / 2, north


@dataclass(frozen=True)
class _Projection:
    west: float
    north: float
    scale: float
    tall: float

    def __call__(self, longitude, latitude):
        return (longitude - self.west) * self.scale, (self.north - latitude) * self.tall

    def path(self, lines, width, height):
        """Return the path of the lines that reach into a drawing of this size."""
        pieces = []
        east, south = self.west + width / self.scale, self.north - height / self.tall
        for (left, bottom, right, top), line in lines:
            if left > east or right < self.west or bottom > self.north or top < south:
                continue
            path, before = [], None
            for lon, lat in line:
                x, y = self(lon, lat)
                inside = -width <= x <= 2 * width and -height <= y <= 2 * height
                if not inside:
                    before = None
                    continue
                path.append(f"{'L' if before else 'M'}{x:.1f} {y:.1f}")
                before = True
            if len(path) > 1:
                pieces.append("".join(path))
        return "".join(pieces)


@cache
def _file(name):
    return json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))


@cache
def _coast(name):
    """Return (west, south, east, north of it) and points of each coast line."""
    found = []
    for line in _file(name):
        longitudes, latitudes = zip(*line, strict=True)
        box = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
        found.append((box, line))
    return found
