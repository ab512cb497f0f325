"""The filters that are measured, as django-filter's guide declares them."""

import django_filters
from django.db import connection
from django.db.models import Case, Value, When
from django.db.models.expressions import RawSQL

from benchmarks.questions import TITLE
from events.models import Event

LATEST = ("-start_date", "pk")


class EventFilter(django_filters.FilterSet):
    country = django_filters.CharFilter()
    date_from = django_filters.DateFilter("last_day", "gte")
    date_to = django_filters.DateFilter("start_date", "lte")
    q = django_filters.CharFilter(method="search")

    class Meta:
        model = Event
        fields = ()

    def search(self, queryset, name, value):
        """Select what holds all words, by the index that Attest has; those with all in the title come first."""
        words = value.split()
        in_title = Case(
            When(newest_first__in=_found(words, title=True), then=Value(0)), default=Value(1)
        )
        return (
            queryset.filter(newest_first__in=_found(words))
            .annotate(outside_title=in_title)
            .order_by("outside_title", *LATEST)
        )


def _found(words, title=False):
    """Return a subquery of the events with all `words`, by the number that they have in the index."""
    if connection.vendor == "postgresql":
        match = " & ".join(f"{word}:A" if title else word for word in words)
        where = "words @@ to_tsquery('simple', %s)"
        return RawSQL(f"SELECT row_id FROM events_search_events WHERE {where}", [match])
    match = " AND ".join(f'{TITLE} : "{word}"' if title else f'"{word}"' for word in words)
    where = "events_search_events MATCH %s"
    return RawSQL(f"SELECT rowid FROM events_search_events WHERE {where}", [match])
