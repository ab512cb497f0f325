"""The map: events by place as circles on coast lines, close ones together, and what has no point beside it."""

import json
import math
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from events.vocabulary import PlacePrecision

WIDTH, MOST_HEIGHT, LEAST_HEIGHT = 960, 620, 320
CELL = 34  # units of the drawing; what lies in one cell of this size is one circle
PADDING = 0.12  # of the extent, around the outermost points
LEAST_DEGREES = 2  # of a box in the query
USUAL_DEGREES = 16  # of any other question: enough coast to recognize
POINTS = (PlacePrecision.EXACT, PlacePrecision.NEAR)
AREAS = (PlacePrecision.ADMIN2, PlacePrecision.ADMIN1, PlacePrecision.PART_OF_COUNTRY)
COAST = Path(__file__).parent / "coast" / "coast.json"


@dataclass
class Circle:
    """Events that are drawn together: a filled circle for points, a broken line for areas."""

    x: float
    y: float
    radius: float
    count: int
    title: str
    url: str
    is_area: bool


@dataclass
class WorldMap:
    """A drawing in units of the view box; `beside` are (name, precision, count, URL) of what has no point."""

    circles: list = field(default_factory=list)
    beside: list = field(default_factory=list)
    coast: str = ""
    width: int = WIDTH
    height: int = 480
    unplaced: int = 0


def draw(question, groups, points):
    """Return the WorldMap of groups by place and precision; `points` are {slug: (longitude, latitude)}."""
    drawn, placed = WorldMap(), []
    for group in groups:
        slug, precision, count = group["place"], group["place_precision"], group["count"]
        if slug is None:
            drawn.unplaced += count
        elif slug in points and precision in POINTS + AREAS:
            placed.append((*points[slug], group, precision in AREAS))
        else:
            url = question.url("events", place=slug)
            drawn.beside.append((group.get("place_name") or slug, precision, count, url))
    drawn.beside.sort(key=lambda row: -row[2])
    least = LEAST_DEGREES if "bbox" in question.filters else USUAL_DEGREES
    west, south, east, north = _extent([(lon, lat) for lon, lat, *_ in placed], least)
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
    drawn.coast = project.coast(WIDTH, drawn.height)
    return drawn


def _circle(question, cell, is_area, most):
    count = sum(group["count"] for *_, group in cell)
    x = sum(one[0] * one[4]["count"] for one in cell) / count
    y = sum(one[1] * one[4]["count"] for one in cell) / count
    if len(cell) == 1:
        group = cell[0][4]
        name = group.get("place_name") or group["place"]
        url = question.url("events", place=group["place"])
    else:
        name = f"{len(cell)} places"
        edges = [f(one[at] for one in cell) for f, at in ((min, 2), (min, 3), (max, 2), (max, 3))]
        around = zip(edges, (-0.001, -0.001, 0.001, 0.001), strict=True)
        box = ",".join(f"{edge + more:.4f}" for edge, more in around)
        url = question.url("map", bbox=box)
    closeness = ", known only to an area" if is_area else ""
    many = "event" if count == 1 else "events"
    radius = round(5 + 17 * math.sqrt(count / most), 1)
    title = f"{name}: {count:,} {many}{closeness}"
    return Circle(round(x, 1), round(y, 1), radius, count, title, url, is_area)


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

    def coast(self, width, height):
        """Return the path of the coast lines that reach into a drawing of this size."""
        pieces = []
        for line in _coast():
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
def _coast():
    return json.loads(COAST.read_text(encoding="utf-8"))
