"""The dimensions by which reports, claims and participants are counted."""

from django.db.models import F

from events.api.answering.sums.dimensions import calendar, column
from events.models import Actor, Article, Dataset, Event, Source

_OF_EVENT = {
    "event": column("event__code", "the event", names=Event),
    "dataset": column("event__dataset__slug", "the dataset that coded the event", names=Dataset),
    "event_type": column("event__type", "PLOVER type of the event"),
    "event_status": column("event__status", "status of the event"),
    "country": column("event__country", "country of the event"),
    **calendar(
        "begins, of the event", "event__start_date", F("event__month"), "event__date_precision"
    ),
}
_OF_ARTICLE = {
    "article": column("article__slug", "article", names=Article),
    "source": column("article__source__slug", "source of the article", names=Source),
}
REPORT_DIMENSIONS = {"role": column("role", "role of the report"), **_OF_ARTICLE, **_OF_EVENT}
CLAIM_DIMENSIONS = {
    "attribute": column("attribute", "attribute that the claim is about"),
    "claimed_by": column("claimed_by__slug", "the actor that claims it", names=Actor),
    "stands": column("stands", "how the claim relates to the other values"),
    "chosen": column("chosen", "whether the event's own value follows it", "boolean"),
    **_OF_ARTICLE,
    **_OF_EVENT,
}
PARTICIPANT_DIMENSIONS = {
    "actor": column("actor__slug", "actor", names=Actor),
    "actor_kind": column("actor__kind", "kind of the actor"),
    "role": column("role", "role in the event"),
    "basis": column("basis", "where the part comes from"),
    **_OF_EVENT,
}
