"""The closed lists: a value's label is its definition, so the published schema is the codebook."""

from django.db import models

# The closed lists, in the order in which the codebook has them: LISTS finds them here, by their class.
# isort: off
from events.vocabulary.records import Collection
from events.vocabulary.sources import SourceKind
from events.vocabulary.dates import DatePrecision
from events.vocabulary.certainty import Basis
from events.vocabulary.actors import ActorKind
from events.vocabulary.places import PlaceKind
from events.vocabulary.statements import StatementForm, StatementAct
from events.vocabulary.certainty import Modality, Polarity
from events.vocabulary.statements import StatementRelation, StatementLinkRelation, Topic
from events.vocabulary.event_types import EventType
from events.vocabulary.event_modes import EventMode
from events.vocabulary.event_contexts import EventContext
from events.vocabulary.event_types import QuadClass
from events.vocabulary.events import EventStatus
from events.vocabulary.places import PlacePrecision
from events.vocabulary.events import ParticipantRole, EventLinkRelation
from events.vocabulary.reports import ReportRole, ClaimAttribute, ClaimStand, Quantifier
from events.vocabulary.left_out import LeftOutReason
from events.vocabulary.records import QualityFlag, Operation, HashRecipe
# isort: on

# The tables of codes, and what the words are elsewhere.
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
    COUNTRY_BY_NAME_OR_ALPHA3,
    Country,
)
from events.vocabulary.crosswalk import CROSSWALK, Equivalents
from events.vocabulary.event_modes import MODES_BY_TYPE
from events.vocabulary.event_types import QUAD_CLASS_BY_TYPE
from events.vocabulary.languages import (
    LANGUAGE_TAG,
    LANGUAGES,
    in_usual_case,
    is_language,
    nearest_language,
)
from events.vocabulary.records import REDACTED, RESERVED_KEYS
from events.vocabulary.ucdp import (
    DATE_PRECISION_BY_UCDP,
    PLACE_PRECISION_BY_UCDP,
    TYPE_MODE_BY_UCDP,
    UCDP_TYPES_OF_VIOLENCE,
)

# {name in the codebook: closed list}, as `event_type`. Whatever else needs all lists reads them here.
LISTS = {
    "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]: found
    for name, found in list(globals().items())
    if isinstance(found, type) and issubclass(found, models.Choices)
}

__all__ = [
    "ACLED_INTER_BY_NAME",
    "ACLED_INTER_CODES",
    "ACLED_REGIONS",
    "ACLED_TAXONOMY",
    "CAMEO_ROOTS",
    "COUNTRIES",
    "COUNTRY_BY_FIPS",
    "COUNTRY_BY_GLEDITSCH_WARD",
    "COUNTRY_BY_NAME_OR_ALPHA3",
    "CROSSWALK",
    "DATE_PRECISION_BY_ACLED",
    "DATE_PRECISION_BY_UCDP",
    "LANGUAGES",
    "LANGUAGE_TAG",
    "LISTS",
    "MODES_BY_TYPE",
    "MODE_BY_CAMEO_CODE",
    "PLACE_PRECISION_BY_ACLED",
    "PLACE_PRECISION_BY_GDELT",
    "PLACE_PRECISION_BY_UCDP",
    "QUAD_CLASS_BY_TYPE",
    "REDACTED",
    "RESERVED_KEYS",
    "TYPE_BY_CAMEO_CODE",
    "TYPE_BY_CAMEO_ROOT",
    "TYPE_MODE_BY_ACLED",
    "TYPE_MODE_BY_FORMER_ACLED",
    "TYPE_MODE_BY_UCDP",
    "UCDP_TYPES_OF_VIOLENCE",
    "ActorKind",
    "Basis",
    "CameoRoot",
    "ClaimAttribute",
    "ClaimStand",
    "Collection",
    "Country",
    "DatePrecision",
    "Equivalents",
    "EventContext",
    "EventLinkRelation",
    "EventMode",
    "EventStatus",
    "EventType",
    "HashRecipe",
    "LeftOutReason",
    "Modality",
    "Operation",
    "ParticipantRole",
    "PlaceKind",
    "PlacePrecision",
    "Polarity",
    "QuadClass",
    "QualityFlag",
    "Quantifier",
    "ReportRole",
    "SourceKind",
    "StatementAct",
    "StatementForm",
    "StatementLinkRelation",
    "StatementRelation",
    "Topic",
    "in_usual_case",
    "is_language",
    "nearest_language",
    "type_mode_by_cameo",
]
