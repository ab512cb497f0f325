"""One record withdrawn: deleted, and its reason published, unless others refer to it."""

from itertools import islice

from django.db import transaction

from events.loading.problem import DATABASE, Problem, Refused
from events.loading.referring import references
from events.loading.wording import nearest, shown
from events.models.near_keys import like_keys
from events.publishing import Withdrawal, publish, take_turn
from events.publishing.tombstones import tombstones

MOST_TOLD = 100  # references by one field that are listed


def withdraw(model, key, reason, merged_into=None, label=None, note=None):
    """Delete a record and publish its withdrawal; return the Release, or raise Refused with all problems."""
    with transaction.atomic():
        take_turn()
        problems = [*_not_there(model, "KEY", key)]
        if merged_into == key:
            problems.append(
                Problem(
                    "--merged-into",
                    "a record cannot replace itself; give the key of a different record",
                )
            )
        elif merged_into is not None:
            problems += _not_there(model, "--merged-into", merged_into)
        if not problems:
            problems += _references(model, key, merged_into)
        if problems:
            raise Refused(problems)
        model.objects.get_by_natural_key(key).delete()
        withdrawn = {(model.collection, key): Withdrawal(reason, merged_into)}
        return publish({}, withdrawn, label=label, note=note)


def _not_there(model, argument, key):
    """Yield the problem of a key that is none of a published record."""
    published = model.objects.filter(current__isnull=False)
    if published.filter(**{model.key_name: key}).exists():
        return
    gone = tombstones(model, {key}).get(key)
    if gone:
        message = f"{gone} already" + (f"; {gone.instead}" if gone.successor else "")
    else:
        near = nearest(key, like_keys(published, key))
        message = f"is not the {model.key_name} of any of the {model.collection}"
        message += f"; did you mean {near!r}?" if near else ""
    yield Problem(argument, f"{shown(key)} {message}")


def _references(model, key, merged_into):
    """Yield the problems of the rows that refer to a record."""
    right = f"refer to {shown(merged_into)}" if merged_into else "refer to another"
    for found in references(model, key):
        for one in islice(found, MOST_TOLD):
            yield Problem(
                DATABASE,
                f"{one.field} {shown(key)} is to be withdrawn; {right}, or take this out, and load that first",
                None,
                one.model._meta.label_lower,
                one.key,
                one.field,
            )
        more = len(found) - MOST_TOLD
        if more > 0:
            yield Problem(
                DATABASE,
                f"{found[0].model._meta.label_lower}: {more} more refer to {shown(key)} as {found[0].field}",
            )
