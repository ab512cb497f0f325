"""The history of publication: releases, and every state of every record."""

from django.db import models

from events.models.constraints import LONGEST_KEY, one_of, says_something
from events.models.fields import KeyField, WordField
from events.vocabulary import Collection, HashRecipe, Operation


class Release(models.Model):
    """One published load."""

    number = models.PositiveIntegerField(primary_key=True, help_text="1, 2, 3 and so on.")
    time = models.DateTimeField(help_text="When it was published, in UTC.")
    label = models.TextField(null=True, blank=True, help_text="The publisher's name for it.")
    note = models.TextField(null=True, blank=True, help_text="Purpose of the load.")
    counts = models.JSONField(
        help_text="How many records were added, changed and withdrawn, by collection."
    )
    sha256 = models.CharField(
        max_length=64,
        help_text="SHA-256 of all records that it holds, computed as `hash_recipe` says.",
    )
    hash_recipe = WordField(
        choices=HashRecipe.choices,
        default=HashRecipe.LINES,
        help_text="How `sha256` is computed from the lines `collection key sha256` of all records, sorted.",
    )

    datasets = models.JSONField(
        default=dict,
        help_text="The version of each dataset that it holds, by its slug; null for one that states none.",
    )
    not_imported = models.JSONField(
        default=dict,
        help_text=(
            "How many rows of a dataset's files the import left out, by the dataset's slug and the reason; empty where "
            "it left out none."
        ),
    )
    pruned = models.BooleanField(
        default=False,
        help_text="Whether states that it held, and that were replaced later, have been deleted to save space.",
    )
    redacted = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When a value was last removed from states that it held, in UTC; null if none was.",
    )
    fingerprint = models.JSONField(
        null=True,
        editable=False,
        help_text="Which rules made each derived state, as hashes; null for a release of an earlier program.",
    )

    class Meta:
        ordering = ("-number",)
        # The hash is empty while the release is being put together.
        constraints = (
            one_of("hash_recipe", HashRecipe.values),
            *says_something("label", "note"),
        )

    def __str__(self):
        return f"release {self.number}"


class VersionQuerySet(models.QuerySet):
    """Versions by the release that they were current in."""

    def standing_at(self, number):
        """Return the states that a release held: one of each record that was there."""
        lasts = models.Q(last_release=None) | models.Q(last_release__gte=number)
        return self.filter(lasts, first_release__lte=number, document__isnull=False)


class Version(models.Model):
    """One state of one record, from one release to another."""

    collection = WordField(choices=Collection.choices, help_text="The collection of the record.")
    key = KeyField(help_text="The public key of the record.")
    document = models.TextField(
        null=True, blank=True, help_text="The record as published, in JSON; null once withdrawn."
    )
    sha256 = models.CharField(
        max_length=64,
        null=True,
        blank=True,
        help_text="SHA-256 of the document's UTF-8 bytes; null once withdrawn.",
    )
    first_release = models.ForeignKey(
        Release,
        models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The release that brought this state.",
    )
    last_release = models.ForeignKey(
        Release,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="The last release with this state; null for the current one.",
    )
    operation = WordField(choices=Operation.choices, help_text="How this state came about.")
    reason = models.TextField(null=True, blank=True, help_text="Why, where it was given.")
    merged_into = models.CharField(
        max_length=LONGEST_KEY,
        null=True,
        blank=True,
        help_text="Public key of the record that replaced a withdrawn one.",
    )

    dataset = KeyField(
        null=True,
        blank=True,
        help_text="Slug of the dataset that coded the record; null for what datasets share.",
    )
    newest_first = models.BigIntegerField(
        null=True,
        blank=True,
        help_text=(
            "The place of the record in its collection in this state. Statements and events are in the order of "
            "their dates, the newest first; others are in the order in which they were stored. Null once withdrawn."
        ),
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        # By the column: through the relation it would be the order of releases, with a join.
        ordering = ("collection", "key", "-first_release_id")
        constraints = (
            one_of("collection", Collection.values),
            one_of("operation", Operation.values),
            models.UniqueConstraint(
                fields=("collection", "key", "first_release"), name="version_once"
            ),
            models.UniqueConstraint(
                fields=("collection", "key"),
                condition=models.Q(last_release__isnull=True),
                name="version_one_current",
            ),
            models.CheckConstraint(
                condition=models.Q(operation=Operation.WITHDRAW, document__isnull=True)
                | (~models.Q(operation=Operation.WITHDRAW) & models.Q(document__isnull=False)),
                name="version_document_unless_withdrawn",
            ),
            *says_something("key", "document", "sha256", "reason", "merged_into", "dataset"),
        )
        indexes = (
            models.Index(fields=("first_release", "collection", "key"), name="version_release"),
            models.Index(
                fields=("dataset", "first_release", "collection", "key"),
                condition=models.Q(dataset__isnull=False),
                name="version_dataset",
            ),
            # States that a past release held and the present one does not.
            models.Index(
                fields=("last_release", "collection", "first_release"),
                condition=models.Q(last_release__isnull=False),
                name="version_replaced",
            ),
        )

    def __str__(self):
        return f"{self.collection}/{self.key} since release {self.first_release_id}"


class Block(models.Model):
    """Records that follow each other in the order of their keys, and the hash of their current states."""

    collection = WordField(choices=Collection.choices, help_text="The collection of the records.")
    first_key = KeyField(
        help_text="The public key of the first record; the block ends before the next block."
    )
    sha256 = models.CharField(
        max_length=64, help_text="SHA-256 of the lines `collection key sha256` of the records."
    )

    class Meta:
        ordering = ("collection", "first_key")
        constraints = (
            one_of("collection", Collection.values),
            models.UniqueConstraint(fields=("collection", "first_key"), name="block_once"),
            *says_something("first_key", "sha256"),
        )

    def __str__(self):
        return f"{self.collection} from {self.first_key}"
