"""The records of a sum: those of the matching ones that happened, each event and its parts once, doubles once."""

from dataclasses import dataclass

import orjson
from django.db.models import Exists, OuterRef, Q

from config.limits import MOST_RESOLVED
from events.api.answering import resolving
from events.api.answering.sums import overlap
from events.api.answering.sums.counting import NOT_HAPPENED, among, any_not_happened, happened
from events.api.problems.errors import ParameterError, fault
from events.api.store import past
from events.models import Claim, Event, Version
from events.vocabulary import ClaimAttribute

_RESOLVED = (
    ClaimAttribute.START_DATE,
    ClaimAttribute.END_DATE,
    ClaimAttribute.PLACE,
    ClaimAttribute.FATALITIES,
)


@dataclass
class Selection:
    """The records that a sum counts: a queryset of rows, and documents of past or resolved states.

    The numbers say what it leaves out.
    """

    rows: object
    documents: list
    not_happened: int = 0
    parts: int = 0
    doubles: int = 0


def select(release, counted):
    """Return the Selection of a Counted."""
    filterset = counted.viewset.filterset_class
    parts = counted.filters
    # A row without a place in the order is not published.
    rows = counted.viewset.published()
    before, documents = counted.past(release), []
    if before:
        parts |= before.until
        documents = _documents(release, counted)
    # No filter multiplies or narrows what is joined to count by, as each that looks at other rows does so in a subquery.
    matching = rows.filter(filterset.condition(filterset.placed(parts)))
    if not counted.overlaps:
        return Selection(matching, list(documents))
    found = Selection(matching.filter(happened(counted)), list(documents))
    if not counted.asks("status"):
        found.documents = [one for one in documents if one["status"] not in NOT_HAPPENED]
        found.not_happened = len(documents) - len(found.documents)
        if any_not_happened(release):
            found.not_happened += matching.filter(status__in=NOT_HAPPENED).count()
    of_documents = _resolve(found, counted.resolve) if counted.resolve else {}
    if counted.whole == counted.doubles == overlap.ALL:
        return found
    links = dict(overlap.links(release))
    if before:
        of_documents = _links_at(release, counted, links)
    if not links:
        return found
    known = [node for node in overlap.nodes(links) if isinstance(node, int)]
    figures = found.rows.filter(pk__in=among(known)).values_list("pk", "fatalities_best")
    candidates = {pk: best is not None for pk, best in figures}
    node_of = {document["code"]: of_documents.get(document["code"]) for document in found.documents}
    for document in found.documents:
        if node_of[document["code"]] is not None:
            best = document["fatalities"]["best"]
            candidates[node_of[document["code"]]] = best is not None
    out = overlap.left_out(links, candidates, counted.whole, counted.doubles)
    found.parts, found.doubles = len(out.parts), len(out.doubles)
    every = out.parts | out.doubles
    if every:
        found.rows = found.rows.exclude(pk__in=among(one for one in every if isinstance(one, int)))
        found.documents = [one for one in found.documents if node_of[one["code"]] not in every]
    return found


def _resolve(found, rule):
    """Move the events with claims of a Selection to its documents, as a rule resolves them; return {code: node}."""
    claims = Claim.objects.filter(event=OuterRef("pk"), attribute__in=_RESOLVED)
    rows = found.rows.filter(Exists(claims)).order_by().values_list("pk", "current__document")
    rows = list(rows[: MOST_RESOLVED + 1])
    if len(rows) > MOST_RESOLVED:
        message = f"More than {MOST_RESOLVED:,} events with claims match. Filter further."
        raise ParameterError([fault("resolve", message)])
    if not rows:
        return {}
    found.rows = found.rows.exclude(pk__in=among(pk for pk, _ in rows))
    events = resolving.resolved_events([text for _, text in rows], rule)
    found.documents += events
    return {event["code"]: pk for event, (pk, _) in zip(events, rows, strict=True)}


def _documents(release, counted):
    """Return the documents of the past states that match and stand no more."""
    states = past.found(release, counted.number, counted.viewset, counted.written)
    keys = [pk for pk, _ in states]
    texts = Version.objects.filter(pk__in=among(keys)).values_list("document", flat=True)
    return [orjson.loads(text) for text in texts]


def _links_at(release, counted, links):
    """Make `links` those of a past release; return {code: node} of the states that were replaced since.

    A record that changed since has a node of its own for its past state, which its code names: its row is the
    present state, which the release did not have. Links that lead to it lead to that node.
    """
    replaced = past.replaced(release, counted.number, counted.viewset)
    last = past.last_version(release, counted.number)
    came = set(Event.objects.filter(current_id__gt=last).values_list("pk", flat=True))
    for pk in came:
        links.pop(pk, None)
    if not replaced:
        return {}
    nodes = {state["code"]: f"{state['code']}@{counted.number}" for _, state in replaced}
    codes = {state[name] for _, state in replaced for name in ("part_of", "same_as")}
    wanted = Q(code__in=(*(code for code in codes if code), *nodes))
    pk_of = dict(Event.objects.filter(wanted).values_list("code", "pk"))
    moved = {pk_of[code]: node for code, node in nodes.items() if code in pk_of}

    def node(pk):
        return moved.get(pk, pk)

    for pk, pair in list(links.items()):
        links[pk] = tuple(node(one) for one in pair)
    for _, state in replaced:
        pair = [state["part_of"], state["same_as"]]
        if any(pair):
            there = (code and (nodes.get(code) or pk_of.get(code)) for code in pair)
            links[nodes[state["code"]]] = tuple(there)
    linked = overlap.nodes(links)
    return {code: node for code, node in nodes.items() if node in linked}
