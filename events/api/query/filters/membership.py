"""Members of groups: with `within=true`, filters on actors find the members of an actor too, at any depth."""

from django.db.models import Q

from events.api.problems.errors import fault
from events.api.query.filters.kinds import FlagFilter, KeyFilter
from events.api.store.release_cache import remembered
from events.models import Actor

REMEMBERED_GROUPS = 1000  # some kilobytes each; they change only with a release


class WithinFilter(FlagFilter):
    """Whether filters on actors include members. It selects nothing itself.

    Of a past release this is known only while no actor has changed since: `reads` and `grows` refuse it after that.
    """

    def __init__(self, **kwargs):
        super().__init__(reads=(Actor,), grows=(Actor,), **kwargs)

    @property
    def columns(self):
        return ()

    @property
    def needs(self):
        return ()

    def condition(self, model, shape, values):
        return Q()

    def test(self, shape, values):
        return lambda document: True


def _flag(filterset):
    """Return the name of the parameter that includes members, or None."""
    kinds = filterset.base_filters.items()
    return next((name for name, kind in kinds if isinstance(kind, WithinFilter)), None)


def _of_actors(filterset):
    """Return the parameters that `within=true` widens."""
    return [
        name
        for name, kind in filterset.base_filters.items()
        if isinstance(kind, KeyFilter) and kind.target is Actor
    ]


def faults(filterset, query, values):
    """Return the fault of a flag that nothing in the query is for."""
    name = _flag(filterset)
    if name not in values:
        return []
    actors = _of_actors(filterset)
    if any(one in query for one in actors):
        return []
    message = f"{name} has no actor to include the members of. Give one of {', '.join(actors)} too."
    return [fault(name, message)]


def applied(filterset, values, release):
    """Return what was read of a query, with members in the lists of actors where they are wanted."""
    name = _flag(filterset)
    if name not in values:
        return values
    rest = {one: value for one, value in values.items() if one != name}
    if values[name]:
        for one in rest.keys() & _of_actors(filterset):
            rest[one] = list(_members(release, tuple(values[one])))
    return rest


def applied_at(filterset, both, release):
    """Return what was read for the records that stand, and for the documents of a past release."""
    now, then = ({one: pair[side] for one, pair in both.items()} for side in (0, 1))
    name = _flag(filterset)
    if name not in now:
        return now, then
    if now.pop(name):
        for one in now.keys() & _of_actors(filterset):
            found = _members(release, tuple(now[one]))
            now[one] = list(found) or [0]
            then[one] = tuple(dict.fromkeys((*then[one], *found.values())))
    else:
        del then[name]
    return now, then


@remembered(REMEMBERED_GROUPS)
def _members(release, primary_keys):
    """Return {primary key: public key} of actors and of all their members, at any depth."""
    found, condition = {}, {"pk__in": primary_keys}
    while True:
        rows = Actor.objects.filter(**condition).order_by("pk").values_list("pk", "slug")
        new = {pk: slug for pk, slug in rows if pk not in found}
        if not new:
            return found
        found |= new
        condition = {"part_of__in": list(new)}
