"""How a statement is rendered, what the speaker does by it, its topics and its events."""

from django.db import models

from events.vocabulary.event_contexts import EventContext


class StatementForm(models.TextChoices):
    """Whether the text of a statement is the speaker's words or the article's."""

    VERBATIM = "verbatim", "The article gives the speaker's own words, as a quotation."
    PARAPHRASE = "paraphrase", "The article tells in its own words what the speaker said."


class StatementAct(models.TextChoices):
    """The speaker's act in saying it: PLOVER's sixteen types, applied to speech, and COMMENT."""

    AGREE = "AGREE", "The speaker offers, promises or declares willingness to cooperate."
    CONSULT = "CONSULT", "The speaker tells of, proposes or conducts talks with the addressee."
    SUPPORT = "SUPPORT", "The speaker backs, praises, thanks, recognizes or defends somebody."
    CONCEDE = "CONCEDE", "The speaker gives way, admits, apologizes, pardons or lifts a rule."
    COOPERATE = "COOPERATE", "The speaker declares joint material action to be under way."
    AID = "AID", "The speaker declares that money, goods, arms or protection are provided."
    RETREAT = "RETREAT", "The speaker declares a withdrawal, release, truce or own resignation."
    REQUEST = "REQUEST", "The speaker asks, calls on, demands or orders somebody to do something."
    ACCUSE = "ACCUSE", "The speaker criticizes, blames or charges somebody, or opens an inquiry."
    REJECT = "REJECT", "The speaker refuses or denies what was asked, proposed or alleged."
    THREATEN = "THREATEN", "The speaker warns of harm that the speaker's side will or may do."
    PROTEST = "PROTEST", "The speaker voices a public protest or calls people out to one."
    SANCTION = "SANCTION", "The speaker declares relations, aid, talks or trade reduced or ended."
    MOBILIZE = "MOBILIZE", "The speaker declares forces called up, moved or put on alert."
    COERCE = "COERCE", "The speaker imposes a ban, arrest, seizure or state of emergency."
    ASSAULT = "ASSAULT", "The speaker orders, launches or owns to an attack."
    COMMENT = (
        "COMMENT",
        "The speaker describes, explains, predicts or assesses and does none of the other acts.",
    )


class StatementRelation(models.TextChoices):
    """How a statement relates to an event."""

    REJECTS = "rejects", "The speaker refuses the event, which somebody proposes or demands."
    ANNOUNCES = "announces", "The speaker makes the event known as the speaker's side's own doing."
    JUSTIFIES = "justifies", "The speaker gives reasons why the event is or was right."
    THREATENS = "threatens", "The speaker warns that the event will or may be brought about."
    DENIES = "denies", "The speaker says that the event did not happen or was not so."
    CLAIMS_RESPONSIBILITY = (
        "claims_responsibility",
        "The speaker says that the speaker's side did it.",
    )
    COMMENTS_ON = "comments_on", "The speaker describes or assesses the event."
    PROPOSES = "proposes", "The speaker puts the event forward as something to be done."
    SUPPORTS = "supports", "The speaker approves of the event or of its being done."
    DEMANDS = "demands", "The speaker requires of others that the event be done."
    ACCUSES = "accuses", "The speaker blames somebody for the event."


class StatementLinkRelation(models.TextChoices):
    """How one statement relates to another."""

    RESPONDS_TO = "responds_to", "The speaker answers the other statement."
    QUOTES = "quotes", "The speaker repeats the other statement as somebody else's words."
    CONTRADICTS = "contradicts", "The two statements cannot both be true."


Topic = models.TextChoices(
    "Topic",
    [(context.name, (context.value, context.label)) for context in EventContext]
    + [
        (
            "SECURITY_GUARANTEES",
            (
                "security_guarantees",
                "Concerns promises to protect a state from attack (Attest's own topic).",
            ),
        ),
        (
            "SOVEREIGNTY",
            (
                "sovereignty",
                (
                    "Concerns a state's or nation's independence and right to decide for itself "
                    "(Attest's own topic)."
                ),
            ),
        ),
        (
            "PEACE_NEGOTIATIONS",
            (
                "peace_negotiations",
                "Concerns talks, plans or conditions for ending a conflict (Attest's own topic).",
            ),
        ),
        (
            "WAR_CONDUCT",
            (
                "war_conduct",
                (
                    "Concerns how a war is fought: its aims, course, losses and treatment of "
                    "people (Attest's own topic)."
                ),
            ),
        ),
        (
            "FOREIGN_INTERFERENCE",
            (
                "foreign_interference",
                (
                    "Concerns meddling of an outside power in a country's affairs "
                    "(Attest's own topic)."
                ),
            ),
        ),
        (
            "INTERNATIONAL_LAW",
            (
                "international_law",
                (
                    "Concerns treaties, the law between states or international courts "
                    "(Attest's own topic)."
                ),
            ),
        ),
    ],
    module=__name__,
)
Topic.__doc__ = "The topics of statements: the contexts of events, and six topics of our own."
