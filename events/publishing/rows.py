"""Rows ready to be serialized: each with all that its JSON holds, in a fixed number of queries a batch."""

from django.db.models import Prefetch

from events.models import (
    Actor,
    Article,
    Claim,
    Dataset,
    Event,
    Participant,
    Place,
    Report,
    Source,
    Statement,
    StatementEvent,
)

BATCH = 500  # records serialized at a time: some megabytes of memory


def _with(manager, *related):
    return manager.select_related(*related)


# Related rows come by joins inside each prefetch: a second prefetch over many targets is a query that
# SQLite refuses ("Expression tree is too large").
QUERYSETS = {
    Dataset: Dataset.objects.all(),
    Source: Source.objects.all(),
    Article: Article.objects.select_related("source").prefetch_related("relays"),
    Actor: Actor.objects.all(),
    Place: Place.objects.select_related("within"),
    Statement: Statement.objects.select_related(
        "dataset", "article", "speaker", "on_behalf_of"
    ).prefetch_related(
        "addressees",
        "topics",
        Prefetch("links", _with(StatementEvent.objects.order_by(), "event")),
    ),
    Event: Event.objects.select_related("dataset", "place", "part_of", "same_as").prefetch_related(
        "contexts",
        "quality",
        # By the least that puts those of one event in order: they are sorted into their events afterwards.
        Prefetch("participations", _with(Participant.objects.order_by("pk"), "actor")),
        Prefetch("reports", _with(Report.objects.order_by("number"), "article__source")),
        Prefetch("claims", _with(Claim.objects.order_by("number"), "article", "claimed_by")),
    ),
}


def batches(model, primary_keys=None):
    """Yield lists of rows of `model` by primary key: those given, or all."""
    queryset = QUERYSETS[model].order_by("pk")
    if primary_keys is None:
        last = 0
        while rows := list(queryset.filter(pk__gt=last)[:BATCH]):
            yield rows
            last = rows[-1].pk
    else:
        wanted = sorted(primary_keys)
        for start in range(0, len(wanted), BATCH):
            yield list(queryset.filter(pk__in=wanted[start : start + BATCH]))
