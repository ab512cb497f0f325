"""PLOVER's sixteen event types and the quad class of each."""

from django.db import models


class EventType(models.TextChoices):
    """The sixteen types of PLOVER 0.8, in its order."""

    AGREE = (
        "AGREE",
        (
            "An actor says that it is willing to cooperate, or offers or promises to; a "
            "cooperative act announced for the future counts here."
        ),
    )
    CONSULT = (
        "CONSULT",
        "Actors meet, visit, telephone, negotiate or otherwise talk with each other.",
    )
    SUPPORT = (
        "SUPPORT",
        (
            "An actor backs, praises or recognizes another without material help, opens or widens "
            "diplomatic ties, or signs or ratifies an agreement."
        ),
    )
    CONCEDE = (
        "CONCEDE",
        (
            "An actor gives way in words, with no material effect yet: it accepts a demand, eases "
            "a rule, pardons, apologizes, or declares a ceasefire or withdrawal still to come."
        ),
    )
    COOPERATE = (
        "COOPERATE",
        (
            "Actors carry out material cooperation from which both sides gain: trade, joint "
            "exercises, extradition, exchange of intelligence."
        ),
    )
    AID = (
        "AID",
        (
            "An actor provides money, goods, arms, personnel, protection or asylum, mainly to the "
            "gain of the recipient."
        ),
    )
    RETREAT = (
        "RETREAT",
        (
            "An actor gives way in deed: it withdraws, frees captives, returns property, disarms, "
            "observes a ceasefire, admits outsiders or leaves office."
        ),
    )
    REQUEST = (
        "REQUEST",
        "An actor asks, calls on, demands or orders another to do something or to stop doing it.",
    )
    ACCUSE = (
        "ACCUSE",
        "An actor criticizes, condemns, blames, charges, sues or investigates another.",
    )
    REJECT = (
        "REJECT",
        "An actor refuses a request, proposal, plan, meeting or change, or vetoes or defies it.",
    )
    THREATEN = (
        "THREATEN",
        (
            "An actor warns another that it will do it harm or reduce relations, often unless a "
            "condition is met."
        ),
    )
    PROTEST = (
        "PROTEST",
        "Civilians act together in public against a policy, an authority or another group.",
    )
    SANCTION = (
        "SANCTION",
        (
            "An actor reduces or ends relations, exchange, aid, talks or presence that existed, "
            "imposes an embargo, or convicts in court."
        ),
    )
    MOBILIZE = (
        "MOBILIZE",
        (
            "An actor gathers, moves, alerts or displays armed forces, police or weapons without "
            "using them."
        ),
    )
    COERCE = (
        "COERCE",
        (
            "An actor restricts or punishes another by force of authority or technical means short "
            "of physical attack: seizure, arrest, censorship, curfew, blockade, cyberattack."
        ),
    )
    ASSAULT = (
        "ASSAULT",
        (
            "An actor deliberately uses force that can cause substantial physical harm to people "
            "or property."
        ),
    )


class QuadClass(models.IntegerChoices):
    """Verbal or material, cooperation or conflict, numbered as in CAMEO, GDELT and PLOVER."""

    VERBAL_COOPERATION = 1, "The actor cooperates in words."
    MATERIAL_COOPERATION = 2, "The actor cooperates in deeds."
    VERBAL_CONFLICT = 3, "The actor opposes in words."
    MATERIAL_CONFLICT = 4, "The actor opposes in deeds."


# The first class of a type is the one to use unless the coder knows better.
QUAD_CLASS_BY_TYPE: dict[str, tuple[int, ...]] = {
    EventType.AGREE: (QuadClass.VERBAL_COOPERATION,),
    EventType.CONSULT: (QuadClass.VERBAL_COOPERATION,),
    EventType.SUPPORT: (QuadClass.VERBAL_COOPERATION,),
    EventType.CONCEDE: (QuadClass.VERBAL_COOPERATION,),
    EventType.COOPERATE: (QuadClass.MATERIAL_COOPERATION,),
    EventType.AID: (QuadClass.MATERIAL_COOPERATION,),
    EventType.RETREAT: (QuadClass.MATERIAL_COOPERATION,),
    EventType.REQUEST: (QuadClass.VERBAL_CONFLICT,),
    EventType.ACCUSE: (QuadClass.VERBAL_CONFLICT,),
    EventType.REJECT: (QuadClass.VERBAL_CONFLICT,),
    EventType.THREATEN: (QuadClass.VERBAL_CONFLICT,),
    EventType.PROTEST: (QuadClass.MATERIAL_CONFLICT,),
    # PLOVER's manual contradicts itself: its section on SANCTION says 4, its appendix table 3.
    EventType.SANCTION: (QuadClass.MATERIAL_CONFLICT, QuadClass.VERBAL_CONFLICT),
    EventType.MOBILIZE: (QuadClass.MATERIAL_CONFLICT,),
    EventType.COERCE: (QuadClass.MATERIAL_CONFLICT,),
    EventType.ASSAULT: (QuadClass.MATERIAL_CONFLICT,),
}
