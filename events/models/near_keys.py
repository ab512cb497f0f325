"""Public keys like one that no record has, for a "did you mean"."""

NEIGHBORS = 250  # keys on either side of the wrong one; a correction is looked for among them


def near_keys(rows, key):
    """Return the public keys around `key` in the order of the keys of `rows`, a queryset of one collection.

    The index of the keys holds them side by side, so that this costs the same however many rows there are.
    """
    name, key = rows.model.key_name, key.lower()
    keys = rows.order_by(name).values_list(name, flat=True)
    before = keys.filter(**{f"{name}__lt": key}).reverse()[:NEIGHBORS]
    after = keys.filter(**{f"{name}__gte": key})[:NEIGHBORS]
    return [*before, *after]


def like_keys(rows, key):
    """Return also some keys that end as `key` does, wherever they are: for this every key is looked at."""
    name = rows.model.key_name
    ending = rows.filter(**{f"{name}__endswith": key[-3:].lower()}).order_by(name)
    return [*near_keys(rows, key), *ending.values_list(name, flat=True)[:NEIGHBORS]]
