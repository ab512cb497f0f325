"""Laps of questions: as many as are wanted, no two alike, all about as long as the one drawn."""

from datetime import date, timedelta

from benchmarks.questions import FARTHEST, TITLE, Filtered, spread
from events.models.search import COLUMNS, SEARCHED

DRAWN = Filtered("UA", date(2022, 2, 24), date(2022, 3, 24))


def test_no_two_laps_are_alike():
    laps = [DRAWN.moved(lap) for lap in range(1000)]
    assert laps[0] == DRAWN
    assert len(set(laps)) == 1000


def test_laps_move_first_and_grow_longer_after():
    moves = [(DRAWN.moved(lap).first - DRAWN.first).days for lap in range(5)]
    assert moves == [0, -1, 1, -2, 2]
    first_of_the_longer = DRAWN.moved(2 * FARTHEST + 1)
    assert first_of_the_longer == Filtered("UA", DRAWN.first, DRAWN.last + timedelta(days=1))


def test_spread():
    counts = list(range(1, 101))
    assert str(spread(counts)) == (
        "100 questions; events matched: p10 11, p50 51, p90 91, most 100"
    )


def test_a_stretched_question_has_the_same_page_and_another_total():
    laps = [DRAWN.stretched(lap) for lap in range(1, 500)]
    assert len({one.first for one in laps}) == len(laps)
    assert all(one.first < DRAWN.first and one.last == DRAWN.last for one in laps)


def test_titles_are_in_the_column_that_peers_search():
    assert dict(zip(COLUMNS, SEARCHED["events"], strict=True))[TITLE] == "title"
