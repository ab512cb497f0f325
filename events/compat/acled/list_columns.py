"""The columns of ACLED's lists, in its order: how each is compared, and its type in JSON."""

from dataclasses import dataclass

from events.api.query.filters import patterns

EQUAL, LIKE, BETWEEN = "=", "LIKE", "BETWEEN"
COMPARISONS = (">", "<", ">=", "<=")


@dataclass(frozen=True, eq=False)
class Kind:
    """The kind of the values of a column; `empty` replaces an absent value."""

    operators: tuple
    default: str  # the operator where none is given
    takes: str
    pattern: str  # of one value, as the schema says it
    schema: dict
    empty: object = None


_TEXT = {"type": "string"}
_WHOLE = {"type": "integer", "nullable": True}
_ANY = (EQUAL, *COMPARISONS, BETWEEN)
_WORD = patterns.word("|")
# Numbers in plain digits; other spellings of the same numbers are read too.
_DIGITS = "-?[0-9]{1,15}"

TEXT = Kind((LIKE, EQUAL), LIKE, "Text", _WORD, _TEXT, "")
NAME = Kind((EQUAL, LIKE), EQUAL, "Text", _WORD, _TEXT, "")
REGION = Kind((EQUAL, LIKE), EQUAL, "The number or the name of a region", _WORD, _TEXT, "")
WHOLE = Kind(_ANY, EQUAL, "A whole number", _DIGITS, _WHOLE)
COUNT = Kind(_ANY, ">=", "A whole number", _DIGITS, _WHOLE)
DECIMAL = Kind(
    _ANY, EQUAL, "A number", rf"{_DIGITS}(\.[0-9]{{1,12}})?", {"type": "number", "nullable": True}
)
DAY = Kind(_ANY, EQUAL, "A day, YYYY-MM-DD", patterns.DAY, _TEXT, "")
TIME = Kind(
    _ANY,
    ">=",
    "Unix seconds, or a day, YYYY-MM-DD: its beginning (UTC)",
    f"({_DIGITS}|{patterns.DAY})",
    _WHOLE,
)
CODE = Kind(
    (EQUAL,),
    EQUAL,
    "A number or its name, whichever the rows have",
    _WORD,
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
# Columns in which a number may have been imported as a text, such as 8.0.
MIXED = tuple(name for name, kind in EVENTS.items() if kind in (CODE, TIME))
# The columns of an event's second actor, by those of its first.
SECOND = {"actor1": "actor2", "assoc_actor_1": "assoc_actor_2", "inter1": "inter2"}
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
