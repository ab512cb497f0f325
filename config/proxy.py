"""Where the site is for its clients: what a proxy says about that is read here, once, and nowhere else.

After this layer the environ says it under its own names: HTTP_HOST, wsgi.url_scheme and SCRIPT_NAME. Of a list in
a header the last entry counts: the nearest proxy added it, and a client can only write the entries before it.
"""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import urlsplit

from django.urls import get_script_prefix

HOST_HEADER = (
    "attest.host_header"  # in the environ: the name of the header that the host comes from
)
HOST_FAULT = "attest.host_fault"  # in the environ: why the request has no host
CLIENT = "attest.client"  # in the environ: whom the limits for each client count
REMEMBERED_SITES = 100
REMEMBERED_CLIENTS = 1000
# Bits of an IPv6 address that name a network: one client has all of its addresses.
IPV6_NETWORK = 64

# A path has no empty segment: a link that began with two slashes would lead to another host.
PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[\w.~-]+)+", re.ASCII)
# The values that each header may have, and the words for them.
FORWARDED = {
    "X-Forwarded-Host": (r"(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?", "HOST or HOST:PORT"),
    "X-Forwarded-Proto": ("https?", "http or https"),
    "X-Forwarded-Port": (
        r"[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]",
        "a number from 1 to 65535",
    ),
    "X-Forwarded-Prefix": (rf"(?:{PATH.pattern})?/?", "a path like /attest"),
}
PATTERNS = {
    name: re.compile(pattern, re.ASCII | re.IGNORECASE) for name, (pattern, _) in FORWARDED.items()
}
KEYS = [f"HTTP_{name.upper().replace('-', '_')}" for name in FORWARDED]
LONGEST_SHOWN = 100  # characters of a value that a message repeats
DEFAULT_PORTS = {"http": "80", "https": "443"}
# Where some servers put the target of a request as it was sent.
TARGETS = ("REQUEST_URI", "RAW_URI")


class Site:
    """A WSGI layer around the whole application.

    Only with `is_behind_proxy` do the X-Forwarded headers count; without it they are dropped, because any client
    could have written them. `root_path` is the path at which the site is mounted; it goes before X-Forwarded-Prefix.
    The proxy may leave that path in the URL or take it out.
    """

    def __init__(self, application, is_behind_proxy=False, root_path=""):
        self.application = application
        self.is_behind_proxy = is_behind_proxy
        self.root_path = root_path

    def __call__(self, environ, start_response):
        said = [environ.pop(key, "") for key in KEYS]
        forwarded_for = environ.pop("HTTP_X_FORWARDED_FOR", "") if self.is_behind_proxy else ""
        environ[CLIENT] = client(forwarded_for, environ.get("REMOTE_ADDR", ""))
        prefix = self.root_path
        for key in TARGETS:
            # An absolute target names the host, whatever the Host header says (RFC 9112, 3.2.2).
            if "://" in environ.get(key, "").partition("?")[0]:
                environ["HTTP_HOST"] = urlsplit(environ[key]).netloc
        if self.is_behind_proxy and any(said):
            own = environ.get("HTTP_HOST", ""), environ["wsgi.url_scheme"]
            fault, host, scheme, said_prefix = forwarded(*said, *own)
            environ["HTTP_HOST"], environ["wsgi.url_scheme"] = host, scheme
            prefix = prefix or said_prefix
            if fault:
                environ[HOST_FAULT] = fault
            elif said[0]:
                environ[HOST_HEADER] = "X-Forwarded-Host"
        if prefix:
            mount(environ, prefix)
        return self.application(environ, start_response)


@lru_cache(maxsize=REMEMBERED_CLIENTS)
def client(forwarded_for, address):
    """Return the name of a client: its address, or its network with IPv6. The nearest proxy wrote the last entry."""
    for text in (forwarded_for.rpartition(",")[2].strip(), address):
        try:
            found = ipaddress.ip_address(text)
        except ValueError:
            continue
        found = getattr(found, "ipv4_mapped", None) or found
        if found.version == 4:
            return str(found)
        return str(ipaddress.ip_network((int(found), IPV6_NETWORK), strict=False))
    return ""  # a socket of this machine


@lru_cache(maxsize=REMEMBERED_SITES)
def forwarded(host, scheme, port, prefix, own_host, own_scheme):
    """Return (fault, host, scheme, prefix) of the site that a proxy describes; a fault leaves it without a host."""
    last = {}
    for name, text in zip(FORWARDED, (host, scheme, port, prefix), strict=True):
        last[name] = text.rpartition(",")[2].strip()
        if text.strip() and not PATTERNS[name].fullmatch(last[name]):
            shown, wanted = last[name][:LONGEST_SHOWN], FORWARDED[name][1]
            return f"{name} ends in {shown!r}. It must be {wanted}.", "", own_scheme, ""
    scheme = last["X-Forwarded-Proto"].lower() or own_scheme
    host, port = last["X-Forwarded-Host"] or own_host, last["X-Forwarded-Port"]
    if port:
        bare = re.sub(r":\d+$", "", host)
        host = bare if DEFAULT_PORTS.get(scheme) == port else f"{bare}:{port}"
    return None, host, scheme, last["X-Forwarded-Prefix"].rstrip("/")


def mounted(path):
    """Return the path of a URL of this site as its clients see it."""
    return get_script_prefix().rstrip("/") + path


def mount(environ, prefix):
    """Put the path at which the site is mounted into SCRIPT_NAME, and take it out of PATH_INFO if it is there."""
    path = environ.get("PATH_INFO", "")
    if path == prefix or path.startswith(f"{prefix}/"):
        environ["PATH_INFO"] = path[len(prefix) :] or "/"
    environ["SCRIPT_NAME"] = prefix
