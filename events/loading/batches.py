"""Long lists in pieces that one query can hold."""

BATCH = 500  # values a query; SQLite's own limit of parameters was 999 for a long time


def batches(values):
    """Yield the values as lists of at most BATCH."""
    values = list(values)
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
