"""Events that another API has no place for: why each is left out, and how many for which reason."""

from collections import Counter

from events.compat import event_versions


class LeftOut(str):
    """In place of a row: why the other API has no such event, in words that follow "events"."""

    __slots__ = ()


def reasons(release, of_events, of_versions, rows):
    """Return a Counter of the reasons for which events of a release are left out.

    The conditions are those of `event_versions.find`, and `rows` goes from States to rows or LeftOut.
    """

    def keep(batch):
        pairs = zip(batch, rows(batch), strict=True)
        return [state for state, row in pairs if isinstance(row, LeftOut)]

    numbers = event_versions.find(release, of_events, of_versions, keep).numbers
    found = Counter()
    for batch in event_versions.batches(numbers):
        found.update(rows(batch))
    return found


def listed(title, found):
    """Return reasons with their numbers in a sentence, the most frequent first, or "" where nothing is left out."""
    told = ", ".join(f"{number:,} {reason}" for reason, number in found.most_common())
    return f"{title}: {sum(found.values()):,} ({told})." if found else ""
