"""References of events to other events (`part_of`, `same_as`), which can come before the event that they name."""

from events.importing.coded import REFERENCES
from events.importing.problem import Stopped
from events.importing.seen import BATCH, batches
from events.models import Event


def references(rows):
    """Return {(code, column): code of the other event} of some Coded; raise Stopped where one names itself."""
    found = {}
    for coded in rows:
        for name in REFERENCES:
            target = coded.columns.get(name)
            if target is None:
                continue
            if target == coded.code:
                raise Stopped(f"event {coded.code}: {name} is the event itself")
            found[coded.code, name] = target
    return found


def numbers_of(codes):
    """Return {code: primary key} of the events that are in the tables."""
    found = {}
    for some in batches(codes, BATCH):
        found.update(Event.objects.filter(code__in=some).values_list("code", "pk"))
    return found


def check_found(referring, known):
    """Raise Stopped unless each event that others name is known; `referring` is {(code, column): other code}."""
    for (code, name), target in referring.items():
        if target not in known:
            raise Stopped(
                f"event {code}: {name} is {target!r}, which is neither in the files nor in the "
                "tables; import or load that event first"
            )
