"""A row of somebody's dataset as our records: what every format makes, and what is written."""

from dataclasses import dataclass, field

from events.models import Article, Place, Source


@dataclass(slots=True)
class Coded:
    """One event with all that it refers to.

    `columns` are the event's own columns but for `code`, `dataset` and `place`. Sources, articles, actors
    and places are {field: value} with their `slug`; an article's `source` is one of them, or None.
    """

    code: str
    columns: dict
    place: dict | None = None
    participants: list = field(default_factory=list)  # (actor, role)
    reports: list = field(default_factory=list)  # (article, role), in order, each article once
    quality: list = field(default_factory=list)

    def sources(self):
        return [article["source"] for article, _ in self.reports if article["source"]]

    def records(self):
        """Yield (model, record) of the sources, articles and place."""
        for article, _ in self.reports:
            if article["source"]:
                yield Source, article["source"]
            yield Article, article
        if self.place:
            yield Place, self.place
