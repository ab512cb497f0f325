"""The tables back to canonical fixture files: shared records, one file an article that was read, and one
a dataset for the rest."""

import errno
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from events.loading.export.canonical import dumps
from events.loading.export.tables import stored
from events.loading.fixture_fields import fixture_fields
from events.loading.read.files import display, fixture_files
from events.loading.referring import CLAIMED
from events.loading.wording import shown
from events.models import (
    PARTS,
    RECORDS,
    Actor,
    Article,
    Claim,
    Dataset,
    Event,
    EventLink,
    LeftOut,
    Place,
    Report,
    Source,
    Statement,
)

# The field that leads from a record to the larger one around it.
AROUND = {Actor: "part_of", Place: "within"}
SHARED = (Dataset, Source, Actor, Place)


@dataclass
class Exported:
    """The files that were written; `others` are fixture files of the folder that the export did not write."""

    records: int
    files: list[str]
    others: list[str]
    # references to records that were not exported
    dangling: list[str]


def export(folder, datasets=None):
    """Write all records, or those of some datasets with what they use, to files in `folder`."""
    tables = {model: stored(model) for model in (*RECORDS, *PARTS)}
    dangling = []
    if datasets:
        tables = _only(tables, set(datasets))
        dangling = list(_dangling(tables))
    files = _files(tables)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for path in map(folder.joinpath, files):
        if path.exists() and not path.is_file():
            raise FileExistsError(errno.EEXIST, "is not a regular file; move it away", str(path))
    for name, items in files.items():
        (folder / name).write_text(dumps(items), encoding="utf-8", newline="\n")
    others = [display(path) for path in fixture_files(folder) if path.name not in files]
    written = [display(folder / name) for name in sorted(files)]
    return Exported(sum(map(len, files.values())), written, others, dangling)


def _files(tables):
    """Return {file name: items}."""
    homes = _homes(tables)
    files = defaultdict(list)
    for model, rows in tables.items():
        for values in rows:
            name = model.collection if model in SHARED else homes(model, values)
            files[f"{name}.json"].append((model, values))
    return files


def _homes(tables):
    """Return the function from a model and values to the name of the file in which they stand."""
    read = {values["slug"] for values in tables[Article] if values["sha256"] is not None}
    datasets = {
        (model, values["code"]): values["dataset"]
        for model in (Statement, Event)
        for values in tables[model]
    }
    # An article that was not read goes with the dataset that uses it.
    users = defaultdict(set)
    for values in tables[Statement]:
        users[values["article"]].add(values["dataset"])
    first = {}
    for model in (Report, Claim, EventLink):
        for values in tables[model]:
            users[values["article"]].add(datasets[Event, values["event"]])
    for values in sorted(tables[Report], key=lambda values: values["number"]):
        first.setdefault(values["event"], values["article"])
    articles = {
        values["slug"]: values["slug"]
        if values["slug"] in read
        else min(users[values["slug"]], default=Article.collection)
        for values in tables[Article]
    }

    def home(model, values):
        if model in (Article, LeftOut, Report, Claim):
            return articles[values["slug" if model is Article else "article"]]
        if model is Statement:
            article = values["article"]
        elif model is Event:
            article = first.get(values["code"])
        else:
            owner = model._meta.get_field(PARTS[model]).related_model
            return homes[owner, values[PARTS[model]]]
        return article if article in read else values["dataset"]

    homes = {
        (model, values["code"]): home(model, values)
        for model in (Statement, Event)
        for values in tables[model]
    }
    return home


def _only(tables, datasets):
    """Return the tables with the records of some datasets and what those use."""
    kept = {
        model: [values for values in tables[model] if values["dataset"] in datasets]
        for model in (Statement, Event)
    }
    codes = {model: {values["code"] for values in rows} for model, rows in kept.items()}
    for model, owner in PARTS.items():
        if model is not LeftOut:
            owners = codes[model._meta.get_field(owner).related_model]
            kept[model] = [values for values in tables[model] if values[owner] in owners]
    kept[Dataset] = [values for values in tables[Dataset] if values["slug"] in datasets]
    # Articles before the sources that they name; places and actors with the larger ones around them.
    for model in (Article, Source, Actor, Place):
        used = _used(kept, model)
        if model in AROUND:
            around = {values["slug"]: values[AROUND[model]] for values in tables[model]}
            for slug in list(used):
                while (slug := around[slug]) is not None and slug not in used:
                    used.add(slug)
        kept[model] = [values for values in tables[model] if values["slug"] in used]
    articles = {values["slug"] for values in kept[Article]}
    kept[LeftOut] = [values for values in tables[LeftOut] if values["article"] in articles]
    return {model: kept[model] for model in tables}


def _used(tables, model):
    """Return the keys of a model's records that other tables refer to; claims do so in their value."""
    used = {key for _, _, key in _references(tables, model)}
    if model in (Actor, Place):
        own = CLAIMED[model]
        used |= {values["value"] for values in tables[Claim] if values["attribute"] in own}
    return used


def _references(tables, model):
    """Yield (referring model, values, key) of every reference to a model's records."""
    for referring, rows in tables.items():
        for name, field in fixture_fields(referring).items():
            if field.related_model is model:
                for values in rows:
                    value = values[name]
                    for key in value if isinstance(value, list) else [value]:
                        if key is not None:
                            yield referring, values, key


def _dangling(tables):
    """Yield a line for each reference to a statement or an event that is not among the tables."""
    for referred in (Statement, Event):
        codes = {values["code"] for values in tables[referred]}
        noun = referred._meta.verbose_name
        for model, values, key in _references(tables, referred):
            if key not in codes:
                name = values.get("code") or values[PARTS[model]]
                yield f"{name} refers to {noun} {shown(key)}, of a dataset that is not exported"
