"""Warnings on sums: what they leave out, what they count in a coarser period, and which datasets they mix."""

from django.db.models import Exists, OuterRef, Q

from events.api.answering import resolving
from events.api.answering.sums import periods
from events.api.answering.sums.counting import figures_of
from events.api.answering.sums.overlap import LEAF
from events.api.store.release_cache import remembered
from events.models import Dataset
from events.vocabulary import QualityFlag

_CONTRADICTORY = (
    QualityFlag.LOW_ABOVE_BEST,
    QualityFlag.BEST_ABOVE_HIGH,
    QualityFlag.LOW_ABOVE_HIGH,
)


def of_sums(release, counted, selection, groups):
    """Yield the warnings on the groups of a Selection, each (key, dictionary)."""
    yield from resolving.told(counted.resolve, "Filters look")
    if selection.not_happened:
        yield (
            f"{_events(selection.not_happened)} left out: proposed, threatened or negated. "
            "Use status to choose what is counted."
        )
    if selection.parts:
        instead = (
            "a part of it or its whole" if counted.whole == LEAF else "its whole or a part of it"
        )
        yield (
            f"{_events(selection.parts)} left out, {_each(selection.parts)}because {instead} is counted. "
            "parts=all counts every event."
        )
    if selection.doubles:
        yield (
            f"{_events(selection.doubles)} left out, {_each(selection.doubles)}as a double of a counted one. "
            "doubles=all counts every event."
        )
    collection = counted.viewset.collection_name
    repeating = [name for name, one in counted.dimensions.items() if one.repeats]
    if repeating:
        yield (
            f"Grouped by {' and '.join(repeating)}, one of the {collection} can be in several groups, once in each: "
            "their numbers do not add up to a total."
        )
    for name, dimension in counted.dimensions.items():
        if dimension.period:
            number = _without(counted, selection, groups, name, bool(repeating))
            if number:
                have = "has" if number == 1 else "have"
                yield (
                    f"{number:,} of the {collection} {have} no {name}, as the date is unknown or known less exactly: "
                    f'see the groups with "{name}": null.'
                )
    if "dataset" not in counted.names:
        datasets = _datasets(release, counted, selection)
        if len(datasets) > 1:
            yield (
                f"The sums mix {len(datasets)} datasets, which can cover the same events: {', '.join(datasets)}. "
                "Use dataset to choose one, or group by dataset."
            )


def of_figures(numbers):
    """Yield the warning on groups in which a lower estimate of deaths adds up to more than a higher one.

    `numbers` are those of the groups, as `counting.Groups` has them.
    """
    groups = [known for known, sums in map(figures_of, numbers) if _falls(known, sums)]
    if groups:
        where = "In 1 group" if len(groups) == 1 else f"In {len(groups):,} groups"
        cause = f"some events have such estimates (quality={','.join(_CONTRADICTORY)})"
        if any(len(set(known)) > 1 for known in groups):
            cause += " or lack one of the three"
        yield f"{where}, a lower estimate of deaths adds up to more than a higher one: {cause}."


def _falls(known, sums):
    there = [total for number, total in zip(known, sums, strict=True) if number]
    return there != sorted(there)


def _events(number):
    return "1 event is" if number == 1 else f"{number:,} events are"


def _each(number):
    return "" if number == 1 else "each "


def _without(counted, selection, groups, name, is_repeated):
    """Return how many records have no period to be counted in."""
    if not is_repeated:
        return sum(group["count"] for _, group in groups if group[name] is None)
    day, precision = counted.viewset.dated_by
    unknown = periods.open_precisions(name)
    condition = Q(**{f"{day}__isnull": True}) | Q(**{f"{precision}__in": unknown})
    past = sum(one[day] is None or one[precision] in unknown for one in selection.documents)
    return selection.rows.filter(condition).count() + past


def _datasets(release, counted, selection):
    """Return the keys of the datasets whose records are counted."""
    every = _all_datasets(release, counted.viewset)
    column = counted.viewset.dataset_column
    past = {one["dataset"] for one in selection.documents}
    if len(every) + len(past) < 2:
        return sorted({*every.values()} | past)
    found = {key for pk, key in every.items() if selection.rows.filter(**{column: pk}).exists()}
    return sorted(found | past)


@remembered(4)
def _all_datasets(release, viewset):
    """Return {primary key: key} of the datasets that have published rows of a view."""
    rows = viewset.published().filter(**{viewset.dataset_column: OuterRef("pk")})
    return dict(Dataset.objects.filter(Exists(rows)).values_list("pk", "slug"))
