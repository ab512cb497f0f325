"""What every collection's FilterSet does: refuse with DRF's exception, condition by condition."""

import django_filters
from django.db.models import Q

from events.api.errors import ParameterError, fault
from events.api.filters.kinds import owned


class CollectionFilter(django_filters.FilterSet):
    """The filters of one collection. A fault in a value is a ParameterError, never an empty answer."""

    # Pairs (from, to) of parameters that must stand in order.
    ranges = ()
    # Groups of parameters that are asked of one and the same row beside the record.
    together = ()
    # Parameters that compare with dates: a row without `dated_by` can have nothing to compare with.
    day_filters = ()
    dated_by = None

    @classmethod
    def lists(cls):
        """Return the names of the parameters that take several values."""
        return {name for name, declared in cls.base_filters.items() if declared.takes_list}

    def values(self):
        """Return {parameter: value} of what was asked, or raise ParameterError with all faults."""
        given = {name: value for name, value in self.cleaned().items() if value is not None}
        faults = [
            fault(last, f"{last} lies before {first}.")
            for first, last in self.ranges
            if first in given and last in given and given[last] < given[first]
        ]
        if faults:
            raise ParameterError(faults)
        return given

    def cleaned(self):
        """Return the values of the form, or raise ParameterError."""
        if self.form.is_valid():
            return self.form.cleaned_data
        raise ParameterError(
            [
                # `message` and not `messages`: that would take a % of the caller's for a place to fill in.
                fault(name, str(error.message), **(error.params or {}))
                for name, errors in self.form.errors.as_data().items()
                for error in errors
            ]
        )

    def condition(self, values):
        """Return the one condition that all `values` make together."""
        wanted, rest = Q(), dict(values)
        for names in self.together:
            if all(name in rest for name in names):
                declared = [self.filters[name] for name in names]
                row = Q()
                for one, name in zip(declared, names, strict=True):
                    row &= one.row_condition(rest.pop(name))
                wanted &= owned(declared[0], row)
        for name, value in rest.items():
            wanted &= self.filters[name].condition(value)
        return wanted

    def filter_queryset(self, queryset):
        return queryset.filter(self.condition(self.values()))

    def warnings(self, values):
        """Return sentences on what an answer to `values` leaves out."""
        asked = [name for name in self.day_filters if name in values]
        if not asked:
            return []
        rest = {name: value for name, value in values.items() if name not in asked}
        blank = Q()
        for name in asked:
            for column in self.filters[name].columns:
                blank |= Q(**{f"{column}__isnull": True})
        undated = self._meta.model.objects.filter(
            self.condition(rest), blank, current__isnull=False
        ).count()
        if not undated:
            return []
        message = (
            f"{undated} of the {self._meta.model.collection} that match otherwise have no "
            f"{self.dated_by}, so that {' and '.join(asked)} cannot select them."
        )
        return [message]
