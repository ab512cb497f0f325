"""Events of a dataset that its files no longer hold: deleted, with what nothing refers to any more."""

from events.importing.compare import held
from events.importing.problem import Stopped
from events.importing.seen import BATCH, batches
from events.models import Article, Claim, Event, EventLink, StatementEvent
from events.models.users import USERS, unused

MOST_TOLD = 5  # references that a message lists


def missing(slug, seen):
    """Yield lists of the codes of a dataset's events that were not met in the run."""
    last = 0
    events = Event.objects.filter(dataset__slug=slug).order_by("pk")
    while rows := list(events.filter(pk__gt=last).values_list("pk", "code")[:BATCH]):
        last = rows[-1][0]
        if gone := seen.missing(code for _, code in rows):
            yield sorted(gone)


def withdraw(writer, seen):
    """Delete the events that were not met, and what is unused then; return {(collection, key): None} of all."""
    gone = {}
    for codes in missing(writer.dataset.slug, seen):
        _refuse_if_referred(codes, writer.dataset, seen)
        for event in held(codes).values():
            writer.disuse(event)
        # A part and its whole may both go, and each protects the other.
        Event.objects.filter(code__in=codes).update(part_of=None, same_as=None)
        EventLink.objects.filter(event__code__in=codes).delete()
        Event.objects.filter(code__in=codes).delete()
        gone |= {(Event.collection, code): None for code in codes}
    sources = set()
    for model in USERS:
        keys = writer.disused.get(model, sources)
        for some in batches(sorted(keys), BATCH):
            free = _unused(model, some)
            if model is Article:
                named = Article.objects.filter(slug__in=free, source__isnull=False)
                sources.update(named.values_list("source__slug", flat=True))
            model.objects.filter(slug__in=free).delete()
            gone |= {(model.collection, key): None for key in free}
    return gone


def _unused(model, keys):
    """Return those of a model's records that nothing refers to."""
    free = unused(model).filter(slug__in=keys)
    # A claim can name an actor or place by its key.
    claimed = set(Claim.objects.filter(value__in=keys).values_list("value", flat=True))
    return [key for key in free.values_list("slug", flat=True) if key not in claimed]


def _refuse_if_referred(codes, dataset, seen):
    """Raise Stopped where a record that is kept refers to an event that is not."""
    found = []
    for name in ("part_of", "same_as"):
        pairs = Event.objects.filter(**{f"{name}__code__in": codes})
        for other, code, slug in pairs.values_list("code", f"{name}__code", "dataset__slug"):
            if slug != dataset.slug or not seen.missing([other]):
                found.append(f"event {other} ({name} {code})")
    linked = EventLink.objects.filter(target__code__in=codes)
    for other, code, slug in linked.values_list(
        "event__code", "target__code", "event__dataset__slug"
    ):
        if slug != dataset.slug or not seen.missing([other]):
            found.append(f"event {other} (related event {code})")
    links = StatementEvent.objects.filter(event__code__in=codes)
    for statement, code in links.values_list("statement__code", "event__code"):
        found.append(f"statement {statement} (of {code})")
    if found:
        told = ", ".join(sorted(found)[:MOST_TOLD])
        more = f" and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
        raise Stopped(
            f"events that the files no longer hold are referred to by {told}{more}; "
            "change those first, or import without --withdraw-missing"
        )
