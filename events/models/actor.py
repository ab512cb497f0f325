"""Those who act and speak."""

from django.db import models

from events.models.constraints import (
    LONGEST_WIKIDATA,
    SLUG,
    WIKIDATA,
    matches,
    one_of,
    says_something,
)
from events.models.fields import KeyField, WordField
from events.models.record import Record
from events.models.source import COUNTRY_CHOICES
from events.vocabulary import COUNTRIES, ActorKind, Collection


class Actor(Record):
    """A person, state, organization or group, or a collective that is not named one by one."""

    collection = Collection.ACTORS

    slug = KeyField(unique=True, help_text="Public key of the actor.")
    name = models.TextField(help_text="Name in the Latin script.")
    name_original = models.TextField(
        null=True, blank=True, help_text="Name in its own script, where that is not the Latin one."
    )
    aliases = models.JSONField(default=list, blank=True, help_text="Other names, a list of texts.")
    kind = WordField(choices=ActorKind.choices, help_text="Kind of actor.")
    country = WordField(
        null=True,
        blank=True,
        choices=COUNTRY_CHOICES,
        help_text="Country it belongs to, ISO 3166-1 alpha-2.",
    )
    wikidata = models.CharField(
        max_length=LONGEST_WIKIDATA, null=True, blank=True, help_text="Wikidata item, Q and digits."
    )
    named = models.BooleanField(
        default=True, help_text="False for a collective whose members are not named."
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        help_text="The actor that it is a member or an organ of.",
    )
    public_figure = models.BooleanField(
        null=True,
        blank=True,
        help_text=(
            "Whether a person is a public figure in a public role; null for an actor that is not a person."
        ),
    )
    note = models.TextField(null=True, blank=True, help_text="The coder's remarks.")

    class Meta:
        ordering = ("slug",)
        constraints = (
            matches("slug", SLUG),
            one_of("kind", ActorKind.values),
            one_of("country", COUNTRIES),
            matches("wikidata", WIKIDATA),
            *says_something("name", "name_original", "note"),
        )
        indexes = (
            models.Index(fields=("kind", "slug"), name="actor_kind"),
            models.Index(fields=("country", "slug"), name="actor_country"),
            models.Index(fields=("named", "slug"), name="actor_named"),
            models.Index(fields=("part_of", "slug"), name="actor_part_of"),
            models.Index(fields=("public_figure", "slug"), name="actor_public_figure"),
        )
