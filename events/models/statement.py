"""Statements: their speaker, addressee and words, as one article reports them."""

from types import MappingProxyType

from django.db import models

from events.models.actor import Actor
from events.models.article import Article
from events.models.constraints import (
    LANGUAGE,
    SLUG,
    evidence_whole,
    in_order,
    matches,
    one_of,
    reasoned,
    says_something,
    span_whole,
)
from events.models.dataset import Dataset
from events.models.fields import KeyField, NewestFirst, WordField
from events.models.record import Evidenced, Record
from events.models.words import Topic
from events.vocabulary import (
    REDACTED,
    Basis,
    Collection,
    DatePrecision,
    Modality,
    Polarity,
    StatementAct,
    StatementForm,
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
        Actor, models.PROTECT, related_name="statements", help_text="The actor that said it."
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
        help_text="Actors to whom it is said.",
    )
    inferred_addressees = models.ManyToManyField(
        Actor,
        blank=True,
        related_name="statements_received_by_inference",
        help_text="Those of the addressees that the text does not name and the coder infers.",
    )
    addressees_reason = models.TextField(
        null=True,
        blank=True,
        help_text="Why the coder infers these addressees; null where none is inferred.",
    )
    audience = models.ManyToManyField(
        Actor,
        blank=True,
        related_name="statements_heard",
        help_text="Actors before whom it is said and to whom it is not addressed, such as the press.",
    )
    targets = models.ManyToManyField(
        Actor,
        blank=True,
        related_name="statements_about",
        help_text="Actors about whom it is said.",
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
        help_text="The act that the speaker performs by saying it: a PLOVER type, or COMMENT.",
    )
    modality = WordField(
        null=True,
        blank=True,
        choices=Modality.choices,
        help_text="How sure the speaker presents what is said; null where that is not coded.",
    )
    polarity = WordField(
        null=True,
        blank=True,
        choices=Polarity.choices,
        help_text="Whether the speaker affirms or negates what is said; null where that is not coded.",
    )
    reporting_verb = models.TextField(
        null=True,
        blank=True,
        help_text="The words of saying as printed, verb or noun; null where there are none.",
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="statements", help_text="Topics of the statement."
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
    stated_basis = WordField(
        null=True,
        blank=True,
        choices=Basis.choices,
        help_text="On what the day and its bounds rest; null where that is not coded.",
    )
    stated_reason = models.TextField(
        null=True,
        blank=True,
        help_text="Why the coder infers the day or its bounds; null where they are not inferred.",
    )
    language = WordField(
        null=True,
        blank=True,
        help_text="Language of `text`, a BCP 47 tag.",
    )
    original_language = WordField(
        null=True,
        blank=True,
        help_text="Language in which it was said, a BCP 47 tag; null where that is not stated.",
    )
    translated = models.BooleanField(
        null=True,
        blank=True,
        help_text="Whether the words are a translation; null where that is not known.",
    )
    translated_by = models.TextField(
        null=True,
        blank=True,
        help_text="Name of the translator as printed; null where that is not stated.",
    )
    source_start = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Offset of the first character of the words that name the speaker, from 0.",
    )
    source_end = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Offset after the last character of the words that name the speaker.",
    )
    source_sha256 = models.CharField(
        max_length=64,
        null=True,
        blank=True,
        help_text="SHA-256, in lower-case hexadecimal, of the UTF-8 bytes of those words.",
    )
    cue_start = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Offset of the first character of the words of saying, verb or noun, from 0.",
    )
    cue_end = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Offset after the last character of the words of saying.",
    )
    cue_sha256 = models.CharField(
        max_length=64,
        null=True,
        blank=True,
        help_text="SHA-256, in lower-case hexadecimal, of the UTF-8 bytes of the words of saying.",
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
        help_text="Place of the statement in the order with the newest first. Computed when it is published.",
    )

    worked_out = MappingProxyType({"newest_first": NewestFirst("stated_on", "id")})

    class Meta:
        ordering = ("newest_first",)
        constraints = (
            matches("code", SLUG),
            one_of("form", StatementForm.values),
            one_of("act", StatementAct.values),
            one_of("stated_precision", DatePrecision.values),
            one_of("modality", Modality.values),
            one_of("polarity", Polarity.values),
            one_of("stated_basis", Basis.values),
            reasoned("stated_basis", "stated_reason"),
            matches("language", LANGUAGE),
            matches("original_language", LANGUAGE),
            in_order("stated_not_before", "stated_not_after"),
            *evidence_whole(),
            span_whole("source"),
            span_whole("cue"),
            *says_something(
                "speaker_role",
                "addressees_reason",
                "text",
                "reporting_verb",
                "stated_reason",
                "translated_by",
                "note",
            ),
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
            models.Index(fields=("original_language", "newest_first"), name="statement_original"),
            models.Index(fields=("modality", "newest_first"), name="statement_modality"),
            models.Index(fields=("polarity", "newest_first"), name="statement_polarity"),
            models.Index(fields=("translated", "newest_first"), name="statement_translated"),
            models.Index(fields=("stated_basis", "newest_first"), name="statement_stated_basis"),
        )

    @property
    def exact(self):
        is_whole = self.form == StatementForm.VERBATIM and self.text != REDACTED
        return self.text if is_whole else None
