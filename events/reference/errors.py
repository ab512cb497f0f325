"""The page of errors: every kind of problem, with an anchor for each, from problems/kinds.py."""

from events.api.problems.kinds import PROBLEMS
from events.reference.markdown import code, page, table

INTRODUCTION = """\
Errors are `application/problem+json` (RFC 9457). The `type` of an error is `/errors/` and one of the names below, and your server shows the same text there.
`errors` names every fault of the request; [Errors](../paging.md#errors) describes its entries."""


def errors():
    """Return the page of errors."""
    rows = [
        (f"[{code(name)}](#{name})", kind.status, kind.title) for name, kind in PROBLEMS.items()
    ]
    return page(
        "Errors", INTRODUCTION, table(("name", "status", "title"), rows), *map(section, PROBLEMS)
    )


def section(name):
    """Return the section on one kind of problem."""
    kind = PROBLEMS[name]
    return (
        f"## {name}\n\n**{kind.title}**, status {kind.status}. {kind.cause}\n\n"
        f"- **Example:** {kind.example}\n- **Remedy:** {kind.remedy}"
    )
