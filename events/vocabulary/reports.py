"""How an article relates to an event, and what a claim can be about."""

from django.db import models


class ReportRole(models.TextChoices):
    """How an article reports an event."""

    PRIMARY = "primary", "The article from which the event was first coded."
    CORROBORATING = (
        "corroborating",
        "The article reports the event in agreement with the primary one.",
    )
    CONTRADICTING = (
        "contradicting",
        (
            "The article denies the event or reports it in a way that cannot be true together with "
            "another report."
        ),
    )
    BACKGROUND = "background", "The article mentions the event as the setting of its own subject."


class ClaimAttribute(models.TextChoices):
    """The attribute of an event on which articles and parties may differ."""

    START_DATE = "start_date", "The claim says when the event began."
    END_DATE = "end_date", "The claim says when the event ended."
    FATALITIES = "fatalities", "The claim says how many people died in the event."
    TYPE = "type", "The claim says what kind of event it was."
    PLACE = "place", "The claim says where the event happened."
    ACTOR = "actor", "The claim says who did it."
    RECIPIENT = "recipient", "The claim says to whom or against whom it was done."
    MEDIATOR = "mediator", "The claim says who brought the parties together."
    SUPPORTER = "supporter", "The claim says who supported an actor."
    BENEFICIARY = "beneficiary", "The claim says who gained from it without being its recipient."
    REPRESENTED = "represented", "The claim says in whose name an actor acted."
    STATUS = "status", "The claim says whether the event happened, is going on or is only planned."
    DURATION = "duration", "The claim says how long the event lasted."
    AMOUNT = "amount", "The claim says how much of something there was, in its unit."


class ClaimStand(models.TextChoices):
    """How a claim relates to the event's own value and to the other claims on the attribute."""

    AGREES = "agrees", "The claim says the same."
    DIFFERS_IN_WORDING = (
        "differs_in_wording",
        "The claim uses other words, and both can be true together.",
    )
    CONTRADICTS = "contradicts", "The claim cannot be true together with the other one."


class Quantifier(models.TextChoices):
    """How exactly a claim states its number or value."""

    EXACT = "exact", "The value is exactly what is claimed."
    ABOUT = "about", "The value is roughly what is claimed."
    MORE_THAN = "more_than", "The value is greater than what is claimed."
    LESS_THAN = "less_than", "The value is smaller than what is claimed."
