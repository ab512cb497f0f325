"""The words for any event: its status, and the roles of its participants."""

from django.db import models


class EventStatus(models.TextChoices):
    """Whether an event happened, goes on, or is only proposed, threatened, disputed or denied."""

    OCCURRED = "occurred", "The event is reported as having happened and being over."
    ONGOING = "ongoing", "The event is reported as begun and not yet over."
    PROPOSED = "proposed", "Somebody puts the event forward or plans it, and it has not happened."
    THREATENED = "threatened", "Somebody threatens that the event will happen, and it has not."
    DISPUTED = "disputed", "Reports or parties contradict each other on whether or how it happened."
    NEGATED = "negated", "The event is reported as not having happened."


class EventLinkRelation(models.TextChoices):
    """How an event relates to another event, as an article says."""

    IN_RESPONSE_TO = "in_response_to", "The event answers the other event."
    BECAUSE_OF = "because_of", "The other event is a cause of the event."
    CONTINUES = "continues", "The event goes on with what the other event began."


class ParticipantRole(models.TextChoices):
    """The part that an actor has in an event."""

    ACTOR = "actor", "Does what the event's type says; every side of a two-sided event is one."
    RECIPIENT = "recipient", "Is the one to whom, for whom or against whom it is done."
    MEDIATOR = "mediator", "Brings the parties together or carries proposals between them."
    SUPPORTER = "supporter", "Supports an actor with words, money, arms or troops in this event."
    BENEFICIARY = "beneficiary", "Gains from the event without being its recipient."
    REPRESENTED = "represented", "Is the one in whose name an actor acts, without acting itself."
