"""The URLs under /compat/."""

from django.urls import path, re_path

from events.compat.acled import views
from events.compat.ucdp.views import GedEventsView

ACLED = {
    "acled": views.EventsView,
    "deleted": views.DeletedView,
    "country": views.CountryView,
    "region": views.RegionView,
    "actor": views.ActorView,
    "actortype": views.ActorTypeView,
}

# (Django cannot reverse a pattern with flags.)
_EITHER_CASE = "".join(f"[{letter}{letter.upper()}]" for letter in "gedevents")

urlpatterns = [
    path("ucdp/api/gedevents/<str:version>", GedEventsView.as_view(), name="ucdp-gedevents"),
    # UCDP's server takes its paths in upper and lower case alike, and both take a slash at the end.
    re_path(rf"^ucdp/api/{_EITHER_CASE}/(?P<version>[^/]+)/?$", GedEventsView.as_view(schema=None)),
    *(
        path(f"acled/api/{name}/read", view.as_view(), name=f"acled-{name}")
        for name, view in ACLED.items()
    ),
    *(path(f"acled/api/{name}/read/", view.as_view(schema=None)) for name, view in ACLED.items()),
]
