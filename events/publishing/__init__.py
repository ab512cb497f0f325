"""Tables to versions: what was written is serialized, compared with what was published, and released."""

from events.publishing.publish import Withdrawal, publish

__all__ = ["Withdrawal", "publish"]
