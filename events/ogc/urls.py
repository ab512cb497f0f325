"""The URLs under /ogc: each with a slash at its end or without, since clients put them together themselves."""

from django.urls import re_path

from events.ogc import views

_COLLECTION = r"^/collections/(?P<collection>[^/]+)"

urlpatterns = [
    re_path(r"^/?$", views.LandingView.as_view(), name="ogc"),
    re_path(r"^/api/?$", views.DefinitionView.as_view(), name="ogc-definition"),
    re_path(r"^/conformance/?$", views.ConformanceView.as_view(), name="ogc-conformance"),
    re_path(r"^/collections/?$", views.CollectionsView.as_view(), name="ogc-collections"),
    re_path(rf"{_COLLECTION}/?$", views.CollectionView.as_view(), name="ogc-collection"),
    re_path(rf"{_COLLECTION}/items/?$", views.ItemsView.as_view(), name="ogc-items"),
    re_path(
        rf"{_COLLECTION}/items/(?P<key>[^/]+)/?$", views.FeatureView.as_view(), name="ogc-feature"
    ),
]
