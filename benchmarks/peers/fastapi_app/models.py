"""The JSON, as pydantic reads it off the rows; the same fields as Attest's."""

from datetime import date
from typing import Any

from pydantic import AliasPath, BaseModel, ConfigDict, Field


def reached(*path, **options):
    """A field that is an attribute of a related row; null where there is no such row."""
    return Field(validation_alias=AliasPath(*path), **options)


class Model(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class EvidenceModel(Model):
    article: str = reached("article", "slug")
    start: int = Field(validation_alias="evidence_start")
    end: int = Field(validation_alias="evidence_end")
    sha256: str = Field(validation_alias="evidence_sha256")
    exact: str | None = None
    opening: str | None = Field(validation_alias="evidence_opening")
    closing: str | None = Field(validation_alias="evidence_closing")
    link: str | None


class ParticipantModel(Model):
    actor: str = reached("actor", "slug")
    name: str = reached("actor", "name")
    role: str
    basis: str | None
    reason: str | None


class ReportModel(Model):
    number: int
    article: str = reached("article", "slug")
    source: str | None = reached("article", "source", "slug", default=None)
    title: str | None = reached("article", "title")
    url: str | None = reached("article", "url")
    published_on: date | None = reached("article", "published_on")
    role: str
    evidence: EvidenceModel | None
    note: str | None


class ClaimModel(Model):
    number: int
    attribute: str
    value: str | None
    low: int | None
    best: int | None
    high: int | None
    unit: str | None
    quantifier: str | None
    stands: str | None
    chosen: bool
    reason: str | None
    claimed_by: str | None = reached("claimed_by", "slug", default=None)
    article: str = reached("article", "slug")
    evidence: EvidenceModel | None
    note: str | None


class EventLinkModel(Model):
    event: str = reached("target", "code")
    relation: str
    article: str = reached("article", "slug")
    evidence: EvidenceModel | None


class FatalitiesModel(Model):
    low: int | None = Field(validation_alias="fatalities_low")
    best: int | None = Field(validation_alias="fatalities_best")
    high: int | None = Field(validation_alias="fatalities_high")


class EventModel(Model):
    code: str
    dataset: str = reached("dataset", "slug")
    type: str
    modes: list[str] = Field(validation_alias="mode_codes")
    contexts: list[str] = Field(validation_alias="context_codes")
    quad_class: int
    status: str
    modality: str | None
    polarity: str | None
    title: str
    summary: str | None
    start_date: date | None
    end_date: date | None
    date_precision: str
    date_not_before: date | None
    date_not_after: date | None
    date_basis: str | None
    date_reason: str | None
    edtf: str | None
    place: str | None = reached("place", "slug", default=None)
    place_name: str | None = reached("place", "name", default=None)
    latitude: float | None = reached("place", "latitude", default=None)
    longitude: float | None = reached("place", "longitude", default=None)
    place_precision: str
    place_basis: str | None
    place_reason: str | None
    country: str | None
    participants: list[ParticipantModel] = Field(validation_alias="participations")
    fatalities: FatalitiesModel
    reports: list[ReportModel]
    claims: list[ClaimModel]
    disputed: bool
    related_events: list[EventLinkModel]
    part_of: str | None = reached("part_of", "code", default=None)
    same_as: str | None = reached("same_as", "code", default=None)
    quality: list[str] = Field(validation_alias="quality_codes")
    original: Any
    note: str | None


class PageModel(Model):
    count: int
    results: list[EventModel]
