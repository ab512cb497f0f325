"""Static files under names with a hash, so that clients keep them, and in gzip: whitenoise serves them.

No command has to run before: names are hashed when a process starts, and gzip is written into CACHE_DIR, once for
each content.
"""

import copy
import gzip
import hashlib
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.utils.http import parse_etags
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import MissingFileError, Redirect, StaticFile

from config import cache
from config.proxy import mounted
from events.api.http.compression import SMALLEST
from events.api.http.negotiation import accepts_gzip

PREFIX = settings.WHITENOISE_STATIC_PREFIX
HASH_LENGTH = 12  # hexadecimal digits, as in Django's own hashed names
PACKABLE = {".css", ".html", ".ico", ".js", ".json", ".map", ".svg", ".txt", ".ttf", ".eot"}
REMEMBERED_FILES = 1000  # there are about 60


class HashedNames(StaticFilesStorage):
    """The URL of a static file has the hash of its content in its name, and begins with the path of the site."""

    def url(self, name):
        path = finders.find(name)
        if path is None:
            raise ValueError(f"There is no static file {name!r}.")
        name = name if settings.DEBUG else hashed(name, path)
        return mounted(f"{PREFIX}{quote(name)}")


def hashed(name, path):
    """Return a name with the hash of the content of a file before its extension."""
    name = PurePosixPath(name)
    return str(name.with_name(f"{name.stem}.{digest(path)[:HASH_LENGTH]}{name.suffix}"))


def digest(path):
    """Return the SHA-256 of the content of a file."""
    return _digest(path, Path(path).stat().st_mtime_ns)


@lru_cache(maxsize=REMEMBERED_FILES)
def _digest(path, modified):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def packed(path):
    """Return the path of a file in gzip, which is written if it is not there, or None where that does not help."""
    path = Path(path)
    folder = cache.folder("static")
    if folder is None or path.suffix not in PACKABLE or path.stat().st_size < SMALLEST:
        return None
    file = folder / f"{digest(path)}.gz"
    if not file.exists():
        try:
            cache.write(file, gzip.compress(path.read_bytes(), mtime=0))
        except OSError:
            return None
    return file


class StaticFiles(WhiteNoiseMiddleware):
    """Whitenoise, which knows each file under its hashed name too, and finds its gzip in CACHE_DIR.

    It also serves the documentation at /docs/, if `make docs` built it before the start.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if settings.DOCS_ROOT.is_dir():
            # Only the documentation has pages: its folders lead to their index.html.
            self.index_file = "index.html"
            self.add_files(str(settings.DOCS_ROOT), prefix="docs/")
            self.index_file = None

    def add_file_to_dictionary(self, url, path, stat_cache=None):
        super().add_file_to_dictionary(url, path, stat_cache)
        if url.startswith(PREFIX):
            alias = PREFIX + hashed(url.removeprefix(PREFIX), path)
            self.files[alias] = self.get_static_file(path, alias)

    def get_static_file(self, path, url, stat_cache=None):
        if not Path(path).is_file():
            raise MissingFileError(path)  # with DEBUG, whitenoise tries every URL
        headers = Headers([])
        self.add_mime_headers(headers, path, url)
        self.add_cache_headers(headers, path, url)
        headers["Access-Control-Allow-Origin"] = "*"  # they are public
        headers["ETag"] = f'"{digest(path)[:32]}"'
        file = packed(path)
        return StaticFile(path, headers.items(), {"gzip": str(file)} if file else {})

    @staticmethod
    def serve(static_file, request):
        """Answer by the rules of negotiation.py, and with an ETag of its own for gzip."""
        if isinstance(
            static_file, Redirect
        ):  # to the slash at the end of a folder of the documentation
            return WhiteNoiseMiddleware.serve(static_file, request)
        environ = dict(request.META)
        # Whitenoise answers 416 to a range of one byte. A server may ignore the header.
        environ.pop("HTTP_RANGE", None)
        is_packed = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING")) and any(
            ("Content-Encoding", "gzip") in headers for _, _, headers in static_file.alternatives
        )
        environ["HTTP_ACCEPT_ENCODING"] = "gzip" if is_packed else ""
        etag = f'{static_file.etag[:-1]}-gzip"' if is_packed else static_file.etag
        if "HTTP_IF_NONE_MATCH" in environ:
            held = [one.removeprefix("W/") for one in parse_etags(environ["HTTP_IF_NONE_MATCH"])]
            environ["HTTP_IF_NONE_MATCH"] = static_file.etag if {etag, "*"} & set(held) else ""
        request = copy.copy(request)
        request.META = environ
        response = WhiteNoiseMiddleware.serve(static_file, request)
        response["ETag"] = etag
        return response
