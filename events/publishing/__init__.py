"""Tables to versions: what was written is serialized, compared with what was published, and released."""

from events.publishing.publish import publish

__all__ = ["publish"]
