"""A search of the index of one collection, without the API around it."""

from events.api.query import search
from events.api.query.search_syntax import parse
from events.models import MODEL_BY_COLLECTION
from events.models.search import SEARCHED, row_column


def found(collection, text, title_only=False):
    """Return the keys of the records that a search finds, or finds by their title alone, in order."""
    model, query = MODEL_BY_COLLECTION[collection], parse(text, SEARCHED[collection])
    expression = search.tiers(query)[0] if title_only else search.expression(query)
    rows = model.objects.filter(
        **{f"{row_column(model)}__in": search.matching(model, expression)}
    ).order_by(model.key_name)
    return list(rows.values_list(model.key_name, flat=True))
