"""Releases: what was published when, and how to cite it."""

from django.db.models import Max, Min
from django.urls import reverse
from django.utils.functional import cached_property
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from events.api.answering import citations, pagination
from events.api.exports import croissant
from events.api.http.rendering import BrowsableRenderer, JSONRenderer, LinkedDataRenderer
from events.api.openapi.schema import PageOf
from events.api.query import parameters, positions
from events.api.query.ordering import order_of
from events.api.query.parameters import Reading
from events.api.store import releases
from events.api.views.citations import RENDERERS, Styled, check_style
from events.models import Redaction, Release
from events.vocabulary import Collection, Operation


class Counts(serializers.DictField):
    """Counts by collection and operation, in their order: PostgreSQL keeps that of no JSON."""

    child = serializers.DictField(child=serializers.IntegerField())

    def to_representation(self, value):
        return {
            collection: {name: value[collection][name] for name in Operation.values}
            for collection in Collection.values
            if collection in value
        }


class Datasets(serializers.DictField):
    """Versions by slug, in its order: PostgreSQL keeps that of no JSON."""

    child = serializers.CharField(allow_null=True)

    def to_representation(self, value):
        return dict(sorted(value.items()))


class NotImported(serializers.DictField):
    """Numbers of rows by dataset and reason, the largest first: PostgreSQL keeps no order of JSON."""

    child = serializers.DictField(child=serializers.IntegerField())

    def to_representation(self, value):
        return {
            slug: dict(sorted(rows.items(), key=lambda item: (-item[1], item[0])))
            for slug, rows in sorted(value.items())
        }


class RedactionSerializer(serializers.ModelSerializer):
    """A value that was removed from every state of a record."""

    release = serializers.IntegerField(
        source="release_id", help_text=Redaction._meta.get_field("release").help_text
    )

    class Meta:
        model = Redaction
        fields = ("collection", "key", "field", "reason", "day", "release")


class ReleaseSerializer(serializers.ModelSerializer):
    """One published load."""

    counts = Counts(help_text=Release._meta.get_field("counts").help_text)
    datasets = Datasets(help_text=Release._meta.get_field("datasets").help_text)
    not_imported = NotImported(help_text=Release._meta.get_field("not_imported").help_text)
    redactions = serializers.SerializerMethodField(
        help_text="The values that were removed from states of its time, and those whose removal it published."
    )
    changes = serializers.SerializerMethodField(
        help_text="The changes that it brought, and those that came after it."
    )
    citation = serializers.SerializerMethodField(help_text="How to cite it.")

    class Meta:
        model = Release
        stored = (
            "number",
            "time",
            "label",
            "note",
            "counts",
            "datasets",
            "not_imported",
            "sha256",
            "hash_recipe",
            "pruned",
            "redacted",
        )
        fields = (*stored, "redactions", "changes", "citation")

    @extend_schema_field(RedactionSerializer(many=True))
    def get_redactions(self, release):
        number = release.number
        found = [
            one
            for one in self._redactions
            if number == one.release_id or (one.first and one.first <= number <= one.last)
        ]
        return RedactionSerializer(found, many=True).data

    @cached_property
    def _redactions(self):
        """All redactions, with the first and the last release that held a state of theirs."""
        held = {
            "first": Min("states__version__first_release"),
            "last": Max("states__version__last_release"),
        }
        return list(Redaction.objects.annotate(**held).order_by("pk"))

    @extend_schema_field(OpenApiTypes.URI)
    def get_changes(self, release):
        return f"{self._url('changes-list')}?since={release.number - 1}"

    @extend_schema_field(OpenApiTypes.URI)
    def get_citation(self, release):
        return self._url("releases-citation", release.number)

    def _url(self, name, *arguments):
        return self.context["request"].build_absolute_uri(reverse(name, args=arguments))


class ReleaseViewSet(Styled, ViewSet):
    """Releases, newest first: each is one published load."""

    serializer_class = ReleaseSerializer
    lookup_field = "number"
    lookup_value_regex = "[^/]+"

    @classmethod
    def parameters(cls, action):
        """Return {name: description} of the query parameters that an action takes."""
        return dict(positions.PARAMETERS) if action == "list" else super().parameters(action)

    @classmethod
    def answer(cls, action):
        """Return what an action answers, for the schema."""
        if action == "citation":
            return super().answer(action)
        if action == "croissant":
            return croissant.SCHEMA
        return PageOf(ReleaseSerializer) if action == "list" else ReleaseSerializer

    @classmethod
    def files(cls, action):
        """Return {media type: schema} of the other forms of an answer."""
        if action == "croissant":
            return {LinkedDataRenderer.media_type: croissant.SCHEMA}
        return super().files(action)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if self.action != "list":  # which has more readers of its query
            parameters.check(request, self.parameters(self.action))

    def list(self, request):
        """Return a page of releases, the newest first."""
        reading = Reading(request.query_params, self.parameters("list"))
        order = order_of(Release, ("-number",))
        position = reading.of(positions.parse, reading.sound, order)
        reading.check()
        newest = releases.current(request)
        columns = ReleaseSerializer.Meta.stored
        # The answer shows no part of a release that comes in between.
        found = Release.objects.filter(number__lte=newest.number if newest else 0)
        page = pagination.cut_rows(found, order, position, columns)
        rows = [Release(**dict(zip(columns, row, strict=True))) for row in page.rows]
        return pagination.answer(request, page, found.count(), self._told(rows, many=True))

    def retrieve(self, request, number):
        """Return one release, or the newest one for `latest`."""
        return Response(self._told(releases.in_path(request, number, takes_latest=True)))

    @action(detail=True, renderer_classes=RENDERERS)
    def citation(self, request, number):
        """Return the citation of one release, which names exactly the data that was used."""
        check_style(request.query_params)
        release = releases.in_path(request, number, takes_latest=True)
        url = request.build_absolute_uri(reverse("releases-detail", args=(release.number,)))
        return Response(citations.answer(release, url))

    @action(detail=True, renderer_classes=[LinkedDataRenderer, JSONRenderer, BrowsableRenderer])
    def croissant(self, request, number):
        """Return one release as a schema.org Dataset in JSON-LD, with its files and their columns, as Croissant has them."""
        release = releases.in_path(request, number, takes_latest=True)

        def url(name, *parts):
            return request.build_absolute_uri(reverse(name, args=parts))

        def file_url(collection, extension):
            return url(f"{collection}-export-release", release.number, extension)

        about = url("releases-detail", release.number)
        return Response(croissant.of_release(release, about, file_url))

    def _told(self, found, many=False):
        return ReleaseSerializer(found, many=many, context={"request": self.request}).data
