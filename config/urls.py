"""The URLs of the site."""

from django.urls import include, path, re_path

from config import API_ROOT
from events.api.openapi.views import DocsScriptView, DocsView, RedocView, SchemaView
from events.api.problems.pages import ErrorsView, ErrorView
from events.api.problems.views import UnknownURLView
from events.api.views.discovery import api_catalog
from events.explorer import views as explorer
from events.vocabulary import Collection

urlpatterns = [
    path("", explorer.home, name="home"),
    path(API_ROOT.lstrip("/"), include("events.api.urls")),
    path("api/schema/", SchemaView.as_view(), name="schema"),
    path("api/docs/", DocsView.as_view(), name="docs"),
    path("api/docs/script.js", DocsScriptView.as_view(), name="docs-script"),
    path("api/redoc/", RedocView.as_view(), name="redoc"),
    path("compat/", include("events.compat.urls")),
    re_path(r"^ogc(?=/|$)", include("events.ogc.urls")),
    path(".well-known/api-catalog", api_catalog, name="api-catalog"),
    path("errors/", ErrorsView.as_view(), name="errors"),
    path("errors/<slug:name>", ErrorView.as_view(), name="error"),
    re_path(
        rf"^(?P<collection>{'|'.join(Collection.values)})/?$",
        explorer.collection,
        name="collection",
    ),
    re_path(
        rf"^(?P<collection>{'|'.join(Collection.values)})/(?P<key>[^/]+)$",
        explorer.record,
        name="record",
    ),
    # The middleware serves the documentation; what is left is not there.
    re_path(r"^docs(?:/.*)?$", explorer.no_documentation),
    re_path(r"^(?:api|compat|ogc)(?:/.*)?$", UnknownURLView.as_view()),
]

handler400 = "events.api.problems.views.bad_request"
handler404 = "events.api.problems.views.not_found"
handler500 = "events.api.problems.views.server_error"
