"""Events: they happened, are proposed, threatened, or said not to have happened."""

import datetime
from types import MappingProxyType

from django.db import models

from events.models.actor import Actor
from events.models.constraints import SLUG, in_order, matches, one_of, reasoned, says_something
from events.models.dataset import Dataset
from events.models.fields import LONG, KeyField, LastsLong, Month, NewestFirst, WordField
from events.models.place import Place
from events.models.record import Record
from events.models.source import COUNTRY_CHOICES
from events.models.words import Context, Mode, Quality
from events.vocabulary import (
    COUNTRIES,
    Basis,
    Collection,
    DatePrecision,
    EventStatus,
    EventType,
    Modality,
    PlacePrecision,
    Polarity,
    QuadClass,
)

# The end of an event as far as its dates tell it, which filters on dates compare with. One that would end before it
# begins, as some datasets have it, lasts its first day.
LAST_DAY = models.Case(
    models.When(start_date=None, then="end_date"),
    models.When(end_date=None, status=EventStatus.ONGOING, then=models.Value(datetime.date.max)),
    models.When(end_date__gt=models.F("start_date"), then="end_date"),
    default="start_date",
)


def last_day(document):
    """Return LAST_DAY of an event as published, as the documents write days."""
    start, end = document["start_date"], document["end_date"]
    if start is None:
        return end
    if end is None and document["status"] == EventStatus.ONGOING:
        return datetime.date.max.isoformat()
    return max(start, end or start)


def modes_of(document):
    """Return the modes of an event as published; documents of earlier programs have one `mode` or null."""
    modes = document.get("modes")
    if modes is not None:
        return modes
    return [document["mode"]] if document.get("mode") else []


def lasts_long(start, last):
    """Return whether the interval between two days, as documents write them, is longer than a month."""
    if start is None or last is None:
        return False
    days = datetime.date.fromisoformat(last) - datetime.date.fromisoformat(start)
    return days.days > LONG


class Event(Record):
    """Something that happened, or is proposed, threatened, disputed or denied."""

    collection = Collection.EVENTS
    key_name = "code"

    code = KeyField(unique=True, help_text="Public key of the event.")
    dataset = models.ForeignKey(
        Dataset, models.PROTECT, related_name="events", help_text="The dataset that coded it."
    )
    type = WordField(choices=EventType.choices, help_text="PLOVER event type.")
    modes = models.ManyToManyField(
        Mode,
        blank=True,
        related_name="events",
        help_text="PLOVER modes of the type that fit the event.",
    )
    contexts = models.ManyToManyField(
        Context, blank=True, related_name="events", help_text="PLOVER contexts of the event."
    )
    quad_class = models.PositiveSmallIntegerField(
        choices=QuadClass.choices,
        help_text="Quad class: verbal or material, cooperation or conflict.",
    )
    status = WordField(
        choices=EventStatus.choices,
        default=EventStatus.OCCURRED,
        help_text="Whether it happened, goes on, or is only proposed, threatened, disputed or denied.",
    )
    modality = WordField(
        null=True,
        blank=True,
        choices=Modality.choices,
        help_text="How the reports put the event; null where that is not coded.",
    )
    polarity = WordField(
        null=True,
        blank=True,
        choices=Polarity.choices,
        help_text="Whether the reports affirm or deny the event; null where that is not coded.",
    )
    title = models.TextField(help_text="Short title, in the coder's own words.")
    summary = models.TextField(
        null=True, blank=True, help_text="Summary of the event, in the coder's own words."
    )
    start_date = models.DateField(
        null=True,
        blank=True,
        help_text="First day on which it can have begun; null where that is not known.",
    )
    end_date = models.DateField(
        null=True,
        blank=True,
        help_text="Last day on which it can have ended; null for one day, and for what goes on.",
    )
    date_precision = WordField(
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
        help_text="How exactly the dates are known.",
    )
    date_not_before = models.DateField(
        null=True, blank=True, help_text="Earliest day that can be inferred for an unknown start."
    )
    date_not_after = models.DateField(
        null=True, blank=True, help_text="Latest day that can be inferred for an unknown start."
    )
    date_basis = WordField(
        null=True,
        blank=True,
        choices=Basis.choices,
        help_text="Where the dates come from; null where that is not coded.",
    )
    date_reason = models.TextField(
        null=True,
        blank=True,
        help_text="Why the coder inferred the dates; required when they are inferred.",
    )
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        help_text="Place where it happened.",
    )
    place_precision = WordField(
        choices=PlacePrecision.choices,
        default=PlacePrecision.UNKNOWN,
        help_text="How exactly the place is known.",
    )
    place_basis = WordField(
        null=True,
        blank=True,
        choices=Basis.choices,
        help_text="Where the place comes from; null where that is not coded.",
    )
    place_reason = models.TextField(
        null=True,
        blank=True,
        help_text="Why the coder inferred the place; required when it is inferred.",
    )
    country = WordField(
        null=True,
        blank=True,
        choices=COUNTRY_CHOICES,
        help_text="Country in which it happened, ISO 3166-1 alpha-2.",
    )
    participants = models.ManyToManyField(
        Actor,
        through="events.Participant",
        related_name="events",
        help_text="The actors that take part, with their roles.",
    )
    fatalities_low = models.PositiveIntegerField(
        null=True, blank=True, help_text="Lowest estimate of the number of people killed."
    )
    fatalities_best = models.PositiveIntegerField(
        null=True, blank=True, help_text="Best estimate of the number of people killed."
    )
    fatalities_high = models.PositiveIntegerField(
        null=True, blank=True, help_text="Highest estimate of the number of people killed."
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The larger event that it is a part of.",
    )
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        help_text="A record, as a rule of another dataset, of the same event.",
    )
    quality = models.ManyToManyField(
        Quality,
        blank=True,
        related_name="events",
        help_text="Known weaknesses of the record as its dataset gave it.",
    )
    original = models.JSONField(
        null=True, blank=True, help_text="The importing dataset's own columns, untouched."
    )
    note = models.TextField(
        null=True,
        blank=True,
        help_text="The coder's remarks, and the reason of each inferred value.",
    )
    disputed = models.BooleanField(
        default=False,
        editable=False,
        help_text="Whether one of its claims contradicts another value. Computed when it is published.",
    )
    # The following fields are worked out when the event is published. (Columns that SQLite generates would do the same, but
    # it reads no generated column out of an index alone, and that is what they are for.)
    last_day = models.DateField(
        null=True,
        editable=False,
        help_text="Last day of the event's interval; the end of time for what goes on.",
    )
    long = models.BooleanField(
        default=False,
        editable=False,
        help_text="Whether the event's interval is longer than a month.",
    )
    month = models.IntegerField(
        null=True,
        editable=False,
        help_text="The month in which the event begins: its year times twelve, and the months that have passed.",
    )
    newest_first = models.BigIntegerField(
        null=True,
        unique=True,
        editable=False,
        help_text="Place of the event in the order with the newest first.",
    )

    worked_out = MappingProxyType(
        {
            "last_day": LAST_DAY,
            "long": LastsLong("start_date", LAST_DAY),
            "month": Month("start_date"),
            "newest_first": NewestFirst("start_date", "id"),
        }
    )

    class Meta:
        ordering = ("newest_first",)
        constraints = (
            matches("code", SLUG),
            one_of("type", EventType.values),
            one_of("quad_class", QuadClass.values),
            one_of("status", EventStatus.values),
            one_of("date_precision", DatePrecision.values),
            one_of("place_precision", PlacePrecision.values),
            one_of("country", COUNTRIES),
            one_of("modality", Modality.values),
            one_of("polarity", Polarity.values),
            one_of("date_basis", Basis.values),
            one_of("place_basis", Basis.values),
            reasoned("date_basis", "date_reason"),
            reasoned("place_basis", "place_reason"),
            in_order("date_not_before", "date_not_after"),
            *says_something("title", "summary", "date_reason", "place_reason", "note"),
        )
        # Each ends in the order of pages, so that a page is one walk along one index; where dates are often asked
        # for too, what that takes is in the index itself.
        indexes = (
            models.Index(fields=("newest_first", "last_day", "current"), name="event_newest"),
            models.Index(
                fields=("country", "newest_first", "last_day", "current"), name="event_country"
            ),
            models.Index(fields=("type", "newest_first", "last_day", "current"), name="event_type"),
            models.Index(
                fields=("country", "newest_first", "last_day"),
                condition=models.Q(long=True),
                name="event_long",
            ),
            models.Index(fields=("dataset", "newest_first"), name="event_dataset"),
            models.Index(fields=("quad_class", "newest_first"), name="event_quad_class"),
            models.Index(fields=("status", "newest_first"), name="event_status"),
            models.Index(fields=("place", "newest_first"), name="event_place"),
            models.Index(fields=("place_precision", "newest_first"), name="event_place_precision"),
            models.Index(fields=("date_precision", "newest_first"), name="event_date_precision"),
            models.Index(fields=("fatalities_best", "newest_first"), name="event_fatalities"),
            models.Index(fields=("part_of", "newest_first"), name="event_part_of"),
            models.Index(fields=("disputed", "newest_first"), name="event_disputed"),
        )
