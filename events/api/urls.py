"""The URLs under /api/v1/, in the one order of the collections."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from events.api import views
from events.api.changes import ChangeViewSet
from events.api.exports.releases import ReleaseExportView
from events.api.exports.views import ExportView
from events.api.published import CodebookView, FrontDoorView, ReleaseViewSet

router = SimpleRouter()
router.register("datasets", views.DatasetViewSet, "datasets")
router.register("sources", views.SourceViewSet, "sources")
router.register("articles", views.ArticleViewSet, "articles")
router.register("actors", views.ActorViewSet, "actors")
router.register("places", views.PlaceViewSet, "places")
router.register("statements", views.StatementViewSet, "statements")
router.register("events", views.EventViewSet, "events")
router.register("releases", ReleaseViewSet, "releases")
router.register("changes", ChangeViewSet, "changes")

# The viewset of each collection, by its name in a URL.
COLLECTIONS = {
    name: viewset
    for name, viewset, _ in router.registry
    if issubclass(viewset, views.CollectionViewSet)
}

urlpatterns = [
    path("", FrontDoorView.as_view(), name="front-door"),
    *(
        path(f"{name}.<extension>", ExportView.as_view(viewset=viewset), name=f"{name}-export")
        for name, viewset in COLLECTIONS.items()
    ),
    *(
        path(
            f"releases/<number>/{name}.<extension>",
            ReleaseExportView.as_view(viewset=viewset),
            name=f"{name}-export-release",
        )
        for name, viewset in COLLECTIONS.items()
    ),
    *router.urls,
    path("codebook/", CodebookView.as_view(), name="codebook"),
]
