"""Values that were removed from every state of a record: which, when and why, and the hashes that the states had."""

from django.db import models

from events.models.constraints import SHA256, matches, one_of, says_something
from events.models.fields import KeyField, WordField
from events.models.release import Release, Version
from events.vocabulary import Collection


class Redaction(models.Model):
    """One field of one record, whose value is published in no state any more."""

    collection = WordField(choices=Collection.choices, help_text="The collection of the record.")
    key = KeyField(help_text="The public key of the record.")
    field = models.TextField(
        help_text="The field whose value was removed: `name`, or `claims.2.note` of a nested row."
    )
    reason = models.TextField(help_text="Why it was removed.")
    day = models.DateField(help_text="The day on which it was removed.")
    release = models.ForeignKey(
        Release,
        models.PROTECT,
        related_name="redactions",
        help_text="The release that published the removal.",
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            one_of("collection", Collection.values),
            *says_something("key", "field", "reason"),
            models.UniqueConstraint(
                fields=("collection", "key", "field", "release"), name="redaction_once"
            ),
        )

    def __str__(self):
        return f"{self.collection}/{self.key} {self.field}"


class RedactedState(models.Model):
    """A past state that a redaction changed, with the hash that it had until then."""

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="redacted", help_text="The state."
    )
    redaction = models.ForeignKey(
        Redaction,
        models.PROTECT,
        related_name="states",
        help_text="The redaction that removed a value from it.",
    )
    sha256 = models.CharField(
        max_length=64,
        help_text="SHA-256 of the document's UTF-8 bytes before the redaction. The hashes of releases are of it.",
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            matches("sha256", SHA256),
            models.UniqueConstraint(fields=("version", "redaction"), name="redactedstate_once"),
        )

    def __str__(self):
        return f"{self.version} without {self.redaction}"
