"""A question about a release has the answer of the days when that release was the newest, after any later load."""

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from events.api.query import filters
from events.models import Actor, Release
from events.publishing import publish
from tests.conftest import quickly
from tests.publishing.conftest import drawn, published  # noqa: F401
from tests.publishing.test_sequences import KEYS, LOADS, Load, Undo
from tests.publishing.world import SHA256

FILTERSETS = {
    filterset._meta.model.collection.value: filterset
    for filterset in (
        filters.DatasetFilter,
        filters.SourceFilter,
        filters.ArticleFilter,
        filters.ActorFilter,
        filters.PlaceFilter,
        filters.StatementFilter,
        filters.EventFilter,
    )
}
# Values for the filters that take no keys
VALUES = {
    "admin1": ("UA-30",),
    "addressee_basis": ("stated", "inferred"),
    "geonames": ("703448",),
    "near": ("1,2,10", "0,0,249", "90,0,9000"),
    "original_language": ("en",),
    "published_basis": ("inferred",),
    "published_within_bounds": ("true", "false"),
    "report_role": ("primary", "background"),
    "sha256": (SHA256,),
    "speaker_role": ("President",),
    "stated_basis": ("inferred",),
    "stated_within_bounds": ("true", "false"),
    "statement_relation": ("responds_to", "quotes"),
    "translated": ("true", "false"),
    "fatalities_spread_min": ("0", "3"),
    "uncorroborated": ("true", "false"),
    "url": ("https://example.org/first",),
    "wikidata": ("Q212",),
    "within": ("true", "false"),
    "license": ("MIT", "CC0-1.0"),
    "kind": ("other", "newspaper", "person", "town"),
    "country": ("UA",),
    "language": ("en",),
    "left_out": ("heading",),
    "named": ("true", "false"),
    "bbox": ("0,0,3,3", "179,-1,-179,1", "-180,-90,180,90"),
    "speaker_kind": ("person", "state"),
    "form": ("verbatim", "paraphrase"),
    "act": ("COMMENT", "REJECT"),
    "topic": ("diplomatic", "health"),
    "relation": ("rejects", "denies"),
    "type": ("ASSAULT", "CONSULT"),
    "mode": ("aerial",),
    "modality": ("possible",),
    "polarity": ("negated",),
    "date_basis": ("inferred",),
    "place_basis": ("inferred",),
    "participant_basis": ("inferred",),
    "claim_stands": ("contradicts",),
    "claim_attribute": ("fatalities",),
    "event_relation": ("because_of",),
    "public_figure": ("true", "false"),
    "context": ("diplomatic", "health"),
    "quad_class": ("1", "4"),
    "status": ("occurred", "ongoing"),
    "min_place_precision": ("exact", "unknown"),
    "min_date_precision": ("day", "unknown"),
    "role": ("actor", "recipient"),
    "year": ("2024", "2023"),
    "fatalities_min": ("0", "3"),
    "fatalities_max": ("0", "3"),
    "disputed": ("true", "false"),
    "has_statement": ("true", "false"),
    "quality": ("low_above_best",),
    "q": ("anew", "hello", "strike", "town", "annie", "апа"),
}
DAYS_ASKED = ("2024-02-03", "2024-02-04", "2024-03-09", "2024-03-10", "9999-12-31")
ORDERS = {
    "datasets": ("slug", "-slug"),
    "sources": ("country", "-slug"),
    "articles": ("published_on", "-published_on", "-slug"),
    "actors": ("country,-slug",),
    "places": ("-country",),
    "statements": ("stated_on", "-stated_on", "-code"),
    "events": (
        "start_date",
        "-end_date",
        "-type,code",
        "fatalities_best",
        "-fatalities_best",
        "type,-start_date",
    ),
}
# Values that no document has
UNTOLD = {"q", "has_statement", "speaker_kind", "admin1", "within"}
# A parameter that changes the meaning of others is refused without one of them.
BESIDE = {
    ("events", "within"): ("actor", "recipient", "participant"),
    ("statements", "within"): ("speaker", "on_behalf_of", "addressee", "audience", "target"),
    ("statements", "stated_within_bounds"): ("stated_from", "stated_to"),
    ("articles", "published_within_bounds"): ("published_from", "published_to"),
}


def values_of(collection, name):
    declared = FILTERSETS[collection].base_filters[name]
    if hasattr(declared, "target"):
        return KEYS[declared.target]
    if name.endswith(("_from", "_to")):
        return DAYS_ASKED
    words = getattr(declared.field, "words", None)
    given = VALUES[name]
    return (
        [word for word in given if word in words] or list(words)[:2]
        if isinstance(words, dict)
        else given
    )


@st.composite
def questions(draw):
    """Draw (collection, query) of a list."""
    collection = draw(st.sampled_from(("events", "events", "statements", *FILTERSETS)))
    names = sorted(FILTERSETS[collection].base_filters)
    asked = draw(st.lists(st.sampled_from(names), unique=True, max_size=3))
    for name in tuple(asked):
        others = BESIDE.get((collection, name), ())
        if others and not set(others) & set(asked):
            asked.append(draw(st.sampled_from(others)))
    parts = []
    for name in asked:
        values = st.sampled_from(list(values_of(collection, name)))
        takes_list = FILTERSETS[collection].base_filters[name].takes_list
        chosen = draw(st.lists(values, unique=True, min_size=1, max_size=2 if takes_list else 1))
        parts.append(f"{name}={','.join(chosen)}")
    if order := draw(st.sampled_from((None, None, *ORDERS[collection]))):
        parts.append(f"order_by={order}")
    parts.append(f"page_size={draw(st.sampled_from((1, 2, 3, 1000)))}")
    if draw(st.integers(0, 5)) == 0:
        parts.append("page=2")
    return collection, "&".join(parts)


def asked(client, url):
    """Return the answer to a URL of the views, and of what stands before them where it answers."""
    answer = client.get(url)
    status, _, body = quickly(answer.wsgi_request.environ)
    if status is not None:
        assert (int(status[:3]), body) == (answer.status_code, answer.content), url
    return answer


def walk(client, url):
    """Yield the answers to a URL and to the three that follow it, and to the ones before the last."""
    following = url
    for _ in range(4):
        answer = asked(client, following)
        yield following, answer
        following = answer.json().get("next")
        if following is None:
            break
    previous = answer.json().get("previous")
    if previous:
        yield previous, asked(client, previous)


def is_untold(collection, query):
    names = {part.partition("=")[0] for part in query.split("&")}
    return bool(names & UNTOLD) or (collection == "statements" and "source" in names)


def play(client, loads, lists, records):
    """Ask at each release, and of each release again after the last; return (questions asked, answered as before)."""
    told = {}
    for edits in ((), *loads):
        load = Load()
        for name, *arguments in edits:
            getattr(load, name)(*arguments)
        publish(load.touched, load.withdrawn)
        number = Release.objects.order_by("-number").first().number
        for collection, query in lists:
            url = f"/api/v1/{collection}/?{query}"
            now = asked(client, url)
            for at, (where, answer) in enumerate(walk(client, f"{url}&release={number}")):
                told[where] = (collection, query, answer)
                if at == 0 and now.status_code == 200:
                    for name in ("count", "release", "warnings", "results"):
                        assert now.json()[name] == answer.json()[name], url
        for collection, key in records:
            where = f"/api/v1/{collection}/{key}/?release={number}"
            told[where] = (collection, None, asked(client, where))
    answered = 0
    for where, (collection, query, before) in told.items():
        after = asked(client, where)
        if query and before.status_code == 200 and after.status_code == 400:
            assert is_untold(collection, query), where
            assert "Leave it out" in after.json()["errors"][0]["message"]
            continue
        assert after.status_code == before.status_code, (where, before.content, after.content)
        if before.status_code == 200:
            answered += 1
            assert after.content == before.content, where
            assert after["ETag"] == before["ETag"]
    return len(told), answered


RECORDS = st.sampled_from([(model.collection.value, key) for model in KEYS for key in KEYS[model]])


# The fixture is imported by its name, which its parameter has to have. `play` compares each answer.
def test_a_past_release_is_answered_as_it_was(client, published):  # noqa: F811
    Actor.objects.filter(slug="ann").update(part_of=Actor.objects.get(slug="cat"))
    publish()
    numbers = []

    @settings(max_examples=20)
    @given(LOADS, st.lists(questions(), min_size=8, max_size=8), st.lists(RECORDS, max_size=4))
    def follow(loads, lists, records):
        try:
            with transaction.atomic():
                numbers.append(play(client, loads, lists, records))
                raise Undo
        except Undo:
            pass

    follow()
    # A question that is refused before and after proves nothing.
    assert sum(number for _, number in numbers) > 0.8 * sum(number for number, _ in numbers)
