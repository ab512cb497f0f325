"""The filters of reports, claims and participants: of the row itself, and of its event."""

from django.db.models import Q

from events import vocabulary
from events.api.query.filters.filterset import CollectionFilter
from events.api.query.filters.kinds import (
    CountryFilter,
    DayFilter,
    FlagFilter,
    KeyFilter,
    WordFilter,
)
from events.models import Actor, Article, Claim, Dataset, Event, Participant, Report, Source


class OfEventFilter(CollectionFilter):
    """The filters that look at the event of a row."""

    event = KeyFilter("event", model=Event, help_text="Rows of any of these events.")
    dataset = KeyFilter(
        "event__dataset",
        model=Dataset,
        help_text="Rows of events that any of these datasets coded.",
    )
    type = WordFilter(
        "event__type",
        enum=vocabulary.EventType,
        help_text="Rows of events of any of these PLOVER types.",
    )
    status = WordFilter(
        "event__status",
        enum=vocabulary.EventStatus,
        help_text="Rows of events of any of these statuses.",
    )
    country = CountryFilter(
        "event__country",
        help_text="Rows of events in any of these countries, ISO 3166-1 alpha-2.",
    )
    date_from = DayFilter(
        "event__last_day",
        "gte",
        help_text="Rows of events whose interval reaches this day or a later one.",
    )
    date_to = DayFilter(
        "event__start_date",
        "lte",
        help_text="Rows of events whose interval reaches this day or an earlier one.",
    )
    disputed = FlagFilter(
        "event__disputed", help_text="Whether a claim on the event contradicts another value."
    )

    ranges = (("date_from", "date_to"),)

    @classmethod
    def undated(cls, parts):
        """Return the condition on rows that only lack a date to match, or None where no filter compares with one."""
        asked = [name for name in ("date_from", "date_to") if name in parts]
        if not asked:
            return None
        rest = {name: part for name, part in parts.items() if name not in asked}
        return cls.condition(rest) & Q(event__start_date__isnull=True, event__last_day__isnull=True)


class OfArticleFilter(OfEventFilter):
    """The filters that look at the article of a row, too."""

    article = KeyFilter("article", model=Article, help_text="Rows in any of these articles.")
    source = KeyFilter(
        "article__source",
        model=Source,
        help_text="Rows in articles that any of these sources published.",
    )


class ReportFilter(OfArticleFilter):
    role = WordFilter(
        "role", enum=vocabulary.ReportRole, help_text="Reports in any of these roles."
    )

    class Meta:
        model = Report
        fields = ()


class ClaimFilter(OfArticleFilter):
    attribute = WordFilter(
        "attribute",
        enum=vocabulary.ClaimAttribute,
        help_text="Claims on any of these attributes.",
    )
    claimed_by = KeyFilter(
        "claimed_by", model=Actor, help_text="Claims that any of these actors makes."
    )
    stands = WordFilter(
        "stands",
        enum=vocabulary.ClaimStand,
        help_text="Claims that relate in any of these ways to the other values.",
    )
    chosen = FlagFilter("chosen", help_text="Whether the event's own value follows the claim.")

    class Meta:
        model = Claim
        fields = ()


class ParticipantFilter(OfEventFilter):
    actor = KeyFilter("actor", model=Actor, help_text="Parts that any of these actors took.")
    role = WordFilter(
        "role", enum=vocabulary.ParticipantRole, help_text="Participants in any of these roles."
    )
    basis = WordFilter(
        "basis",
        enum=vocabulary.Basis,
        help_text="Participants whose part comes from any of these.",
    )

    class Meta:
        model = Participant
        fields = ()
