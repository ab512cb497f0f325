"""CACHE_DIR: files that are made once and can be made again at any time, so that the folder may be deleted."""

import contextlib
import logging
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings

logger = logging.getLogger("attest.cache")


def folder(name):
    """Return a folder of that name in CACHE_DIR, which only this user can read; None where it cannot be written to."""
    return _folder(settings.ENVIRONMENT["CACHE_DIR"], name)


@lru_cache(maxsize=8)
def _folder(parent, name):
    path = Path(parent) / name
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            return path
    except OSError as error:
        logger.warning("CACHE_DIR=%s cannot be used: %s", parent, error.strerror)
        return None


def write(path, content):
    """Write a file that has its name only once it is complete. Raise OSError where that is not possible."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()
