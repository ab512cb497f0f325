"""The vocabulary with its definitions and its equivalents elsewhere, as JSON."""

from functools import cache

from events import vocabulary
from events.api.exports.description import columns
from events.api.problems.kinds import PROBLEMS


@cache
def codebook():
    """Return the whole codebook; it changes only with the program."""
    return {
        "lists": {name: _words(enum) for name, enum in vocabulary.LISTS.items()},
        "event_types": [_event_type(kind) for kind in vocabulary.EventType],
        "crosswalks": {
            "cameo_roots": [
                {"code": code, **root._asdict()} for code, root in vocabulary.CAMEO_ROOTS.items()
            ],
            "acled_sub_event_types": [
                _acled(sub_type, *names) for sub_type, names in vocabulary.ACLED_TAXONOMY.items()
            ],
            "ucdp_types_of_violence": [
                {"code": code, "name": name, **_type_mode(vocabulary.TYPE_MODE_BY_UCDP[code])}
                for code, name in vocabulary.UCDP_TYPES_OF_VIOLENCE.items()
            ],
            "ucdp_date_precision": _by_code(vocabulary.DATE_PRECISION_BY_UCDP),
            "ucdp_place_precision": _by_code(vocabulary.PLACE_PRECISION_BY_UCDP),
            "acled_date_precision": _by_code(vocabulary.DATE_PRECISION_BY_ACLED),
            "acled_place_precision": _by_code(vocabulary.PLACE_PRECISION_BY_ACLED),
            "gdelt_place_precision": _by_code(vocabulary.PLACE_PRECISION_BY_GDELT),
        },
        "countries": [country._asdict() for country in vocabulary.COUNTRIES.values()],
        "languages": [{"code": code, "name": name} for code, name in vocabulary.LANGUAGES.items()],
        "columns": columns(),
        "problems": [
            {"name": name, "status": status, "title": title, "definition": definition}
            for name, (status, title, definition, *_) in PROBLEMS.items()
        ],
    }


def _words(enum):
    return [{"value": word.value, "definition": str(word.label)} for word in enum]


def _event_type(kind):
    """Return an event type with its modes, its quad classes and its equivalents elsewhere."""
    equivalents = vocabulary.CROSSWALK[kind.value]
    return {
        "value": kind.value,
        "definition": str(kind.label),
        "modes": list(vocabulary.MODES_BY_TYPE[kind.value]),
        "quad_classes": list(vocabulary.QUAD_CLASS_BY_TYPE[kind.value]),
        "cameo": list(equivalents.cameo),
        "acled": [
            {"event_type": event_type, "sub_event_type": sub_type}
            for event_type, sub_type in equivalents.acled
        ],
        "ucdp": list(equivalents.ucdp),
        "gap": equivalents.gap,
    }


def _type_mode(pair):
    kind, mode = pair
    return {"type": kind and str(kind), "mode": mode and str(mode)}


def _acled(sub_type, event_type, disorder_type):
    return {
        "sub_event_type": sub_type,
        "event_type": event_type,
        "disorder_type": disorder_type,
        **_type_mode(vocabulary.TYPE_MODE_BY_ACLED[event_type, sub_type]),
    }


def _by_code(table):
    return [{"code": code, "value": str(word)} for code, word in table.items()]
