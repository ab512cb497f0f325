"""The links of a statement: to events, and to other statements."""

from django.db import models

from events.models.constraints import evidence_whole, one_of
from events.models.fields import WordField
from events.models.record import Evidenced, Part
from events.models.statement import Statement
from events.vocabulary import StatementLinkRelation, StatementRelation


class StatementEvent(Part):
    """The relation of a statement to an event."""

    part_key = ("statement__code", "event__code", "relation")

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="links", help_text="The statement."
    )
    event = models.ForeignKey(
        "events.Event", models.PROTECT, related_name="links", help_text="The event it speaks of."
    )
    relation = WordField(
        choices=StatementRelation.choices,
        help_text="Relation of the statement to the event.",
    )

    class Meta:
        ordering = ("statement_id", "event_id", "relation", "pk")
        constraints = (
            one_of("relation", StatementRelation.values),
            models.UniqueConstraint(
                fields=("statement", "event", "relation"), name="statementevent_once"
            ),
        )
        indexes = (
            models.Index(fields=("event", "relation"), name="statementevent_event"),
            models.Index(fields=("relation", "statement"), name="statementevent_relation"),
        )


class StatementLink(Evidenced, Part):
    """The relation of a statement to a different statement."""

    part_key = ("statement__code", "target__code", "relation")

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="related", help_text="The statement."
    )
    relation = WordField(
        choices=StatementLinkRelation.choices,
        help_text="Relation of the statement to the other one.",
    )
    target = models.ForeignKey(
        Statement,
        models.PROTECT,
        related_name="relating",
        help_text="The other statement.",
    )

    class Meta:
        ordering = ("statement_id", "target_id", "relation", "pk")
        constraints = (
            one_of("relation", StatementLinkRelation.values),
            *evidence_whole(),
            models.UniqueConstraint(
                fields=("statement", "target", "relation"), name="statementlink_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(statement=models.F("target")), name="statementlink_to_another"
            ),
        )
        indexes = (
            models.Index(fields=("target", "relation"), name="statementlink_target"),
            models.Index(fields=("relation", "statement"), name="statementlink_relation"),
        )

    @property
    def article(self):
        """The article that holds the evidence: the one that reports the linking statement."""
        return self.statement.article
