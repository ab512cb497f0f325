"""What the tables hold of a batch of events, and whether the coded ones say anything else."""

from collections import defaultdict
from dataclasses import dataclass, field

from events.importing.seen import BATCH, batches
from events.models import Actor, Article, Event, Participant, Report

QualityOf = Event.quality.through

ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"
# The columns of an event that a dataset speaks of; what else hangs on the event is not its business.
COLUMNS = (
    "type",
    "mode",
    "quad_class",
    "status",
    "title",
    "summary",
    "start_date",
    "end_date",
    "date_precision",
    "place_precision",
    "country",
    "fatalities_low",
    "fatalities_best",
    "fatalities_high",
    "original",
    "note",
)


@dataclass(frozen=True)
class Parts:
    """One kind of row that hangs on an event, as tuples whose first member names what it refers to."""

    model: type
    lookups: tuple  # of the members
    columns: tuple  # of the model, for the members
    of: object  # function from Coded to the tuples
    target: type | None = None  # the model whose key the first member is
    ours: dict = field(default_factory=dict)  # filters: the rows that an import may replace


PARTS = (
    Parts(
        Participant,
        ("actor__slug", "role"),
        ("actor_id", "role"),
        lambda coded: [(actor["slug"], role) for actor, role in coded.participants],
        target=Actor,
    ),
    Parts(
        Report,
        ("article__slug", "role", "number"),
        ("article_id", "role", "number"),
        lambda coded: [
            (article["slug"], role, number)
            for number, (article, role) in enumerate(coded.reports, 1)
        ],
        target=Article,
        # A report with evidence is somebody's coding: datasets give no passages.
        ours={"evidence_start": None},
    ),
    Parts(
        QualityOf,
        ("quality_id",),
        ("quality_id",),
        lambda coded: [(flag,) for flag in coded.quality],
    ),
)


@dataclass(slots=True)
class Held:
    """An event as the tables hold it."""

    pk: int
    dataset: str
    place: str | None
    columns: dict
    parts: dict = field(default_factory=lambda: defaultdict(list))  # model: tuples


def held(codes):
    """Return {code: Held} of the events that are in the tables."""
    found, by_pk = {}, {}
    names = ("code", "pk", "dataset__slug", "place__slug", *COLUMNS)
    for some in batches(codes, BATCH):
        for code, pk, dataset, place, *values in Event.objects.filter(code__in=some).values_list(
            *names
        ):
            columns = dict(zip(COLUMNS, values, strict=True))
            found[code] = by_pk[pk] = Held(pk, dataset, place, columns)
    for parts in PARTS:
        for some in batches(by_pk, BATCH):
            rows = parts.model.objects.filter(event_id__in=some, **parts.ours)
            for pk, *values in rows.values_list("event_id", *parts.lookups):
                by_pk[pk].parts[parts.model].append(tuple(values))
    return found


def differs(parts, coded, there):
    """Tell whether the parts of one kind are others than those that are there."""
    return sorted(parts.of(coded)) != sorted(there.parts[parts.model])


def compared(coded, there, dataset):
    """Return whether the event is added, changed or unchanged by what is coded."""
    if there is None:
        return ADDED
    same = (
        there.dataset == dataset
        and there.place == (coded.place and coded.place["slug"])
        and all(there.columns[name] == coded.columns.get(name) for name in COLUMNS)
        and not any(differs(parts, coded, there) for parts in PARTS)
    )
    return UNCHANGED if same else CHANGED
