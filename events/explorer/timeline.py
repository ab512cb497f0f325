"""The timeline: events and statements by month or by day as bars, and what is known less closely as bands over the whole period."""

import calendar
import datetime
from dataclasses import dataclass, field

from events.explorer import dates

WIDTH, BARS, BAND = 960, 220, 26
LEFT, TOP = 8, 24
LETTER = 7.5  # units: the width of a letter
ON_A_PHONE = 2.2  # times larger are letters on a narrow screen, where a drawing is smaller
MOST_TICKS = 16
MOST_DAYS = 62  # a range up to this long is shown by day


@dataclass
class Mark:
    """A bar or a band of the drawing, and the question that it leads to."""

    x: float
    y: float
    width: float
    height: float
    title: str
    url: str
    label: str = ""

    @property
    def middle(self):
        return round(self.x + self.width / 2, 1)

    @property
    def has_room(self):
        """Whether the label fits into the mark."""
        return len(self.label) * LETTER < self.width

    @property
    def is_wide(self):
        """Whether only a wide screen has room for the label; short ones in a row share its fate."""
        return max(len(self.label), 3) * LETTER * ON_A_PHONE > self.width


@dataclass
class Tick:
    """A period that is named below the drawing; `url` looks at it closer, or is None where it is a day."""

    x: float
    text: str
    title: str = ""
    url: str | None = None
    is_wide: bool = False


@dataclass
class Timeline:
    """A drawing in units of the view box."""

    unit: str
    noun: str
    bars: list = field(default_factory=list)
    bands: list = field(default_factory=list)
    ticks: list = field(default_factory=list)
    count: int = 0
    highest: int = 0
    undated: int = 0
    earlier: int = 0  # began before the days that are drawn
    width: int = WIDTH
    baseline: int = TOP + BARS
    height: int = 0


def unit_of(query):
    """Return the unit in which a question is shown: days, where it asks for a short range of them."""
    asked = _asked(query)
    return "day" if asked and 0 <= (asked[1] - asked[0]).days < MOST_DAYS else "month"


def _asked(query):
    """Return the first and last day that a query asks for, or None."""
    try:
        return tuple(datetime.date.fromisoformat(query[name]) for name in ("date_from", "date_to"))
    except (KeyError, ValueError):
        return None


def draw(question, unit, groups, noun="event"):
    """Return the Timeline of groups of what `noun` names by `unit`, where a group with null has a coarser period or none."""
    drawn = Timeline(unit, noun, count=sum(group["count"] for group in groups))
    spans = []  # (first day, last day, group's own period, count, whether it is known to the unit)
    for group in groups:
        period = next(
            ((name, str(group[name])) for name in (unit, "month", "year") if group.get(name)), None
        )
        if period is None:
            drawn.undated += group["count"]
            continue
        name, text = period
        spans.append((*_days(name, text), text, group["count"], name == unit))
    if not spans:
        return drawn
    begin, end = min(one[0] for one in spans), max(one[1] for one in spans)
    if unit == "day":
        begin, end = _asked(question.filters)
        drawn.earlier = sum(count for _, last, _, count, _ in spans if last < begin)
        spans = [one for one in spans if one[1] >= begin and one[0] <= end]
    else:
        begin, end = datetime.date(begin.year, 1, 1), datetime.date(end.year, 12, 31)
    scale = (WIDTH - 2 * LEFT) / ((end - begin).days + 1)
    drawn.highest = max((count for *_, count, exact in spans if exact), default=0)
    levels = []
    for first, last, text, count, exact in sorted(spans):
        url = question.url(date_from=str(first), date_to=str(last))
        first, last = max(first, begin), min(last, end)
        x = round(LEFT + (first - begin).days * scale, 2)
        width = max(round(((last - first).days + 1) * scale - 0.6, 2), 1.2)
        many = noun if count == 1 else f"{noun}s"
        if exact:
            height = max(round(BARS * count / drawn.highest, 2), 2)
            title = f"{_named(text)}: {count:,} {many}"
            drawn.bars.append(Mark(x, round(TOP + BARS - height, 2), width, height, title, url))
            continue
        closeness = "the month" if len(text) == 7 else "the year"
        title = f"{_named(text)}: {count:,} {many}, known only to {closeness}"
        row = next((n for n, taken in enumerate(levels) if taken < first), len(levels))
        levels[row : row + 1] = [last]
        y = drawn.baseline + 36 + row * (BAND + 4)
        drawn.bands.append(Mark(x, y, width, BAND, title, url, f"{count:,}"))
    drawn.ticks = list(_ticks(question, begin, end, scale))
    drawn.height = drawn.baseline + 40 + len(levels) * (BAND + 4)
    return drawn


def _days(name, text):
    """Return the first and last day of a period."""
    if name == "day":
        found = datetime.date.fromisoformat(text)
        return found, found
    if name == "month":
        year, month = int(text[:4]), int(text[5:7])
        return datetime.date(year, month, 1), datetime.date(
            year, month, calendar.monthrange(year, month)[1]
        )
    return datetime.date(int(text), 1, 1), datetime.date(int(text), 12, 31)


def _named(text):
    return {10: dates.day, 7: dates.month}.get(len(text), str)(text)


def _ticks(question, begin, end, scale):
    """Yield the Ticks of years, of months within two years, or of days within two months."""

    def tick(at, text, title="", url=None, is_wide=False):
        return Tick(round(LEFT + (at - begin).days * scale, 2), text, title, url, is_wide)

    if (end - begin).days < MOST_DAYS:
        for days in range(0, (end - begin).days + 1, 1 if (end - begin).days < 10 else 5):
            at = begin + datetime.timedelta(days)
            yield tick(at, f"{at.day} {calendar.month_abbr[at.month]}", is_wide=days % 10 != 0)
        return
    years = range(begin.year, end.year + 1)
    if len(years) <= 2:
        for year in years:
            for month in range(1, 13, len(years)):
                first, last = _days("month", f"{year}-{month:02}")
                text = str(year) if month == 1 else calendar.month_abbr[month]
                url = question.url(date_from=str(first), date_to=str(last))
                title = f"{dates.month(str(first))} by day"
                yield tick(first, text, title, url, month % 3 != 1)
        return
    step = -(-len(years) // MOST_TICKS)
    for place, year in enumerate(years[::step]):
        last = min(year + step - 1, end.year)
        title = f"{year} closer" if last == year else f"{year} to {last} closer"
        url = question.url(date_from=f"{year}-01-01", date_to=f"{last}-12-31")
        yield tick(datetime.date(year, 1, 1), str(year), title, url, place % 2 == 1)
