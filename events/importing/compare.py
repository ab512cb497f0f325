"""The stored rows of a batch of events, and whether the coded ones differ from them."""

from collections import defaultdict
from dataclasses import dataclass, field

from events.importing.coded import REFERENCES
from events.importing.seen import BATCH, batches
from events.models import Actor, Article, Event, Participant, Report

ModeOf = Event.modes.through
QualityOf = Event.quality.through

ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"


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
        ModeOf,
        ("mode_id",),
        ("mode_id",),
        lambda coded: [(word,) for word in coded.modes],
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
    """An event as the tables hold it: its columns as `Coded` has them."""

    pk: int
    dataset: str
    place: str | None
    columns: dict
    parts: dict = field(default_factory=lambda: defaultdict(list))  # model: tuples


def columns_of(batch):
    """Return the names of the columns that each Coded of a batch has; raise TypeError where two differ."""
    names = batch[0].columns.keys() if batch else ()
    for coded in batch:
        if coded.columns.keys() != names:
            differing = ", ".join(sorted(coded.columns.keys() ^ names))
            raise TypeError(
                f"{batch[0].code} and {coded.code} do not have the same columns ({differing}): "
                "all rows of an importer name the same ones"
            )
    return tuple(names)


def held(codes, columns=()):
    """Return {code: Held} of the events that are in the tables, with these of their columns."""
    found, by_pk = {}, {}
    names = [f"{name}_id" if name in REFERENCES else name for name in columns]
    for some in batches(codes, BATCH):
        rows = Event.objects.filter(code__in=some)
        for code, pk, dataset, place, *values in rows.values_list(
            "code", "pk", "dataset__slug", "place__slug", *names
        ):
            own = dict(zip(columns, values, strict=True))
            found[code] = by_pk[pk] = Held(pk, dataset, place, own)
    _name_references(found.values(), columns)
    for parts in PARTS:
        for some in batches(by_pk, BATCH):
            rows = parts.model.objects.filter(event_id__in=some, **parts.ours)
            for pk, *values in rows.values_list("event_id", *parts.lookups):
                by_pk[pk].parts[parts.model].append(tuple(values))
    return found


def _name_references(events, columns):
    """Put the codes of the events that others refer to in the place of their primary keys."""
    for name in set(columns) & set(REFERENCES):
        referring = [event for event in events if event.columns[name] is not None]
        codes = {}
        for some in batches({event.columns[name] for event in referring}, BATCH):
            codes.update(Event.objects.filter(pk__in=some).values_list("pk", "code"))
        for event in referring:
            event.columns[name] = codes[event.columns[name]]


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
        and all(there.columns[name] == value for name, value in coded.columns.items())
        and not any(differs(parts, coded, there) for parts in PARTS)
    )
    return UNCHANGED if same else CHANGED
