"""What ACLED's lists hold in a release: its events, those that were deleted, and its events counted."""

from collections import defaultdict

from django.db.models import Q

from events.api.store.release_cache import remembered
from events.compat import event_versions
from events.compat.acled import coding
from events.compat.acled.coding import DATASET
from events.compat.acled.narrowing import of_events, of_originals
from events.compat.regions import ACLED_REGION_NUMBER
from events.models import Event, Version
from events.vocabulary import (
    ACLED_INTER_BY_NAME,
    ACLED_INTER_CODES,
    COUNTRIES,
    Collection,
    Operation,
)

REMEMBERED_QUESTIONS = 32  # each 16 bytes an event that it finds
_ALPHA3 = {country.numeric: country.alpha3 for country in COUNTRIES.values()}


@remembered(REMEMBERED_QUESTIONS)
def events(release, conditions):
    """Return the Found events of a release that conditions select."""
    tests = [condition.test() for condition in conditions]

    def keep(batch):
        for state, row in zip(batch, coding.rows(batch), strict=True):
            if row is not None and all(test(row) for test in tests):
                yield state

    imported = Q(dataset__slug=DATASET) & of_originals(conditions)
    condition = of_events(conditions) & (imported | coding.OURS)
    return event_versions.find(release, condition, Q(), keep)


@remembered(2)
def note(release):
    """Return what ACLED's lists leave out of a release."""
    published = Event.objects.filter(current__isnull=False)
    mine = published.filter(Q(dataset__slug=DATASET) | Q(original__isnull=True))
    left_out = mine.count() - len(events(release, ()))
    others = published.filter(original__isnull=False).exclude(dataset__slug=DATASET)
    slugs = sorted(others.order_by().values_list("dataset__slug", flat=True).distinct())
    told = f"Events coded here that are left out: {left_out}. {coding.WHY_LEFT_OUT}."
    return f"{told} Events of {', '.join(slugs)} are not in this list." if slugs else told


def selected(rows, conditions):
    """Return those of rows that conditions select."""
    tests = [condition.test() for condition in conditions]
    return [row for row in rows if all(test(row) for test in tests)]


@remembered(2)
def deleted(release):
    """Return {event_id_cnty, deleted_timestamp} of the events that stand as withdrawn, the last ones first."""
    gone = Version.objects.order_by().filter(
        Q(last_release=None) | Q(last_release__gte=release[0]),
        collection=Collection.EVENTS,
        operation=Operation.WITHDRAW,
        first_release__lte=release[0],
    )
    columns = ("key", "dataset", "first_release_id", "first_release__time")
    withdrawn = {row[0]: row[1:] for row in gone.values_list(*columns)}
    before = Version.objects.order_by().filter(
        collection=Collection.EVENTS, key__in=gone.values("key"), document__isnull=False
    )
    # The state that each had last.
    last = {
        key: number
        for key, end, number in before.values_list("key", "last_release_id", "pk")
        if end == withdrawn[key][1] - 1
    }
    ids = dict(_ids(sorted(last.values())))
    rows = []
    for key, (dataset, _, time) in withdrawn.items():
        name = ids.get(key)
        if key not in last and dataset == DATASET:
            # That state has been deleted to save space: the key tells the id as well.
            name = key.removeprefix(f"{DATASET}-").upper()
        if name is not None:
            rows.append({"event_id_cnty": name, "deleted_timestamp": int(time.timestamp())})
    return sorted(rows, key=lambda row: (-row["deleted_timestamp"], row["event_id_cnty"]))


def _ids(numbers):
    """Yield (key, ACLED's id) of the states of these numbers that ACLED's list had."""
    for state, row in _rows(numbers):
        yield state.document["code"], row["event_id_cnty"]


def _rows(numbers):
    """Yield (State, row) of the states of these numbers that are in ACLED's list."""
    for start in range(0, len(numbers), event_versions.BATCH):
        batch = event_versions.read(numbers[start : start + event_versions.BATCH])
        for state, row in zip(batch, coding.rows(batch), strict=True):
            if row is not None:
                yield state, row


class _Span:
    """How many events there are of something, and from which day to which."""

    def __init__(self):
        self.count, self.days = 0, []

    def add(self, day):
        self.count += 1
        if day:
            self.days = [min(self.days[0], day), max(self.days[1], day)] if self.days else [day] * 2

    def row(self, **names):
        first, last = self.days or (None, None)
        return names | {
            "first_event_date": first,
            "last_event_date": last,
            "event_count": self.count,
        }


@remembered(2)
def counted(release):
    """Return {list: rows} of a release's events by country, region, actor and type of actor.

    An event counts once for each of its two actors and their types; those that are associated with them do not.
    """
    spans = defaultdict(lambda: defaultdict(_Span))
    for state, row in _rows(events(release, ()).numbers):
        names = {
            "country": [(row.get("country"), row.get("iso"))],
            "region": [row.get("region")],
            "actor": {row.get("actor1"), row.get("actor2")},
            "actortype": {_type(row.get("inter1")), _type(row.get("inter2"))},
        }
        for name, found in names.items():
            for one in found:
                spans[name][one].add(state.document["start_date"])
    for nothing in (None, "", 0, (None, None)):
        for found in spans.values():
            found.pop(nothing, None)
    return {
        "country": [
            span.row(country=name, iso=iso, iso3=_ALPHA3.get(iso))
            for (name, iso), span in sorted(spans["country"].items(), key=lambda item: str(item[0]))
        ],
        "region": [
            span.row(region=ACLED_REGION_NUMBER.get(name), region_name=name)
            for name, span in sorted(spans["region"].items())
        ],
        "actor": [span.row(actor_name=name) for name, span in sorted(spans["actor"].items())],
        "actortype": [
            span.row(actor_type_id=number, actor_type_name=ACLED_INTER_CODES[number])
            for number, span in sorted(spans["actortype"].items())
        ],
    }


def _type(code):
    """Return the number of a kind of actor, given by number or name; None where there is none."""
    number = ACLED_INTER_BY_NAME.get(code.strip().lower()) if isinstance(code, str) else code
    return number if number in ACLED_INTER_CODES else None
