"""The URLs of the site."""

from django.urls import include, path, re_path
from drf_spectacular.views import (
    SpectacularAPIView,
    SpectacularRedocView,
    SpectacularSwaggerSplitView,
)

from config import API_ROOT
from events.api.http import health
from events.api.problems.pages import ErrorsView, ErrorView
from events.api.problems.views import UnknownURLView
from events.explorer import views as explorer

urlpatterns = [
    path("", explorer.home, name="home"),
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path(API_ROOT.lstrip("/"), include("events.api.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    path("api/redoc/", SpectacularRedocView.as_view(url_name="schema"), name="redoc"),
    path("compat/", include("events.compat.urls")),
    path("errors/", ErrorsView.as_view(), name="errors"),
    path("errors/<slug:name>", ErrorView.as_view(), name="error"),
    re_path(r"^(?:api|compat)(?:/.*)?$", UnknownURLView.as_view()),
]

handler400 = "events.api.problems.views.bad_request"
handler404 = "events.api.problems.views.not_found"
handler500 = "events.api.problems.views.server_error"
