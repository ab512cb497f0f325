"""Filters of events that compare more than one value: parts of parts, sources of reports, two estimates."""

from django.db.models import BigIntegerField, Case, Count, F, Q, When
from django.db.models.functions import Abs
from django.db.models.lookups import GreaterThanOrEqual

from events.api.query.filters import descendants, form_fields
from events.api.query.filters.filter import Filter
from events.api.query.filters.kinds import FlagFilter, KeyFilter
from events.models import Report
from events.vocabulary import ReportRole

# Reports that say that it happened.
ATTESTING = (ReportRole.PRIMARY.value, ReportRole.CORROBORATING.value)


class DescendantsFilter(KeyFilter):
    """Records that are a part of any of these, directly or through others.

    Its value is the keys asked for and those of their descendants which have parts themselves, so that the condition
    looks at one column.
    """

    def read(self, query, name, release):
        keys = super().read(query, name, release)
        return descendants.with_parts(release, self.target, self.field_name, tuple(keys))

    def read_at(self, query, name, release, number):
        _, keys = super().read_at(query, name, release, number)
        return descendants.with_parts_at(release, self.target, self.field_name, number, tuple(keys))


class UncorroboratedFilter(FlagFilter):
    """Whether no more than one source reports that it happened.

    Primary and corroborating reports say so; an article without a source counts as a source of its own.
    """

    def condition(self, model, shape, values):
        source = Case(
            When(article__source__isnull=True, then=-F("article_id")),
            default=F("article__source_id"),
            output_field=BigIntegerField(),
        )
        several = (
            Report.objects.filter(role__in=ATTESTING)
            .order_by()
            .values("event")
            .annotate(number=Count(source, distinct=True))
            .filter(number__gt=1)
        )
        found = Q(pk__in=several.values("event"))
        return ~found if shape else found

    def test(self, shape, values):
        def holds(document):
            rows = [row for row in document["reports"] if row["role"] in ATTESTING]
            found = {(row["source"], None if row["source"] else row["article"]) for row in rows}
            return (len(found) < 2) == shape

        return holds


class DifferenceFilter(Filter):
    """A whole number: rows in which two columns differ by at least it, whichever is the greater."""

    field_class = form_fields.Integer

    def __init__(self, field_name, columns, **kwargs):
        self._columns = columns
        super().__init__(field_name, "gte", **kwargs)

    @property
    def columns(self):
        return self._columns

    def row_condition(self, model, shape, values):
        one, other = map(F, self._columns)
        return Q(GreaterThanOrEqual(Abs(one - other), values[0]))

    def schema(self):
        return {"type": "integer", "minimum": self.extra["low"], "maximum": self.extra["high"]}
