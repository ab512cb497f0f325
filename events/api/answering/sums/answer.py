"""The answer to a question for sums: its groups as they are written, in order, and warnings of what they leave out."""

from dataclasses import dataclass

from events.api.answering.sums import counting, naming, periods, told
from events.api.answering.sums.selection import select
from events.api.store.release_cache import remembered
from events.vocabulary import EventStatus

REMEMBERED_ANSWERS = 32  # of some megabytes each at most


@dataclass(frozen=True)
class Sums:
    """Groups in no order, each (values of what is counted by, dictionary), and the warnings on them."""

    groups: list
    warnings: tuple


@remembered(REMEMBERED_ANSWERS)
def worked_out(release, counted, named=False):
    """Return the Sums of a Counted; with `named`, groups have the names beside the keys."""
    selection = select(release, counted)
    groups = counting.Groups(counted.names)
    parts = counted.filters
    if set(EventStatus.values).issubset(parts.get("status", (None, ()))[1]):
        del parts["status"]  # it selects every event, as the tally has them
    exceptions = None
    if _is_tallied(counted, parts, selection):
        exceptions = counting.exceptions(release, periods.finest(counted.names))
    if exceptions is not None:
        pks = counting.among(exceptions) if exceptions else None
        counting.add_tally(groups, counted, parts, pks)
        if exceptions:
            counting.add_rows(groups, counted, selection.rows.filter(pk__in=pks))
    else:
        counting.add_rows(groups, counted, selection.rows)
    if selection.documents:
        counting.add_documents(groups, counted, selection.documents, naming.lookups(counted))
    items = groups.items()
    found = [(key, _written(counted, key, numbers)) for key, numbers in items]
    if named:
        naming.add_names(release, counted, [group for _, group in found])
    warnings = list(told.of_sums(release, counted, selection, found))
    if counted.viewset.counts_fatalities:
        warnings += told.of_figures([numbers for _, numbers in items])
    return Sums(found, tuple(warnings))


def rows(release, question):
    """Return (rows in order, warnings): a row is (dictionary of the group, *values of the order)."""
    sums = worked_out(release, question.counted, question.names)
    order = question.order
    found = [(group, *_values(question, key, group)) for key, group in sums.groups]
    return sorted(found, key=lambda row: order.rank(row[1:])), sums.warnings


def _is_tallied(counted, parts, selection):
    return (
        counted.viewset.tallied.issuperset(counted.names)
        and counted.viewset.filterset_class.tallied.issuperset(parts)
        and counted.number is None
        and counted.resolve is None
    )


def _written(counted, key, numbers):
    """Return a group as it is written."""
    group, coarser, values = {}, {}, iter(key)
    for name, dimension in counted.dimensions.items():
        value = next(values)
        if dimension.period:
            group[name] = periods.label(dimension.period, value)
            known = periods.coarser_label(next(values))
            if known:
                coarser.setdefault(*known)
        else:
            group[name] = (
                bool(value) if dimension.type == "boolean" and value is not None else value
            )
    group |= {name: value for name, value in coarser.items() if name not in group}
    group["count"] = numbers[0]
    if counted.viewset.counts_fatalities:
        known, sums = counting.figures_of(numbers)
        group["with_fatalities"] = known[counting.FIGURES.index("best")]
        group["fatalities"] = {
            figure: total if there else None
            for figure, there, total in zip(counting.FIGURES, known, sums, strict=True)
        }
    return group


def _values(question, key, group):
    """Return the values that sort a group."""
    place, at = 0, {}
    for name, dimension in question.counted.dimensions.items():
        at[name, 0] = place
        place += 1
        if dimension.period:
            at[name, 1] = place
            place += 1
    found = []
    for term in question.order.terms:
        if term.column == "fatalities":
            found.append(group["fatalities"]["best"])
        elif (term.column, term.part) in at:
            found.append(key[at[term.column, term.part]])
        else:
            found.append(group[term.column])
    return found
