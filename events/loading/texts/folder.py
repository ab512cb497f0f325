"""Article texts in a folder, found by the SHA-256 of their bytes, whatever their names."""

import hashlib
from errno import ENOTDIR
from os import strerror
from pathlib import Path

from events.loading.encoding import decoded
from events.loading.read.contents import article_bytes


class Texts:
    """The regular files of a folder and of those below it; their bytes are taken as they are."""

    def __init__(self, folder):
        if not Path(folder).is_dir():
            raise NotADirectoryError(ENOTDIR, strerror(ENOTDIR), str(folder))
        self.paths = {}
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                with path.open("rb") as file:
                    self.paths.setdefault(hashlib.file_digest(file, "sha256").hexdigest(), path)

    def find(self, sha256):
        """Return the text with a hash, or None; raise Unreadable where it is not UTF-8."""
        path = self.paths.get(sha256)
        return None if path is None else read_text(path)

    def others(self, hashes):
        """Return the paths of the texts that have none of these hashes."""
        return [path for sha256, path in self.paths.items() if sha256 not in hashes]


def read_text(path):
    """Return the text of a file with no newline translation, which would move every offset; or raise Unreadable."""
    return decoded(article_bytes(path))
