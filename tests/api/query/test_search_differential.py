"""Random searches find what a plain reading of the records finds, in the same order, on every database."""

import random
import re
from urllib.parse import quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from events.api.query.search_syntax import DEEPEST, LONGEST, MOST_TERMS
from events.models import Actor, Dataset, Event, Participant, Place
from events.models.folding import UNSPACED, fold
from events.publishing import publish

WORDS = (
    *("kyiv", "Kyïv’s", "STRIKE", "strikes", "Łódź", "od-es", "O'Neil", "7", "42", "हिन्दी", "सेना"),
    *("東京都", "東京", "京", "都", "กรุงเทพ", "7都"),
)
FIELDS = ("title", "place", "participant", "text")


def units(text):
    """Return the words of a text and the characters of its scripts without spaces, each with whether it is glued on."""
    found = []
    for word in fold(text).split():
        for run in re.findall(f"[{UNSPACED}]+|[^{UNSPACED}]+", word):
            unspaced = re.match(f"[{UNSPACED}]", run)
            pieces = run if unspaced else [run]
            found += [(piece, number > 0) for number, piece in enumerate(pieces)]
    return found


def occurs(words, star, text):
    """Tell whether words follow one another in a text, the last perhaps only as a beginning."""
    wanted, there = units(words), units(text)
    for at in range(len(there) - len(wanted) + 1):
        found = there[at : at + len(wanted)]
        # The text before the first one does not matter.
        same = [wanted[0][0] == found[0][0], *map(tuple.__eq__, wanted[1:], found[1:])]
        last, beginning = found[-1], wanted[-1]
        glued = len(wanted) == 1 or last[1] == beginning[1]
        if star and glued and last[0].startswith(beginning[0]):
            same[-1] = True
        if all(same):
            return True
    return False


def meets(query, texts, wanted_in=FIELDS):
    """Tell whether {field: texts} meet a search; words that must occur count where no field is named in `wanted_in`."""
    kind, *parts = query
    if kind == "term":
        words, star, field = parts
        return any(
            occurs(words, star, text)
            for name in ((field,) if field else wanted_in)
            for text in texts[name]
        )
    if kind == "any":
        return any(meets(part, texts, wanted_in) for part in parts[0])
    wanted, unwanted = parts
    return all(meets(part, texts, wanted_in) for part in wanted) and not any(
        meets(part, texts) for part in unwanted
    )


def written(query, field=None):
    """Return the text of a search, each part that has several in parentheses."""
    kind, *parts = query
    if kind == "term":
        words, star, name = parts
        text = f'"{words}"' if " " in words else words
        return f"{name + ':' if name else ''}{text}{'*' if star else ''}"
    if kind == "any":
        return f"({' OR '.join(map(written, parts[0]))})"
    wanted, unwanted, spelled = *map(list, parts), terms(query) % 4
    texts = [
        *map(written, wanted),
        *(("-", "NOT ")[spelled % 2] + written(one) for one in unwanted),
    ]
    return f"({(' ', ' AND ')[spelled > 1].join(texts)})"


def terms(query):
    kind, *parts = query
    return 1 if kind == "term" else sum(terms(one) for group in parts for one in group)


def nested(query):
    kind, *parts = query
    return 0 if kind == "term" else 1 + max(nested(one) for group in parts for one in group)


term = st.tuples(
    st.just("term"),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join),
    st.booleans(),
    st.sampled_from((None, None, *FIELDS)),
)


def several(part, least):
    return st.lists(part, min_size=least, max_size=3).map(tuple)


searches = st.recursive(
    term,
    lambda part: (
        st.tuples(st.just("any"), several(part, 2))
        | st.tuples(st.just("all"), several(part, 1), several(part, 0))
    ),
    max_leaves=8,
)


@pytest.fixture
def drawn(world):
    """Return {code: {field: texts}} of thirty events more, the newest first, with words drawn by chance."""
    chance = random.Random(20221010)

    def text(most):
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    dataset = Dataset.objects.get(slug="ucdp-ged")
    events, texts = [], {}
    for number in range(30):
        code = f"drawn-{number:02}"
        place = Place.objects.create(slug=code, name=text(2), name_original=text(1), kind="other")
        actor = Actor.objects.create(slug=code, name=text(2), aliases=[text(1)], kind="person")
        columns = {"where_description": text(3), "source_headline": text(4)}
        event = Event.objects.create(
            code=code,
            dataset=dataset,
            type="AID",
            quad_class=2,
            title=text(3),
            summary=text(4),
            start_date=f"2030-01-{30 - number:02}",
            place=place,
            original=columns,
        )
        Participant.objects.create(event=event, actor=actor, role="actor")
        events.append(event)
        texts[code] = {
            "title": [event.title],
            "place": [place.name, place.name_original, columns["where_description"]],
            "participant": [actor.name, *actor.aliases],
            "text": [event.summary, columns["source_headline"]],
        }
    publish({Event: {event.pk for event in events}})
    return texts


@given(search=searches)
def test_a_search_finds_what_a_plain_reading_finds(get, drawn, search):
    text = written(search)
    assume(terms(search) <= MOST_TERMS and len(text) <= LONGEST)
    assume(nested(search) <= DEEPEST)
    answer = get(f"/events/?fields=code&date_from=2030-01-01&q={quote_plus(text)}").json()
    found = [record["code"] for record in answer["results"] if record["code"] in drawn]
    by_title = [code for code in drawn if meets(search, drawn[code], ("title",))]
    others = [code for code in drawn if code not in by_title and meets(search, drawn[code])]
    assert (text, found) == (text, by_title + others)
    assert answer["count"] == len(answer["results"])
