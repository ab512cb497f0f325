"""One viewset, and the two answers that no generic view gives: groups and an export."""

import itertools

from django.db.models import Count, Prefetch, Sum
from django.db.models.functions import TruncYear
from django.http import StreamingHttpResponse
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from benchmarks.peers.naive_drf.filters import LATEST, EventFilter
from benchmarks.peers.naive_drf.serializers import EventSerializer
from events.models import Claim, Event, EventLink, Participant, Report

ROWS_AT_A_TIME = 500  # of an export: what Attest's publishing takes


class EventViewSet(ReadOnlyModelViewSet):
    # Related rows of related rows come by joins inside each prefetch: a prefetch over many targets is a query
    # that SQLite refuses.
    queryset = (
        Event.objects.select_related("dataset", "place", "part_of", "same_as")
        .prefetch_related(
            "modes",
            "contexts",
            "quality",
            Prefetch("participations", Participant.objects.select_related("actor")),
            Prefetch("reports", Report.objects.select_related("article__source")),
            Prefetch("claims", Claim.objects.select_related("article", "claimed_by")),
            Prefetch("related_events", EventLink.objects.select_related("article", "target")),
        )
        .order_by(*LATEST)
    )
    serializer_class = EventSerializer
    filterset_class = EventFilter
    lookup_field = "code"

    @action(detail=False)
    def aggregate(self, request):
        rows = self.filter_queryset(Event.objects.order_by())
        groups = (
            rows.annotate(begins_in=TruncYear("start_date"))
            .values("country", "begins_in")
            .annotate(
                count=Count("pk"),
                low=Sum("fatalities_low"),
                best=Sum("fatalities_best"),
                high=Sum("fatalities_high"),
            )
            .order_by("country", "begins_in")
        )
        results = [
            {
                "country": group["country"],
                "year": group["begins_in"].year if group["begins_in"] else None,
                "count": group["count"],
                "fatalities": {name: group[name] for name in ("low", "best", "high")},
            }
            for group in groups
        ]
        return Response({"count": len(results), "results": results})

    @action(detail=False)
    def export(self, request):
        rows = self.filter_queryset(self.get_queryset())
        return StreamingHttpResponse(self._lines(rows), content_type="application/x-ndjson")

    def _lines(self, queryset):
        """Yield each event as a line, some hundred serialized at a time."""
        renderer, rows = JSONRenderer(), queryset.iterator(chunk_size=ROWS_AT_A_TIME)
        while chunk := list(itertools.islice(rows, ROWS_AT_A_TIME)):
            for event in self.get_serializer(chunk, many=True).data:
                yield renderer.render(event) + b"\n"
