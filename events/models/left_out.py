"""Stretches of an article's text that are the evidence of no record, and why."""

from django.db import models

from events.models.article import Article
from events.models.constraints import SHA256, matches, one_of, says_something
from events.models.fields import WordField
from events.models.record import Part
from events.vocabulary import LeftOutReason


class LeftOut(Part):
    """A stretch of an article's text that is not coded."""

    part_key = ("article__slug", "number")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="left_out", help_text="The article."
    )
    number = models.PositiveSmallIntegerField(
        help_text="Place in the article's list of what is left out, from 1."
    )
    start = models.PositiveIntegerField(
        help_text="Offset of the first character of the stretch in the article's text, from 0."
    )
    end = models.PositiveIntegerField(
        help_text="Offset after the last character of the stretch in the article's text."
    )
    sha256 = models.CharField(
        max_length=64,
        help_text="SHA-256, in lower-case hexadecimal, of the stretch's UTF-8 bytes.",
    )
    reason = WordField(choices=LeftOutReason.choices, help_text="Why it is not coded.")
    note = models.TextField(
        null=True, blank=True, help_text="Subject of the stretch, in the coder's own words."
    )

    class Meta:
        ordering = ("article_id", "number")
        verbose_name = "left-out stretch"
        verbose_name_plural = "left-out stretches"
        constraints = (
            one_of("reason", LeftOutReason.values),
            matches("sha256", SHA256),
            models.CheckConstraint(
                condition=models.Q(start__gte=0, end__gt=models.F("start")),
                name="leftout_end_after_start",
            ),
            models.UniqueConstraint(fields=("article", "number"), name="leftout_once"),
            *says_something("note"),
        )
        indexes = (models.Index(fields=("reason", "article"), name="leftout_reason"),)
