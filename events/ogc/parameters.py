"""The parameters of the items of a collection: its filters, and those of OGC in the place of the API's own."""

from events.api.query.filters.patterns import DAY
from events.api.query.positions import DEFAULT_SIZE, LARGEST_SIZE, PARAMETERS

# Filters that `datetime` replaces.
REPLACED = ("date_from", "date_to")
# A parameter with the name of a property must select by equality: GDAL takes it for a condition on the property.
# `part_of` of the API reaches parts of parts, too.
WIDER = ("part_of",)
# Not 2022-02-24T: GDAL up to 3.6 writes any condition on any column of dates so, and takes what `datetime` selects, which
# is more, for what meets the condition. An error is better than wrong rows.
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
TIME = rf"{DAY}([Tt]{_CLOCK}:[0-5][0-9](\.[0-9]+)?([Zz]|[+-]{_CLOCK}))?"
DATETIME = rf"^({TIME}(/({TIME}|\.\.)?)?|(\.\.)?/{TIME})$"
ANGLE = {"type": "number", "minimum": -180, "maximum": 180}
OWN = {
    "bbox": {
        "description": (
            "Features whose point lies in the box west,south,east,north, in decimal degrees; six numbers have heights "
            "beside them, which select nothing."
        ),
        "schema": {
            "type": "array",
            "items": {"type": "number"},
            "oneOf": [
                {"minItems": 4, "maxItems": 4, "items": ANGLE},
                {"minItems": 6, "maxItems": 6},
            ],
        },
        "style": "form",
        "explode": False,
    },
    "datetime": {
        "description": (
            "Events whose interval reaches a day, or a range of days: 2022-02-24, 2022-02-24T00:00:00Z, "
            "2022-02-24/2022-03-31, 2022-02-24/.. or ../2022-03-31. Places have no time: each selects them all."
        ),
        "schema": {"type": "string", "pattern": DATETIME},
        "style": "form",
        "explode": False,
    },
    "limit": {
        "description": "Features on a page. A larger number means the largest.",
        "schema": {
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST_SIZE,
            "default": DEFAULT_SIZE,
        },
        "style": "form",
        "explode": False,
    },
    "cursor": PARAMETERS["cursor"] | {"description": "Where the page begins, as `next` has it."},
}


def parameters(viewset):
    """Return {name: OpenAPI parameter} of what the items of a collection take."""
    filters = viewset.filterset_class.parameters()
    return {name: one for name, one in filters.items() if name not in (*REPLACED, *WIDER)} | OWN


def flags(viewset):
    """Return the names of the parameters that are true or false."""
    filters = viewset.filterset_class.parameters()
    return {name for name, one in filters.items() if one["schema"].get("type") == "boolean"}
