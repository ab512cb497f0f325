"""The tables: seven collections of records, what hangs on them, and what was published."""

from events.models.actor import Actor
from events.models.article import Article
from events.models.attestation import Claim, EventLink, Report
from events.models.dataset import Dataset
from events.models.event import Event
from events.models.left_out import LeftOut
from events.models.participant import Participant
from events.models.place import Place
from events.models.redaction import RedactedState, Redaction
from events.models.release import Block, Release, Version
from events.models.source import Source
from events.models.statement import Statement
from events.models.statement_link import StatementEvent, StatementLink
from events.models.tally import Tally
from events.models.words import Context, Mode, Quality, Topic

# The one order of the collections, which every other list in the program follows.
RECORDS = (Dataset, Source, Article, Actor, Place, Statement, Event)
# Rows that belong to one record and are nested in its JSON, with the field that names their owner.
PARTS = {
    LeftOut: "article",
    StatementEvent: "statement",
    StatementLink: "statement",
    Participant: "event",
    Report: "event",
    Claim: "event",
    EventLink: "event",
}
# Those of them that lead to a `target`, which is a record of the owner's collection.
LINKS = (StatementLink, EventLink)

MODEL_BY_COLLECTION = {model.collection: model for model in RECORDS}

__all__ = [
    "LINKS",
    "MODEL_BY_COLLECTION",
    "PARTS",
    "RECORDS",
    "Actor",
    "Article",
    "Block",
    "Claim",
    "Context",
    "Dataset",
    "Event",
    "EventLink",
    "LeftOut",
    "Mode",
    "Participant",
    "Place",
    "Quality",
    "RedactedState",
    "Redaction",
    "Release",
    "Report",
    "Source",
    "Statement",
    "StatementEvent",
    "StatementLink",
    "Tally",
    "Topic",
    "Version",
]
