"""Coded events to tables, a batch at a time: only what differs is written."""

from array import array

from events.importing.compare import ADDED, CHANGED, COLUMNS, PARTS, compared, differs, held
from events.importing.referred import Referred
from events.importing.seen import BATCH, batches
from events.models import RECORDS, Actor, Article, Dataset, Event, Place
from events.models.insert import insert, reserved, update


class Writer:
    """Writes the events of one dataset; to be used in a transaction.

    `touched` is {model: primary keys} of what was written, eight bytes each, and `disused` {model: public
    keys} of what events referred to before they were changed.
    """

    def __init__(self, dataset):
        self.touched = {model: array("Q") for model in RECORDS}
        self.disused = {model: set() for model in (Article, Actor, Place)}
        self.dataset = self._settle(dataset)
        self._referred = Referred(self.touched)

    def write(self, batch):
        """Write a list of Coded, each event once; return {code: added, changed or unchanged}."""
        there = held(coded.code for coded in batch)
        counted = {
            coded.code: compared(coded, there.get(coded.code), self.dataset.slug) for coded in batch
        }
        keys = self._referred.settle(batch)
        added = [coded for coded in batch if counted[coded.code] == ADDED]
        changed = [coded for coded in batch if counted[coded.code] == CHANGED]
        numbers = dict(
            zip((coded.code for coded in added), reserved(Event, len(added)), strict=True)
        )
        numbers |= {coded.code: there[coded.code].pk for coded in changed}
        self.touched[Event].extend(numbers.values())
        insert(Event, [self._row(coded, numbers, keys) for coded in added])
        update(Event, [self._row(coded, numbers, keys) for coded in changed])
        for coded in changed:
            self.disuse(there[coded.code])
        for parts in PARTS:
            self._write_parts(parts, added + changed, there, numbers, keys)
        return counted

    def disuse(self, event):
        """Remember what an event refers to that is changed or deleted, as Held."""
        if event.place:
            self.disused[Place].add(event.place)
        for parts in PARTS:
            if parts.target:
                self.disused[parts.target].update(first for first, *_ in event.parts[parts.model])

    def _settle(self, fields):
        """Return the dataset's record, brought level with the fields."""
        dataset = Dataset.objects.filter(slug=fields["slug"]).first() or Dataset(
            slug=fields["slug"]
        )
        if dataset.pk is None or any(getattr(dataset, name) != fields[name] for name in fields):
            for name, value in fields.items():
                setattr(dataset, name, value)
            dataset.save()
            self.touched[Dataset].append(dataset.pk)
        return dataset

    def _row(self, coded, numbers, keys):
        """Return the event's columns as {attribute: value}."""
        return {
            "id": numbers[coded.code],
            "code": coded.code,
            "dataset_id": self.dataset.pk,
            "place_id": coded.place and keys[Place][coded.place["slug"]],
            **{name: coded.columns.get(name) for name in COLUMNS},
        }

    def _write_parts(self, parts, written, there, numbers, keys):
        """Write the parts of one kind in the place of those that are there."""
        stale, new = [], []
        for coded in written:
            number = numbers[coded.code]
            if coded.code in there:
                if not differs(parts, coded, there[coded.code]):
                    continue
                stale.append(number)
            for first, *others in parts.of(coded):
                value = keys[parts.target][first] if parts.target else first
                columns = zip(parts.columns, (value, *others), strict=True)
                new.append({"event_id": number, **dict(columns)})
        for some in batches(stale, BATCH):
            parts.model.objects.filter(event_id__in=some, **parts.ours).delete()
        insert(parts.model, new)
