"""Sources that a dataset gives only the name of."""

from functools import lru_cache

from events.importing.keys import collapsed, slug
from events.vocabulary import SourceKind

KIND_UNSTATED = "Named in a dataset of events, which does not say what kind of publisher it is."


@lru_cache(maxsize=10_000)
def known_by_name(name):
    """Return a source; spellings that differ in case, accents or punctuation are the same one."""
    return {
        "slug": slug(name),
        "name": collapsed(name),
        "kind": SourceKind.UNKNOWN.value,
        "note": KIND_UNSTATED,
    }
