"""UCDP GED's codes and what they are here."""

from events.vocabulary.dates import DatePrecision
from events.vocabulary.event_modes import EventMode
from events.vocabulary.event_types import EventType
from events.vocabulary.places import PlacePrecision

UCDP_TYPES_OF_VIOLENCE: dict[int, str] = {
    1: "State-based conflict",
    2: "Non-state conflict",
    3: "One-sided violence",
}

# Every UCDP event is lethal violence; which weapon was used is not coded, so there is no mode.
TYPE_MODE_BY_UCDP: dict[int, tuple[EventType, EventMode | None]] = {
    1: (EventType.ASSAULT, None),
    2: (EventType.ASSAULT, None),
    3: (EventType.ASSAULT, None),
}

# Keyed by date_prec.
DATE_PRECISION_BY_UCDP: dict[int, DatePrecision] = {
    1: DatePrecision.DAY,
    2: DatePrecision.WEEK,  # two to six days
    3: DatePrecision.WEEK,
    4: DatePrecision.MONTH,
    5: DatePrecision.YEAR,  # more than a month, up to a year
}

# Keyed by where_prec.
PLACE_PRECISION_BY_UCDP: dict[int, PlacePrecision] = {
    1: PlacePrecision.EXACT,
    2: PlacePrecision.NEAR,
    3: PlacePrecision.ADMIN2,
    4: PlacePrecision.ADMIN1,
    5: PlacePrecision.PART_OF_COUNTRY,
    6: PlacePrecision.COUNTRY,
    7: PlacePrecision.INTERNATIONAL,
}
