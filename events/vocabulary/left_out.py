"""Why a stretch of an article's text is not coded."""

from django.db import models


class LeftOutReason(models.TextChoices):
    """The reason why a passage of a text is the evidence of no record."""

    HEADING = "heading", "A title or a heading."
    BYLINE = "byline", "The author, the place, the date, or other words about the article itself."
    BOILERPLATE = "boilerplate", "Words of the publisher that are no part of the report."
    REPETITION = "repetition", "It repeats what a coded passage of the same article says."
    ANALYSIS = "analysis", "The author's own analysis or judgment."
    FORECAST = "forecast", "The author's own forecast of what will or may happen."
    DOCTRINE = "doctrine", "A general principle or definition, without an event or a speaker."
    BACKGROUND = "background", "Background that the dataset's rules do not ask to code."
    OTHER = "other", "Another reason, which the note gives."
