"""The URLs under /api/v1/, in the one order of the collections."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from events.api.exports.groups import GroupsView
from events.api.exports.parts import PartExportView
from events.api.exports.releases import ReleaseExportView
from events.api.exports.views import ExportView
from events.api.views import collections, parts
from events.api.views.about import CodebookView, FrontDoorView
from events.api.views.aggregates import AggregateMixin
from events.api.views.changes import ChangeViewSet
from events.api.views.coverage import CoverageViewSet
from events.api.views.releases import ReleaseViewSet

router = SimpleRouter()
router.register("datasets", collections.DatasetViewSet, "datasets")
router.register("sources", collections.SourceViewSet, "sources")
router.register("articles", collections.ArticleViewSet, "articles")
router.register("actors", collections.ActorViewSet, "actors")
router.register("places", collections.PlaceViewSet, "places")
router.register("statements", collections.StatementViewSet, "statements")
router.register("events", collections.EventViewSet, "events")
router.register("reports", parts.ReportViewSet, "reports")
router.register("claims", parts.ClaimViewSet, "claims")
router.register("participants", parts.ParticipantViewSet, "participants")
router.register("releases", ReleaseViewSet, "releases")
router.register("changes", ChangeViewSet, "changes")
router.register("coverage", CoverageViewSet, "coverage")

# The viewset of each collection, by its name in a URL.
COLLECTIONS = {
    name: viewset
    for name, viewset, _ in router.registry
    if issubclass(viewset, collections.CollectionViewSet)
}
# The viewset of each kind of row that belongs to events, by its name in a URL.
PART_ROWS = {
    name: viewset for name, viewset, _ in router.registry if issubclass(viewset, parts.PartViewSet)
}

urlpatterns = [
    path("", FrontDoorView.as_view(), name="front-door"),
    *(
        path(f"{name}.<extension>", ExportView.as_view(viewset=viewset), name=f"{name}-export")
        for name, viewset in COLLECTIONS.items()
    ),
    *(
        path(f"{name}.<extension>", PartExportView.as_view(viewset=viewset), name=f"{name}-export")
        for name, viewset in PART_ROWS.items()
    ),
    *(
        path(
            f"{name}/aggregate.<extension>",
            GroupsView.as_view(viewset=viewset),
            name=f"{name}-aggregate-export",
        )
        for name, viewset in (COLLECTIONS | PART_ROWS).items()
        if issubclass(viewset, AggregateMixin)
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
