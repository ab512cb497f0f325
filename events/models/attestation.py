"""What articles say of an event: reports that it happened, claims about one attribute of it."""

from django.db import models

from events.models.actor import Actor
from events.models.article import Article
from events.models.constraints import evidence_whole, one_of, says_something
from events.models.event import Event
from events.models.fields import WordField
from events.models.record import Evidenced, Part
from events.vocabulary import ClaimAttribute, ReportRole


class Report(Evidenced, Part):
    """One passage of an article that reports an event."""

    part_key = ("event__code", "number")

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="reports", help_text="The event reported."
    )
    number = models.PositiveSmallIntegerField(
        help_text="Place in the event's list of reports, from 1."
    )
    article = models.ForeignKey(
        Article, models.PROTECT, related_name="reports", help_text="The article that reports it."
    )
    role = WordField(
        choices=ReportRole.choices,
        default=ReportRole.PRIMARY,
        help_text="What the report is to the record.",
    )
    note = models.TextField(null=True, blank=True, help_text="The coder's remarks.")

    class Meta:
        ordering = ("event_id", "number")
        constraints = (
            one_of("role", ReportRole.values),
            *evidence_whole(),
            models.UniqueConstraint(fields=("event", "number"), name="report_once"),
            *says_something("note"),
        )
        indexes = (models.Index(fields=("article", "event"), name="report_article"),)


class Claim(Evidenced, Part):
    """What one article, or one party in it, says of one attribute of an event."""

    part_key = ("event__code", "number")

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="claims", help_text="The event it is about."
    )
    number = models.PositiveSmallIntegerField(
        help_text="Place in the event's list of claims, from 1."
    )
    attribute = WordField(
        choices=ClaimAttribute.choices, help_text="What is claimed about the event."
    )
    value = models.TextField(
        null=True, blank=True, help_text="What is claimed, as a word, a date or a public key."
    )
    low = models.IntegerField(null=True, blank=True, help_text="Lowest number claimed.")
    best = models.IntegerField(null=True, blank=True, help_text="The number claimed.")
    high = models.IntegerField(null=True, blank=True, help_text="Highest number claimed.")
    claimed_by = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="Who claims it; null where the article says it in its own voice.",
    )
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        related_name="claims",
        help_text="The article that gives the claim.",
    )
    note = models.TextField(null=True, blank=True, help_text="The coder's remarks.")

    class Meta:
        ordering = ("event_id", "number")
        constraints = (
            one_of("attribute", ClaimAttribute.values),
            *evidence_whole(),
            models.UniqueConstraint(fields=("event", "number"), name="claim_once"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False)
                | models.Q(low__isnull=False)
                | models.Q(best__isnull=False)
                | models.Q(high__isnull=False),
                name="claim_says_something",
            ),
            *says_something("value", "note"),
        )
        indexes = (models.Index(fields=("article", "event"), name="claim_article"),)
