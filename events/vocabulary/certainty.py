"""How sure a text is of what it says, and on what a coded value rests."""

from django.db import models


class Basis(models.TextChoices):
    """The basis of a coded value."""

    STATED = "stated", "The text of the article states it."
    INFERRED = "inferred", "The coder infers it from the text; the reason names the grounds."
    REFERENCE = "reference", "The coder takes it from a work of reference, not from the article."


class Modality(models.TextChoices):
    """How sure the text is of what it reports or quotes."""

    ASSERTED = "asserted", "The text presents it as a fact."
    POSSIBLE = "possible", "The text hedges it: it may, might or could be so."
    HYPOTHETICAL = "hypothetical", "The text presents it under a condition only."


class Polarity(models.TextChoices):
    """Whether the text affirms or denies what it reports or quotes."""

    AFFIRMED = "affirmed", "The text says that it is so."
    NEGATED = "negated", "The text says that it is not so."
