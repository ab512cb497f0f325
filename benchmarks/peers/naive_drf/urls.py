"""One collection, by DRF's router."""

from django.urls import include, path
from rest_framework.routers import DefaultRouter

from benchmarks.peers.naive_drf.views import EventViewSet

router = DefaultRouter()
router.register("events", EventViewSet)

urlpatterns = [path("", include(router.urls))]
