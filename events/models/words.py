"""Closed words of which a record can have several: one table a list, filled from the vocabulary."""

from django.db import models

from events import vocabulary
from events.models.constraints import says_something


class Word(models.Model):
    """A closed word and its definition."""

    vocabulary = None

    code = models.CharField(primary_key=True, max_length=40, help_text="The word.")
    definition = models.TextField(help_text="What the word means.")

    class Meta:
        abstract = True
        ordering = ("code",)
        constraints = says_something("code", "definition")

    def __str__(self):
        return self.code


class Topic(Word):
    """What a statement is about."""

    vocabulary = vocabulary.Topic


class Context(Word):
    """The setting of an event, after PLOVER."""

    vocabulary = vocabulary.EventContext


class Quality(Word):
    """A known weakness of a record, as its dataset gave it."""

    vocabulary = vocabulary.QualityFlag


def fill(using):
    """Write each list of the vocabulary into its table; words that are gone stay while rows use them."""
    for model in (Topic, Context, Quality):
        model.objects.using(using).bulk_create(
            [model(code=word.value, definition=word.label) for word in model.vocabulary],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["definition"],
        )
