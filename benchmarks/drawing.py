"""Draws the questions of a run out of the data, by asking Attest over HTTP; the same seed draws the same questions."""

import json
import math
import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

from benchmarks.processes import Trouble
from benchmarks.questions import (
    Export,
    Filtered,
    Groups,
    GroupsWithin,
    Near,
    Nth,
    One,
    Search,
    spread,
)
from events.vocabulary import EventStatus

EVENTS = "/api/v1/events/"
FILTERED, SEARCHES, WITHIN = 500, 2000, 50  # how many questions of each kind
NEAR = 200
FARTHEST_NORTH, FARTHEST_EAST = (
    80,
    175,
)  # degrees: no circle around a point reaches a pole or the date line
ONES = 5000
FULL_PAGE = 100
# How many events a filtered page is drawn out of: half of the questions match fewer than the median, a tenth match
# eight times as many or more. It does not depend on how many events there are: people ask for what they can read.
MEDIAN, SIGMA = 800, 1.7  # of a log-normal distribution
FEWEST, MOST = 150, 40_000  # a page stays full when the days are moved a little
LONGEST = 3650  # days of a range
MOST_TRIES = 20  # for each question wanted
DEEP_PAGE = 3000
LARGEST_PAGE = 1000
# By default sums leave out what did not happen, and parts and doubles of what they count already.
EVERY = {"parts": "all", "doubles": "all", "status": ",".join(EventStatus)}
# A country of so many events represents all of them where exporting all takes a peer too long.
EXPORT_OF_A_PEER = 20_000

_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True)
class Drawn:
    """The questions of a run, by kind, and what they match."""

    events: int
    filtered: list
    ones: list
    first: Nth
    deep: Nth
    searches: list
    groups: Groups
    within: list
    by_participant: list
    by_admin1: list
    near: list
    export: Export
    part: Export
    part_size: int
    filtered_spread: object
    search_spread: object


class Drawer:
    """Draws from a running Attest."""

    def __init__(self, server, seed):
        self.server, self.random = server, random.Random(seed)

    def draw(self):
        countries = self._counts("country")
        events = sum(countries.values())
        filtered, matched = self._filtered(countries)
        searches, found = self._searches(events)
        part = min(countries, key=lambda country: abs(countries[country] - EXPORT_OF_A_PEER))
        whole = events <= 2 * EXPORT_OF_A_PEER
        return Drawn(
            events=events,
            filtered=filtered,
            ones=self._ones(events),
            first=Nth(1),
            deep=self._deep(events),
            searches=searches,
            groups=Groups(),
            within=[self._within() for _ in range(WITHIN)],
            by_participant=[self._within(("participant",)) for _ in range(WITHIN)],
            by_admin1=[self._within(("admin1",)) for _ in range(WITHIN)],
            near=self._near(),
            export=Export(),
            part=Export() if whole else Export(part),
            part_size=events if whole else countries[part],
            filtered_spread=spread(matched),
            search_spread=spread(found),
        )

    def _ask(self, path=EVENTS, **query):
        url = f"{path}?{urlencode(query)}" if query else path
        status, _, body = self.server.ask(url)
        if status != 200:
            raise Trouble(f"{self.server.name}: {url} answered {status}: {body[:500]!r}")
        return json.loads(body)

    def _counts(self, *names):
        """Return {value: count} or {(value, ...): count} of all events by `names`."""
        groups = list(self._groups(names))
        keys = (tuple(group[name] for name in names) for group in groups)
        counts = dict(zip(keys, (group["count"] for group in groups), strict=True))
        return {key[0]: count for key, count in counts.items()} if len(names) == 1 else counts

    def _groups(self, names):
        """Yield the groups of all pages; they count every event, as lists do."""
        query = {"by": ",".join(names), "page_size": LARGEST_PAGE, **EVERY}
        while True:
            page = self._ask(f"{EVENTS}aggregate/", **query)
            yield from page["results"]
            if page["next"] is None:
                return
            query = {
                name: value for name, (value,) in parse_qs(urlsplit(page["next"]).query).items()
            }

    def _filtered(self, countries):
        """Return questions with a full page each, half of them in countries with many events; and their counts."""
        known = [name for name in countries if name and countries[name] >= FEWEST]
        if not known:
            raise Trouble(f"no country has {FEWEST} events: give more --events")
        years = {}
        for (country, year), count in self._counts("country", "year").items():
            years.setdefault(country, {})[year] = count
        questions, counts = [], []
        for _ in range(FILTERED * MOST_TRIES):
            if len(questions) == FILTERED:
                break
            weights = [countries[name] for name in known]
            by_size = self.random.random() < 0.5
            country = self.random.choices(known, weights if by_size else None)[0]
            year, in_year = self.random.choices(
                list(years[country].items()), list(years[country].values())
            )[0]
            wanted = self.random.lognormvariate(math.log(MEDIAN), SIGMA)
            length = min(LONGEST, math.ceil(wanted / in_year * 365))
            last = date(year, 1, 1) + timedelta(days=self.random.randrange(365))
            question = Filtered(country, last - timedelta(days=length - 1), last)
            count = self._ask(
                country=country,
                date_from=question.first,
                date_to=question.last,
                page_size=1,
                fields="code",
            )["count"]
            if FEWEST <= count <= MOST:
                questions.append(question)
                counts.append(count)
        return questions, counts

    def _within(self, *by):
        """Return a question about one to ten years."""
        first = date(1989, 1, 1) + timedelta(days=self.random.randrange(365 * 30))
        last = first + timedelta(days=self.random.randrange(365, 3650))
        return GroupsWithin(first, last, *by)

    def _near(self):
        """Return questions about the places of events, 10 to 100 km around."""
        points = sorted(
            {
                (event["latitude"], event["longitude"])
                for event in self._sample(NEAR * 20, "latitude,longitude")
                if event["latitude"] is not None
                and abs(event["latitude"]) < FARTHEST_NORTH
                and abs(event["longitude"]) < FARTHEST_EAST
            }
        )
        drawn = self.random.sample(points, min(NEAR, len(points)))
        return [Near(*point, float(self.random.randrange(10, 100))) for point in drawn]

    def _sample(self, events, fields):
        """Yield pages of events from all over the data."""
        days = sorted(self.random.sample(range(365 * 34), 40))
        seen = 0
        for day in days:
            last = date(1990, 1, 1) + timedelta(days=day)
            page = self._ask(date_to=last, page_size=LARGEST_PAGE, fields=fields)["results"]
            seen += len(page)
            yield from page
            if seen >= events:
                return

    def _ones(self, events):
        codes = sorted({event["code"] for event in self._sample(events, "code")})
        return [One(code) for code in self.random.sample(codes, min(ONES, len(codes)))]

    def _searches(self, events):
        """Return questions of one or two words out of one event, each with a full page; and their counts."""
        texts = []
        for event in self._sample(events, "title,place_name,participants"):
            names = [participant["name"] for participant in event["participants"]]
            text = " ".join(filter(None, [event["title"], event["place_name"], *names]))
            words = sorted({word.lower() for word in text.split() if _WORD.fullmatch(word.lower())})
            if len(words) > 1:
                texts.append(words)
        asked, questions, counts = set(), [], []
        for _ in range(SEARCHES * 2):
            if len(questions) == SEARCHES:
                break
            chosen = self.random.sample(self.random.choice(texts), self.random.choice((1, 2)))
            words = " ".join(sorted(chosen))
            if words in asked:
                continue
            asked.add(words)
            count = self._ask(q=words, page_size=1, fields="code")["count"]
            if count >= FULL_PAGE:
                questions.append(Search(words))
                counts.append(count)
        return questions, counts

    def _deep(self, events):
        """Return page 3,000, or where there are fewer the last full one, by following `next` from the first page."""
        number = min(DEEP_PAGE, events // FULL_PAGE)
        left = (number - 1) * FULL_PAGE  # rows before the page
        cursor, after = None, None
        while left:
            size = min(LARGEST_PAGE, left)
            query = {"page_size": size, "fields": "code"}
            page = self._ask(**query, **({"cursor": cursor} if cursor else {}))
            after = page["results"][-1]["code"]
            cursor = parse_qs(urlsplit(page["next"]).query)["cursor"][0]
            left -= size
        return Nth(number, cursor, after)
