"""The pages of the documentation, and the blocks of code on them."""

import re
import textwrap
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = {
    str(path.relative_to(ROOT)): path
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
}
# A block of code, perhaps inside a list; or a comment with a command that prepares what the page needs.
BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)\n(?P<code>.*?)^ *```$|^<!-- test: (?P<hidden>.*?) -->$",
    re.DOTALL | re.MULTILINE,
)
# A command goes on after a line that ends with \ or |, and on lines that begin with `> `.
COMMAND = re.compile(r"^\$ ((?:.*[\\|]\n)*.*(?:\n> .*)*)\n((?:(?!\$ ).*\n?)*)", re.MULTILINE)


class Block(NamedTuple):
    """A block of code on a page: language, text, the line where it begins, and its place in the page's text."""

    language: str
    code: str
    line: int
    span: tuple[int, int]
    indent: str


class Step(NamedTuple):
    """A command of a console block, with what the page says that it prints; None if the page does not show it."""

    command: str
    printed: str | None


def text_of(page):
    return PAGES[page].read_text(encoding="utf-8")


def blocks_of(page, *languages):
    """Return the blocks of a page in these languages, in order."""
    text = text_of(page)
    blocks = []
    for found in BLOCK.finditer(text):
        language = found["language"] or "hidden"
        span = found.span("code") if found["language"] else found.span("hidden")
        code = textwrap.dedent(found["code"]) if found["language"] else found["hidden"]
        line = text.count("\n", 0, found.start()) + 1
        blocks.append(Block(language, code, line, span, found["indent"] or ""))
    return [block for block in blocks if block.language in languages]


def steps_of(block):
    """Return the commands of a console block; a comment of the page is one command without output."""
    if block.language == "hidden":
        return [Step(block.code, None)]
    return [Step(found[1], found[2]) for found in COMMAND.finditer(block.code)]
