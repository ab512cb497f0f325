"""Random trees of parts and doubles: no death is counted twice, none for what did not happen, none is lost."""

import datetime
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from events.api.answering.sums import overlap
from events.api.store import release_cache
from events.models import Dataset, Event
from events.publishing import publish
from events.vocabulary import EventStatus

HAPPENED = {EventStatus.OCCURRED, EventStatus.ONGOING, EventStatus.DISPUTED}


@st.composite
def drawn(draw, circles=True):
    """Draw up to 8 events: (part_of, same_as, figure, whether it is a candidate), links by number."""
    number = draw(st.integers(1, 8))
    events = []
    for one in range(number):
        # Only rows that no check has seen can lead in a circle.
        others = [at for at in range(number if circles else one) if at != one]
        link = st.sampled_from([None, None, *others]) if others else st.none()
        figure = st.sampled_from([None, 0, 1, 10, 100])
        events.append((draw(link), draw(link), draw(figure), draw(st.booleans())))
    return events


def reached(events, start, parts, doubles):
    """Return the nodes that a node is a part or a double of, by whatever way."""
    found, pending = set(), [start]
    while pending:
        node = pending.pop()
        part_of, same_as, *_ = events[node]
        leads = {part_of} if parts else set()
        if doubles:
            leads |= {same_as} | {at for at, one in enumerate(events) if one[1] == node}
        for one in leads - {None} - found:
            found.add(one)
            pending.append(one)
    return found


@given(
    events=drawn(), parts=st.sampled_from(overlap.PARTS), doubles=st.sampled_from(overlap.DOUBLES)
)
@settings(max_examples=1000)
def test_what_overlaps_is_counted_once_and_no_figure_is_lost(events, parts, doubles):
    links = {at: pair[:2] for at, pair in enumerate(events) if pair[:2] != (None, None)}
    known = overlap.nodes(links)
    candidates = {
        at: figure is not None
        for at, (_, _, figure, matches) in enumerate(events)
        if matches and at in known
    }
    out = overlap.left_out(links, candidates, parts, doubles)
    assert not out.parts & out.doubles
    every = out.parts | out.doubles
    assert every <= set(candidates)
    counted = set(candidates) - every
    above = {
        at: reached(events, at, parts != "all", doubles == "once") for at in range(len(events))
    }
    for one in counted:
        assert not (above[one] - {one}) & counted, "it and what it is a part or a double of"
    for one in every:
        related = {other for other in counted if other in above[one] or one in above[other]}
        assert related, "left out without anything in its place"
        if candidates[one]:
            assert any(candidates[other] for other in related), "its figure is lost"
    if parts == doubles == "all":
        assert every == set()
    if parts == "all":
        assert out.parts == set()
    if doubles == "all":
        assert out.doubles == set()


# (part_of, same_as, has a figure) of each candidate -> those left out as (parts, doubles), by `parts`
DRAWN = {
    "a war and its part": (
        {"war": (None, None, True), "strike": ("war", None, True)},
        {"whole": ({"strike"}, set()), "leaf": ({"war"}, set()), "all": (set(), set())},
    ),
    "a war without a figure": (
        {"war": (None, None, False), "strike": ("war", None, True), "siege": ("war", None, False)},
        {"whole": ({"war"}, set()), "leaf": ({"war"}, set()), "all": (set(), set())},
    ),
    "parts without a figure": (
        {"war": (None, None, True), "strike": ("war", None, False)},
        {"whole": ({"strike"}, set()), "leaf": ({"strike"}, set()), "all": (set(), set())},
    ),
    "nobody has a figure": (
        {"war": (None, None, False), "strike": ("war", None, False)},
        {"whole": ({"strike"}, set()), "leaf": ({"war"}, set()), "all": (set(), set())},
    ),
    "a double of a part of a part": (
        {
            "war": (None, None, True),
            "siege": ("war", None, True),
            "strike": ("siege", None, True),
            "theirs": (None, "strike", True),
        },
        {
            "whole": ({"siege", "strike"}, {"theirs"}),
            "leaf": ({"war", "siege"}, {"theirs"}),
            "all": (set(), {"theirs"}),
        },
    ),
    "only the double has a figure": (
        {"ours": (None, None, False), "theirs": (None, "ours", True)},
        {"whole": (set(), {"ours"}), "leaf": (set(), {"ours"}), "all": (set(), {"ours"})},
    ),
    "a chain of doubles": (
        {"a": (None, None, True), "b": (None, "a", True), "c": (None, "b", True)},
        {"whole": (set(), {"b", "c"}), "leaf": (set(), {"b", "c"}), "all": (set(), {"b", "c"})},
    ),
}


@pytest.mark.parametrize(("events", "expected"), DRAWN.values(), ids=DRAWN)
def test_what_is_left_out(events, expected):
    links = {name: pair for name, (*pair, _) in events.items() if any(pair)}
    candidates = {name: figure for name, (*_, figure) in events.items()}
    for parts, (left, doubles) in expected.items():
        out = overlap.left_out(links, candidates, parts)
        assert (out.parts, out.doubles) == (left, doubles), parts


def test_the_part_of_an_event_that_is_not_selected_belongs_to_what_that_is_a_part_of():
    links = {"strike": ("siege", None), "siege": ("war", None)}
    out = overlap.left_out(links, {"strike": True, "war": True})
    assert out == overlap.LeftOut({"strike"}, set())
    assert overlap.left_out(links, {"strike": True}) == overlap.LeftOut()


def test_a_long_chain_needs_no_recursion():
    links = {one: (one - 1, None) for one in range(1, 50_000)}
    out = overlap.left_out(links, dict.fromkeys(range(50_000), True))
    assert len(out.parts) == 49_999
    assert 0 not in out.parts


def test_a_sum_of_random_trees_counts_each_death_once(get):
    seen = Counter()

    @given(
        events=drawn(circles=False),
        # Most happened, so that what overlaps is drawn too.
        statuses=st.lists(
            st.sampled_from([EventStatus.OCCURRED] * 9 + EventStatus.values), min_size=8
        ),
        parts=st.sampled_from(overlap.PARTS),
        doubles=st.sampled_from(overlap.DOUBLES),
    )
    @settings(max_examples=100)
    def check(events, statuses, parts, doubles):
        with transaction.atomic():
            published(events, statuses)
            release_cache.forget()
            query = f"by=day&dataset=drawn&parts={parts}&doubles={doubles}"
            answer = get(f"/events/aggregate/?{query}").json()
            transaction.set_rollback(True)
        counted = {int(group["day"][-2:]) - 1: group for group in answer["results"]}
        candidates = {at for at in range(len(events)) if statuses[at] in HAPPENED}
        assert counted.keys() <= candidates
        above = [
            reached(events, at, parts != "all", doubles == "once") for at in range(len(events))
        ]
        for one, group in counted.items():
            assert not (above[one] - {one}) & counted.keys()
            best = events[one][2]
            assert group["fatalities"]["best"] == best
            assert (group["count"], group["with_fatalities"]) == (1, int(best is not None))
        for one in candidates - counted.keys():
            related = [at for at in counted if at in above[one] or one in above[at]]
            assert related, "left out without anything in its place"
            if events[one][2] is not None:
                assert any(events[at][2] is not None for at in related), "its figure is lost"
        told = " ".join(answer["warnings"])
        for words, is_there in {
            "proposed, threatened or negated": len(candidates) < len(events),
            "left out, ": counted.keys() < candidates,
        }.items():
            assert (words in told) == is_there
            seen[words] += is_there
        seen[f"parts={parts}"] += "parts=all" in told
        seen[f"doubles={doubles}"] += "doubles=all" in told
        seen["deaths"] += sum(group["fatalities"]["best"] or 0 for group in counted.values())

    check()
    # Nothing of this holds only because nothing was drawn to which it applies.
    assert seen.pop("parts=all") == seen.pop("doubles=all") == 0
    assert min(seen.values()) > 0, seen
    assert len(seen) == 6


def published(events, statuses):
    dataset, rows = Dataset.objects.create(slug="drawn", title="Drawn", license="CC0-1.0"), []
    for number, (part_of, same_as, figure, _) in enumerate(events):
        event = Event.objects.create(
            code=f"drawn-{number}",
            dataset=dataset,
            type="ASSAULT",
            quad_class=4,
            status=statuses[number],
            title="Drawn",
            start_date=datetime.date(2022, 1, 1 + number),
            date_precision="day",
            fatalities_best=figure,
            part_of=None if part_of is None else rows[part_of],
            same_as=None if same_as is None else rows[same_as],
        )
        rows.append(event)
    publish({Dataset: {dataset.pk}, Event: {row.pk for row in rows}})
