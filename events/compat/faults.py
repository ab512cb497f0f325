"""Faults of a query in one line each, for APIs whose errors are text."""


def line(fault):
    """Return a fault as a line of text."""
    hint = f" Did you mean {fault['did_you_mean']}?" if "did_you_mean" in fault else ""
    allowed = f" Known are {', '.join(fault['allowed'])}." if "allowed" in fault else ""
    return f"{fault['parameter']}: {fault['message']}{hint}{allowed}"
