"""Following the links from page to page."""

from urllib.parse import urlsplit


def path_of(url):
    """Return the path under /api/v1 of an absolute URL, query and all."""
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc) == ("http", "testserver")
    return f"{parts.path.removeprefix('/api/v1')}?{parts.query}"


def walk(get, path, direction="next"):
    """Yield the body of each page from `path` on."""
    while path:
        body = get(path).json()
        yield body
        path = body[direction] and path_of(body[direction])
