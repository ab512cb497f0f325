"""ACLED's lists for a release: its events, those that were deleted, and its events counted."""

from collections import Counter, defaultdict

from django.db.models import Count, Q

from events.api.store.release_cache import remembered
from events.compat import event_versions, left_out
from events.compat.acled import coding, inter_codes
from events.compat.acled.coding import DATASET
from events.compat.acled.narrowing import of_events, of_originals
from events.compat.acled.operators import tests
from events.compat.left_out import LeftOut
from events.compat.regions import ACLED_REGION_NUMBER
from events.models import Event, Release, Version
from events.vocabulary import (
    ACLED_INTER_CODES,
    COUNTRIES,
    Collection,
    Operation,
)

REMEMBERED_QUESTIONS = 32  # each 16 bytes an event that it finds
_ALPHA3 = {country.numeric: country.alpha3 for country in COUNTRIES.values()}


@remembered(REMEMBERED_QUESTIONS)
def events(release, conditions, for_each_actor=False):
    """Return the Found events of a release that conditions select, with two actors twice where that is wanted."""
    test = tests(conditions)

    def keep(batch):
        for state, row in zip(batch, coding.rows(batch), strict=True):
            if not isinstance(row, LeftOut) and test(row):
                yield from [state] * (len(coding.sides(row)) if for_each_actor else 1)

    imported = Q(dataset__slug=DATASET) & of_originals(conditions)
    condition = of_events(conditions) & (imported | coding.OURS)
    return event_versions.find(release, condition, Q(), keep)


@remembered(2)
def has_names(release):
    """Return whether files named kinds of actor: rows with their numbers, coded here too, are then named as well."""
    imported = Event.objects.filter(current__isnull=False, dataset__slug=DATASET)
    return imported.filter(original__inter1__iregex="[a-z]").exists()


@remembered(2)
def note(release):
    """Return what ACLED's lists leave out of a release, by number and reason."""
    mine = Q(original__isnull=True) | Q(dataset__slug=DATASET) & ~Q(original__has_key=coding.KEY)
    why = left_out.reasons(release, mine, Q(), coding.rows)
    del why[coding.OTHER_DATASET]
    told = [left_out.listed("Events coded here that are left out", why)]
    others = Event.objects.filter(current__isnull=False, original__isnull=False)
    others = others.exclude(dataset__slug=DATASET).order_by().values_list("dataset__slug")
    told.append(
        left_out.listed("Events of other datasets", Counter(dict(others.annotate(Count("pk")))))
    )
    told.append(
        left_out.listed("Rows of ACLED's files that were not imported", _not_imported(release))
    )
    return " ".join(filter(None, told)) or "Nothing is left out."


def _not_imported(release):
    """Return a Counter of the reasons for which imports up to a release left out rows of files."""
    imports = Release.objects.filter(number__lte=release[0], not_imported__has_key=DATASET)
    return sum((Counter(one.not_imported[DATASET]) for one in imports), Counter())


def selected(rows, conditions):
    """Return those of rows that conditions select."""
    return list(filter(tests(conditions), rows))


@remembered(2)
def deleted(release):
    """Return {event_id_cnty, deleted_timestamp} of the events that are withdrawn, the last ones first."""
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
            # That state was deleted to save space, but the key gives the id too.
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
    for batch in event_versions.batches(numbers):
        for state, row in zip(batch, coding.rows(batch), strict=True):
            if not isinstance(row, LeftOut):
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
            "actortype": {inter_codes.number_of(row, name) for name in ("inter1", "inter2")},
        }
        for name, found in names.items():
            for one in found:
                spans[name][one].add(state.document["start_date"])
    for nothing in (None, "", 0, (None, None)):
        for found in spans.values():
            found.pop(nothing, None)
    kinds = {one: span for one, span in spans["actortype"].items() if one in ACLED_INTER_CODES}
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
            for number, span in sorted(kinds.items())
        ],
    }
