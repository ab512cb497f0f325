"""Values that are looked up once and kept for as long as a release is current."""

from functools import lru_cache, wraps

_CACHED = []
# {alias of a database: the newest ReleaseIdentity that this process has read there}
last_read = {}


def remembered(size):
    """Make a function of (release, ...) remember its last `size` answers; `release` is None or hashable.

    Each release is a key of its own, so that nothing has to be forgotten: what belongs to an old one falls out.
    Without a release nothing is remembered.
    """

    def decorate(function):
        cached = lru_cache(maxsize=size)(function)
        _CACHED.append(cached)

        @wraps(function)
        def call(release, *arguments):
            return (function if release is None else cached)(release, *arguments)

        return call

    return decorate


def size():
    """Return how many answers are remembered."""
    return sum(one.cache_info().currsize for one in _CACHED)


def forget():
    """Forget everything: what was read while a release came in may be of either."""
    last_read.clear()
    for cached in _CACHED:
        cached.cache_clear()
