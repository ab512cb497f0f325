"""The URLs under /compat/."""

from django.urls import path, re_path

from events.compat.acled import views
from events.compat.acled.token import TokenView
from events.compat.ucdp.views import GedEventsView

ACLED = {
    "acled": views.EventsView,
    "deleted": views.DeletedView,
    "country": views.CountryView,
    "region": views.RegionView,
    "actor": views.ActorView,
    "actortype": views.ActorTypeView,
}

# UCDP's server accepts its paths in any case. (Django cannot reverse a pattern with flags.)
_GED = "".join(f"[{letter}{letter.upper()}]" for letter in "gedevents") + r"/(?P<version>[^/]+)/?$"
# ACLED's accepts the format as an extension of the path.
_READ = r"/read(?:\.(?P<extension>json|csv))?/?$"

# The variants have no schema of their own: the descriptions of what they vary name them.
urlpatterns = [
    path("ucdp/api/gedevents/<str:version>", GedEventsView.as_view(), name="ucdp-gedevents"),
    re_path(f"^ucdp/api/{_GED}", GedEventsView.as_view(schema=None)),
    re_path(f"^ucdp/from-1/api/{_GED}", GedEventsView.as_view(schema=None, first_page=1)),
    path("acled/oauth/token", TokenView.as_view(), name="acled-token"),
    *(
        path(f"acled/api/{name}/read", view.as_view(), name=f"acled-{name}")
        for name, view in ACLED.items()
    ),
    *(
        re_path(f"^acled/api/{name}{_READ}", view.as_view(schema=None))
        for name, view in ACLED.items()
    ),
    *(
        re_path(f"^acled/strings/{name}{_READ}", view.as_view(schema=None, as_strings=True))
        for name, view in ACLED.items()
    ),
]
