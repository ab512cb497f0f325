"""The first and last words of a passage: so few that they are nobody's, and enough to find it again."""

from config.limits import LONGEST_EXCERPT, MOST_EXCERPT_WORDS


def excerpts(passage):
    """Return (opening, closing) of a passage: its first words, and its last words after those, or None.

    Words are what blanks separate. A text without blanks has no short first words, and then neither is given.
    """
    words = passage.split()
    opening = " ".join(words[:MOST_EXCERPT_WORDS])
    closing = " ".join(words[MOST_EXCERPT_WORDS:][-MOST_EXCERPT_WORDS:])
    if not opening or len(opening) > LONGEST_EXCERPT:
        return None, None
    return opening, closing if closing and len(closing) <= LONGEST_EXCERPT else None


def is_too_long(text):
    """Return whether a text has more words or characters than an excerpt of a passage may have."""
    return len(text.split()) > MOST_EXCERPT_WORDS or len(text) > LONGEST_EXCERPT


def are_cut_from(passage, opening, closing):
    """Return whether the passage begins with the opening words and ends with the closing ones, which do not overlap."""
    words, first, last = (text.split() for text in (passage, opening or "", closing or ""))
    rest = words[len(first) :]
    return words[: len(first)] == first and rest[len(rest) - len(last) :] == last
