"""PLOVER's modes (how an event was done) and which of them belong to which type."""

from django.db import models

from events.vocabulary.event_types import EventType


class EventMode(models.TextChoices):
    """The manner of an event. A mode of several types has one definition that fits all of them."""

    VISIT = "visit", "The actor visits the recipient, who is the host."
    THIRD_PARTY = "third-party", "The meeting is hosted by somebody who is not a party to it."
    MULTILATERAL = "multilateral", "The meeting belongs to an alliance, organization or conference."
    PHONE = "phone", "The parties talk by telephone, video or other remote means."

    WITHDRAW = (
        "withdraw",
        (
            "The actor pulls out its own forces, staff, envoys or resources from an area, body or "
            "activity."
        ),
    )
    RELEASE = (
        "release",
        "The actor frees prisoners, hostages or other captives, or hands them back.",
    )
    DISARM = "disarm", "The actor lays down, hands over or takes out of service its weapons."
    CEASEFIRE = "ceasefire", "The actor stops fighting under a truce that is being observed."
    ACCESS = "access", "The actor lets in observers, inspectors, peacekeepers or aid workers."
    RESIGN = "resign", "The actor gives up an office."

    ASSIST = "assist", "The request or refusal is of help, exchange or cooperation of any kind."
    CHANGE = (
        "change",
        "The request or refusal is of a change of policy, leadership or institutions.",
    )
    YIELD = (
        "yield",
        (
            "The request or refusal is of giving way: freeing captives, lifting sanctions, ending a "
            "curfew, ceasing fire, withdrawing."
        ),
    )
    MEET = "meet", "The request or refusal is of a meeting, negotiation, mediation or settlement."

    DISAPPROVE = "disapprove", "The actor criticizes, condemns or complains."
    INVESTIGATE = (
        "investigate",
        "The actor inquires into a matter, by a commission, police or court.",
    )
    ALLEGE = "allege", "The actor says that another did wrong, or sues, charges or indicts it."

    RESTRICT = (
        "restrict",
        (
            "A measure or threat to limit movement, trade or freedoms of people, such as a "
            "blockade, embargo or ban."
        ),
    )
    ARREST = "arrest", "The actor arrests, detains, imprisons or charges people, or threatens to."
    RELATIONS = "relations", "The actor threatens to reduce or break off relations, talks or aid."
    EXPEL = (
        "expel",
        (
            "The actor puts out, or threatens to put out, diplomats, observers, organizations or a "
            "member; the deportation of individuals is deport."
        ),
    )
    TERRITORY = "territory", "The actor threatens to occupy, take or annex territory."
    VIOLENCE = "violence", "The actor threatens physical force."

    DEMO = "demo", "The protesters march, rally or stand in public, largely without violence."
    RIOT = "riot", "The protesters set out to injure people or damage property."
    STRIKE = "strike", "The protesters stop work."
    HUNGER = "hunger", "The protesters refuse food."
    BOYCOTT = "boycott", "The protesters refuse to buy, take part or attend."
    OBSTRUCT = "obstruct", "The protesters block a road, building or passage."
    VANDALIZE = "vandalize", "The protesters deface or damage objects without attacking people."

    CONVICT = "convict", "A court finds the recipient guilty or liable."
    DISCONTINUE = (
        "discontinue",
        "The actor reduces, suspends or ends exchange, aid, talks or ties that existed.",
    )

    TROOPS = "troops", "Soldiers or units are called up, moved, alerted or displayed."
    WEAPONS = "weapons", "Weapon systems are deployed, tested, readied or displayed."
    POLICE = "police", "Police or internal security forces are deployed or put on alert."
    MILITIA = "militia", "Irregular armed groups are raised, gathered or moved."

    SEIZE = "seize", "The actor takes property, a site, a vessel or territory into its control."
    CENSOR = "censor", "The actor suppresses or controls publications, broadcasts or the internet."
    CURFEW = "curfew", "The actor forbids people to be outdoors at given hours."
    MARTIAL_LAW = "martial-law", "The actor declares a state of emergency, war or military rule."
    DEPORT = "deport", "The actor removes individuals or a population from a territory."
    WITHHOLD = "withhold", "The actor cuts off power, water, food, medicine, gas or other supplies."
    MISINFORMATION = "misinformation", "The actor spreads false information to mislead."
    CYBER = "cyber", "The actor breaks into, disrupts or damages computers or networks."

    ABDUCT = "abduct", "The actor kidnaps, hijacks or makes people disappear."
    BEAT = "beat", "The actor attacks people bodily, without weapons or with blows."
    TORTURE = "torture", "The actor inflicts severe pain on people in its power."
    SEXUAL = "sexual", "The actor commits sexual violence."
    TARGETED = "targeted", "The actor kills or tries to kill a chosen individual."
    DESTROY = "destroy", "The actor destroys buildings, infrastructure or other property."
    PRIMITIVE = "primitive", "The force is used with blades, stones, clubs, fire or tools."
    FIREARMS = "firearms", "The force is used with pistols, rifles or light machine guns."
    EXPLOSIVES = "explosives", "The force is used with mines, grenades, car bombs or other charges."
    SUICIDE_ATTACK = "suicide-attack", "The attacker means to die in the attack."
    AERIAL = (
        "aerial",
        "The force is used from crewed aircraft, or from the air without more detail.",
    )
    DRONE = "drone", "The force is used with uncrewed aircraft, vessels or vehicles."
    HEAVY_WEAPONS = (
        "heavy-weapons",
        "The force is used with artillery, missiles, tanks or other crew-served weapons.",
    )
    CROWD_CONTROL = (
        "crowd-control",
        "The force is used to disperse a crowd, with gas, water, batons or rubber bullets.",
    )
    UNCONVENTIONAL = (
        "unconventional",
        "The force is used with chemical, biological, radiological or nuclear weapons.",
    )


MODES_BY_TYPE: dict[str, tuple[str, ...]] = {
    EventType.AGREE: (),
    EventType.CONSULT: (
        EventMode.VISIT,
        EventMode.THIRD_PARTY,
        EventMode.MULTILATERAL,
        EventMode.PHONE,
    ),
    EventType.SUPPORT: (),
    EventType.CONCEDE: (),
    EventType.COOPERATE: (),
    EventType.AID: (),
    EventType.RETREAT: (
        EventMode.WITHDRAW,
        EventMode.RELEASE,
        EventMode.DISARM,
        EventMode.CEASEFIRE,
        EventMode.ACCESS,
        EventMode.RESIGN,
    ),
    EventType.REQUEST: (EventMode.ASSIST, EventMode.CHANGE, EventMode.YIELD, EventMode.MEET),
    EventType.ACCUSE: (EventMode.DISAPPROVE, EventMode.INVESTIGATE, EventMode.ALLEGE),
    EventType.REJECT: (EventMode.ASSIST, EventMode.CHANGE, EventMode.YIELD, EventMode.MEET),
    EventType.THREATEN: (
        EventMode.RESTRICT,
        EventMode.ARREST,
        EventMode.RELATIONS,
        EventMode.EXPEL,
        EventMode.TERRITORY,
        EventMode.VIOLENCE,
    ),
    EventType.PROTEST: (
        EventMode.DEMO,
        EventMode.RIOT,
        EventMode.STRIKE,
        EventMode.HUNGER,
        EventMode.BOYCOTT,
        EventMode.OBSTRUCT,
        EventMode.VANDALIZE,
    ),
    EventType.SANCTION: (
        EventMode.CONVICT,
        EventMode.EXPEL,
        EventMode.WITHDRAW,
        EventMode.DISCONTINUE,
    ),
    EventType.MOBILIZE: (
        EventMode.TROOPS,
        EventMode.WEAPONS,
        EventMode.POLICE,
        EventMode.MILITIA,
    ),
    EventType.COERCE: (
        EventMode.SEIZE,
        EventMode.RESTRICT,
        EventMode.CENSOR,
        EventMode.CURFEW,
        EventMode.MARTIAL_LAW,
        EventMode.ARREST,
        EventMode.DEPORT,
        EventMode.WITHHOLD,
        EventMode.MISINFORMATION,
        EventMode.CYBER,
    ),
    EventType.ASSAULT: (
        EventMode.ABDUCT,
        EventMode.BEAT,
        EventMode.TORTURE,
        EventMode.SEXUAL,
        EventMode.TARGETED,
        EventMode.DESTROY,
        EventMode.PRIMITIVE,
        EventMode.FIREARMS,
        EventMode.EXPLOSIVES,
        EventMode.SUICIDE_ATTACK,
        EventMode.AERIAL,
        EventMode.DRONE,
        EventMode.HEAVY_WEAPONS,
        EventMode.CROWD_CONTROL,
        EventMode.UNCONVENTIONAL,
    ),
}
