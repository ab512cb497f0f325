"""Links between two records of one collection, which stand in the way of deleting both."""

from events.loading.batches import batches
from events.models import LINKS, PARTS


def delete_links(model, keys):
    """Delete the links that the records of a model with these keys have.

    Of two records that go, the link of one protects the other, perhaps in a later batch.
    """
    for link in LINKS:
        owner = PARTS[link]
        if link._meta.get_field(owner).related_model is model:
            for batch in batches(keys):
                link.objects.filter(**{f"{owner}__{model.key_name}__in": batch}).delete()
