"""One import: files are read, coded, written and published, or nothing at all is changed."""

import hashlib
from dataclasses import dataclass, field

import orjson
from django.db import transaction

from config.limits import MOST_REJECTED
from events.importing.compare import ADDED, CHANGED, columns_of, compared, held
from events.importing.counts import CANNOT_BE_READ, LEFT_OUT, REJECTED, REPEATED, Counts
from events.importing.problem import LeftOut, Stopped, Unreadable
from events.importing.reading.dialect import Options
from events.importing.reading.table import tables
from events.importing.references import check_found, numbers_of, references
from events.importing.rejects import Rejects
from events.importing.seen import Seen
from events.importing.withdraw import missing, withdraw
from events.importing.write import Writer
from events.models import Event, Release
from events.publishing import publish
from events.publishing.tombstones import reasoned, returning

WITHDRAWN = "of events that were withdrawn for a reason"
BATCH = 2_000  # rows coded, compared and written together: some tens of megabytes


@dataclass
class Wanted:
    """The options of an import."""

    label: str | None = None
    dataset_version: str | None = None
    withdraw_missing: bool = False
    keep_going: bool = False
    check: bool = False
    restore: bool = False
    rejects: str | None = None
    options: Options = field(default_factory=Options)  # of reading


@dataclass
class Done:
    """The result of an import; `release` is None where nothing changed or nothing was to be."""

    counts: Counts
    release: Release | None = None
    rejects: Rejects | None = None


def run(importer, paths, wanted, told):
    """Import the files at `paths` by an Importer; `told` is a Progress.

    Raises Stopped, with nothing changed.
    """
    running = Run(importer, paths, wanted, told)
    try:
        return running.checked() if wanted.check else running.imported()
    finally:
        running.close()


class Run:
    """One run over the rows of some files."""

    def __init__(self, importer, paths, wanted, told):
        self.importer, self.paths, self.wanted, self.told = importer, paths, wanted, told
        self.counts = Counts()
        self.rejects = Rejects(wanted.rejects, paths)
        self.seen = Seen()
        self.total = 0  # events that an API says it has; the files may be one page of them
        self.nameless = None  # a row that was rejected and does not say which event it is about
        self.dataset = dict(importer.DATASET)
        if wanted.dataset_version is not None:
            self.dataset["version"] = wanted.dataset_version
        # Events that were withdrawn because earlier files did not hold them come back with files that do.
        self.withdrawn = {} if wanted.restore else reasoned(self.dataset["slug"])

    def close(self):
        self.seen.close()
        self.rejects.close()

    def imported(self):
        with transaction.atomic():
            writer = Writer(self.dataset)
            for batch in self._batches():
                self._count(batch, writer.write([coded for coded, *_ in batch.values()]))
            writer.finish()
            gone = {}
            if self.wanted.withdraw_missing:
                self._check_complete()
                self.told.say("Read; looking for what the files no longer hold.")
                gone = withdraw(writer, self.seen)
                self.counts.withdrawn = sum(name == Event.collection for name, _ in gone)
            self._tell_returning(writer.touched)
            self.told.publish()
            release = publish(
                writer.touched,
                gone,
                label=self.wanted.label,
                note=f"{self._title()}: {self.counts}.",
                not_imported=self._not_imported(),
                tell=self.told.published,
            )
        return Done(self.counts, release, self.rejects)

    def checked(self):
        referring = {}  # (code of an event, column): code of the event that it refers to
        for batch in self._batches():
            rows = {code: coded for code, (coded, *_) in batch.items()}
            there = held(rows, columns_of([*rows.values()]))
            self._count(
                batch,
                {
                    code: compared(coded, there.get(code), self.dataset["slug"])
                    for code, coded in rows.items()
                },
            )
            referring |= references(rows.values())
        targets = set(referring.values())
        met = {code for code, (*_, fate) in self.seen.of(targets).items() if fate != REJECTED}
        check_found(referring, met | numbers_of(targets).keys())
        if self.wanted.withdraw_missing:
            self._check_complete()
            slug = self.dataset["slug"]
            self.counts.withdrawn = sum(len(codes) for codes in missing(slug, self.seen))
        return Done(self.counts, None, self.rejects)

    def _tell_returning(self, touched):
        """Tell of records that were withdrawn for a reason and that the imported events need again."""
        others = {model: keys for model, keys in touched.items() if model is not Event}
        for model, key, gone in returning(others):
            if gone.reason:
                self.told.warn(f"{model.collection} {key} {gone}; it is back, as events name it")

    def _not_imported(self):
        rows = self.counts.not_imported
        return {self.dataset["slug"]: dict(rows)} if rows else {}

    def _title(self):
        version = self.dataset.get("version")
        return f"{self.dataset['title']} {version}" if version else self.dataset["title"]

    def _batches(self):
        """Yield {code: (Coded, digest of its row, place of its row)} of so many events at a time."""
        batch = {}
        for row in self._rows():
            self.counts.read += 1
            try:
                if row.problem:
                    raise Unreadable(row.problem)
                coded = self.importer.coded(row)
                coded.quality += row.flags
                if coded.code in self.withdrawn:
                    gone = self.withdrawn[coded.code]
                    raise LeftOut(
                        f"the event {gone}; import with --restore to bring it back", WITHDRAWN
                    )
            except LeftOut as reason:
                self._leave_out(row, reason)
                continue
            except Unreadable as reason:
                self._reject(row, reason)
                continue
            self.counts.note(row, coded)
            digest = _digest(coded)
            if coded.code in batch:
                self._repeat(coded.code, digest, row.place, batch[coded.code][1:])
                del batch[coded.code]
            batch[coded.code] = (coded, digest, row.place)
            if len(batch) == BATCH:
                yield batch
                batch = {}
        if batch:
            yield batch

    def _rows(self):
        for table in tables(self.paths, self.importer.LAYOUT, self.wanted.options):
            self.told.begin(table.file)
            self.total = max(self.total, table.total)
            for row in table.rows(self.told.position):
                yield row
                self.told.step()
        self.told.end()

    def _count(self, batch, counted):
        """Count what became of the events of a batch; what came in an earlier batch is counted there."""
        earlier = self.seen.of(batch)
        for code, (_, digest, place) in batch.items():
            fate = counted[code]
            if code in earlier:
                *row, before = earlier[code]
                if before != REJECTED:
                    self._repeat(code, digest, place, row)
                    self.counts.fates[before] -= 1
                    if before in (ADDED, CHANGED):
                        counted[code] = fate = before
            self.counts.fates[fate] += 1
        self.seen.add(
            (code, digest, place, counted[code]) for code, (_, digest, place) in batch.items()
        )

    def _repeat(self, code, digest, place, earlier):
        self.counts.fates[REPEATED] += 1
        if digest != earlier[0]:
            self.told.warn(f"{place}: {code} again, and not as at {earlier[1]}; this row counts")

    def _leave_out(self, row, reason):
        self.counts.fates[LEFT_OUT] += 1
        self.counts.left_out[str(reason)] += 1
        self.counts.not_imported[reason.kind] += 1
        self.rejects.put(row, self.importer.key(row), str(reason))

    def _reject(self, row, reason):
        if not (self.wanted.keep_going or self.wanted.check):
            raise Stopped(f"{row.place}: {reason}")
        self.counts.fates[REJECTED] += 1
        self.counts.not_imported[CANNOT_BE_READ] += 1
        if self.counts.fates[REJECTED] > MOST_REJECTED:
            raise Stopped(
                f"more than {MOST_REJECTED:,} rows cannot be read, this one the last: {row.place}: {reason}; "
                "correct the file, or what wrote it"
            )
        self.told.warn(f"{row.place}: {reason}")
        code = self.importer.key(row)
        self.rejects.put(row, code, str(reason))
        # The event that it is about is not missing from the files.
        if code is None:
            self.nameless = self.nameless or row.place
        elif not self.seen.of([code]):
            self.seen.add([(code, b"", row.place, REJECTED)])

    def _check_complete(self):
        """Raise Stopped where the files do not tell which events are missing."""
        if self.nameless:
            raise Stopped(
                f"{self.nameless}: this row does not say which event it is about, so nobody can tell "
                "which events are missing; correct it, or import without --withdraw-missing"
            )
        if self.counts.read < self.total:
            raise Stopped(
                f"the files hold {self.counts.read:,} of the {self.total:,} events that the API has; import all "
                "pages together, or import without --withdraw-missing"
            )


def _digest(coded):
    """Return what tells one coded row of an event from another."""
    columns = {**coded.columns, "parts": [coded.place, coded.participants, coded.reports]}
    return hashlib.blake2b(orjson.dumps(columns), digest_size=16).digest()
