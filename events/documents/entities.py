"""The JSON of datasets, sources, articles, actors and places."""

from rest_framework import serializers

from events.documents.serializer_fields import Edtf, Reference, ReferenceList
from events.models import Actor, Article, Dataset, LeftOut, Place, Source


class CoverageSerializer(serializers.Serializer):
    """The scope of the dataset, so that a reader can tell "not said" from "not coded"."""

    def get_fields(self):
        # One of the names is a word of Python.
        def described(name):
            return Dataset._meta.get_field(name).help_text

        fields = {
            "sources": ReferenceList(
                source="covers_sources", help_text=described("covers_sources")
            ),
            "from": serializers.DateField(
                source="covers_from", allow_null=True, help_text=described("covers_from")
            ),
            "to": serializers.DateField(
                source="covers_to", allow_null=True, help_text=described("covers_to")
            ),
            "countries": serializers.ListField(
                source="covers_countries",
                child=serializers.CharField(),
                help_text=described("covers_countries"),
            ),
            "inclusion": serializers.CharField(allow_null=True, help_text=described("inclusion")),
        }
        return fields


class DatasetSerializer(serializers.ModelSerializer):
    coverage = CoverageSerializer(
        source="*", help_text="Scope of the dataset: countries, days, sources and rules."
    )

    class Meta:
        model = Dataset
        fields = (
            "slug",
            "title",
            "version",
            "publisher",
            "license",
            "citation",
            "homepage",
            "coverage",
            "note",
        )


class SourceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Source
        fields = (
            "slug",
            "name",
            "name_original",
            "kind",
            "country",
            "language",
            "homepage",
            "note",
        )


class LeftOutSerializer(serializers.ModelSerializer):
    """A stretch of the text that is the evidence of no record, and why."""

    class Meta:
        model = LeftOut
        fields = ("number", "start", "end", "sha256", "reason", "note")


class ArticleSerializer(serializers.ModelSerializer):
    source = Reference(help_text=Article._meta.get_field("source").help_text, allow_null=True)
    source_name = serializers.CharField(
        source="source.name", default=None, allow_null=True, help_text="Name of the source."
    )
    published_edtf = Edtf("published", help_text="The date of publication as an EDTF text.")
    relays = ReferenceList(help_text=Article._meta.get_field("relays").help_text)
    left_out = LeftOutSerializer(
        many=True,
        read_only=True,
        help_text="The stretches of the text that are not coded, and why.",
    )

    class Meta:
        model = Article
        fields = (
            "slug",
            "source",
            "source_name",
            "title",
            "url",
            "archive_url",
            "accessed_on",
            "published_on",
            "published_precision",
            "published_not_before",
            "published_not_after",
            "published_edtf",
            "published_basis",
            "published_reason",
            "language",
            "byline",
            "summary",
            "characters",
            "sha256",
            "relays",
            "left_out",
            "note",
        )


class ActorSerializer(serializers.ModelSerializer):
    part_of = Reference(help_text=Actor._meta.get_field("part_of").help_text, allow_null=True)
    aliases = serializers.ListField(
        child=serializers.CharField(), help_text="Other names of the actor."
    )

    class Meta:
        model = Actor
        fields = (
            "slug",
            "name",
            "name_original",
            "aliases",
            "kind",
            "country",
            "wikidata",
            "named",
            "part_of",
            "public_figure",
            "note",
        )


class PlaceSerializer(serializers.ModelSerializer):
    within = Reference(help_text=Place._meta.get_field("within").help_text, allow_null=True)

    class Meta:
        model = Place
        fields = (
            "slug",
            "name",
            "name_original",
            "kind",
            "country",
            "admin1",
            "latitude",
            "longitude",
            "geonames",
            "wikidata",
            "within",
            "note",
        )
