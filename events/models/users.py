"""The users of records that others share: with the last one, a withdrawal takes the record along."""

from events.models.actor import Actor
from events.models.article import Article
from events.models.place import Place
from events.models.source import Source

# Lookups from a record to the rows that refer to it, in the order in which unused records come free.
USERS = {
    Article: ("statements", "reports", "claims", "event_links"),
    Source: ("articles", "relayed_by", "covered_by"),
    Actor: (
        "statements",
        "statements_through_others",
        "statements_received",
        "statements_received_by_inference",
        "statements_heard",
        "statements_about",
        "participations",
        "claims",
        "members",
    ),
    Place: ("events", "parts"),
}


def unused(model):
    """Return the queryset of a model's records that no row refers to; claims may still name them in their value."""
    return model.objects.filter(**{f"{lookup}__isnull": True for lookup in USERS[model]})
