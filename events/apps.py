"""The Django application that holds the whole program."""

from django.apps import AppConfig
from django.core.checks import Tags, Warning, register
from django.db.models.signals import post_migrate


def fill_vocabulary_tables(sender, using, **kwargs):
    """Bring the tables of closed words level with the vocabulary, after each `migrate`."""
    from events.models.words import fill

    fill(using)


def check_words(databases=None, **kwargs):
    """Tell which records use words that left the vocabulary; `migrate` asks, and `check --database`."""
    from events.models.words import gone_in_use

    return [
        Warning(
            f"{word!r} is no longer in the vocabulary of {name}, but {records} have it.",
            hint="They are served with it; load them with another word.",
            id="events.W001",
        )
        for using in databases or ()
        for word, name, records in gone_in_use(using)
    ]


class EventsConfig(AppConfig):
    name = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        register(check_words, Tags.database)
        post_migrate.connect(fill_vocabulary_tables, sender=self)
