"""The columns of ACLED's lists, in its order: how each is compared, and what it is in JSON."""

from dataclasses import dataclass

EQUAL, LIKE, BETWEEN = "=", "LIKE", "BETWEEN"
COMPARISONS = (">", "<", ">=", "<=")


@dataclass(frozen=True, eq=False)
class Kind:
    """What values of a column are: `empty` is what stands where there is none."""

    operators: tuple
    default: str  # the operator where none is given
    takes: str
    schema: dict
    empty: object = None


_TEXT = {"type": "string"}
_WHOLE = {"type": "integer", "nullable": True}
_ANY = (EQUAL, *COMPARISONS, BETWEEN)

TEXT = Kind((LIKE, EQUAL), LIKE, "Text", _TEXT, "")
NAME = Kind((EQUAL, LIKE), EQUAL, "Text", _TEXT, "")
REGION = Kind((EQUAL, LIKE), EQUAL, "The number or the name of a region", _TEXT, "")
WHOLE = Kind(_ANY, EQUAL, "A whole number", _WHOLE)
COUNT = Kind(_ANY, ">=", "A whole number", _WHOLE)
DECIMAL = Kind(_ANY, EQUAL, "A number", {"type": "number", "nullable": True})
DAY = Kind(_ANY, EQUAL, "A day, YYYY-MM-DD", _TEXT, "")
TIME = Kind(_ANY, ">=", "Unix seconds, or a day, YYYY-MM-DD, which is its beginning (UTC)", _WHOLE)
CODE = Kind(
    (EQUAL,),
    EQUAL,
    "A number, or the name that it has",
    {"oneOf": [{"type": "integer"}, {"type": "string"}], "nullable": True},
)

EVENTS = {
    "event_id_cnty": TEXT,
    "event_date": DAY,
    "year": WHOLE,
    "time_precision": WHOLE,
    "disorder_type": TEXT,
    "event_type": TEXT,
    "sub_event_type": TEXT,
    "actor1": TEXT,
    "assoc_actor_1": TEXT,
    "inter1": CODE,
    "actor2": TEXT,
    "assoc_actor_2": TEXT,
    "inter2": CODE,
    "interaction": CODE,
    "civilian_targeting": TEXT,
    "iso": WHOLE,
    "region": REGION,
    "country": NAME,
    "admin1": TEXT,
    "admin2": TEXT,
    "admin3": TEXT,
    "location": TEXT,
    "latitude": DECIMAL,
    "longitude": DECIMAL,
    "geo_precision": WHOLE,
    "source": TEXT,
    "source_scale": TEXT,
    "notes": TEXT,
    "fatalities": WHOLE,
    "tags": TEXT,
    "timestamp": TIME,
}
DELETED = {"event_id_cnty": TEXT, "deleted_timestamp": TIME}
_SPAN = {"first_event_date": DAY, "last_event_date": DAY, "event_count": COUNT}
COUNTRIES = {"country": TEXT, "iso": WHOLE, "iso3": NAME, **_SPAN}
REGIONS = {"region": WHOLE, "region_name": TEXT, **_SPAN}
ACTORS = {"actor_name": TEXT, **_SPAN}
ACTOR_TYPES = {"actor_type_id": WHOLE, "actor_type_name": TEXT, **_SPAN}


def ordered(row, columns, names):
    """Return these columns of a row in ACLED's order; an empty text is "", as ACLED has it."""
    values = {}
    for name in names:
        value = row.get(name)
        values[name] = columns[name].empty if value is None else value
    return values
