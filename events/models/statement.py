"""Who said what, to whom, as one article reports it."""

from types import MappingProxyType

from django.db import models

from events.models.actor import Actor
from events.models.article import Article
from events.models.constraints import (
    SLUG,
    evidence_whole,
    in_order,
    matches,
    one_of,
    says_something,
)
from events.models.dataset import Dataset
from events.models.fields import KeyField, NewestFirst, WordField
from events.models.record import Evidenced, Part, Record
from events.models.source import LANGUAGE_CHOICES
from events.models.words import Topic
from events.vocabulary import (
    LANGUAGES,
    REDACTED,
    Collection,
    DatePrecision,
    StatementAct,
    StatementForm,
    StatementRelation,
)


class Statement(Evidenced, Record):
    """One speaker's utterance, as one article reports it."""

    collection = Collection.STATEMENTS
    key_name = "code"

    code = KeyField(unique=True, help_text="Public key of the statement.")
    dataset = models.ForeignKey(
        Dataset, models.PROTECT, related_name="statements", help_text="The dataset that coded it."
    )
    article = models.ForeignKey(
        Article, models.PROTECT, related_name="statements", help_text="The article that reports it."
    )
    speaker = models.ForeignKey(
        Actor, models.PROTECT, related_name="statements", help_text="Who said it."
    )
    speaker_role = models.TextField(
        null=True, blank=True, help_text="The speaker's office or role, as the article gives it."
    )
    on_behalf_of = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_through_others",
        help_text="For whom the speaker speaks.",
    )
    addressees = models.ManyToManyField(
        Actor,
        blank=True,
        related_name="statements_received",
        help_text="To or about whom it is said, where the article makes them its target.",
    )
    form = WordField(
        choices=StatementForm.choices,
        help_text="Whether the article gives the speaker's own words.",
    )
    text = models.TextField(
        help_text="The speaker's words exactly as quoted, or the coder's own paraphrase."
    )
    act = WordField(
        choices=StatementAct.choices,
        help_text="What the speaker does by saying it: a PLOVER type, or COMMENT.",
    )
    reporting_verb = models.TextField(
        null=True, blank=True, help_text="The verb with which the article reports it, as printed."
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="statements", help_text="What it is about."
    )
    stated_on = models.DateField(
        null=True, blank=True, help_text="Day on which it was said; null where it is not stated."
    )
    stated_precision = WordField(
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
        help_text="How exactly the day is known.",
    )
    stated_not_before = models.DateField(
        null=True, blank=True, help_text="Earliest day that can be inferred."
    )
    stated_not_after = models.DateField(
        null=True, blank=True, help_text="Latest day that can be inferred."
    )
    language = WordField(
        null=True,
        blank=True,
        choices=LANGUAGE_CHOICES,
        help_text="Language of `text`, ISO 639-1.",
    )
    events = models.ManyToManyField(
        "events.Event",
        through="events.StatementEvent",
        related_name="statements",
        help_text="The events that it speaks of, and what it says of each.",
    )
    note = models.TextField(
        null=True,
        blank=True,
        help_text="The coder's remarks, and the reason of each inferred value.",
    )

    newest_first = models.BigIntegerField(
        null=True,
        unique=True,
        editable=False,
        help_text="Place of the statement when the newest stands first. Worked out when it is published.",
    )

    worked_out = MappingProxyType({"newest_first": NewestFirst("stated_on", "id")})

    class Meta:
        ordering = ("newest_first",)
        constraints = (
            matches("code", SLUG),
            one_of("form", StatementForm.values),
            one_of("act", StatementAct.values),
            one_of("stated_precision", DatePrecision.values),
            one_of("language", LANGUAGES),
            in_order("stated_not_before", "stated_not_after"),
            evidence_whole(),
            *says_something("speaker_role", "text", "reporting_verb", "note"),
        )
        indexes = (
            models.Index(fields=("dataset", "newest_first"), name="statement_dataset"),
            models.Index(fields=("article", "newest_first"), name="statement_article"),
            models.Index(fields=("speaker", "newest_first"), name="statement_speaker"),
            models.Index(fields=("on_behalf_of", "newest_first"), name="statement_on_behalf_of"),
            models.Index(fields=("form", "newest_first"), name="statement_form"),
            models.Index(fields=("act", "newest_first"), name="statement_act"),
            models.Index(fields=("stated_on",), name="statement_stated_on"),
            models.Index(fields=("language", "newest_first"), name="statement_language"),
        )

    @property
    def exact(self):
        is_whole = self.form == StatementForm.VERBATIM and self.text != REDACTED
        return self.text if is_whole else None


class StatementEvent(Part):
    """What a statement says of an event."""

    part_key = ("statement__code", "event__code", "relation")

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="links", help_text="The statement."
    )
    event = models.ForeignKey(
        "events.Event", models.PROTECT, related_name="links", help_text="The event it speaks of."
    )
    relation = WordField(
        choices=StatementRelation.choices,
        help_text="What the statement does with regard to the event.",
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
