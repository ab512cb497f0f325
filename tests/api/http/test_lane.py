"""The lane of costly requests: which they are, how many run and wait, and that cheap ones go past them."""

import contextlib
import json
import os
import threading
import time

import pytest

from events.api.http import edge, lane
from events.api.http.edge import Edge
from events.api.http.lane import Flow, Lane, Turns, is_costly, learn
from events.api.problems.errors import Busy
from events.management.commands.serve import OPTIONS
from tests.api.http.test_edge import PAGE, asked

LONGEST_WAIT = 10  # seconds
CHEAP = {**PAGE, "QUERY_STRING": ""}

# (path, query, whether it is costly)
REQUESTS = [
    ("/healthz", "", False),
    ("/api/v1/events/kyiv-strike/", "", False),
    ("/api/v1/events/", "country=UA&page=3", False),
    ("/api/v1/events/", "page_size=100", False),
    ("/api/v1/events/", "page_size=200", True),
    ("/api/v1/events/", "page_size=1000", True),
    ("/api/v1/events/", "country=UA&q=kyiv", True),
    ("/api/v1/events/", "q=kyiv", True),
    ("/api/v1/events/", "order_by=code", True),
    ("/api/v1/events/", "near=50,30,10", True),
    ("/api/v1/events/aggregate/", "by=country", True),
    ("/api/v1/events/aggregate.csv", "by=country", True),
    ("/api/v1/events.parquet", "", True),
    ("/api/v1/events.xlsx", "", True),
    ("/api/v1/releases/1/events.geojson", "", True),
    ("/compat/acled/api/acled/read", "", True),
    ("/ogc/collections/events/items", "", True),
    ("/static/api/redoc.js", "", False),
]


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch):
    monkeypatch.setattr(lane, "_quick", set())


@pytest.mark.parametrize(("path", "query", "expected"), REQUESTS)
def test_which_requests_are_costly(path, query, expected):
    assert bool(is_costly(path, query)) is expected


def test_what_was_answered_quickly_is_not_costly_until_it_is_slow_again():
    learn("/api/v1/events/", "q=kyiv", lane.QUICK)
    assert not is_costly("/api/v1/events/", "q=kyiv")
    assert is_costly("/api/v1/events/", "q=lviv")
    learn("/api/v1/events/", "q=kyiv", lane.QUICK + 0.1)
    assert is_costly("/api/v1/events/", "q=kyiv")


def test_what_is_known_has_a_bound(monkeypatch):
    monkeypatch.setattr(lane, "MOST_QUICK", 3)
    for number in range(10):
        learn("/", f"q={number}", 0)
    assert len(lane._quick) <= 3


@contextlib.contextmanager
def held(one):
    """Hold the only place of a lane in a thread of its own."""
    has, leave = threading.Event(), threading.Event()

    def work():
        with one.place():
            has.set()
            leave.wait(LONGEST_WAIT)

    thread = threading.Thread(target=work)
    thread.start()
    assert has.wait(LONGEST_WAIT)
    try:
        yield leave
    finally:
        leave.set()
        thread.join()


def test_one_waits_and_the_next_gets_503():
    one = Lane(places=1, most_waiting=1, longest=LONGEST_WAIT)
    served = []

    def work():
        with one.place():
            served.append(1)

    with held(one) as leave:
        waiting = threading.Thread(target=work)
        waiting.start()
        end = time.monotonic() + LONGEST_WAIT
        while not one.waiting and time.monotonic() < end:
            time.sleep(0.01)
        with pytest.raises(Busy, match="2 requests that cost as much"), one.place():
            pass
        leave.set()
        waiting.join()
    assert served == [1]
    assert one.waiting == 0


def test_a_wait_has_an_end():
    one = Lane(places=1, most_waiting=1, longest=0.05)
    with held(one), pytest.raises(Busy, match=r"waited for 0\.05 seconds"), one.place():
        pass
    assert one.waiting == 0
    with one.place():
        pass


def test_a_fault_gives_the_place_back():
    one = Lane(places=1, most_waiting=0)
    with pytest.raises(ZeroDivisionError), one.place():
        raise ZeroDivisionError
    with one.place():
        pass


def test_cheap_requests_go_past_costly_ones(monkeypatch):
    one = Lane(places=1, most_waiting=0, longest=LONGEST_WAIT)
    monkeypatch.setattr(edge, "lane", one)

    def application(environ, start_response):
        start_response("200 OK", [])
        return [b"answered"]

    site = Edge(application)
    with held(one):
        assert asked(site, QUERY_STRING="")[2] == b"answered"
        status, headers, body = asked(site, QUERY_STRING="q=kyiv")
        assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "5")
        assert json.loads(body)["type"] == "/errors/unavailable"
        assert "cost as much" in json.loads(body)["detail"]
    assert asked(site, QUERY_STRING="q=kyiv")[2] == b"answered"
    assert not is_costly(PAGE["PATH_INFO"], "q=kyiv")


def test_a_process_has_threads_for_all_that_may_hold_one_and_some_for_probes():
    limits = lane.COSTLY_AT_A_TIME + lane.COSTLY_WAITING + 3
    assert int(OPTIONS["--blocking-threads"]) == limits + 4 + 3


def test_so_many_cheap_requests_work_at_a_time_and_probes_go_past_them(monkeypatch):
    monkeypatch.setattr(edge, "turns", Turns(1))
    at_work, may_end, answered = threading.Event(), threading.Event(), []

    def application(environ, start_response):
        path = environ["PATH_INFO"]
        if path == PAGE["PATH_INFO"] and not at_work.is_set():
            at_work.set()
            may_end.wait(LONGEST_WAIT)
        answered.append(path)
        start_response("200 OK", [])
        return [b""]

    def send(path):
        Edge(application)({**CHEAP, "PATH_INFO": path}, lambda *told: None)

    first = threading.Thread(target=send, args=(PAGE["PATH_INFO"],))
    first.start()
    assert at_work.wait(LONGEST_WAIT)
    second = threading.Thread(target=send, args=("/api/v1/actors/",))
    second.start()
    send("/readyz")
    assert answered == ["/readyz"]
    may_end.set()
    first.join(LONGEST_WAIT)
    second.join(LONGEST_WAIT)
    assert answered == ["/readyz", PAGE["PATH_INFO"], "/api/v1/actors/"]


def test_nobody_waits_behind_requests_that_are_stuck(monkeypatch):
    monkeypatch.setattr(edge, "turns", Flow(1))
    monkeypatch.setattr(lane, "STUCK", 0.2)
    may_end, answers = threading.Event(), []

    def application(environ, start_response):
        may_end.wait(LONGEST_WAIT)
        start_response("200 OK", [])
        return [b""]

    def send():
        answers.append(asked(Edge(application), **CHEAP))

    threads = [threading.Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads[1:]:
        thread.join(LONGEST_WAIT)
    assert [(status, headers["Retry-After"]) for status, headers, _ in answers] == [
        ("503 Service Unavailable", "5")
    ] * 4
    start = time.monotonic()
    send()
    assert time.monotonic() - start < 0.15
    assert json.loads(answers[-1][2])["type"] == "/errors/unavailable"
    may_end.set()
    threads[0].join(LONGEST_WAIT)
    assert answers[-1][0] == "200 OK"
    send()
    assert answers[-1][0] == "200 OK"


def test_those_that_wait_are_served_as_long_as_any_turn_comes_back(monkeypatch):
    monkeypatch.setattr(lane, "STUCK", 0.3)
    flow, served = Flow(1), []

    def work():
        with flow:
            time.sleep(0.1)
            served.append(1)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST_WAIT)
    assert len(served) == 8


@pytest.mark.skipif(not hasattr(os, "SCHED_BATCH"), reason="only Linux has it")
def test_threads_that_wake_go_before_heavy_work_while_there_is_any(monkeypatch):
    policies, changed = [], threading.Event()

    def schedule(policy):
        policies.append(policy)
        changed.set()

    monkeypatch.setattr(lane, "_heavy", threading.Event())
    monkeypatch.setattr(lane, "_schedule", schedule)
    monkeypatch.setattr(lane, "REST", 0.05)
    monkeypatch.setattr(os, "sched_getscheduler", lambda process: os.SCHED_BATCH)
    lane.share_processors()
    learn("/api/v1/events/", "q=kyiv", 0)
    assert not changed.wait(0.1)
    for expected in ([os.SCHED_OTHER], [os.SCHED_OTHER, os.SCHED_BATCH]):
        if not policies:
            learn("/api/v1/events/", "q=kyiv", 1)
        assert changed.wait(LONGEST_WAIT)
        changed.clear()
        assert policies == expected


@pytest.mark.skipif(not hasattr(os, "SCHED_BATCH"), reason="only Linux has it")
def test_a_policy_is_that_of_each_thread():
    may_end = threading.Event()
    thread = threading.Thread(target=may_end.wait, args=(LONGEST_WAIT,))
    thread.start()
    try:
        for policy in (os.SCHED_BATCH, os.SCHED_OTHER):
            lane._schedule(policy)
            threads = (threading.get_native_id(), thread.native_id)
            assert [os.sched_getscheduler(one) for one in threads] == [policy] * 2
    finally:
        may_end.set()
        thread.join()


def test_a_turn_comes_back_after_a_fault(monkeypatch):
    monkeypatch.setattr(edge, "turns", Flow(1))

    def application(environ, start_response):
        raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            Edge(application)(dict(CHEAP), lambda *told: None)
