"""Sources, articles, actors and places that imported events refer to: found, added, completed."""

from events.importing.seen import BATCH, batches
from events.models import Actor, Article, Place, Source
from events.models.insert import insert, reserved

# Only importers make these, as their keys show. A source or an article may be somebody's own coding: one that is there
# already is left as it is.
OURS = (Actor, Place)
REMEMBERED = 10_000  # records a model; a forgotten one is looked up again


class Records:
    """One model's records of a run: their primary keys, as many as are remembered."""

    def __init__(self, model, touched):
        self.model = model
        self.touched = touched
        self.ours = model in OURS
        self.columns = {
            "slug"
        }  # that are compared with the table: all that a record of the run has named
        self.known = {}  # slug: (primary key, record)

    def settle(self, wanted):
        """Return {slug: primary key} of all records wanted; what is missing is added.

        Where rows of one run differ on an actor or place the first one counts, and only a null gives way.
        """
        merged = {}
        for record in wanted:
            slug = record["slug"]
            if slug not in merged:
                merged[slug] = record
            elif self.ours:
                merged[slug] = _completed(merged[slug], record)
        if self.ours:
            self._compare_columns(merged.values())
        # Taken before anything of this batch is remembered, and something else forgotten for it.
        known = {slug: self.known[slug] for slug in merged if slug in self.known}
        stored = self._stored(slug for slug in merged if slug not in known)
        added, changed, found = [], [], {}
        for slug, record in merged.items():
            if slug in known:
                pk, old = known[slug]
                new = _completed(old, record) if self.ours else old
            elif slug in stored:
                pk, old = stored[slug]
                new = _completed(record, old) if self.ours else old
            else:
                added.append(record)
                continue
            found[slug] = pk
            if new != old:
                changed.append((pk, new))
            self._remember(slug, pk, new)
        self._change(changed)
        return found | self._add(added) if added else found

    def _compare_columns(self, records):
        """Add the columns that the records name to those that are compared."""
        more = set().union(*records) - self.columns
        if more:
            self.columns |= more
            # The remembered values were read without them.
            self.known.clear()

    def _stored(self, slugs):
        """Return {slug: (primary key, record)} of those in the table."""
        names = sorted(self.columns)
        found = {}
        for some in batches(slugs, BATCH):
            rows = self.model.objects.filter(slug__in=some).values_list("pk", *names)
            for pk, *values in rows:
                record = dict(zip(names, values, strict=True))
                found[record["slug"]] = (pk, record if self.ours else None)
        return found

    def _add(self, records):
        """Insert records; those that name the same columns go together."""
        keys = dict(
            zip(
                (record["slug"] for record in records),
                reserved(self.model, len(records)),
                strict=True,
            )
        )
        alike = {}
        for record in records:
            alike.setdefault(frozenset(record), []).append({"id": keys[record["slug"]], **record})
        for rows in alike.values():
            insert(self.model, rows)
        self.touched.extend(keys.values())
        for record in records:
            slug = record["slug"]
            self._remember(slug, keys[slug], record if self.ours else None)
        return keys

    def _change(self, changed):
        if changed:
            rows = [self.model(pk=pk, **record) for pk, record in changed]
            self.model.objects.bulk_update(rows, sorted(self.columns - {"slug"}))
            self.touched.extend(row.pk for row in rows)

    def _remember(self, slug, pk, record):
        while len(self.known) >= REMEMBERED:
            del self.known[next(iter(self.known))]
        self.known[slug] = (pk, record)


class Referred:
    """The records of all four models."""

    def __init__(self, touched):
        self.of = {
            model: Records(model, touched[model]) for model in (Source, Article, Actor, Place)
        }

    def settle(self, coded):
        """Return {model: {slug: primary key}} of all that the coded rows refer to."""
        articles = [article for row in coded for article, _ in row.reports]
        sources = self.of[Source].settle(
            article["source"] for article in articles if article["source"]
        )
        return {
            Article: self.of[Article].settle(_with_source(articles, sources)),
            Actor: self.of[Actor].settle(actor for row in coded for actor, _ in row.participants),
            Place: self.of[Place].settle(row.place for row in coded if row.place),
        }


def _with_source(articles, sources):
    """Yield the articles with the primary key of their source in its place."""
    for article in articles:
        columns = dict(article)
        source = columns.pop("source")
        yield columns | {"source_id": source and sources[source["slug"]]}


def _completed(first, later):
    """Return what the first says, and what only the later says."""
    if None not in first.values() and later.keys() <= first.keys():
        return first
    return {
        name: first[name] if first.get(name) is not None else later.get(name)
        for name in {**first, **later}
    }
