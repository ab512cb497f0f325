"""The change feed: what each release did to each record, in an order in which a copy can follow it."""

import datetime

from rest_framework.fields import DateTimeField
from rest_framework.viewsets import ViewSet

from events.api.answering import pagination
from events.api.answering.versions import (
    BEFORE,
    CHANGED,
    REDACTIONS,
    described,
    document_of,
    redactions_of,
    tell,
)
from events.api.openapi.components import object_of, reference
from events.api.openapi.schema import PageOf
from events.api.problems.errors import ParameterError, Pruned, fault
from events.api.query import positions
from events.api.query.filters import ChangeFilter
from events.api.query.ordering import Order
from events.api.query.parameters import Reading
from events.api.store import releases
from events.api.store.release_cache import remembered
from events.models import RECORDS, Release, Version

# One total order, in which nothing that is published later comes before anything that is published now.
ORDER = Order(Version, ("first_release_id", "collection", "key"))
COLUMNS = (
    "pk",
    "first_release_id",
    "first_release__time",
    "collection",
    "key",
    "operation",
    "reason",
    "merged_into",
    "dataset",
    "before",
    "sha256",
    "document",
)
_TIME = DateTimeField(default_timezone=datetime.UTC)
REMEMBERED_COUNTS = 1000  # numbers with their questions
# A number leads nowhere in a feed that grows while it is read.
PAGING = {name: positions.PARAMETERS[name] for name in ("page_size", "cursor")}


class ChangeViewSet(ViewSet):
    """Every change that a release made to a record, in the order of the releases.

    Follow `next` until it is null. Your copy is then the release that the last answer names. To update it later, query
    with `since` set to that number. Changes published in the meantime come last, so no change is skipped or repeated.
    """

    filterset_class = ChangeFilter
    problems = ("pruned",)

    @classmethod
    def parameters(cls, action):
        """Return {name: description} of the query parameters that an action takes, as OpenAPI has them."""
        return cls.filterset_class.parameters() | PAGING

    @classmethod
    def answer(cls, action):
        """Return what an action answers, for the schema: `collection` says which record a change is about."""
        names = {model.collection.value: f"{model.__name__}Change" for model in RECORDS}
        schema = {
            "oneOf": [reference(name) for name in names.values()],
            "discriminator": {
                "propertyName": "collection",
                "mapping": {word: reference(name)["$ref"] for word, name in names.items()},
            },
        }
        parts = {names[model.collection.value]: _schema(model) for model in RECORDS}
        return PageOf(schema=schema, name="Change", parts=parts)

    def list(self, request):
        """Return a page of changes."""
        # All that is read belongs to this release or to one before it, so that a load that is published in between
        # changes nothing of the answer.
        release = releases.current(request)
        newest = release.number if release else 0
        reading = Reading(
            request.query_params, self.parameters("list"), self.filterset_class.lists()
        )
        values = reading.of(self.filterset_class.read, reading.sound, release)
        position = reading.of(positions.parse, reading.sound, ORDER)
        since = values.pop("since", 0) if values else 0
        reading.of(_check, since, position, newest)
        reading.check()
        wanted = self.filterset_class.condition(self.filterset_class.parts(values))
        rows = Version.objects.filter(wanted, first_release_id__lte=newest)
        if position.values is None or position.backwards:
            begin = since
            rows = rows.filter(first_release_id__gt=since)
        else:
            # The cursor says it: with both, a database may choose to begin at the lesser one.
            begin = max(since, position.values[0] - 1)
        page = pagination.cut_rows(rows, ORDER, position, ("pk",))
        results = _changes([pk for (pk,) in page.rows])
        parts = tuple(self.filterset_class.parts(values).items())
        count = _count(release, self.filterset_class, parts, since, newest)
        # Last of all: what is pruned while the rest is read could be missing from it.
        _check_kept(begin, newest, "since" if begin == since else "cursor")
        return pagination.answer(request, page, count, results)


def _schema(model):
    """Return the schema of a change of one of the records of a model."""
    collection = {"type": "string", "enum": [model.collection.value]}
    return object_of(
        {
            "release": {"type": "integer", "description": "The release that brought the change."},
            **described(Release, "time", type="string", format="date-time"),
            **described(Version, "collection", **collection),
            **described(Version, "key", type="string"),
            **described(Version, "operation", ref="Operation"),
            **described(Version, "reason", type="string", nullable=True),
            **described(Version, "merged_into", type="string", nullable=True),
            **described(Version, "dataset", type="string", nullable=True),
            "changed": CHANGED,
            **described(Version, "sha256", type="string", nullable=True),
            "redactions": REDACTIONS,
            "document": document_of(model.__name__),
        }
    )


def _check(since, position, newest):
    """Refuse what asks for a release that is not there, or for two places at once."""
    if since > newest:
        known = f"the newest is {newest}" if newest else "there is none yet"
        message = f"Release {since} is not published; {known}."
        raise ParameterError([fault("since", message)])
    if position and position.values is not None and not since < position.values[0] <= newest:
        message = (
            "Not a cursor of this list: copy it from `next`, with all the other parameters there."
        )
        raise ParameterError([fault("cursor", message)])


def _check_kept(begin, newest, parameter):
    """Refuse what begins where not every change is kept."""
    pruned = Release.objects.filter(pruned=True).order_by("-number")
    last = pruned.values_list("number", flat=True).first() or 0
    if begin < last:
        message = (
            f"Not every change after release {begin} is kept: states up to release {last} have been pruned. "
            f"Ask for since={last} or later; or begin with all records of release {newest}, and go on with "
            f"since={newest}."
        )
        raise Pruned(message, parameter)


def _changes(primary_keys):
    """Return what an answer tells of these versions, in the order of their primary keys given."""
    versions = Version.objects.order_by().filter(pk__in=primary_keys).annotate(before=BEFORE)
    found = {row["pk"]: row for row in versions.values(*COLUMNS)}
    redactions = redactions_of(primary_keys)
    return [_change(found[pk], redactions.get(pk, ())) for pk in primary_keys if pk in found]


def _change(row, redactions):
    del row["pk"]
    release, time = row.pop("first_release_id"), row.pop("first_release__time")
    return {"release": release, "time": _TIME.to_representation(time)} | tell(row, redactions)


@remembered(REMEMBERED_COUNTS)
def _count(release, filterset, parts, since, newest):
    """Return the number of changes after a release that parts select."""
    rows = Version.objects.filter(filterset.condition(dict(parts)))
    return rows.filter(first_release_id__gt=since, first_release_id__lte=newest).count()
