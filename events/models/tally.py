"""How many events there are on which days: what totals and sums are made of, since there are fewer days than events."""

from django.db import models

from events.models.constraints import one_of
from events.models.fields import DayField, WordField
from events.vocabulary import COUNTRIES

_SUMMED = (
    "start_date",
    "last_day",
    "events",
    "fatalities_low",
    "fatalities_best",
    "fatalities_high",
)


class Tally(models.Model):
    """The published events of one country that begin on one day and reach to another.

    Its columns have the names and the values of those of events, so that one condition selects either.
    """

    country = WordField(null=True, help_text="Country in which they happened.")
    start_date = DayField(null=True, help_text="First day of their intervals.")
    last_day = DayField(null=True, help_text="Last day of their intervals.")
    long = models.BooleanField(help_text="Whether the intervals are longer than a month.")
    month = models.IntegerField(null=True, help_text="The month in which they begin.")
    newest_first = models.BigIntegerField(help_text="The first place of an event of the first day.")
    events = models.PositiveIntegerField(help_text="How many events these are.")
    fatalities_low = models.BigIntegerField(null=True, help_text="Sum of the lowest estimates.")
    fatalities_best = models.BigIntegerField(null=True, help_text="Sum of the best estimates.")
    fatalities_high = models.BigIntegerField(null=True, help_text="Sum of the highest estimates.")

    class Meta:
        ordering = ("id",)
        constraints = (one_of("country", COUNTRIES),)
        # All that is counted is in an index alone.
        indexes = (
            models.Index(fields=("newest_first", "last_day", "events"), name="tally_newest"),
            models.Index(
                fields=("country", "newest_first", "last_day", "events"), name="tally_country"
            ),
            models.Index(
                fields=("country", "newest_first", "last_day", "long", "events"),
                condition=models.Q(long=True),
                name="tally_long",
            ),
            models.Index(fields=("country", "month", *_SUMMED), name="tally_months"),
            models.Index(fields=("month", "country", *_SUMMED), name="tally_all_months"),
        )

    def __str__(self):
        return f"{self.events} events of {self.country}, {self.start_date} to {self.last_day}"
