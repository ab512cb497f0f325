"""Closed lists for fields that hold several words: one table a list, filled from the vocabulary."""

from django.db import connections, models

from events import vocabulary
from events.models.constraints import says_something


class Word(models.Model):
    """A closed word and its definition."""

    vocabulary = None

    code = models.CharField(primary_key=True, max_length=40, help_text="The word.")
    definition = models.TextField(help_text="Meaning of the word.")

    class Meta:
        abstract = True
        ordering = ("code",)
        constraints = says_something("code", "definition")

    def __str__(self):
        return self.code


class Topic(Word):
    """The topic of a statement."""

    vocabulary = vocabulary.Topic


class Context(Word):
    """The setting of an event, after PLOVER."""

    vocabulary = vocabulary.EventContext


class Mode(Word):
    """How an event of a type was done, after PLOVER."""

    vocabulary = vocabulary.EventMode


class Quality(Word):
    """A known weakness of a record, as its dataset gave it."""

    vocabulary = vocabulary.QualityFlag


WORDS = (Topic, Mode, Context, Quality)
MOST_NAMED = 5  # records that a warning names


def gone_in_use(using):
    """Yield (word, its list, records) of words that left the vocabulary while records use them."""
    tables = connections[using].introspection.table_names()
    for model in WORDS:
        if model._meta.db_table not in tables:
            continue
        (relation,) = model._meta.related_objects
        owners = relation.related_model.objects.using(using)
        for word in model.objects.using(using).exclude(code__in=model.vocabulary.values):
            users = owners.filter(**{relation.field.name: word}).order_by("pk")
            keys = users.values_list(relation.related_model.key_name, flat=True)
            if number := keys.count():
                more = f" and {number - MOST_NAMED} more" if number > MOST_NAMED else ""
                named = ", ".join(keys[:MOST_NAMED])
                yield word.code, relation.field.name, f"{relation.name} {named}{more}"


def fill(using):
    """Write each list of the vocabulary into its table; words that are gone stay while rows use them."""
    for model in WORDS:
        model.objects.using(using).bulk_create(
            [model(code=word.value, definition=word.label) for word in model.vocabulary],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["definition"],
        )
