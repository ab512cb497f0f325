"""Which of the reports and claims that the database holds a load speaks for."""

from events.models import Article, Dataset, Event, Statement


class Whole:
    """The scope of records that are given whole, each with all of its reports and claims; of others nothing is said."""

    articles = whole = frozenset()

    def holds(self, dataset, article):
        return True


class Scope:
    """The part of the database about which a load is complete: the load deletes whatever of it the files do not hold.

    Of its articles it holds every report and claim about events of its datasets; other articles stand in
    other files, and another dataset may have coded the same article. A load that withdraws what is
    missing holds all of the datasets in it.
    """

    def __init__(self, entries, complete=False):
        self.articles, self.datasets, self.whole = set(), set(), set()
        for entry in entries:
            model, key = entry.row.model, entry.row.key
            if model is Article and key:
                self.articles.add(key[0])
            elif model is Dataset and key:
                self.datasets.add(key[0])
                if complete:
                    self.whole.add(key[0])
            elif model in (Statement, Event):
                self.datasets.add(entry.values.get("dataset"))

    def holds(self, dataset, article):
        """Tell whether the load holds all that `article` says about events of `dataset`."""
        return dataset in self.whole or (dataset in self.datasets and article in self.articles)
