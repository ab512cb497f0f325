"""The words of articles about an event: reports that it happened, claims about one attribute of it."""

from django.db import models

from events.models.actor import Actor
from events.models.article import Article
from events.models.constraints import evidence_whole, one_of, says_something
from events.models.event import Event
from events.models.fields import WordField
from events.models.record import Evidenced, Part
from events.vocabulary import ClaimAttribute, ClaimStand, EventLinkRelation, Quantifier, ReportRole


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
        help_text="Role of the report for the record.",
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
    """A claim of one article, or of one party in it, about one attribute of an event."""

    part_key = ("event__code", "number")

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="claims", help_text="The event it is about."
    )
    number = models.PositiveSmallIntegerField(
        help_text="Place in the event's list of claims, from 1."
    )
    attribute = WordField(
        choices=ClaimAttribute.choices, help_text="Attribute of the event that the claim is about."
    )
    value = models.TextField(
        null=True, blank=True, help_text="The claimed value: a word, a date or a public key."
    )
    low = models.IntegerField(null=True, blank=True, help_text="Lowest number claimed.")
    best = models.IntegerField(null=True, blank=True, help_text="The number claimed.")
    high = models.IntegerField(null=True, blank=True, help_text="Highest number claimed.")
    unit = models.TextField(
        null=True, blank=True, help_text="Unit of the numbers, such as US dollars."
    )
    quantifier = WordField(
        null=True,
        blank=True,
        choices=Quantifier.choices,
        help_text="How the number or value is meant; null where that is not coded.",
    )
    stands = WordField(
        null=True,
        blank=True,
        choices=ClaimStand.choices,
        help_text=(
            "How the claim relates to the event's own value and to the other claims on the attribute; "
            "null where that is not judged."
        ),
    )
    chosen = models.BooleanField(
        default=False, help_text="Whether the event's own value follows this claim."
    )
    reason = models.TextField(
        null=True,
        blank=True,
        help_text="Why the coder follows this claim; required when it is chosen.",
    )
    claimed_by = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="The actor that makes the claim; null where the article says it in its own voice.",
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
            one_of("quantifier", Quantifier.values),
            one_of("stands", ClaimStand.values),
            models.CheckConstraint(
                condition=models.Q(chosen=False) | models.Q(reason__isnull=False),
                name="claim_chosen_reasoned",
            ),
            *says_something("value", "unit", "reason", "note"),
        )
        indexes = (
            models.Index(fields=("article", "event"), name="claim_article"),
            models.Index(fields=("stands", "event"), name="claim_stands"),
            models.Index(fields=("attribute", "event"), name="claim_attribute"),
        )


class EventLink(Evidenced, Part):
    """How an event relates to a different event, as a passage of an article says."""

    part_key = ("event__code", "relation", "target__code")

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="related_events", help_text="The event that is linked."
    )
    relation = WordField(
        choices=EventLinkRelation.choices, help_text="How the event relates to the other one."
    )
    target = models.ForeignKey(
        Event, models.PROTECT, related_name="linked_from", help_text="The other event."
    )
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        related_name="event_links",
        help_text="The article that says so.",
    )

    class Meta:
        ordering = ("event_id", "pk")
        constraints = (
            one_of("relation", EventLinkRelation.values),
            *evidence_whole(),
            models.UniqueConstraint(fields=("event", "relation", "target"), name="event_link_once"),
            models.CheckConstraint(
                condition=~models.Q(event=models.F("target")), name="event_link_of_two"
            ),
        )
        indexes = (
            models.Index(fields=("target", "relation", "event"), name="event_link_target"),
            models.Index(fields=("relation", "event"), name="event_link_relation"),
        )
