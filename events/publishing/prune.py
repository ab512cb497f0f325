"""Deleting replaced states to save space: past releases that then can be answered no more."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count, F, Func, IntegerField, Max, Sum

from events.models import RECORDS, RedactedState, Release, Version
from events.publishing.publish import take_turn


@dataclass(frozen=True)
class Prunable:
    """The states that a horizon would delete; `last` is the newest release that loses a state, None where none does."""

    states: dict
    bytes: int
    last: int | None


class _Bytes(Func):
    """The length of a text in bytes of UTF-8."""

    output_field = IntegerField()
    function = "octet_length"

    def as_sqlite(self, compiler, connection):
        # SQLite has octet_length only since 3.43.
        return self.as_sql(compiler, connection, template="length(CAST(%(expressions)s AS BLOB))")


def prunable(horizon):
    """Return what is to be deleted so that no release before `horizon` need be answered."""
    states = _replaced(horizon)
    totals = {
        row["collection"]: row
        for row in states.order_by()
        .values("collection")
        .annotate(states=Count("pk"), bytes=Sum(_Bytes(F("document"))), last=Max("last_release"))
    }
    return Prunable(
        states={
            model.collection: totals[model.collection]["states"]
            for model in RECORDS
            if model.collection in totals
        },
        bytes=sum(row["bytes"] for row in totals.values()),
        last=max((row["last"] for row in totals.values()), default=None),
    )


def prune(horizon):
    """Delete the states that were replaced before the release `horizon`; return what was, as Prunable.

    Current states stay, and so does every withdrawal: its day and its reason are kept permanently.
    """
    with transaction.atomic():
        take_turn()
        done = prunable(horizon)
        if done.last is not None:
            # No row points at a replaced state, so that there is nothing to look for but the states themselves.
            RedactedState.objects.filter(version__in=_replaced(horizon)).delete()
            with connection.cursor() as cursor:
                cursor.execute(
                    f"DELETE FROM {Version._meta.db_table} "
                    "WHERE last_release_id < %s AND document IS NOT NULL",
                    [horizon],
                )
            Release.objects.filter(number__lte=done.last).update(pruned=True)
    return done


def _replaced(horizon):
    return Version.objects.filter(last_release__lt=horizon, document__isnull=False)
