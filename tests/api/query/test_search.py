"""Searches in the world: their matches, their order, and how their total is counted."""

from urllib.parse import quote_plus

import pytest
from django.db import connection

from events.api.answering import plan
from events.api.query.filters import ActorFilter, EventFilter
from events.api.query.filters.filterset import UNDATED
from events.api.query.ordering import order_of
from events.api.query.search import whole_words
from events.api.query.search_syntax import parse
from events.models import Actor, Event, Place, Statement
from events.models.search import SEARCHED
from events.publishing import publish
from tests.api.refusals import assert_problem

STRIKE, NEXT_DAY, PORT = "kyiv-strike", "kyiv-strike-next-day", "port-threat"
# The port threat is the latest event, and has Kyiv in its summary alone; the strikes have it in their titles.
EVENTS = {
    "kyiv": [NEXT_DAY, STRIKE, PORT],
    "KYIV": [NEXT_DAY, STRIKE, PORT],
    "ＫＹＩＶ ſtrike": [NEXT_DAY, STRIKE],  # other forms of the same letters
    "kyiv strike": [NEXT_DAY, STRIKE],
    "strike missiles": [NEXT_DAY, STRIKE],  # in any order
    '"missiles strike"': [NEXT_DAY, STRIKE],
    '"strike missiles"': [],
    '"strike kyiv"': [STRIKE],
    "strike-kyiv": [STRIKE],
    "kyi*": [NEXT_DAY, STRIKE, PORT],
    "kyi": [],
    "miss* str*": [NEXT_DAY, STRIKE],
    "kyiv -near": [STRIKE, PORT],
    "kyiv -strike": [PORT],
    "kyiv -str*": [PORT],
    'kyiv -"strike near"': [STRIKE, PORT],
    "kyiv -missiles -ships": [],
    "київ": [NEXT_DAY, STRIKE],  # its name in its own script, which the documents do not hold
    "КИЇВ": [NEXT_DAY, STRIKE],
    "Киів": [NEXT_DAY, STRIKE],  # without the dots
    "erdogan": ["istanbul-talks"],
    "ERDOĞAN": ["istanbul-talks"],
    "erdog\u0306an": ["istanbul-talks"],  # the breve as a character of its own
    "İstanbul": ["istanbul-talks"],
    "лавров": ["guarantees-rejection"],
    '"сергей лавров"': ["guarantees-rejection"],
    '"лавров сергей"': [],
    '"kyiv answers"': [PORT],  # within the summary
    '"threatened ships"': [],  # from the end of the title to the beginning of the summary
    "lavrov": ["guarantees-rejection"],
    "atlantic": ["guarantees-rejection", "guarantees-proposal"],  # another name of NATO
    # "Ukraine" is in the titles of four; of the others it is the place or a participant.
    "ukraine": [
        "invasion",
        "ukraine-war",
        "border-buildup",
        "guarantees-proposal",
        PORT,
        STRIKE,
        "istanbul-talks",
        "crimea-seizure",
    ],
    # All words must be in the title for an event to come first: NATO is only in that of the proposal.
    "nato guarantees": ["guarantees-proposal", "guarantees-rejection"],
    "in": ["istanbul-talks", "bering-drill", "ukraine-war", PORT],
    "nowhere": [],
    "NEAR": [NEXT_DAY],
    "or": [],
    # AND, OR, NOT and parentheses
    "kyiv AND strike": [NEXT_DAY, STRIKE],
    "strike OR ships": [PORT, NEXT_DAY, STRIKE],
    "ships OR near": [PORT, NEXT_DAY],
    "kyiv NOT near": [STRIKE, PORT],
    "near kyiv OR ships": [PORT, NEXT_DAY],
    "(near OR ships) kyiv": [NEXT_DAY, PORT],
    "kyiv -(near OR ships)": [STRIKE],
    "kyiv NOT (strike -near)": [NEXT_DAY, PORT],
    "nowhere OR (strike -near)": [STRIKE],
    # fields
    "title:kyiv": [NEXT_DAY, STRIKE],
    "text:kyiv": [PORT],
    "kyiv -title:kyiv": [PORT],
    "place:ukraine": ["invasion", "ukraine-war", "border-buildup"],
    "participant:erdogan": ["istanbul-talks"],
    "title:erdogan": [],
    "title:(near kyiv) OR participant:erdogan": [NEXT_DAY, "istanbul-talks"],
    "participant:ukr* -title:ukr* kyiv": [STRIKE, PORT],
    # Matches of the title alone come first, by whichever side of OR.
    "erdogan OR strike": [NEXT_DAY, STRIKE, "istanbul-talks"],
    "erdogan OR kyiv": [NEXT_DAY, STRIKE, PORT, "istanbul-talks"],
    # Where all fields are named no title comes first.
    "text:kyiv OR participant:erdogan": [PORT, "istanbul-talks"],
}


@pytest.mark.parametrize(("text", "answer"), EVENTS.items(), ids=EVENTS)
def test_a_search_of_events_finds_exactly(get, text, answer):
    records = get(f"/events/?q={quote_plus(text)}").json()["results"]
    assert [record["code"] for record in records] == answer


# (collection, words) -> keys
OTHERS = {
    ("sources", "главком"): ["glavkom"],
    ("sources", "nato.int"): ["nato"],
    ("articles", "ракети"): ["kyiv-under-fire"],
    ("articles", "capital"): ["kyiv-under-fire"],  # its summary
    ("articles", "press service"): ["stoltenberg-on-the-invasion"],  # its byline
    ("articles", "главком"): ["guarantees-for-ukraine", "kyiv-under-fire", "zelensky-address"],
    ("articles", "тасс"): ["guarantees-for-ukraine", "kyiv-under-fire", "lavrov-in-antalya"],
    ("actors", "erdogan"): ["recep-tayyip-erdogan"],
    ("actors", "европеискии"): [],
    ("actors", "Європейський"): ["european-union"],
    ("actors", "europeiskii"): [],
    ("places", "крим"): ["crimea"],
    ("places", "43"): ["crimea"],  # of its division, UA-43
    ("statements", "тут"): ["zelensky-all-here"],
    ("statements", "зеленський"): ["zelensky-all-here"],  # the speaker
    ("statements", "сказав"): ["zelensky-all-here"],  # the verb
    ("statements", "secretary general"): ["stoltenberg-condemns-invasion"],  # the role
    ("statements", "atlantic"): ["russia-rejects-guarantees"],  # an addressee
    # NATO is in the text of one, and the addressee or the speaker's office of others.
    ("statements", "nato"): ["russia-rejects-guarantees", "stoltenberg-condemns-invasion"],
    # In the text of two; of Russia's own statement it is the speaker: so that comes last, though later.
    ("statements", "russia"): [
        "stoltenberg-condemns-invasion",
        "lavrov-eu-silent",
        "russia-rejects-guarantees",
    ],
}


@pytest.mark.parametrize(("asked", "answer"), OTHERS.items(), ids=" ".join)
def test_a_search_of_another_collection_finds_exactly(get, asked, answer):
    collection, text = asked
    records = get(f"/{collection}/?q={quote_plus(text)}").json()["results"]
    assert [record.get("code") or record["slug"] for record in records] == answer


NO_FIELD = (
    "{!r} is not a field of the search: write {}:word, or put words with a colon in quotes. Filters are "
    "parameters of their own."
)
OF_STATEMENTS = ["text", "speaker", "addressee", "reporting_verb"]
# (collection, search): (the message, the fields that are allowed, the one that was probably meant)
REFUSED = {
    ("events", "^kyiv"): (
        "'^kyiv' cannot be read: all words count alike. Leave ^ out.",
        None,
        None,
    ),
    ("actors", "title:kyiv"): (NO_FIELD.format("title:", "name"), ["name"], None),
    ("statements", "adressee:nato"): (
        NO_FIELD.format("adressee:", "text"),
        OF_STATEMENTS,
        "addressee",
    ),
}


@pytest.mark.parametrize(("asked", "told"), REFUSED.items(), ids=lambda one: str(one[1]))
def test_what_cannot_be_searched_for_is_refused_with_the_reason(get, asked, told):
    collection, text = asked
    answer = get(f"/{collection}/?q={quote_plus(text)}")
    (entry,) = assert_problem(answer, "invalid-parameters", ["q"])
    assert (entry["message"], entry.get("allowed"), entry.get("did_you_mean")) == told


# Words of totals that are counted by bitmaps, None for any other search
WHOLE_WORDS = {
    "kyiv": ("kyiv",),
    "kyiv strike kyiv": ("kyiv", "strike"),
    "kyiv AND (strike)": ("kyiv", "strike"),
    "東京 kyiv": ("東京", "kyiv"),
    "kyi*": None,
    "kyiv 京": None,
    '"kyiv strike"': None,
    "kyiv -strike": None,
    "kyiv OR strike": None,
    "kyiv (strike OR near)": None,
    "title:kyiv": None,
}


@pytest.mark.parametrize(("text", "words"), WHOLE_WORDS.items(), ids=WHOLE_WORDS)
def test_searches_for_whole_words_are_known(text, words):
    assert whole_words(parse(text, SEARCHED["events"])) == words


def test_the_description_names_the_fields_of_each_collection():
    assert (
        EventFilter.base_filters["q"]
        .extra["help_text"]
        .endswith(
            " come first. Fields that can be named, as in `title:word`: title, place, participant, text."
        )
    )
    assert (
        ActorFilter.base_filters["q"]
        .extra["help_text"]
        .endswith(" Fields that can be named, as in `name:word`: name.")
    )


def test_datasets_are_not_searched(get):
    assert_problem(get("/datasets/?q=ucdp"), "invalid-parameters", ["q"])


def test_another_order_takes_the_place_of_relevance(get):
    records = get("/events/?q=kyiv&order_by=-start_date").json()["results"]
    assert [record["code"] for record in records] == [PORT, NEXT_DAY, STRIKE]


def test_a_search_is_one_filter_among_others(get):
    records = get("/events/?q=kyiv&dataset=ucdp-ged&date_from=2022-10-10").json()["results"]
    assert [record["code"] for record in records] == [NEXT_DAY]


def test_what_is_published_again_is_found_by_its_new_words_only(get):
    Event.objects.filter(code=STRIKE).update(title="Rockets hit the capital")
    publish()
    assert codes(get("/events/?q=rockets")) == [STRIKE]
    assert codes(get("/events/?q=strike")) == [NEXT_DAY]


def test_a_new_name_of_a_place_or_an_actor_is_found_in_what_names_it(get):
    Place.objects.filter(slug="kyiv").update(name="Kiev")
    Actor.objects.filter(slug="sergey-lavrov").update(name="Sergej Lawrow")
    publish()
    assert codes(get("/events/?q=kiev")) == [NEXT_DAY, STRIKE]
    assert codes(get("/events/?q=lawrow")) == ["guarantees-rejection"]
    assert codes(get("/statements/?q=lawrow")) == ["lavrov-denies-attack", "lavrov-eu-silent"]


def test_what_is_withdrawn_is_not_found(get):
    Event.objects.get(code=PORT).delete()
    Statement.objects.get(code="zelensky-all-here").delete()
    publish()
    assert codes(get("/events/?q=kyiv")) == [NEXT_DAY, STRIKE]
    assert codes(get("/statements/?q=тут")) == []


def codes(answer):
    return [record["code"] for record in answer.json()["results"]]


# Of each collection, words that stand together, apart, or nowhere; one twice; three.
SEVERAL = {
    "events": [
        "kyiv OR ships",
        "title:kyiv",
        "kyiv -near",
        "kyiv strike",
        "kyiv russia",
        "strike strike",
        "kyiv nowhere",
        "strike near kyiv",
    ],
    "statements": ["lavrov nato", "nato russia", "nowhere nobody"],
    "articles": ["nato russia", "tass russia"],
    "actors": ["sergey lavrov", "lavrov sergey", "russia federation"],
}


@pytest.mark.parametrize(
    ("collection", "words"), [(name, words) for name in SEVERAL for words in SEVERAL[name]]
)
def test_the_total_of_several_words_is_what_the_views_count(get, collection, words):
    key = "slug" if collection in ("articles", "actors") else "code"
    url = f"/{collection}/?q={quote_plus(words)}"
    answer, viewed = get(url).json(), get(f"{url}&order_by={key}").json()
    assert answer["count"] == viewed["count"] == len(answer["results"])


def test_the_total_of_several_words_is_that_of_the_release(get, world):
    question = "/events/?q=missiles+raided"
    assert get(question).json()["count"] == 0
    Event.objects.filter(code="kyiv-strike").update(title="Missiles raided Kyiv")
    publish()
    assert get(question).json()["count"] == 1


# PostgreSQL finds words and rows alike by indexes of its own choice: there the statement names none.
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the index is named for SQLite alone")
def test_what_is_found_is_looked_up_in_one_index(world):
    parts = {"q": (None, ('"kyiv"',)), "between": (None, (0, UNDATED))}
    statement = plan.page_statement(
        "sqlite", EventFilter, plan.shape_of(parts), order_of(Event, ("newest_first",)), (False, ())
    )
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement.sql}".replace("?", "1"))
        told = [row[-1] for row in cursor.fetchall()]
    assert any("COVERING INDEX event_newest" in line for line in told), told
