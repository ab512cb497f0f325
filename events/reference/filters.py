"""The page of filters: every parameter of every collection, from the FilterSets."""

from events.api.query.filters.entities import SEARCH_HELP
from events.api.query.filters.kinds import SearchFilter
from events.api.urls import router
from events.reference.markdown import closed_list, code, codes, page, table

INTRODUCTION = """\
These parameters work on the list of a collection, on its exports and on its counts. [Filter, sort and count](../filtering.md) explains how they
combine. A filter that takes a list means any of its values: `country=UA,RU`, or the parameter repeated."""

EVERY_LIST = """\
## On every list

| parameter | values | default |
|---|---|---|
| `order_by` | a list of the names under "sort by"; `-` before a name reverses it | see [sort](../filtering.md#sort) |
| `fields` | a list of fields of the record | all fields |
| `page_size` | 1 to 1,000 | 100 |
| `cursor` | from `next` or `previous` | the first page |
| `page` | a number, within the first 10,000 records | 1 |
| `release` | the number of a release | the newest |

Exports take `order_by` and `fields`. Counts take `by` and `order_by=count` or `order_by=-count`."""


def searches():
    """Return the section on `q`, which is the same for all collections except for its fields."""
    rows = [
        (name, codes(one.extra["fields"]))
        for name, _, declared in filtered()
        for one in declared.values()
        if isinstance(one, SearchFilter)
    ]
    return "\n\n".join(
        (
            "## Search",
            f"`q` takes one value. {SEARCH_HELP} [How to search](../search.md) has examples.",
            table(("collection", "fields that `q` can name, as in `title:kyiv`"), rows),
        )
    )


def filtered():
    """Yield (name, view, {parameter: filter}) of everything that takes filters, in the order of the URLs."""
    for name, viewset, _ in router.registry:
        if getattr(viewset, "filterset_class", None):
            yield name, viewset, viewset.filterset_class.base_filters


def section(name, viewset, declared):
    """Return the section on one collection."""
    rows = [(code(parameter), values_of(one), help_of(one)) for parameter, one in declared.items()]
    parts = [f"## {name}", table(("parameter", "takes", "selects"), rows)]
    for title, names in (("Sort by", "orderable"), ("Count `by`", "dimensions")):
        if getattr(viewset, names, None):
            parts.append(f"{title}: {codes(getattr(viewset, names))}.")
    return "\n\n".join(parts)


def values_of(one):
    """Return the values that a filter takes: one or a list, and the closed list that has them."""
    words = closed_list(one.extra.get("choices", ()))
    if words is None:
        return "list" if one.takes_list else "one value"
    return f"list of {words}" if one.takes_list else f"one {words}"


def help_of(one):
    if isinstance(one, SearchFilter):
        return "Full-text search: see [Search](#search)."
    return one.extra["help_text"]


def filters():
    """Return the page of filters."""
    sections = [section(*one) for one in filtered()]
    return page("Filters", INTRODUCTION, EVERY_LIST, searches(), *sections)
