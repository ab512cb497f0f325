"""Each event type's equivalents in CAMEO, ACLED and UCDP: many to many, with the gaps said."""

from typing import NamedTuple

from events.vocabulary.event_types import EventType


class Equivalents(NamedTuple):
    """The codes of other schemes for one event type.

    `cameo` holds root codes; `acled` pairs of event type and sub-event type, where None means
    every sub-event type; `ucdp` types of violence; `gap` says what has no equivalent.
    """

    cameo: tuple[str, ...]
    acled: tuple[tuple[str, str | None], ...]
    ucdp: tuple[int, ...]
    gap: str | None


CROSSWALK: dict[str, Equivalents] = {
    EventType.AGREE: Equivalents(
        cameo=("03",),
        acled=(),
        ucdp=(),
        gap="ACLED records an agreement once it is concluded, not a promise, and UCDP only deaths.",
    ),
    EventType.CONSULT: Equivalents(
        cameo=("04",),
        acled=(),
        ucdp=(),
        gap="ACLED and UCDP record no meetings or talks.",
    ),
    EventType.SUPPORT: Equivalents(
        cameo=("05",),
        acled=(("Strategic developments", "Agreement"),),
        ucdp=(),
        gap="ACLED has the signed agreement but no praise or recognition; UCDP has neither.",
    ),
    EventType.CONCEDE: Equivalents(
        cameo=("03", "08"),  # 035 (intent to yield) and 081 to 083
        acled=(),
        ucdp=(),
        gap="ACLED and UCDP record no concessions in words.",
    ),
    EventType.COOPERATE: Equivalents(
        cameo=("06",),
        acled=(),
        ucdp=(),
        gap="ACLED and UCDP record no material cooperation.",
    ),
    EventType.AID: Equivalents(
        cameo=("07",),
        acled=(),
        ucdp=(),
        gap="ACLED and UCDP record no aid.",
    ),
    EventType.RETREAT: Equivalents(
        cameo=("08",),  # 084 to 087
        acled=(
            ("Strategic developments", "Agreement"),
            ("Strategic developments", "Change to group/activity"),
            ("Strategic developments", "Non-violent transfer of territory"),
        ),
        ucdp=(),
        gap=(
            "ACLED has truces, withdrawals and handed-over territory, but no releases, returns or "
            "resignations as such; UCDP has none of them."
        ),
    ),
    EventType.REQUEST: Equivalents(
        cameo=("02", "10"),
        acled=(),
        ucdp=(),
        gap=(
            "PLOVER's conversion drops CAMEO 02, the milder appeal, so only 10 leads back here; "
            "ACLED and UCDP record no demands."
        ),
    ),
    EventType.ACCUSE: Equivalents(
        cameo=("09", "11"),
        acled=(),
        ucdp=(),
        gap="ACLED and UCDP record no accusations or inquiries.",
    ),
    EventType.REJECT: Equivalents(
        cameo=("12",),
        acled=(),
        ucdp=(),
        gap="ACLED and UCDP record no refusals; a rejected proposal is an event only here.",
    ),
    EventType.THREATEN: Equivalents(
        cameo=("13",),
        acled=(),
        ucdp=(),
        gap="ACLED and UCDP record no threats.",
    ),
    EventType.PROTEST: Equivalents(
        cameo=("14",),
        acled=(("Protests", None), ("Riots", None)),
        ucdp=(),
        gap="ACLED does not tell strikes, hunger strikes and boycotts apart; UCDP has no protests.",
    ),
    EventType.SANCTION: Equivalents(
        cameo=("11", "16"),  # of 11, only 116 (find guilty)
        acled=(),
        ucdp=(),
        gap="ACLED and UCDP record no broken relations, embargoes or verdicts.",
    ),
    EventType.MOBILIZE: Equivalents(
        cameo=("15",),
        acled=(
            ("Strategic developments", "Change to group/activity"),
            ("Strategic developments", "Headquarters or base established"),
        ),
        ucdp=(),
        gap="UCDP records no mobilization, and ACLED none by words or display alone.",
    ),
    EventType.COERCE: Equivalents(
        cameo=("16", "17", "19"),  # of 16, embargoes (163); of 19, blockade and occupation
        acled=(
            ("Strategic developments", "Arrests"),
            ("Strategic developments", "Disrupted weapons use"),
            ("Strategic developments", "Looting/property destruction"),
            ("Strategic developments", "Non-violent transfer of territory"),
        ),
        ucdp=(),
        gap=(
            "No scheme has annexation: CAMEO's occupation (192) and ACLED's transfer of territory "
            "are nearest; ACLED has no censorship, curfew or cyberattack, and UCDP none of it."
        ),
    ),
    EventType.ASSAULT: Equivalents(
        cameo=("17", "18", "19", "20"),  # of 17, destruction (1712) and violent repression (175)
        acled=(
            ("Battles", None),
            ("Explosions/Remote violence", None),
            ("Violence against civilians", None),
            ("Protests", "Excessive force against protesters"),
            ("Riots", "Mob violence"),
            ("Strategic developments", "Looting/property destruction"),
        ),
        ucdp=(1, 2, 3),
        gap=(
            "UCDP has an event only where somebody died and codes no weapon; neither it nor ACLED "
            "has an invasion as one event."
        ),
    ),
}
