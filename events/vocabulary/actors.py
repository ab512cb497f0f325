"""The kinds of actor."""

from django.db import models


class ActorKind(models.TextChoices):
    """The kind of an actor, named or not."""

    PERSON = "person", "One human being, named or identified by office."
    STATE = (
        "state",
        "A state as an actor, its government, ministries and armed forces included.",
    )
    INTERNATIONAL_ORGANIZATION = (
        "international_organization",
        "An organization founded by states, or one of its organs, other than a military alliance.",
    )
    ALLIANCE = (
        "alliance",
        "States bound together for defense or war, by treaty or as a coalition.",
    )
    ORGANIZATION = (
        "organization",
        "A body with a name and members that is no other kind: charity, institute, union, church.",
    )
    PARTY = "party", "A political party or electoral bloc."
    COMPANY = "company", "A business, private or owned by a state."
    MEDIA = (
        "media",
        "An outlet as a speaker or party to an event, not as the publisher of a report.",
    )
    ARMED_GROUP = "armed_group", "An organized group that uses armed force and is no state's army."
    IDENTITY_GROUP = (
        "identity_group",
        "People taken as one by ethnicity, religion, language, clan or nationality.",
    )
    COLLECTIVE = (
        "collective",
        "An unnamed or loosely bounded plural, such as analysts, officials or Western leaders.",
    )
    CIVILIANS = "civilians", "People who take no part in the fighting, as victims or as a crowd."
    UNKNOWN = "unknown", "An actor that the reports do not identify."
