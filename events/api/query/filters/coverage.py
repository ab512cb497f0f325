"""The filters of the coverage of articles."""

from django.db.models import Q

from events.api.query.filters.filterset import CollectionFilter
from events.api.query.filters.kinds import KeyFilter
from events.models import Article, Claim, Dataset, Report, Statement


class CodedByFilter(KeyFilter):
    """Articles that a record of any of these datasets rests on."""

    def condition(self, model, shape, values):
        wanted = Q(pk__in=Statement.objects.filter(dataset__in=values).values("article"))
        for part in (Report, Claim):
            wanted |= Q(pk__in=part.objects.filter(event__dataset__in=values).values("article"))
        return wanted


class CoverageFilter(CollectionFilter):
    dataset = CodedByFilter(
        "dataset",
        model=Dataset,
        help_text="These datasets, and the articles that they coded.",
    )
    article = KeyFilter("pk", model=Article, help_text="Any of these articles.")

    class Meta:
        model = Article
        fields = ()
