"""The views of OGC API Features part 1 (core and geojson): JSON whatever a client accepts, problems as elsewhere."""

from django.http import HttpResponse
from rest_framework.response import Response
from rest_framework.views import APIView

from config.proxy import mounted
from events.api.answering import records
from events.api.exports.views import ByURL
from events.api.http.rendering import JSONRenderer
from events.api.problems.errors import NoSuchThing, nearest
from events.api.query import parameters
from events.api.store import releases
from events.ogc import collections, definition
from events.ogc.definition import GEOJSON, JSON
from events.ogc.features import features
from events.ogc.items import items
from events.ogc.parameters import parameters as parameters_of

CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CONFORMS_TO = [f"{CORE}/core", f"{CORE}/geojson"]


class OGCView(APIView):
    """The base of every resource: it checks the parameters, and writes the URLs of the other resources."""

    content_negotiation_class = ByURL
    renderer_classes = (JSONRenderer,)
    schema = None

    def parameters(self, action):
        """Return the names of the query parameters."""
        return ()

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.check(request)

    def check(self, request):
        """Raise ParameterError with the faults of the query."""
        parameters.check(request, self.parameters("get"))

    def link(self, rel, path="", media_type=JSON, title=None):
        """Return a link to what lies at a path below /ogc."""
        return _link(self.url(path), rel, media_type, title)

    def url(self, path=""):
        return self.request.build_absolute_uri(mounted(f"/ogc{path or '/'}"))

    def described(self, name):
        """Return the description of a collection, with its links."""
        at = f"/collections/{name}"
        links = [
            self.link("self", at, title="This collection"),
            self.link("items", f"{at}/items", GEOJSON, "Its features"),
        ]
        return {**collections.described(name, releases.current(self.request)), "links": links}


class LandingView(OGCView):
    """Where a client begins."""

    def get(self, request):
        return Response(
            {
                "title": "Attest",
                "description": "Conflict events and their places, as OGC API Features.",
                "links": [
                    self.link("self", title="This page"),
                    self.link(
                        "service-desc",
                        "/api",
                        definition.MEDIA_TYPE,
                        "The resources here, as OpenAPI",
                    ),
                    self.link("conformance", "/conformance", title="The classes it conforms to"),
                    self.link("data", "/collections", title="The collections of features"),
                ],
            }
        )


class DefinitionView(OGCView):
    """The OpenAPI document of what lies here."""

    def get(self, request):
        return HttpResponse(definition.document(self.url()), content_type=definition.MEDIA_TYPE)


class ConformanceView(OGCView):
    """The conformance classes."""

    def get(self, request):
        return Response({"conformsTo": CONFORMS_TO})


class CollectionsView(OGCView):
    """The collections."""

    def get(self, request):
        return Response(
            {
                "links": [self.link("self", "/collections", title="The collections of features")],
                "collections": [self.described(name) for name in collections.VIEWSETS],
            }
        )


class CollectionView(OGCView):
    """One collection, and the base of what lies in it."""

    def initial(self, request, *args, collection, **kwargs):
        if collection not in collections.VIEWSETS:
            known = ", ".join(collections.VIEWSETS)
            message = f"{collection!r} is not a collection of features. There are {known}."
            close = nearest(collection, collections.VIEWSETS)
            raise NoSuchThing(message, "collection", close)
        self.viewset = collections.VIEWSETS[collection]
        super().initial(request, *args, **kwargs)

    def get(self, request, collection):
        return Response(self.described(collection))


class ItemsView(CollectionView):
    """Features of a collection, a page of them."""

    def parameters(self, action):
        return parameters_of(collections.VIEWSETS[self.kwargs["collection"]])

    def check(self, request):
        """Leave all faults to the reading of the question, which finds further ones."""

    def lists(self):
        return collections.VIEWSETS[self.kwargs["collection"]].filterset_class.lists()

    def get(self, request, collection):
        path, release = f"/collections/{collection}", releases.current(request)
        body, following, warnings = items(
            self.viewset, request.query_params, release, self.url(f"{path}/items")
        )
        links = [
            _link(request.build_absolute_uri(), "self", GEOJSON, "This page"),
            self.link("collection", path, title="The collection"),
        ]
        if following:
            links.append(_link(following, "next", GEOJSON, "The next page"))
        headers = {"Link": ", ".join(f'<{one["href"]}>; rel="{one["rel"]}"' for one in links)}
        if release:
            headers["Attest-Release"] = str(release.number)
        if warnings:
            headers["Attest-Note"] = " ".join(warnings)
        return Response({**body, "links": links}, headers=headers, content_type=GEOJSON)


class FeatureView(CollectionView):
    """One feature."""

    def get(self, request, collection, key):
        records.check_key(self.viewset, key)
        newest = releases.current(request)
        found = None
        if newest:
            found, _ = records.stored(self.viewset.model, key, newest, newest)
        if found is None:
            site = f"{request.scheme}://{request.get_host()}"
            raise records.missing(self.viewset, key, newest, newest, site)
        path = f"/collections/{collection}"
        links = [
            _link(request.build_absolute_uri(), "self", GEOJSON, "This feature"),
            self.link("collection", path, title="The collection"),
        ]
        (told,) = features([found], collection)
        return Response({**told, "links": links}, content_type=GEOJSON)


def _link(url, rel, media_type, title=None):
    found = {"href": url, "rel": rel, "type": media_type}
    return {**found, "title": title} if title else found
