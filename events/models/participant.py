"""Participants: the actors of an event, each with its role."""

from django.db import models

from events.models.actor import Actor
from events.models.constraints import one_of, reasoned, says_something
from events.models.event import Event
from events.models.fields import WordField
from events.models.record import Part
from events.vocabulary import Basis, ParticipantRole


class Participant(Part):
    """An actor's part in an event."""

    part_key = ("event__code", "actor__slug", "role")

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="participations", help_text="The event."
    )
    actor = models.ForeignKey(
        Actor, models.PROTECT, related_name="participations", help_text="The actor that takes part."
    )
    role = WordField(choices=ParticipantRole.choices, help_text="The part it took.")
    basis = WordField(
        null=True,
        blank=True,
        choices=Basis.choices,
        help_text="Where the part comes from; null where that is not coded.",
    )
    reason = models.TextField(
        null=True, blank=True, help_text="Why the coder inferred it; required when it is inferred."
    )

    class Meta:
        ordering = ("event_id", "pk")
        constraints = (
            one_of("role", ParticipantRole.values),
            one_of("basis", Basis.values),
            reasoned("basis", "reason"),
            *says_something("reason"),
            models.UniqueConstraint(fields=("event", "actor", "role"), name="participant_once"),
        )
        indexes = (
            models.Index(fields=("actor", "role", "event"), name="participant_actor"),
            models.Index(fields=("role", "event"), name="participant_role"),
        )
