"""Whether the process lives, and whether it can answer: for load balancers and supervisors."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.documents.fingerprint import REMEDY, stale
from events.models import Release


@never_cache
@require_safe
def live(request):
    """200 as long as the process answers at all."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request):
    """200 when the database is reachable and up to date with the program, and a release is published; else 503.

    It is up to date when no migration is left to run and the rules of this program made all derived state.
    """
    checks = dict.fromkeys(("database", "migrations", "release", "derived"), False)
    outdated = []
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
    ok = all(checks.values())
    body = {"status": "ok" if ok else "unavailable", "checks": checks}
    if outdated:
        body |= {"stale": outdated, "run": REMEDY}
    return JsonResponse(body, status=200 if ok else 503)


PROBES = {"/healthz": live, "/readyz": ready}


class Probes:
    """Middleware that answers the probes before anything looks at the Host header: they come by address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info not in PROBES:
            return self.get_response(request)
        response = PROBES[request.path_info](request)
        response["Content-Length"] = str(len(response.content))
        return response
