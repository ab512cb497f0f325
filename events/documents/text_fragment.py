"""Links that open an article at a passage: URLs with a text fragment, which browsers scroll to."""

from urllib.parse import quote

_DIRECTIVE = ":~:text="


def link(url, opening, closing):
    """Return the URL with a text fragment for the passage between two texts, or None without a URL or an opening.

    A URL that has a fragment keeps it: the directive follows it.
    """
    if not url or not opening:
        return None
    words = ",".join(_encoded(text) for text in (opening, closing) if text)
    return f"{url}{'' if '#' in url else '#'}{_DIRECTIVE}{words}"


def _encoded(text):
    # A hyphen beside a comma would mark a prefix or a suffix, and `quote` leaves it.
    return quote(text, safe="").replace("-", "%2D")
