"""The two collections of features: what each is, and where and when its features lie."""

from django.db.models import Max, Min

from events.api.exports.options import LOCATED
from events.api.store.release_cache import remembered
from events.api.views.collections import EventViewSet, PlaceViewSet
from events.vocabulary import Collection

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
VIEWSETS = {
    Collection.EVENTS.value: EventViewSet,
    Collection.PLACES.value: PlaceViewSet,
}
DESCRIPTIONS = {
    Collection.EVENTS.value: (
        "Events that happened, are proposed, threatened or denied. An event whose place is known no better than the country has "
        "no geometry."
    ),
    Collection.PLACES.value: "Points and areas, each area with a point that represents it.",
}


def described(name, release):
    """Return the description of a collection, without its links; `release` is the ReleaseIdentity of the newest."""
    found = {
        "id": name,
        "title": name.capitalize(),
        "description": DESCRIPTIONS[name],
        "itemType": "feature",
        "crs": [CRS84],
    }
    extent = _extent(release, name)
    return {**found, "extent": extent} if extent else found


@remembered(len(VIEWSETS))
def _extent(release, name):
    """Return the extent of all features of a collection: the box around their points, and their days."""
    rows = VIEWSETS[name].model.objects.filter(current__isnull=False)
    is_events = name == Collection.EVENTS
    located, prefix = (
        (rows.filter(place_precision__in=LOCATED), "place__") if is_events else (rows, "")
    )
    box = located.aggregate(
        west=Min(f"{prefix}longitude"),
        south=Min(f"{prefix}latitude"),
        east=Max(f"{prefix}longitude"),
        north=Max(f"{prefix}latitude"),
    )
    extent = {}
    if None not in box.values():
        extent["spatial"] = {"bbox": [list(box.values())], "crs": CRS84}
    if is_events:
        days = rows.aggregate(first=Min("start_date"), last=Max("start_date"))
        # Some events go on, so that the interval has no end.
        extent["temporal"] = {"interval": [[_time(days["first"]), None]], "trs": GREGORIAN}
    return extent


def _time(day):
    return day and f"{day.isoformat()}T00:00:00Z"
