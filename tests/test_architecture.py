"""Imports run one way, lists have one order, names say something, and modules stay short."""

import ast
from pathlib import Path

import pytest

from events import documents
from events.api.urls import router
from events.api.views import collections
from events.loading.read.files import MODELS
from events.models import MODEL_BY_COLLECTION, PARTS, RECORDS
from events.vocabulary import Collection

PROJECT = Path(__file__).parent.parent
PROGRAM = [
    file for folder in ("config", "events") for file in sorted((PROJECT / folder).rglob("*.py"))
]

# layer: the layers that it may import besides itself
MAY_IMPORT = {
    "config.limits": (),
    "config": ("config.limits",),
    "config.wsgi": ("config", "config.limits", "events.api"),
    "config.server": ("config", "config.limits", "config.wsgi", "events.api"),
    "config.urls": (
        "config",
        "events.vocabulary",
        "events.api",
        "events.compat",
        "events.explorer",
        "events.ogc",
    ),
    "events.vocabulary": (),
    "events.regular_files": (),
    "events.models": ("events.vocabulary",),
    "events.migrations": ("events.models",),
    "events.apps": ("events.models",),
    "events.documents": ("events.vocabulary", "events.models"),
    "events.publishing": ("events.vocabulary", "events.models", "events.documents"),
    "events.loading": (
        "config.limits",
        "events.vocabulary",
        "events.regular_files",
        "events.models",
        "events.publishing",
    ),
    "events.importing": (
        "config.limits",
        "events.vocabulary",
        "events.regular_files",
        "events.models",
        "events.publishing",
    ),
    "events.api": (
        "config",
        "config.limits",
        "events.vocabulary",
        "events.models",
        "events.documents",
    ),
    "events.compat": (
        "config",
        "config.limits",
        "events.vocabulary",
        "events.models",
        "events.api",
    ),
    "events.ogc": ("config", "config.limits", "events.vocabulary", "events.models", "events.api"),
    "events.explorer": (
        "config",
        "config.limits",
        "events.vocabulary",
        "events.models",
        "events.api",
    ),
    "events.management": (
        "config",
        "config.limits",
        "events.vocabulary",
        "events.models",
        "events.documents",
        "events.publishing",
        "events.loading",
        "events.importing",
        "events.api",
        "events.compat",
        "events.reference",
    ),
    "events.reference": (
        "config",
        "config.limits",
        "events.vocabulary",
        "events.models",
        "events.publishing",
        "events.loading",
        "events.importing",
        "events.api",
        "events.compat",
    ),
}
# Words that any module could be named by
EMPTY_NAMES = {"utils", "util", "helpers", "common", "base", "constants", "services", "misc"}
LONGEST_MODULE = 300  # lines
# Tables of facts, as long as the world has countries
TABLES = ("events/vocabulary/countries.py",)


def name_of(file):
    """Return the name by which a file of the project is imported."""
    parts = file.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer_of(name):
    """Return the layer that a module belongs to: the longest name of one that begins its own."""
    layers = [one for one in MAY_IMPORT if name == one or name.startswith(f"{one}.")]
    return max(layers, key=len, default=name)


def imported_by(file):
    """Yield (line, name) of all of ours that a file imports, wherever in it."""
    modules = {name_of(one) for one in PROGRAM}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: a relative import"
            # `from events.api import serializers` names a module, `from events.models import Actor` does not.
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [one if one in modules else node.module for one in inner]
        else:
            continue
        for name in names:
            if name.partition(".")[0] in ("config", "events", "tests", "benchmarks"):
                yield node.lineno, name


def test_a_module_imports_only_what_its_layer_may():
    wrong = []
    for file in PROGRAM:
        layer = layer_of(name_of(file))
        allowed = {layer, *MAY_IMPORT.get(layer, ())}
        wrong += [
            f"{file.relative_to(PROJECT)}:{line} imports {name}"
            for line, name in imported_by(file)
            if layer_of(name) not in allowed
        ]
    assert wrong == []


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_layers_run_one_way(layer):
    """No layer reaches itself by way of another."""
    reached, pending = set(), list(MAY_IMPORT[layer])
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += MAY_IMPORT[name]
    assert layer not in reached


def test_reading_never_comes_to_writing():
    writing = {"events.loading", "events.importing", "events.publishing"}
    for layer in ("events.api", "events.compat", "events.explorer", "events.ogc", "config.urls"):
        assert not writing & set(MAY_IMPORT[layer])


def test_every_module_of_events_is_of_a_layer():
    names = [name_of(file) for file in PROGRAM]
    assert [name for name in names if layer_of(name) not in MAY_IMPORT] == ["events"]


def test_no_module_has_a_name_that_says_nothing():
    assert [name_of(file) for file in PROGRAM if EMPTY_NAMES & set(name_of(file).split("."))] == []


def test_no_module_is_long():
    lengths = {
        str(file.relative_to(PROJECT)): len(file.read_text(encoding="utf-8").splitlines())
        for file in PROGRAM
        if "migrations" not in file.parts
    }
    assert {
        name for name, lines in lengths.items() if lines > LONGEST_MODULE and name not in TABLES
    } == set()


def test_every_module_says_in_a_sentence_what_it_is_for():
    docstrings = {
        name_of(file): ast.get_docstring(ast.parse(text)) or ""
        for file in PROGRAM
        if (text := file.read_text(encoding="utf-8")) and "migrations" not in file.parts
    }
    assert {
        name: text for name, text in docstrings.items() if not text.split("\n\n")[0].endswith(".")
    } == {}


VIEWS = [
    view
    for view in vars(collections).values()
    if isinstance(view, type) and getattr(view, "filterset_class", None)
]
# Every list of the collections: their names in the order in which it has them
ORDERS = {
    "the vocabulary": lambda: Collection.values,
    "the models": lambda: [model.collection for model in RECORDS],
    "the models by collection": lambda: list(MODEL_BY_COLLECTION),
    "the fixtures": lambda: [
        model.collection for model in MODELS.values() if model not in PARTS
    ],
    "the serializers": lambda: [model.collection for model in documents.SERIALIZERS],
    "the views": lambda: [view.model.collection for view in VIEWS],
    "the filters of the views": lambda: [
        view.filterset_class.Meta.model.collection for view in VIEWS
    ],
    "the URLs": lambda: [prefix for prefix, *_ in router.registry if prefix in Collection.values],
}  # fmt: skip


@pytest.mark.parametrize("place", ORDERS)
def test_the_collections_have_one_order(place):
    assert ORDERS[place]() == [
        "datasets",
        "sources",
        "articles",
        "actors",
        "places",
        "statements",
        "events",
    ]
