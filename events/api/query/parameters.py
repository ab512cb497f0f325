"""The query string of a URL, checked before anything is looked up: what is not understood is refused by name."""

from rest_framework.exceptions import ParseError

from events.api.problems.errors import ParameterError, fault, nearest

MOST_VALUES = 100  # in one list; each can cost a look-up
LONGEST_QUERY = 16_384  # bytes; a list of the longest keys fits


def check(request, allowed, lists=frozenset()):
    """Raise ParameterError with all faults of a request's query, or ParseError where it is too long.

    `allowed` are the names that this URL takes; those in `lists` may be repeated or comma-separated.
    """
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        return  # the error for another method is about the method
    length = size(request.query_params)
    if length > LONGEST_QUERY:
        raise ParseError(f"The query has {length:,} bytes; at most {LONGEST_QUERY:,} are taken.")
    faults = find_faults(request.query_params, allowed, lists)
    if faults:
        raise ParameterError(faults)


def action_of(view):
    """Return the action whose parameters a request takes: OPTIONS takes those of GET, which it describes."""
    return view.action_map.get("get") if view.action == "metadata" else view.action


def size(query):
    """Return the length in bytes of all names and values but the cursor, which `next` adds to a query."""
    return sum(
        len(name.encode()) + sum(len(value.encode()) for value in values)
        for name, values in query.lists()
        if name != "cursor"
    )


def find_faults(query, allowed, lists=frozenset()):
    """Return the faults of a query that can be told from its names and the number of its values."""
    faults = []
    for name, values in query.lists():
        if name not in allowed:
            faults.append(
                fault(
                    name,
                    "Unknown parameter." if allowed else "This URL takes no parameters.",
                    allowed=sorted(allowed),
                    did_you_mean=nearest(name, allowed),
                )
            )
        elif any("\x00" in value or "\ufffd" in value for value in values):
            faults.append(fault(name, "Not readable text: the value must be UTF-8 without NUL."))
        elif not all(value.strip() for value in values):
            faults.append(fault(name, "Empty value. Leave the parameter out instead."))
        elif name in lists:
            words = split(values)
            if not all(words):
                faults.append(fault(name, "Empty value in the list. Leave the extra comma out."))
            elif len(words) > MOST_VALUES:
                faults.append(fault(name, f"{len(words)} values; at most {MOST_VALUES} are taken."))
        elif len(values) > 1:
            faults.append(fault(name, "Given more than once; this parameter takes one value."))
    return faults


def split(values):
    """Return the words of a list that may be repeated, comma-separated, or both; order kept, once each."""
    return list(dict.fromkeys(word.strip() for value in values for word in value.split(",")))
