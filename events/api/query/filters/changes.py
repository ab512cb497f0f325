"""The filters of the change feed."""

from django.db.models import Func, Q
from django.db.models.lookups import In

from events.api.query.filters import public_keys
from events.api.query.filters.filterset import CollectionFilter
from events.api.query.filters.kinds import IntegerFilter, KeyFilter, WordFilter
from events.api.store.releases import LAST_NUMBER
from events.models import Dataset, Version
from events.vocabulary import Collection, Operation


class _NoPath(Func):
    """A column that SQLite does not look for an index of: it would take one on which the rows must be sorted."""

    arity = 1

    def as_sqlite(self, compiler, connection):
        return super().as_sql(compiler, connection, template="+%(expressions)s")

    def as_postgresql(self, compiler, connection):
        return super().as_sql(compiler, connection, template="%(expressions)s")


class CollectionOfFilter(WordFilter):
    """Any of these collections; the walk through the releases names the collection of each row."""

    def row_condition(self, model, shape, values):
        return Q(In(_NoPath(self.field_name), values))


class OnceFilter(KeyFilter):
    """Public keys of another collection, any of them, those of withdrawn records too."""

    def read(self, query, name, release):
        keys = super(KeyFilter, self).read(query, name, release)
        return public_keys.published_keys(release, self.target, tuple(keys))


class ChangeFilter(CollectionFilter):
    since = IntegerFilter(
        "first_release_id",
        lookup_expr="gt",
        low=0,
        high=LAST_NUMBER,
        help_text=(
            "Changes that came after this release, the first one's too without it or with 0. When `next` is null, go "
            "on later with `since` = the `release` of that answer."
        ),
    )
    collection = CollectionOfFilter(
        "collection", enum=Collection, help_text="Changes of records of any of these collections."
    )
    operation = WordFilter(
        "operation", enum=Operation, help_text="Changes that are any of these operations."
    )
    dataset = OnceFilter(
        "dataset",
        model=Dataset,
        help_text=(
            "Changes of statements and events that any of these datasets coded; what datasets share has none."
        ),
    )

    class Meta:
        model = Version
        fields = ()
