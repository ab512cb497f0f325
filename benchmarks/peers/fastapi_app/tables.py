"""The tables, as SQLAlchemy's declarative mapping has them: the columns that an answer holds or is filtered by."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Table
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
)

from benchmarks.peers.worked_out import edtf, link


class Base(DeclarativeBase):
    pass


class Dataset(Base):
    __tablename__ = "events_dataset"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]


class Source(Base):
    __tablename__ = "events_source"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]


class Article(Base):
    __tablename__ = "events_article"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    title: Mapped[str | None]
    url: Mapped[str | None]
    archive_url: Mapped[str | None]
    published_on: Mapped[date | None]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("events_source.id"))
    source: Mapped[Source | None] = relationship()


class Actor(Base):
    __tablename__ = "events_actor"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    name: Mapped[str]


class Place(Base):
    __tablename__ = "events_place"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    name: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Participant(Base):
    __tablename__ = "events_participant"
    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    basis: Mapped[str | None]
    reason: Mapped[str | None]
    event_id: Mapped[int] = mapped_column(ForeignKey("events_event.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("events_actor.id"))
    actor: Mapped[Actor] = relationship()


class Evidenced:
    """Columns of a row that points at a passage of its article."""

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_start: Mapped[int | None]
    evidence_end: Mapped[int | None]
    evidence_sha256: Mapped[str | None]
    evidence_opening: Mapped[str | None]
    evidence_closing: Mapped[str | None]
    event_id: Mapped[int] = mapped_column(ForeignKey("events_event.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("events_article.id"))

    @property
    def evidence(self):
        return None if self.evidence_start is None else self

    @property
    def link(self):
        address = self.article.url or self.article.archive_url
        return link(address, self.evidence_opening, self.evidence_closing)


class Report(Evidenced, Base):
    __tablename__ = "events_report"
    number: Mapped[int]
    note: Mapped[str | None]
    role: Mapped[str]
    article: Mapped[Article] = relationship()


class Claim(Evidenced, Base):
    __tablename__ = "events_claim"
    number: Mapped[int]
    note: Mapped[str | None]
    attribute: Mapped[str]
    value: Mapped[str | None]
    low: Mapped[int | None]
    best: Mapped[int | None]
    high: Mapped[int | None]
    unit: Mapped[str | None]
    quantifier: Mapped[str | None]
    stands: Mapped[str | None]
    chosen: Mapped[bool]
    reason: Mapped[str | None]
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("events_actor.id"))
    claimed_by: Mapped[Actor | None] = relationship()
    article: Mapped[Article] = relationship()


class EventLink(Evidenced, Base):
    __tablename__ = "events_eventlink"
    relation: Mapped[str]
    target_id: Mapped[int] = mapped_column(ForeignKey("events_event.id"))
    target: Mapped["Event"] = relationship(foreign_keys=target_id)
    article: Mapped[Article] = relationship()


class Mode(Base):
    __tablename__ = "events_mode"
    code: Mapped[str] = mapped_column(primary_key=True)


class Context(Base):
    __tablename__ = "events_context"
    code: Mapped[str] = mapped_column(primary_key=True)


class Quality(Base):
    __tablename__ = "events_quality"
    code: Mapped[str] = mapped_column(primary_key=True)


event_modes = Table(
    "events_event_modes",
    Base.metadata,
    Column("event_id", ForeignKey("events_event.id"), primary_key=True),
    Column("mode_id", ForeignKey("events_mode.code"), primary_key=True),
)
event_contexts = Table(
    "events_event_contexts",
    Base.metadata,
    Column("event_id", ForeignKey("events_event.id"), primary_key=True),
    Column("context_id", ForeignKey("events_context.code"), primary_key=True),
)
event_quality = Table(
    "events_event_quality",
    Base.metadata,
    Column("event_id", ForeignKey("events_event.id"), primary_key=True),
    Column("quality_id", ForeignKey("events_quality.code"), primary_key=True),
)


class Event(Base):
    __tablename__ = "events_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    type: Mapped[str]
    quad_class: Mapped[int]
    status: Mapped[str]
    modality: Mapped[str | None]
    polarity: Mapped[str | None]
    title: Mapped[str]
    summary: Mapped[str | None]
    start_date: Mapped[date | None]
    end_date: Mapped[date | None]
    last_day: Mapped[date | None]
    date_precision: Mapped[str]
    date_not_before: Mapped[date | None]
    date_not_after: Mapped[date | None]
    date_basis: Mapped[str | None]
    date_reason: Mapped[str | None]
    place_precision: Mapped[str]
    place_basis: Mapped[str | None]
    place_reason: Mapped[str | None]
    country: Mapped[str | None]
    fatalities_low: Mapped[int | None]
    fatalities_best: Mapped[int | None]
    fatalities_high: Mapped[int | None]
    disputed: Mapped[bool]
    original: Mapped[Any | None] = mapped_column(JSON)
    note: Mapped[str | None]
    dataset_id: Mapped[int] = mapped_column(ForeignKey("events_dataset.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("events_place.id"))
    part_of_id: Mapped[int | None] = mapped_column(ForeignKey("events_event.id"))
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("events_event.id"))
    dataset: Mapped[Dataset] = relationship()
    place: Mapped[Place | None] = relationship()
    part_of: Mapped["Event | None"] = relationship(foreign_keys=part_of_id, remote_side=id)
    same_as: Mapped["Event | None"] = relationship(foreign_keys=same_as_id, remote_side=id)
    modes: Mapped[list[Mode]] = relationship(secondary=event_modes)
    contexts: Mapped[list[Context]] = relationship(secondary=event_contexts)
    quality: Mapped[list[Quality]] = relationship(secondary=event_quality)
    participations: Mapped[list[Participant]] = relationship(order_by=Participant.id)
    reports: Mapped[list[Report]] = relationship(order_by=Report.number)
    claims: Mapped[list[Claim]] = relationship(order_by=Claim.number)
    related_events: Mapped[list[EventLink]] = relationship(
        foreign_keys=EventLink.event_id, order_by=EventLink.id
    )

    @property
    def mode_codes(self):
        return [mode.code for mode in self.modes]

    @property
    def context_codes(self):
        return [context.code for context in self.contexts]

    @property
    def quality_codes(self):
        return [quality.code for quality in self.quality]

    @property
    def fatalities(self):
        return self

    @property
    def edtf(self):
        return edtf(
            self.start_date,
            self.end_date,
            self.date_precision,
            self.date_not_before,
            self.date_not_after,
        )


# The tables that an answer nests, so that a page is a fixed number of queries.
LOADED = (
    joinedload(Event.dataset),
    joinedload(Event.place),
    joinedload(Event.part_of),
    joinedload(Event.same_as),
    selectinload(Event.modes),
    selectinload(Event.contexts),
    selectinload(Event.quality),
    selectinload(Event.participations).joinedload(Participant.actor),
    selectinload(Event.reports).joinedload(Report.article).joinedload(Article.source),
    selectinload(Event.claims).joinedload(Claim.article),
    selectinload(Event.claims).joinedload(Claim.claimed_by),
    selectinload(Event.related_events).joinedload(EventLink.article),
    selectinload(Event.related_events).joinedload(EventLink.target),
)
