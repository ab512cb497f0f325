"""The page of limits: each limit that a client, a coder or an operator can meet, with its value and its reason.

The values are the constants of the modules that enforce them, so a row without its constant fails.
"""

from importlib import import_module
from typing import NamedTuple

from events.loading.limits import limits as loading_limits
from events.reference.markdown import page, table

INTRODUCTION = """\
Beyond a limit, a request or a file gets an error, unless the reason says what happens instead."""
GIBI, MEBI = 2**30, 2**20


class Row(NamedTuple):
    """One limit: what it is about, the constant `module.NAME`, its unit, and why it has that value."""

    subject: str
    constant: str
    unit: str
    reason: str

    @property
    def value(self):
        module, _, name = self.constant.rpartition(".")
        return getattr(import_module(f"events.{module}"), name)


QUERIES = (
    Row("Length of a query string", "api.query.parameters.LONGEST_QUERY", "bytes", "A list of the longest keys fits."),
    Row("Values of one list", "api.query.parameters.MOST_VALUES", "values", "Each can cost a look-up."),
    Row("Records of a page", "api.query.positions.LARGEST_SIZE", "records", "A page of the largest records has a few megabytes."),
    Row("Records of a page by default", "api.query.positions.DEFAULT_SIZE", "records", "Enough to read, quick to send."),
    Row("Records that `page=N` reaches", "api.query.positions.DEEPEST_OFFSET", "records", "The database must step over each of them. A cursor steps over none."),
    Row("Length of a cursor", "api.query.positions.LONGEST_CURSOR", "characters", "Several times the longest position."),
    Row("Length of a search", "api.query.search_syntax.LONGEST", "characters", "Longer than most titles."),
    Row("Words and phrases of a search", "api.query.search_syntax.MOST_TERMS", "terms", "Each is a look-up in the index."),
    Row("Nested parentheses of a search", "api.query.search_syntax.DEEPEST", "levels", "Ten terms seldom need more."),
    Row("Attributes to count by", "api.answering.sums.question.MOST_NAMES", "names", "Groups multiply with each."),
    Row("Groups of a count", "api.answering.sums.counting.MOST_GROUPS", "groups", "The months of thirty years in several dozen countries."),
    Row("Events with claims that one sum resolves", "api.answering.sums.selection.MOST_RESOLVED", "events", "Each is read as a whole document."),
    Row("Changes since a past release, for its lists", "api.store.past.MOST_REPLACED", "records of the collection", "A query looks at each. Use the file of the release instead."),
    Row("Length of an Accept header", "api.http.negotiation.LONGEST_HEADER", "characters", "Browsers and libraries send up to 500. A longer Accept gets 406; a longer Accept-Encoding counts as none."),
)  # fmt: skip
SEARCH = (
    Row("Words of a record that are searched", "publishing.searched_texts.MOST_WORDS", "words", "PostgreSQL holds positions up to 16,383. Later words are not found."),
    Row("Places of one word for phrases", "publishing.searched_texts.MOST_OF_ONE_WORD", "places", "PostgreSQL holds no more. Later ones are not found in phrases."),
    Row("Characters of a record that are searched", "publishing.searched_texts.MOST_CHARACTERS", "characters", "PostgreSQL holds 1 MB, and a character can have four bytes. Later ones are not found."),
    Row("Characters of a word that count", "models.search.LONGEST_WORD", "characters", "No search is longer. Later ones are not compared."),
)  # fmt: skip
FILES = (
    Row("Exports at a time", "api.exports.stream.MOST_AT_A_TIME", "for each process", "Each holds one of four threads; one stays free for other requests. Others get 503."),
    Row("Pause of a client that reads an export", "api.exports.stream.LONGEST_PAUSE", "seconds", "A stream holds a thread, and on SQLite it delays the cleanup of the log. The server ends it."),
    Row("Kept files written at a time", "api.exports.kept.MOST_AT_A_TIME", "for each process", "Each reads the database at full speed."),
    Row("Size of all kept files", "api.exports.kept.LARGEST_SHELF", "bytes", "The file that was not used for the longest time is deleted first."),
    Row("Disk space that stays free", "api.exports.kept.LEAST_FREE", "bytes", "The database needs it too."),
    Row("Wait for the length of a release file, or for an XLSX file", "api.exports.files.LONG_WAIT", "seconds", "Many proxies wait for 30."),
    Row("Columns of datasets in one file", "api.exports.tables.MOST_OWN", "columns, with `original=columns`", "Each record holds a value for each of them. Others get 400."),
    Row("Records in one XLSX file", "api.exports.xlsx.MOST_ROWS", "records", "The bound of Excel, with the header. Others get 400."),
    Row("Characters in one cell of XLSX", "api.exports.xlsx.LONGEST_CELL", "UTF-16 units", "The bound of Excel. Others get 400."),
)  # fmt: skip
COMPATIBILITY = (
    Row("Rows of a response by default (ACLED)", "compat.acled.questions.DEFAULT_LIMIT", "rows", "As ACLED. A client can set `limit`."),
    Row("Rows of a response made in memory (ACLED)", "compat.acled.answers.MOST_IN_MEMORY", "rows", "Several tens of megabytes. A longer response is streamed."),
    Row("Lifetime of a token (ACLED)", "compat.acled.token.LIFETIME", "seconds", "As ACLED."),
)  # fmt: skip
RECORDS = (
    Row("Length of a public key", "models.constraints.LONGEST_KEY", "characters", "Fits a dataset's slug and the identifiers of UCDP, ACLED and GDELT."),
    Row("Length of a Wikidata item", "models.constraints.LONGEST_WIKIDATA", "characters", "The largest number has nine digits now."),
)  # fmt: skip
IMPORTING = (
    Row("Size of a file, unpacked", "importing.limits.LARGEST_FILE", "bytes", "GDELT's events of a year have about 15 GiB, all of ACLED 1 GiB."),
    Row("Data held in memory at once", "importing.limits.LARGEST_IN_MEMORY", "bytes", "A JSON file or the texts of a workbook take about ten times as much memory."),
    Row("Files in an archive", "importing.limits.MOST_FILES", "files", "GDELT publishes 96 files a day."),
    Row("Length of a line", "importing.limits.LONGEST_LINE", "characters", "A row of UCDP GED has up to 23,000. A file without line ends is not a table."),
    Row("Length of a cell", "importing.limits.LONGEST_FIELD", "characters", "The longest in UCDP GED has 5,132. An open quote would take the rest of the file."),
    Row("Columns of a file", "importing.limits.MOST_COLUMNS", "columns", "GDELT has 61. HDX adds a few to UCDP's 49."),
    Row("Rejected rows", "importing.limits.MOST_REJECTED", "rows", "More are usually one fault of the whole file."),
    Row("Digits of a number", "importing.reading.numbers.MOST_DIGITS", "digits", "Longer ones are not measurements."),
)  # fmt: skip
SECTIONS = {
    "Queries": QUERIES,
    "Search index": SEARCH,
    "Exports and files": FILES,
    "UCDP and ACLED clients": COMPATIBILITY,
    "Records": RECORDS,
    "Importing": IMPORTING,
}


def amount(value, unit):
    """Return a value in its unit, bytes in the largest one that is whole."""
    for size, name in ((GIBI, "GiB"), (MEBI, "MiB")):
        if unit == "bytes" and value >= size and value % size == 0:
            return f"{value // size:,} {name}"
    return f"{value:,} {unit}"


def section(title, rows):
    return f"## {title}\n\n{table(('limit', 'value', 'reason'), rows)}"


def limits():
    """Return the page of limits."""
    loading = []
    for name, one in loading_limits().items():
        # "of a fixture file, decompressed. Why the limit is what it is."
        scope, _, reason = one.reason.partition(". ")
        value = f"{amount(one, one.unit)} {scope.removesuffix('.')}"
        loading.append((name.replace("_", " ").capitalize(), value, reason))
    parts = [
        section(title, [(row.subject, amount(row.value, row.unit), row.reason) for row in rows])
        for title, rows in SECTIONS.items()
    ]
    return page("Limits", INTRODUCTION, *parts, section("Loading fixtures", loading))
