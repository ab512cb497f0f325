"""The collections, the changes that a release makes to a record, and the oddities of a record."""

from django.db import models


class Collection(models.TextChoices):
    """The seven kinds of record, in the one order that every layer keeps."""

    DATASETS = "datasets", "Bodies of coded records, each with one coder and one license."
    SOURCES = "sources", "Outlets and bodies that publish articles."
    ARTICLES = "articles", "Published texts in which events and statements are reported."
    ACTORS = (
        "actors",
        "Persons, states, organizations and groups that speak, act or are acted upon.",
    )
    PLACES = "places", "Points and areas where events happen."
    STATEMENTS = "statements", "Utterances of one speaker, each as one article reports it."
    EVENTS = (
        "events",
        "Things that happened, were proposed, threatened or disputed, or did not happen.",
    )


# Words that follow the name of a collection in a URL, so that no record has them as its key.
RESERVED_KEYS = frozenset({"aggregate", "annotations", "citation", "coverage", "versions"})


# The text that replaces a redacted one.
REDACTED = "[redacted]"


class Operation(models.TextChoices):
    """The change that a release made to a record."""

    ADD = "add", "The record is published for the first time, or again after a withdrawal."
    CHANGE = "change", "A record already published gets a different content."
    WITHDRAW = (
        "withdraw",
        "The record is no longer part of the data; its past states stay readable.",
    )


class HashRecipe(models.TextChoices):
    """How the hash of a release is computed from the lines `collection key sha256` of all its records, sorted."""

    LINES = (
        "lines",
        "SHA-256 of the lines. Older versions of the program published with this recipe.",
    )
    BLOCKS = (
        "blocks",
        (
            "The lines are cut into blocks; a block begins with each collection and with each line whose sha256 "
            "begins with 00. SHA-256 of the lines that hold the SHA-256 of each block."
        ),
    )


class QualityFlag(models.TextChoices):
    """An oddity that a check found in a record. The record keeps the values that its dataset gives."""

    LOW_ABOVE_BEST = "low_above_best", "The low estimate of deaths is greater than the best one."
    BEST_ABOVE_HIGH = "best_above_high", "The best estimate of deaths is greater than the high one."
    LOW_ABOVE_HIGH = "low_above_high", "The low estimate of deaths is greater than the high one."
    PARTS_DIFFER_FROM_BEST = (
        "parts_differ_from_best",
        (
            "The deaths given for each side, civilians and unknown persons do not add up to the "
            "best estimate."
        ),
    )
    NEGATIVE_DEATHS = (
        "negative_deaths",
        "A number of deaths is given as less than zero, and is kept in `original` alone.",
    )
    END_BEFORE_START = "end_before_start", "The end date is earlier than the start date."
    YEAR_DIFFERS_FROM_START = (
        "year_differs_from_start",
        "The stated year is not the year of the start date.",
    )
    SOURCES_UNPARSED = (
        "sources_unparsed",
        "The text that lists the sources could not be split into articles.",
    )
    SOURCES_COUNT_DIFFERS = (
        "sources_count_differs",
        "The stated number of sources is not the number of articles found in the source text.",
    )
    DATE_UNREADABLE = (
        "date_unreadable",
        "A date is given in a form that could not be read as a date.",
    )
    COORDINATES_MISSING = "coordinates_missing", "Latitude, longitude or both are not given."
    COORDINATES_DIFFER = (
        "coordinates_differ",
        "The well-known-text point is not the point given by latitude and longitude.",
    )
    COUNTRY_UNMAPPED = (
        "country_unmapped",
        "The dataset's country code has no equivalent among the ISO 3166-1 codes used here.",
    )
    SUMMARY_EVENT = (
        "summary_event",
        (
            "The row sums up several incidents that its reports do not tell apart (UCDP "
            "event_clarity 2)."
        ),
    )
    STATUS_NOT_CLEAR = (
        "status_not_clear",
        (
            "The dataset itself marks the row as not fully settled (UCDP code_status other than "
            "Clear)."
        ),
    )
    MENTIONS_NOT_INCIDENTS = (
        "mentions_not_incidents",
        (
            "The row is machine-coded and counts reports in the news, so several rows may be one "
            "incident (GDELT)."
        ),
    )
    MISSING_WORDS = (
        "missing_words",
        "A word that programs write for a missing value (NA, NULL, NaN) was in a column of texts, and was read as empty.",
    )
    CREDENTIALS_REMOVED = (
        "credentials_removed",
        "A web address held a user name or a password, which was removed, in `original` as well.",
    )
