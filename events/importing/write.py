"""Coded events to tables, a batch at a time: only what differs is written."""

from array import array

from events.importing.coded import REFERENCES, check_columns
from events.importing.compare import (
    ADDED,
    CHANGED,
    PARTS,
    columns_of,
    compared,
    differs,
    held,
)
from events.importing.references import check_found, numbers_of, references
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
        self._pending = {}  # (code, column): code of an event that is not written yet

    def write(self, batch):
        """Write a list of Coded, each event once; return {code: added, changed or unchanged}."""
        columns = columns_of(batch)
        there = held((coded.code for coded in batch), columns)
        counted = {
            coded.code: compared(coded, there.get(coded.code), self.dataset.slug) for coded in batch
        }
        keys = self._referred.settle(batch)
        added = [coded for coded in batch if counted[coded.code] == ADDED]
        changed = [coded for coded in batch if counted[coded.code] == CHANGED]
        numbers = {code: event.pk for code, event in there.items()}
        numbers |= zip((coded.code for coded in added), reserved(Event, len(added)), strict=True)
        self.touched[Event].extend(numbers[coded.code] for coded in added + changed)
        self._note_references(added + changed, numbers)
        insert(Event, [self._row(coded, numbers, keys) for coded in added])
        update(Event, [self._row(coded, numbers, keys) for coded in changed])
        for coded in changed:
            self.disuse(there[coded.code])
        for parts in PARTS:
            self._write_parts(parts, added + changed, there, numbers, keys)
        return counted

    def finish(self):
        """Write the references to events that came later; raise Stopped where one never came."""
        numbers = numbers_of({*self._pending.values(), *(code for code, _ in self._pending)})
        check_found(self._pending, numbers)
        for name in REFERENCES:
            rows = [
                {"id": numbers[code], f"{name}_id": numbers[target]}
                for (code, column), target in self._pending.items()
                if column == name
            ]
            update(Event, rows)
        self._pending.clear()

    def disuse(self, event):
        """Remember what an event refers to that is changed or deleted, as Held."""
        if event.place:
            self.disused[Place].add(event.place)
        for parts in PARTS:
            if parts.target:
                self.disused[parts.target].update(first for first, *_ in event.parts[parts.model])

    def _settle(self, fields):
        """Return the dataset's record, with these fields."""
        check_columns(Dataset, tuple(fields))
        dataset = Dataset.objects.filter(slug=fields["slug"]).first() or Dataset(
            slug=fields["slug"]
        )
        if dataset.pk is None or any(getattr(dataset, name) != fields[name] for name in fields):
            for name, value in fields.items():
                setattr(dataset, name, value)
            dataset.save()
            self.touched[Dataset].append(dataset.pk)
        return dataset

    def _note_references(self, written, numbers):
        """Add the events that others name to `numbers`, and keep for later what is not there yet."""
        referring = references(written)
        numbers |= numbers_of(set(referring.values()) - numbers.keys())
        for coded in written:
            for name in REFERENCES:
                self._pending.pop((coded.code, name), None)
        self._pending |= {key: target for key, target in referring.items() if target not in numbers}

    def _row(self, coded, numbers, keys):
        """Return the event's columns as {attribute: value}."""
        row = {
            "id": numbers[coded.code],
            "code": coded.code,
            "dataset_id": self.dataset.pk,
            "place_id": coded.place and keys[Place][coded.place["slug"]],
            **coded.columns,
        }
        for name in REFERENCES:
            if name in row:
                row[f"{name}_id"] = numbers.get(row.pop(name))
        return row

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
