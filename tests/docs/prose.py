"""A prose linter: phrases that this project does not write, in its pages, help texts and messages.

`python -m tests.docs.prose` checks Markdown, and the docstrings, comments, help texts and messages of the program. It fails
on a finding.
"""

import ast
import io
import re
import sys
import tokenize
from typing import NamedTuple

from tests.docs.pages import PAGES, ROOT

# phrase: what to write instead
WORDS = {
    "is told": "reports, says",
    "are told": "reports, says",
    "is asked": "query, request",
    "are asked": "query, request",
    "asks for it": "requests it",
    "stands": "is, appears",
    "stood": "was, appeared",
    "what stands": "current records",
    "whoever": "the client, the reader",
    "of which": "two sentences",
    "out of which": "from",
    "one and the same": "the same",
    "brings level": "syncs, updates",
    "bring them level": "sync, update",
    "is to be had": "is available",
    "another one": "a different one",
    "nothing to order by": "Cannot sort by",
    "nothing to count by": "Cannot group by",
    "a name to order by": "Cannot sort by",
    "for ever": "forever, permanently",
    "tells the rest": "has more",
    "anew": "again",
    "thereof": "of it",
    "whereof": "of it",
    "herein": "here",
    "beforehand": "before, first",
    "by and by": "later",
    "not any more": "no longer",
    "cannot be told": "is not known",
    "is of no use": "does not help",
    "that is meant": "that it refers to",
    "took the place of": "replaced",
    "takes the place of": "replaces",
    "licence": "license",
    "behaviour": "behavior",
    "organisation": "organization",
    "neighbour": "neighbor",
    "utilize": "use",
    "in order to": "to",
    "over and over": "again and again",
    "and told": "and reports it",
    "told one by one": "listed",
    "told in part": "partly visible",
    "told of": "knows, reports",
    "being told": "gets, reads",
    "besides what": "in addition to",
    "served no more": "no longer served",
    "is asked of": "the system answers",
    "please": "(leave it out)",
    "simply": "(leave it out)",
}
# A comment, docstring or message that begins with a clause for its subject
CLAUSE = re.compile(r"\A(?:# )?(What|Who|Whatever|Whoever)\b[^?]*\Z")
THING = "the noun that it is about"
# A word of the list inside another word, or at the start of a quotation of it, is not meant.
PATTERNS = {phrase: re.compile(rf"\b{re.escape(phrase)}s?\b", re.IGNORECASE) for phrase in WORDS}
CODE = re.compile(r"^ *```.*?^ *```$|`[^`\n]*`|<!--.*?-->|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
STYLE = "docs/contributing/style.md"
# Markdown outside docs/; each version has its own section of the changelog, and the newest is checked.
OTHERS = ("fixtures/README.md", "benchmarks/README.md", "CHANGELOG.md")
PROGRAMS = ("benchmarks", "config", "events", "examples")
OTHERS_CODE = {"migrations", "peers"}  # written by Django, or with the words of other systems
# These pages quote texts of the program, whose docstrings and help texts are checked with it.
WRITTEN = "docs/reference/"


class Finding(NamedTuple):
    """A phrase that is not written here: file, line, the phrase, and what to write."""

    file: str
    line: int
    phrase: str
    instead: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.phrase!r}: write {self.instead}"


def findings_in(text, file, first_line=1):
    """Yield the findings in a text, each with its line."""
    for phrase, pattern in PATTERNS.items():
        for found in pattern.finditer(text):
            line = first_line + text.count("\n", 0, found.start())
            yield Finding(file, line, phrase, WORDS[phrase])


def findings_in_code(text, file, line):
    """Yield the findings in a comment or a string of a program."""
    yield from findings_in(text, file, line)
    if found := CLAUSE.match(text):
        yield Finding(file, line, found[1], THING)


def without_code(text):
    """Return Markdown with code, comments and addresses blanked, lines kept."""
    return CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def in_markdown():
    """Yield the findings in the pages, in other Markdown and in the changelog's newest section."""
    for page, path in (PAGES | {name: ROOT / name for name in OTHERS}).items():
        text = without_code(path.read_text(encoding="utf-8"))
        if page == STYLE:
            text = text.partition("## Word list")[0]
        if page == "CHANGELOG.md":
            text = "\n## ".join(text.split("\n## ")[:2])
        if not page.startswith(WRITTEN):
            yield from findings_in(text, page)


def in_python():
    """Yield the findings in the comments and texts of the program."""
    for folder in PROGRAMS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if OTHERS_CODE & set(path.parts):
                continue
            source, file = path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))
            for node in ast.walk(ast.parse(source)):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and " " in node.value
                ):
                    yield from findings_in_code(node.value, file, node.lineno)
            for token in tokenize.generate_tokens(io.StringIO(source).readline):
                if token.type == tokenize.COMMENT:
                    yield from findings_in_code(token.string, file, token.start[0])


def main():
    found = sorted([*in_markdown(), *in_python()])
    for one in found:
        print(one)
    print(f"{len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
