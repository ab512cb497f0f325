"""Whether the process lives, and whether it can answer: for load balancers, supervisors and monitors."""

import hmac
import subprocess
import sys
import threading
import time

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.limits import VERIFY_SECONDS
from config.requests import ROUTE
from events.documents.fingerprint import REMEDY, stale
from events.models import Release

LIVE = {"status": "ok"}
VERIFIED_FOR = 600  # seconds for which the outcome of a deep check is remembered
LONGEST_FAULT = 500  # characters

LONGEST_WAIT = 1  # seconds of a probe for a check that runs; each wait holds a thread

_checking = threading.Lock()
_outcome = None, float("-inf")  # of the last check, and when it ended
_verifying = threading.Lock()
_verified = {}  # {hash of a release: (faults or None, when)}


@never_cache
@require_safe
def live(request):
    """200 as long as the process answers at all."""
    return JsonResponse(LIVE)


@never_cache
@require_safe
def ready(request):
    """200 when the database is reachable and up to date with the program, and a release is published; else 503.

    It is up to date when no migration is left to run and the rules of this program made all derived state. With
    `?deep=1` the documents of the newest release must have its hash, too.
    """
    status, body = readiness(is_deep=request.GET.get("deep") == "1")
    return JsonResponse(body, status=status)


def readiness(is_deep=False):
    """Return (status, body) of the answer of `ready`.

    One request checks at a time. Those that come meanwhile share its outcome: each would cost as much, and hold a
    thread while the database is stuck.
    """
    global _outcome
    came = time.monotonic()
    if not _checking.acquire(timeout=LONGEST_WAIT):
        return 503, {"status": "unavailable", "detail": "A check has taken more than a second."}
    try:
        if _outcome[1] < came:
            _outcome = _checked(), time.monotonic()
        checks, outdated, release = _outcome[0]
    finally:
        _checking.release()
    faults = None
    if is_deep:
        faults = _faults(release) if release else "No release could be read."
        checks = checks | {"hash": not faults}
    ok = all(checks.values())
    body = {"status": "ok" if ok else "unavailable", "checks": checks}
    if outdated:
        body |= {"stale": outdated, "run": REMEDY}
    if faults:
        body["faults"] = faults
    return 200 if ok else 503, body


def _checked():
    """Return ({check: whether it holds}, the states that are out of date, the newest Release or None)."""
    checks = dict.fromkeys(("database", "migrations", "release", "derived"), False)
    outdated, release = [], None
    try:
        connection.ensure_connection()
        checks["database"] = True
        executor = MigrationExecutor(connection)
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        release = Release.objects.first() if checks["migrations"] else None
        checks["release"] = release is not None
        outdated = stale(release)
        checks["derived"] = checks["release"] and not outdated
    except Error:
        pass  # the check that failed is False already
    return checks, outdated, release


def _faults(release):
    """Return what `verify_release` says of a release whose hash is not that of its documents, or None.

    It runs in a process of its own, which takes nothing from this one. While it runs, the last outcome counts.
    """
    known = _verified.get(release.sha256)
    if known and time.monotonic() - known[1] < VERIFIED_FOR:
        return known[0]
    if not _verifying.acquire(blocking=False):
        return known[0] if known else "The check is running."
    try:
        command = [sys.executable, "manage.py", "verify_release", str(release.number)]
        try:
            done = subprocess.run(
                command,
                check=False,
                cwd=settings.BASE_DIR,
                capture_output=True,
                text=True,
                timeout=VERIFY_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return f"The check took more than {VERIFY_SECONDS} seconds."
        found = done.stderr.strip()[:LONGEST_FAULT] or "The check failed."
        faults = found if done.returncode else None
        _verified.clear()
        _verified[release.sha256] = faults, time.monotonic()
        return faults
    finally:
        _verifying.release()


@never_cache
@require_safe
def figures(request):
    """The figures of the server, for those who have METRICS_TOKEN."""
    expected = f"Bearer {settings.ENVIRONMENT['METRICS_TOKEN']}"
    given = request.META.get("HTTP_AUTHORIZATION", "")
    if not hmac.compare_digest(given.encode(), expected.encode()):
        answer = HttpResponse(
            "/metrics requires the token of the operator.\n", status=401, content_type="text/plain"
        )
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    from events.api.http import metrics  # only a server that has figures imports their library

    return HttpResponse(metrics.text(), content_type=metrics.CONTENT_TYPE)


ALIVE = "/healthz"
PROBES = {ALIVE: live, "/readyz": ready}


class Probes:
    """Middleware that answers the probes before anything looks at the Host header: they come by address."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.views = dict(PROBES)
        if settings.ENVIRONMENT["METRICS_TOKEN"]:
            self.views["/metrics"] = figures

    def __call__(self, request):
        if request.path_info not in self.views:
            return self.get_response(request)
        request.META[ROUTE] = request.path_info
        response = self.views[request.path_info](request)
        response["Content-Length"] = str(len(response.content))
        return response
