"""Events that overlap: the parts of an event, and doubles of it in other datasets. Each death is counted once.

Events are nodes of a graph. `part_of` leads from a part to its whole, `same_as` from a double to the event and back.
Nodes that reach each other are one class: doubles, or a circle of parts. docs/sums.md explains the rules.
"""

from dataclasses import dataclass, field

from django.db.models import Q

from events.api.store.release_cache import remembered
from events.models import Event

WHOLE, LEAF, ALL = "whole", "leaf", "all"
PARTS = (WHOLE, LEAF, ALL)
ONCE = "once"
DOUBLES = (ONCE, ALL)
REMEMBERED_LINKS = 2  # of a release each; a hundred bytes for each event that has a link


@dataclass(frozen=True)
class LeftOut:
    """The nodes that a sum leaves out: parts of others (or wholes of others), and doubles of others."""

    parts: set = field(default_factory=set)
    doubles: set = field(default_factory=set)


@remembered(REMEMBERED_LINKS)
def links(release):
    """Return {primary key: (part_of, same_as)} of the published events that have one of them."""
    # SQLite looks a comparison up in an index, but not whether there is a value.
    linked = Q(part_of__gt=0) | Q(same_as__gt=0)
    rows = Event.objects.filter(linked, current__isnull=False).order_by()
    return {pk: tuple(pair) for pk, *pair in rows.values_list("pk", "part_of_id", "same_as_id")}


def nodes(links):
    """Return every node that has a link or that a link leads to."""
    return {one for node, pair in links.items() for one in (node, *pair) if one is not None}


def left_out(links, candidates, parts=WHOLE, doubles=ONCE):
    """Return the LeftOut of a sum. `candidates` is {node: whether it has a figure} of what could be counted."""
    classes = _classes(links, parts, doubles)
    class_of = {node: number for number, members in enumerate(classes) for node in members}
    found = LeftOut()
    chosen = []
    for members in classes:
        present = [node for node in members if node in candidates]
        best = min(present, key=lambda node: _rank(node, members, links, candidates), default=None)
        chosen.append(best)
        # Without `doubles=once` only a circle of parts makes a class of several.
        reason = found.doubles if doubles == ONCE else found.parts
        reason.update(node for node in present if node != best)
    if parts != ALL:
        wholes = [set() for _ in classes]
        for node, (part_of, _) in links.items():
            if part_of is not None and class_of[part_of] != class_of[node]:
                wholes[class_of[node]].add(class_of[part_of])
        rule = _covered_by_wholes if parts == WHOLE else _covered_by_parts
        figures = [node is not None and candidates[node] for node in chosen]
        covered = rule([node is not None for node in chosen], figures, wholes)
        found.parts.update(node for node, out in zip(chosen, covered, strict=True) if out)
    found.parts.discard(None)
    return found


def _rank(node, members, links, candidates):
    """Return what sorts the event of a class that is counted first: with a figure, and no double of a different event."""
    _, same_as = links.get(node, (None, None))
    return not candidates[node], same_as in members, str(node)


def _covered_by_wholes(present, figures, wholes):
    """Return for each class whether its whole is counted, or its parts are counted in its place.

    Wholes come before their parts. A whole without a figure gives way to its parts where one of them has a figure.
    """
    gives_way = [
        not has and beneath for has, beneath in zip(figures, _below(figures, wholes), strict=True)
    ]
    covered = []
    for above in wholes:
        covered.append(any(covered[one] or (present[one] and not gives_way[one]) for one in above))
    return [one or other for one, other in zip(covered, gives_way, strict=True)]


def _covered_by_parts(present, figures, wholes):
    """Return for each class whether its parts are counted, or its whole is counted in its place.

    Wholes come before their parts. Parts without any figure give way to a whole that has one.
    """
    known, counted = _below(figures, wholes), _below(present, wholes)
    stays = [has and not beneath for has, beneath in zip(figures, known, strict=True)]
    hidden = []
    for above in wholes:
        hidden.append(any(hidden[one] or stays[one] for one in above))
    return [
        out or (beneath and not stay)
        for out, beneath, stay in zip(hidden, counted, stays, strict=True)
    ]


def _below(flags, wholes):
    """Return for each class whether the flag of a class below it is set."""
    below = [False] * len(flags)
    for number in reversed(range(len(flags))):
        if flags[number] or below[number]:
            for one in wholes[number]:
                below[one] = True
    return below


def _classes(links, parts, doubles):
    """Return the classes of nodes, each a set; wholes before their parts. (Tarjan's algorithm, without recursion.)"""
    leads_to = {node: [] for node in nodes(links)}
    for node, (part_of, same_as) in links.items():
        if part_of is not None and parts != ALL:
            leads_to[node].append(part_of)
        if same_as is not None and doubles == ONCE:
            leads_to[node].append(same_as)
            leads_to[same_as].append(node)
    classes, number, lowest, pending = [], {}, {}, []
    for start, first in leads_to.items():
        path = [] if start in number else [(start, iter(first))]
        while path:
            node, further = path[-1]
            if node not in number:
                number[node] = lowest[node] = len(number)
                pending.append(node)
            for other in further:
                if other not in number:
                    path.append((other, iter(leads_to[other])))
                    break
                if other in lowest:  # it is in no class yet
                    lowest[node] = min(lowest[node], lowest[other])
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == number[node]:
                    at = pending.index(node)
                    classes.append(set(pending[at:]))
                    for one in pending[at:]:
                        del lowest[one]
                    del pending[at:]
    return classes
