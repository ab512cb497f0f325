"""The filters of datasets, sources, articles, actors and places."""

from events.api.query.filters import patterns
from events.api.query.filters.codes import CodeFilter, ExactFilter, NumberFilter
from events.api.query.filters.filterset import CollectionFilter
from events.api.query.filters.kinds import (
    BoxFilter,
    CountryFilter,
    DayFilter,
    FlagFilter,
    KeyFilter,
    SearchFilter,
    TextFilter,
    WordFilter,
)
from events.api.query.filters.language import LanguageFilter
from events.api.query.filters.near import NearFilter
from events.api.query.filters.within_bounds import WithinBounds, WithinBoundsFilter
from events.models import Actor, Article, Dataset, LeftOut, Place, Source
from events.vocabulary import ActorKind, Basis, LeftOutReason, PlaceKind, SourceKind

LARGEST_GEONAMES = 2_147_483_647  # what the column holds
SEARCH_HELP = (
    'Words that must all occur; case and diacritics do not count. "Words in quotes" must follow one another, '
    "`word*` is a beginning, `-word` must not occur. `AND`, `OR`, `NOT` and parentheses combine them; AND binds "
    "more tightly than OR. Records that match by their title, name or text alone come first."
)


class DatasetFilter(CollectionFilter):
    license = TextFilter("license", help_text="Datasets under any of these licenses, as written.")

    class Meta:
        model = Dataset
        fields = ()


class SourceFilter(CollectionFilter):
    kind = WordFilter("kind", enum=SourceKind, help_text="Sources of any of these kinds.")
    country = CountryFilter(
        help_text="Sources that publish from any of these countries, ISO 3166-1 alpha-2.",
    )
    language = LanguageFilter(
        help_text="Sources that mainly publish in any of these languages, BCP 47 tags; `zh` also finds `zh-Hant`.",
    )
    q = SearchFilter(model=Source, reads=(Source,), help_text=SEARCH_HELP)

    class Meta:
        model = Source
        fields = ()


class ArticleFilter(CollectionFilter):
    source = KeyFilter(
        "source", model=Source, help_text="Articles published by any of these sources."
    )
    relays = KeyFilter(
        "source",
        model=Source,
        through=Article.relays.through,
        listed="relays",
        owner="article",
        help_text="Articles that say that they pass on any of these sources.",
    )
    language = LanguageFilter(
        help_text="Articles in any of these languages, BCP 47 tags; `zh` also finds `zh-Hant`.",
    )
    left_out = WordFilter(
        "reason",
        enum=LeftOutReason,
        through=LeftOut,
        listed="left_out",
        owner="article",
        help_text="Articles that hold a stretch that is not coded for any of these reasons.",
    )
    published_from = DayFilter(
        "published_on", "gte", help_text="Articles published on or after it."
    )
    published_to = DayFilter("published_on", "lte", help_text="Articles published on or before it.")
    published_within_bounds = WithinBoundsFilter(
        "published",
        help_text=(
            "With `true`, `published_from` and `published_to` find the articles that can have been published "
            "then: a date counts with its precision, and an article without a date by its inferred bounds."
        ),
    )
    published_basis = WordFilter(
        "published_basis",
        enum=Basis,
        help_text="Articles whose day of publication rests on any of these.",
    )
    url = ExactFilter(
        "url",
        pattern=patterns.URL,
        form="an address that begins with http:// or https://",
        help_text="Articles published at this address, letter for letter.",
    )
    sha256 = CodeFilter(
        "sha256",
        pattern=patterns.SHA256,
        form="a SHA-256 of 64 lower-case hexadecimal digits",
        help_text="Articles whose text has any of these SHA-256 hashes.",
    )
    q = SearchFilter(model=Article, reads=(Source, Article), help_text=SEARCH_HELP)

    ranges = (("published_from", "published_to"),)
    day_filters = ("published_from", "published_to")
    dated_by = "published_on"
    bounds = WithinBounds("published")

    class Meta:
        model = Article
        fields = ()


class ActorFilter(CollectionFilter):
    kind = WordFilter("kind", enum=ActorKind, help_text="Actors of any of these kinds.")
    country = CountryFilter(
        help_text="Actors that belong to any of these countries, ISO 3166-1 alpha-2.",
    )
    named = FlagFilter("named", help_text="Whether the actor is named, or an unnamed collective.")
    part_of = KeyFilter(
        "part_of", model=Actor, help_text="Actors that are directly a part of any of these actors."
    )
    public_figure = FlagFilter(
        "public_figure", help_text="Whether the actor is a person coded as a public figure."
    )
    wikidata = CodeFilter(
        "wikidata",
        pattern=patterns.WIKIDATA,
        form="a Wikidata item, like Q212",
        help_text="Actors with any of these Wikidata items, Q and digits.",
    )
    q = SearchFilter(model=Actor, reads=(Actor,), help_text=SEARCH_HELP)

    class Meta:
        model = Actor
        fields = ()


class PlaceFilter(CollectionFilter):
    kind = WordFilter("kind", enum=PlaceKind, help_text="Places of any of these kinds.")
    country = CountryFilter(
        help_text="Places in any of these countries, ISO 3166-1 alpha-2.",
    )
    admin1 = TextFilter(
        "admin1",
        help_text="Places in any of these first-level divisions, as the places have them.",
    )
    within = KeyFilter(
        "within", model=Place, help_text="Places that are directly a part of any of these places."
    )
    bbox = BoxFilter(help_text="Places in the box west,south,east,north, in decimal degrees.")
    near = NearFilter(
        help_text=(
            "Places within a distance of a point, `lat,lon,km` in decimal degrees and kilometers, along the great circle."
        ),
    )
    geonames = NumberFilter(
        "geonames",
        low=1,
        high=LARGEST_GEONAMES,
        help_text="Places with any of these GeoNames identifiers.",
    )
    wikidata = CodeFilter(
        "wikidata",
        pattern=patterns.WIKIDATA,
        form="a Wikidata item, like Q212",
        help_text="Places with any of these Wikidata items, Q and digits.",
    )
    q = SearchFilter(model=Place, reads=(Place,), help_text=SEARCH_HELP)

    class Meta:
        model = Place
        fields = ()
