"""A world in which every record that shows something of another stands once, and one of each that shows nothing.

sources     apa            bib ──relays──▶ apa        cue
             │              │                          (publishes nothing)
articles   first          second
             │              │
actors     ann  bob  cat  dan (in nothing)
places     town ──within──▶ land                      sea (nothing happens there)

statements hello   in first    ann to bob, for cat     rejects talks
           reply   in second   bob
events     talks   reported in first                   ann takes part
           strike  reported in second, part of war     bob takes part, in town
                   claims: second says 3 died, cat says in first that 5 did → disputed
           war     reported in nothing, same as none
"""

import datetime

from events.models import (
    Actor,
    Article,
    Claim,
    Context,
    Dataset,
    Event,
    Participant,
    Place,
    Report,
    Source,
    Statement,
    StatementEvent,
    StatementLink,
    Topic,
)

SHA256 = "0123456789abcdef" * 4
DAY = datetime.date(2024, 2, 3)


def build():
    """Write the rows of the world."""
    drawn = Dataset.objects.create(slug="drawn", title="Drawn", license="CC0-1.0")
    Dataset.objects.create(slug="spare", title="Spare", license="MIT")
    apa = Source.objects.create(slug="apa", name="Apa", name_original="Апа", kind="news_agency")
    bib = Source.objects.create(slug="bib", name="Bib", kind="newspaper")
    Source.objects.create(slug="cue", name="Cue", kind="other")
    first = Article.objects.create(slug="first", source=apa, title="First", published_on=DAY)
    second = Article.objects.create(slug="second", source=bib, title="Second")
    second.relays.add(apa)
    ann = Actor.objects.create(slug="ann", name="Ann", aliases=["Annie"], kind="person")
    bob = Actor.objects.create(slug="bob", name="Bob", kind="person")
    cat = Actor.objects.create(slug="cat", name="Cat", kind="state")
    Actor.objects.create(slug="dan", name="Dan", kind="person")
    land = Place.objects.create(slug="land", name="Land", kind="country")
    town = Place.objects.create(
        slug="town", name="Town", kind="populated_place", latitude=1, longitude=2, within=land
    )
    Place.objects.create(slug="sea", name="Sea", kind="other")
    hello = Statement.objects.create(
        code="hello",
        dataset=drawn,
        article=first,
        speaker=ann,
        on_behalf_of=cat,
        form="verbatim",
        text="Hello there",
        act="REJECT",
        evidence_start=5,
        evidence_end=16,
        evidence_sha256=SHA256,
        evidence_opening="Hello there",
    )
    hello.addressees.add(bob)
    hello.topics.add(Topic.objects.get(code="diplomatic"))
    reply = Statement.objects.create(
        code="reply",
        dataset=drawn,
        article=second,
        speaker=bob,
        form="paraphrase",
        text="He answers",
        act="COMMENT",
    )
    StatementLink.objects.create(
        statement=reply,
        relation="responds_to",
        target=hello,
        evidence_start=0,
        evidence_end=2,
        evidence_sha256=SHA256,
        evidence_opening="He",
    )
    war = event("war", drawn)
    talks = event("talks", drawn, type="CONSULT", quad_class=1)
    talks.contexts.add(Context.objects.get(code="diplomatic"))
    strike = event("strike", drawn, place=town, part_of=war, start_date=DAY)
    StatementEvent.objects.create(statement=hello, event=talks, relation="rejects")
    Participant.objects.create(event=talks, actor=ann, role="actor")
    Participant.objects.create(event=strike, actor=bob, role="recipient")
    Report.objects.create(event=talks, number=1, article=first)
    Report.objects.create(event=strike, number=1, article=second)
    Claim.objects.create(event=strike, number=1, attribute="fatalities", best=3, article=second)
    Claim.objects.create(
        event=strike, number=2, attribute="fatalities", best=5, article=first, claimed_by=cat
    )


def event(code, dataset, **values):
    """Write an event that says little more than its code."""
    given = {"type": "ASSAULT", "quad_class": 4, "title": code.title()} | values
    return Event.objects.create(code=code, dataset=dataset, **given)


def get(model, key):
    """Return a record by its public key."""
    return model.objects.get_by_natural_key(key)


def change(model, key, **values):
    """Give columns of a record new values; return what was touched."""
    row = get(model, key)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return {model: {row.pk}}
