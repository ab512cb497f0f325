"""What MkDocs does besides: files outside docs/ become pages, and links between all of them work on the site."""

import posixpath
import re
from pathlib import Path

from mkdocs.structure.files import File

ROOT = Path(__file__).parents[2]
EXAMPLES = [path for path in sorted((ROOT / "examples").iterdir()) if path.suffix in (".py", ".R")]
# file of the project: its name on the site
OUTSIDE = {
    "README.md": "index.md",
    "fixtures/README.md": "coding.md",
    "CHANGELOG.md": "changelog.md",
    **{f"examples/{path.name}": f"examples/{path.name}" for path in EXAMPLES},
}
SOURCES = {name: file for file, name in OUTSIDE.items() if file != "README.md"}
LINK = re.compile(r"(\]\()(?!https?://|#)([^)\s#]+)")
SERVER = re.compile(r'href="http://127\.0\.0\.1:8000/')


def on_files(files, config):
    for name, file in SOURCES.items():
        text = (ROOT / file).read_text(encoding="utf-8")
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown, page, config, files):
    """Lead links to files outside docs/ to their pages, and those between docs/ and these files too."""
    here = page.file.src_uri
    source = SOURCES.get(here, f"docs/{here}")

    def rewritten(found):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), found[2]))
        name = OUTSIDE.get(target, target.removeprefix("docs/"))
        return found[1] + posixpath.relpath(name, posixpath.dirname(here) or ".")

    return LINK.sub(rewritten, markdown)


def on_page_content(html, page, config, files):
    """Lead links to the reader's server to the server that shows the page: the site is one level below its root."""
    depth = page.url.count("/") + 1
    return SERVER.sub(f'href="{"../" * depth}', html)
