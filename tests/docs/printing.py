"""The output of a command as a page shows it: JSON laid out for reading; times, days and ids differ each time."""

import json
import re

WIDTH = 110
TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?Z?|(?<=deleted_timestamp': )\d+")
# The day of a release: in a citation and in BibTeX, and in CSL.
DAY = re.compile(r"(?<=, )\d{4}-\d\d-\d\d(?=\. http)|year = \{\d{4}\},\\n  month = \{\d+\}")
ISSUED = re.compile(r'(?<="issued")(: ?)\{"date-parts": ?\[\[\d{4}, ?\d+, ?\d+\]\]\}')
REQUEST_ID = re.compile(r'(?<="request_id")(: ?)"[\w-]+"')


def same(printed, shown):
    """Return whether a command printed what the page shows, whatever the day, the id of the request and the layout of JSON."""
    return normal(printed) == normal(shown)


def normal(text):
    text = DAY.sub("DAY", TIME.sub("TIME", text.strip()))
    text = REQUEST_ID.sub(r'\1"ID"', ISSUED.sub(r'\1"DAY"', text))
    try:
        return json.loads(text)
    except ValueError:
        return text.splitlines()


def laid_out(printed):
    """Return the output of a command as a page shows it."""
    try:
        value = json.loads(printed)
    except ValueError:
        value = None
    if not isinstance(value, dict | list):
        return printed if printed.endswith("\n") or not printed else f"{printed}\n"
    return f"{expanded(value, '')}\n"


def expanded(value, indent):
    """Return JSON with an item a line; what fits in a line stays in it."""
    inner = indent + "  "
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {placed(item, inner)}" for key, item in value.items()]
        opening, closing = "{", "}"
    else:
        items = [placed(item, inner) for item in value]
        opening, closing = "[", "]"
    joined = f",\n{inner}".join(items)
    return f"{opening}\n{inner}{joined}\n{indent}{closing}"


def placed(value, indent):
    text = json.dumps(value, ensure_ascii=False)
    fits = len(text) + len(indent) <= WIDTH
    is_large = isinstance(value, list) and any(
        isinstance(one, dict) and len(one) > 2 for one in value
    )
    if not isinstance(value, dict | list) or not value or (fits and not is_large):
        return text
    return expanded(value, indent)
