"""The events that filters on their coding select: hedging, bases, claims, links and members of groups."""

import pytest

from events.models import Article, Event, EventLink, Participant
from events.publishing import publish

PORT, STRIKE, TALKS, INVASION, WAR = (  # in the default order
    "port-threat",
    "kyiv-strike",
    "istanbul-talks",
    "invasion",
    "ukraine-war",
)
REJECTION = "guarantees-rejection"
PROPOSAL = "guarantees-proposal"
LINKS = (
    (PORT, "because_of", WAR),
    (STRIKE, "in_response_to", INVASION),
    (STRIKE, "continues", WAR),
)
QUESTIONS = {
    "modality=possible": [STRIKE],
    "modality=possible,hypothetical": [PORT, STRIKE],
    "modality=asserted": [],  # of the others it is not coded
    "polarity=affirmed": [STRIKE],
    "polarity=negated": [PORT],
    "polarity=negated&modality=possible": [],
    "date_basis=stated": [STRIKE],
    "date_basis=inferred,stated": [PORT, STRIKE],
    "date_basis=reference": [],
    "place_basis=inferred": [STRIKE],
    "place_basis=stated": [],
    "participant_basis=inferred": [STRIKE],
    "participant_basis=stated,inferred": [STRIKE],  # one of each, listed once
    "participant_basis=reference,inferred": [STRIKE, TALKS],
    "participant_basis=inferred&participant=russia": [STRIKE],
    # Ukraine takes part in the strike, and a part of it is inferred: but not that of Ukraine.
    "participant_basis=inferred&participant=ukraine": [],
    "participant_basis=stated&role=recipient": [STRIKE],
    "participant_basis=stated&role=actor": [],
    "participant_basis=reference&participant=recep-tayyip-erdogan&role=mediator": [TALKS],
    "claim_stands=contradicts": [STRIKE, WAR],
    "claim_stands=agrees": [STRIKE],
    "claim_stands=agrees,contradicts": [STRIKE, WAR],  # has both, listed once
    "claim_stands=differs_in_wording": [],
    "claim_attribute=fatalities": [STRIKE],
    "claim_attribute=start_date": [WAR],
    "claim_attribute=start_date,fatalities": [STRIKE, WAR],
    "claim_attribute=place": [],
    "claim_stands=contradicts&claim_attribute=start_date": [WAR],
    # The war has a claim that agrees with none, and one on its first day: no claim is both.
    "claim_stands=agrees&claim_attribute=start_date": [],
    "claim_stands=agrees&claim_attribute=fatalities": [STRIKE],
    "related_event=ukraine-war": [PORT, STRIKE],
    "related_event=ukraine-war,invasion": [PORT, STRIKE],  # related to both, listed once
    "related_event=kyiv-strike": [],  # it is the one that relates
    "event_relation=continues": [STRIKE],
    "event_relation=because_of,in_response_to": [PORT, REJECTION, STRIKE],
    "related_event=ukraine-war&event_relation=because_of": [PORT],
    # It responds to something and relates to the war: but it does not respond to the war.
    "related_event=ukraine-war&event_relation=in_response_to": [],
    "related_event=invasion&event_relation=in_response_to": [STRIKE],
    # The European Union holds NATO and Erdogan, and NATO holds Ukraine and Stoltenberg.
    "actor=european-union&within=true": [TALKS, PROPOSAL],
    "actor=european-union&within=false": [],
    "actor=recep-tayyip-erdogan&within=true": [],  # a member is not the group that holds it
    "recipient=nato&within=true&context=diplomatic": [REJECTION, PROPOSAL],
    "recipient=nato&within=false&context=diplomatic": [REJECTION],
    "participant=nato&role=actor&within=true": [TALKS, PROPOSAL],
    "participant=european-union&role=mediator&within=true": [TALKS],
    "participant=nato&role=mediator&within=true": [],
}


def code(name, **values):
    Event.objects.filter(code=name).update(**values)


@pytest.fixture
def coded(grouped):
    """Code what the events of the world leave open."""
    code(STRIKE, modality="possible", polarity="affirmed", date_basis="stated")
    code(STRIKE, place_basis="inferred", place_reason="The title names it.")
    code(PORT, modality="hypothetical", polarity="negated")
    code(PORT, date_basis="inferred", date_reason="The day of the speech.")
    strike, talks = Event.objects.get(code=STRIKE), Event.objects.get(code=TALKS)
    strike_parts = Participant.objects.filter(event=strike)
    strike_parts.filter(role="actor").update(basis="inferred", reason="No side is named.")
    strike_parts.filter(role="recipient").update(basis="stated")
    Participant.objects.filter(event=talks, role="mediator").update(basis="reference")
    strike.claims.filter(number=1).update(stands="agrees")
    strike.claims.filter(number=2).update(stands="contradicts")
    for event, relation, target in LINKS:
        EventLink.objects.create(
            event=Event.objects.get(code=event),
            relation=relation,
            target=Event.objects.get(code=target),
            article=Article.objects.get(slug="guarantees-for-ukraine"),
        )
    publish()


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_filter_selects_exactly(get, coded, question, answer):
    records = get(f"/events/?{question}").json()["results"]
    assert [record["code"] for record in records] == answer


def test_a_past_release_selects_the_same(get, coded):
    """Each filter has a form for documents, which answers once the records have changed."""
    number = get("/events/").json()["release"]
    questions = [one for one in QUESTIONS if "within" not in one]
    before = {one: get(f"/events/?{one}").json()["results"] for one in questions}
    for name in (PORT, STRIKE):
        code(name, modality=None, polarity=None, date_basis=None, date_reason=None)
        code(name, place_basis=None, place_reason=None)
        Event.objects.get(code=name).claims.all().delete()
        Participant.objects.filter(event__code=name).update(basis=None, reason=None)
    EventLink.objects.all().delete()
    publish()
    for question in questions:
        assert get(f"/events/?{question}&release={number}").json()["results"] == before[question]
        now = get(f"/events/?{question}").json()["results"]
        assert not {PORT, STRIKE} & {record["code"] for record in now}, question
