"""The records that a complete set of files no longer holds: found before the load, deleted after it."""

from events.loading.batches import batches
from events.loading.links import delete_links
from events.loading.problem import DATABASE, Problem
from events.loading.referring import CLAIMED
from events.loading.wording import shown
from events.models import (
    Claim,
    Dataset,
    Event,
    EventLink,
    Statement,
    StatementEvent,
    StatementLink,
)
from events.models.users import USERS, unused


class Missing:
    """The statements and events of the files' datasets that the files do not hold."""

    def __init__(self, rows):
        self.present = {}
        for row in rows:
            if row.key:
                self.present.setdefault(row.model, set()).add(row.key[0])
        datasets = self.present.get(Dataset, ())
        self.keys = {}
        for model in (Statement, Event):
            codes = model.objects.filter(dataset__slug__in=datasets).values_list("code", flat=True)
            self.keys[model] = set(codes) - self.present.get(model, set())

    def problems(self):
        """Return the problems of records that are kept and refer to one that would be withdrawn.

        References out of the files themselves are found by the check.
        """
        found = []
        for batch in batches(sorted(self.keys[Statement])):
            links = StatementLink.objects.filter(target__code__in=batch)
            pairs = links.values_list("statement__code", "target__code")
            for code, other in pairs.order_by("statement__code", "target__code"):
                if self._is_kept(Statement, code):
                    found.append(_refers(Statement, code, "related statement", other))
        for batch in batches(sorted(self.keys[Event])):
            for name in ("part_of", "same_as"):
                pairs = Event.objects.filter(**{f"{name}__code__in": batch})
                for code, other in pairs.values_list("code", f"{name}__code").order_by("code"):
                    if self._is_kept(Event, code):
                        found.append(_refers(Event, code, name, other))
            linked = EventLink.objects.filter(target__code__in=batch)
            pairs = linked.values_list("event__code", "target__code")
            for code, other in pairs.order_by("event__code", "target__code"):
                if self._is_kept(Event, code):
                    found.append(_refers(Event, code, "related event", other))
            links = StatementEvent.objects.filter(event__code__in=batch)
            for code, other in links.values_list("statement__code", "event__code").order_by(
                "statement__code", "event__code"
            ):
                if self._is_kept(Statement, code):
                    found.append(_refers(Statement, code, "events", other))
        return found

    def _is_kept(self, model, code):
        return code not in self.keys[model] and code not in self.present.get(model, ())

    def delete(self, withdrawal):
        """Delete them, then what nothing uses any more; return {(collection, key): withdrawal} of all."""
        gone = {}
        for model in (Statement, Event):
            delete_links(model, self.keys[model])
            if model is Event:
                # A part and its whole may both go, and each protects the other.
                for batch in batches(self.keys[Event]):
                    Event.objects.filter(code__in=batch).update(part_of=None, same_as=None)
            for batch in batches(self.keys[model]):
                model.objects.filter(code__in=batch).delete()
            gone |= dict.fromkeys(((model.collection, key) for key in self.keys[model]), withdrawal)
        for model in USERS:
            while keys := self._unused(model):
                for batch in batches(keys):
                    model.objects.filter(slug__in=batch).delete()
                gone |= dict.fromkeys(((model.collection, key) for key in keys), withdrawal)
        return gone

    def _unused(self, model):
        """Return the keys of a model's records that are in no file and that nothing uses."""
        free = unused(model)
        claims = Claim.objects.filter(attribute__in=CLAIMED.get(model, ()))
        claimed = set(claims.values_list("value", flat=True))
        return set(free.values_list("slug", flat=True)) - self.present.get(model, set()) - claimed


def _refers(model, code, name, other):
    return Problem(
        DATABASE,
        f"{name} {shown(other)} would be withdrawn, but this {model._meta.verbose_name} is kept; "
        "keep it in the files or change this reference first",
        None,
        model._meta.label_lower,
        code,
        name,
    )
