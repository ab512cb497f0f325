"""The closed lists: a value's label is its definition, so the published schema is the codebook."""

from events.vocabulary.acled import (
    ACLED_INTER_BY_NAME,
    ACLED_INTER_CODES,
    ACLED_REGIONS,
    ACLED_TAXONOMY,
    DATE_PRECISION_BY_ACLED,
    PLACE_PRECISION_BY_ACLED,
    TYPE_MODE_BY_ACLED,
    TYPE_MODE_BY_FORMER_ACLED,
)
from events.vocabulary.actors import ActorKind
from events.vocabulary.cameo import (
    CAMEO_ROOTS,
    MODE_BY_CAMEO_CODE,
    PLACE_PRECISION_BY_GDELT,
    TYPE_BY_CAMEO_CODE,
    TYPE_BY_CAMEO_ROOT,
    CameoRoot,
    type_mode_by_cameo,
)
from events.vocabulary.countries import (
    COUNTRIES,
    COUNTRY_BY_FIPS,
    COUNTRY_BY_GLEDITSCH_WARD,
    Country,
)
from events.vocabulary.crosswalk import CROSSWALK, Equivalents
from events.vocabulary.dates import DatePrecision
from events.vocabulary.event_contexts import EventContext
from events.vocabulary.event_modes import MODES_BY_TYPE, EventMode
from events.vocabulary.event_types import QUAD_CLASS_BY_TYPE, EventType, QuadClass
from events.vocabulary.events import EventStatus, ParticipantRole
from events.vocabulary.languages import LANGUAGES
from events.vocabulary.places import PlaceKind, PlacePrecision
from events.vocabulary.records import Collection, Operation, QualityFlag
from events.vocabulary.reports import ClaimAttribute, ReportRole
from events.vocabulary.sources import SourceKind
from events.vocabulary.statements import StatementAct, StatementForm, StatementRelation, Topic
from events.vocabulary.ucdp import (
    DATE_PRECISION_BY_UCDP,
    PLACE_PRECISION_BY_UCDP,
    TYPE_MODE_BY_UCDP,
    UCDP_TYPES_OF_VIOLENCE,
)

__all__ = [
    "ACLED_INTER_BY_NAME",
    "ACLED_INTER_CODES",
    "ACLED_REGIONS",
    "ACLED_TAXONOMY",
    "CAMEO_ROOTS",
    "COUNTRIES",
    "COUNTRY_BY_FIPS",
    "COUNTRY_BY_GLEDITSCH_WARD",
    "CROSSWALK",
    "DATE_PRECISION_BY_ACLED",
    "DATE_PRECISION_BY_UCDP",
    "LANGUAGES",
    "MODES_BY_TYPE",
    "MODE_BY_CAMEO_CODE",
    "PLACE_PRECISION_BY_ACLED",
    "PLACE_PRECISION_BY_GDELT",
    "PLACE_PRECISION_BY_UCDP",
    "QUAD_CLASS_BY_TYPE",
    "TYPE_BY_CAMEO_CODE",
    "TYPE_BY_CAMEO_ROOT",
    "TYPE_MODE_BY_ACLED",
    "TYPE_MODE_BY_FORMER_ACLED",
    "TYPE_MODE_BY_UCDP",
    "UCDP_TYPES_OF_VIOLENCE",
    "ActorKind",
    "CameoRoot",
    "ClaimAttribute",
    "Collection",
    "Country",
    "DatePrecision",
    "Equivalents",
    "EventContext",
    "EventMode",
    "EventStatus",
    "EventType",
    "Operation",
    "ParticipantRole",
    "PlaceKind",
    "PlacePrecision",
    "QuadClass",
    "QualityFlag",
    "ReportRole",
    "SourceKind",
    "StatementAct",
    "StatementForm",
    "StatementRelation",
    "Topic",
    "type_mode_by_cameo",
]
