"""The scope of each dataset, and how much of each article's text the records account for."""

from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from events.api.answering import coverage, pagination
from events.api.openapi.components import object_of, page_of, reference
from events.api.query import positions
from events.api.query.filters import CoverageFilter
from events.api.query.ordering import order_of
from events.api.query.parameters import Reading
from events.api.store import releases
from events.models import Article, Dataset

COUNT = {"type": "integer", "minimum": 0}
STRETCH = object_of(
    {
        "start": {**COUNT, "description": "Offset of the first character."},
        "end": {**COUNT, "description": "Offset after the last character."},
    }
)
OF_ARTICLE = object_of(
    {
        "article": {"type": "string", "description": "Public key of the article."},
        "characters": {**COUNT, "description": "Length of its text."},
        "evidence": {**COUNT, "description": "Characters that are the evidence of a record."},
        "left_out": {
            **COUNT,
            "description": "Characters in stretches that the article lists as left out.",
        },
        "share": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": (
                "The share of the text that is accounted for. Blanks and punctuation between stretches need no "
                "account; without the text, up to eight characters are taken for such."
            ),
        },
        "gaps": {
            "type": "array",
            "items": STRETCH,
            "description": "The stretches for which no record accounts.",
        },
    }
)
OF_DATASET = object_of(
    {
        "dataset": {"type": "string", "description": "Public key of the dataset."},
        "coverage": {"allOf": [reference("Coverage")], "nullable": True},
    }
)


class CoverageViewSet(ViewSet):
    """The scope of each dataset, and the share of each article that its records account for.

    It shows whether nobody said something or nobody coded it.
    """

    filterset_class = CoverageFilter

    @classmethod
    def parameters(cls, action):
        """Return {name: description} of the query parameters that an action takes, as OpenAPI has them."""
        return cls.filterset_class.parameters() | positions.PARAMETERS

    @classmethod
    def answer(cls, action):
        """Return what an action answers, for the schema."""
        datasets = {
            "type": "array",
            "items": OF_DATASET,
            "description": "The scope of each dataset that `dataset` names, or of all.",
        }
        page = page_of(OF_ARTICLE)["properties"]
        return object_of(
            {name: page[name] for name in page if name != "results"}
            | {"datasets": datasets, "results": page["results"]}
        )

    def list(self, request):
        """Return what datasets looked at, and a page of articles with what is accounted for of their texts."""
        release = releases.current(request)
        reading = Reading(
            request.query_params, self.parameters("list"), self.filterset_class.lists()
        )
        values = reading.of(self.filterset_class.read, reading.sound, release)
        order = order_of(Article, ("slug",))
        position = reading.of(positions.parse, reading.sound, order)
        reading.check()
        wanted = self.filterset_class.condition(self.filterset_class.parts(values))
        # An article that nobody read has no text that could be accounted for.
        rows = Article.objects.filter(wanted, characters__isnull=False, current__isnull=False)
        page = pagination.cut_rows(rows, order, position, ("slug", "characters"))
        stated = coverage.datasets(release, release.number) if release else {}
        if "dataset" in values:
            chosen = Dataset.objects.filter(pk__in=values["dataset"])
            stated = {slug: stated.get(slug) for slug in chosen.values_list("slug", flat=True)}
        datasets = [{"dataset": slug, "coverage": told} for slug, told in stated.items()]
        results = coverage.of_articles(page.rows)
        answer = pagination.answer(request, page, rows.count(), results)
        head = {name: value for name, value in answer.data.items() if name != "results"}
        return Response(head | {"datasets": datasets, "results": results}, headers=answer.headers)
