"""The Django application that holds the whole program."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def fill_vocabulary_tables(sender, using, **kwargs):
    """Bring the tables of closed words level with the vocabulary, after each `migrate`."""
    from events.models.words import fill

    fill(using)


class EventsConfig(AppConfig):
    name = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(fill_vocabulary_tables, sender=self)
