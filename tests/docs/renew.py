"""Writes what the commands of the documentation print now: `python -m tests.docs.renew [PAGE ...]`.

A page keeps what it shows where only times differ. Read the difference before you commit it.
"""

import sys
import tempfile
import textwrap
from pathlib import Path

from tests.docs.pages import PAGES, blocks_of, steps_of, text_of
from tests.docs.printing import laid_out, same
from tests.docs.project import project


def renewed(page, made):
    """Return the text of a page with what its commands print in a project."""
    text, parts, end = text_of(page), [], 0
    for block in blocks_of(page, "console", "hidden"):
        lines = []
        for step in steps_of(block):
            printed = made.run(step.command)
            shown = step.printed if step.printed is not None else ""
            kept = shown if same(printed, shown) else laid_out(printed)
            lines.append(f"$ {step.command}\n{kept}")
        if block.language == "console":
            parts += [text[end : block.span[0]], textwrap.indent("".join(lines), block.indent)]
            end = block.span[1]
    return "".join([*parts, text[end:]])


def main(pages):
    for page in pages or PAGES:
        if not blocks_of(page, "console"):
            continue
        with tempfile.TemporaryDirectory() as folder, project(Path(folder)) as made:
            text = renewed(page, made)
        if text != text_of(page):
            PAGES[page].write_text(text, encoding="utf-8")
            print(page)


if __name__ == "__main__":
    main(sys.argv[1:])
