"""The reason why a row, or a whole run, is not imported."""

LONGEST_SHOWN = 60  # characters of a value that a message repeats


class Unreadable(Exception):
    """A row that cannot be read; the text says why."""


class LeftOut(Exception):
    """A row that can be read and has no place among our records; the text says why.

    `kind` is the reason that rows share, in words that follow "rows", where the text is of one row only.
    """

    def __init__(self, reason, kind=None):
        super().__init__(reason)
        self.kind = kind or reason


class Stopped(Exception):
    """The run cannot go on, and nothing is changed; the text says where and why."""


def shown(text):
    """Return a value as a message names it, in one line."""
    return repr(text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…")
