"""Tables to versions: what was written is serialized, compared with what was published, and released."""

from events.publishing.publish import Withdrawal, publish, take_turn

__all__ = ["Withdrawal", "publish", "take_turn"]
