"""The searched texts of each record: those of each of its searched fields (events/models/search.py)."""

from collections import Counter
from functools import lru_cache

from events.models import Actor, Article, Event, Place, Source, Statement
from events.models.search import COLUMNS, GAP, words_of

# The bounds of PostgreSQL for one record: positions up to 16,383, 256 of one word, and 1 MB with four bytes a character.
MOST_WORDS = 16_000
MOST_OF_ONE_WORD = 256
MOST_CHARACTERS = 200_000

# dataset: (columns that name or describe the place of an event, columns with other words about it), of those that the
# dataset gives each event in `original`. What our own fields repeat word for word is indexed once.
COLUMNS_OF_DATASETS = {
    "ucdp-ged": (
        ("where_coordinates", "where_description", "adm_1", "adm_2", "country"),
        ("conflict_name", "dyad_name", "source_headline"),
    ),
    "acled": (("location", "admin1", "admin2", "admin3", "country"), ("notes",)),
    "gdelt": (("ActionGeo_FullName", "Actor1Geo_FullName", "Actor2Geo_FullName"), ()),
}


def _names(*named):
    return [text for one in named if one for text in (one.name, one.name_original)]


def _actors(actors):
    return [text for one in actors for text in (one.name, one.name_original, *one.aliases)]


def _event(row):
    places, others = COLUMNS_OF_DATASETS.get(row.dataset.slug, ((), ()))
    columns = row.original or {}
    return (
        (row.title,),
        (*_names(row.place), *map(columns.get, places)),
        _actors(part.actor for part in row.participations),
        (
            row.summary,
            *(claim.value for claim in row.claims),
            *map(columns.get, others),
        ),
    )


# model: function from a row to the texts of each searched field, in order
TEXTS = {
    Source: lambda row: (_names(row), (row.homepage,)),
    Article: lambda row: (
        (row.title,),
        _names(row.source, *row.relays),
        (row.byline,),
        (row.summary, *(part.note for part in row.left_out)),
    ),
    Actor: lambda row: (_actors((row,)),),
    Place: lambda row: (_names(row), (row.admin1,)),
    Statement: lambda row: (
        (row.text,),
        (row.speaker_role, *_actors((row.speaker,))),
        _actors(row.addressees),
        (row.reporting_verb,),
    ),
    Event: _event,
}

# Names of actors, sources and places come again and again, and so do headlines: some megabytes.
_words_of = lru_cache(maxsize=20_000)(words_of)


def searched_words(row):
    """Return the words of a row by column, separated by spaces, with a gap between its texts."""
    fields = list(map(_joined, TEXTS[row.model](row)))
    # As many of one word need a space after each.
    if sum(map(len, fields)) > 2 * MOST_OF_ONE_WORD:
        fields = _bounded(fields)
    return fields + [""] * (len(COLUMNS) - len(fields))


def _joined(texts):
    found = [words for text in texts if isinstance(text, str) and (words := _words_of(text))]
    return found[0] if len(found) == 1 else f" {GAP} ".join(dict.fromkeys(found))


def _bounded(fields):
    """Return fields without what PostgreSQL cannot hold, so that SQLite finds no more than it."""
    times, number, characters, bounded = Counter(), 0, 0, []
    for field in fields:
        kept = []
        for word in field.split():
            number += 1
            characters += len(word)
            if number > MOST_WORDS or characters > MOST_CHARACTERS:
                break
            times[word] += 1
            kept.append(word if times[word] <= MOST_OF_ONE_WORD else GAP)
        bounded.append(" ".join(kept))
    return bounded
