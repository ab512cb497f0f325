"""Every limit: its value, its reason, and the environment variable that changes it.

The code reads these names. `docs/reference/limits.md` and the check of the variables at the start are made from them.
Limits that the format of the database fixes (the length of a key, the words of the search index) are where that
format is.
"""

import difflib
import os
import re
from dataclasses import dataclass

KIBI, MEBI, GIBI = 2**10, 2**20, 2**30
PREFIX = "LIMIT_"
WHOLE = re.compile(r"\d{1,15}", re.ASCII)
SECTIONS = {}


@dataclass(frozen=True)
class Limit:
    """A whole number: what it counts, why it is what it is, and which variable changes it (None: part of a format).

    A variable that cannot be read counts as not set here; `config/environment.py` refuses it before anything starts.
    """

    variable: str | None
    default: int
    unit: str
    subject: str
    reason: str
    least: int = 1

    @property
    def value(self):
        text = os.environ.get(self.variable or "", "")
        return int(text) if WHOLE.fullmatch(text) else self.default


def _section(title):
    """Return the function that adds a limit to a section and returns its value. The variable is without PREFIX."""
    rows = SECTIONS.setdefault(title, [])

    def add(variable, *parts, least=1):
        rows.append(Limit(variable and PREFIX + variable, *parts, least))
        return rows[-1].value

    return add


def limits():
    """Return all limits, in the order in which they are written."""
    return [one for rows in SECTIONS.values() for one in rows]


def faults():
    """Return what is wrong with the variables of limits, for the message that stops the start."""
    found = []
    for limit in limits():
        text = os.environ.get(limit.variable or "", "")
        if text and not (WHOLE.fullmatch(text) and int(text) >= limit.least):
            found.append(
                f"{limit.variable}={text!r}: not a whole number from {limit.least}. Default: {limit.default}."
            )
    known = {limit.variable for limit in limits()}
    for name in sorted(set(os.environ) - known):
        if name.startswith(PREFIX):
            close = difflib.get_close_matches(name, filter(None, known), n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            found.append(f"{name}: no limit has this name.{hint}")
    return found


# fmt: off
_limit = _section("Queries")
LONGEST_QUERY = _limit("QUERY_BYTES", 16 * KIBI, "bytes", "Length of a query string", "A list of the longest keys fits.")
MOST_VALUES = _limit("VALUES", 100, "values", "Values of one list", "Each can cost a look-up.")
LARGEST_PAGE = _limit("PAGE_SIZE", 1000, "records", "Records of a page", "A page of the largest records has a few megabytes.")
DEFAULT_PAGE = _limit("PAGE_SIZE_DEFAULT", 100, "records", "Records of a page by default", "Enough to read, quick to send.")
DEEPEST_OFFSET = _limit("PAGE_DEPTH", 10_000, "records", "Records that `page=N` reaches", "The database must step over each of them. A cursor steps over none.")
LONGEST_CURSOR = _limit("CURSOR_LENGTH", 1000, "characters", "Length of a cursor", "Several times the longest position.")
LONGEST_SEARCH = _limit(None, 200, "characters", "Length of a search", "Longer than most titles. The search index compares 250 characters of a word.")
MOST_TERMS = _limit("SEARCH_TERMS", 10, "terms", "Words and phrases of a search", "Each is a look-up in the index.")
DEEPEST_SEARCH = _limit("SEARCH_DEPTH", 5, "levels", "Nested parentheses of a search", "Ten terms seldom need more.")
MOST_NAMES = _limit("GROUP_NAMES", 3, "names", "Attributes to count by", "Groups multiply with each.")
MOST_GROUPS = _limit("GROUPS", 10_000, "groups", "Groups of a count", "The months of thirty years in several dozen countries.")
MOST_RESOLVED = _limit("RESOLVED_EVENTS", 10_000, "events", "Events with claims that one sum resolves", "Each is read as a whole document.")
MOST_REPLACED = _limit("PAST_CHANGES", 10_000, "records of the collection", "Changes since a past release, for its lists", "A query looks at each. Use the file of the release instead.")
LONGEST_HEADER = _limit("ACCEPT_LENGTH", 2000, "characters", "Length of an Accept header", "Browsers and libraries send up to 500. A longer Accept gets 406; a longer Accept-Encoding counts as none.")

_limit = _section("Time and load")
STATEMENT_SECONDS = _limit("STATEMENT_SECONDS", 15, "seconds", "Time of the database for a request", "The longest count of 400,000 events takes one. SQLite: of all statements together. PostgreSQL: of each one. A slower request gets 503.")
LOCK_SECONDS = _limit("LOCK_SECONDS", 5, "seconds", "Wait of a request for a lock of the database", "No load or release locks readers out for so long. A longer wait gets 503.")
EXPORT_READ_SECONDS = _limit("EXPORT_READ_SECONDS", 120, "seconds", "Time of the database for a piece of an export", "The first piece waits until a million rows are in order. An export of any length has many pieces.")
VERIFY_SECONDS = _limit("VERIFY_SECONDS", 300, "seconds", "Time of /readyz?deep=1", "The hashes of 400,000 events take about 20. A longer check gets 503.")
COSTLY_AT_A_TIME = _limit("COSTLY", 1, "for each process", "Costly requests at a time", "Exports, sums, searches and long lists take turns. All other requests go past them.")
COSTLY_WAITING = _limit("COSTLY_WAITING", 10, "for each process", "Costly requests that wait", "Each holds a thread. More get 503 at once.")
COSTLY_SECONDS = _limit("COSTLY_SECONDS", 20, "seconds", "Wait of a costly request", "Then it gets 503. Many clients wait for 30.")
CHEAP_AT_A_TIME = _limit("CHEAP", 4, "for each process", "Other requests at work at a time", "More threads at once get in each other's way. A process has this many threads, one for each costly request and each export, and three for probes.")
MOST_CONNECTIONS = _limit("CONNECTIONS", 1000, "for each process", "Connections at a time", "A client that sends nothing holds one, and further clients wait. A process takes half as many as it may open files, if that is less.")
HEADER_SECONDS = _limit("HEADER_SECONDS", 5, "seconds", "Time to send the headers of a request", "Programs send them at once. Then the server hangs up.")
RATE = _limit("RATE", 0, "requests a minute", "Requests of one client to one process", "0 means no limit, which is the default: a proxy that counts over all processes does this better. More get 429.", least=0)
MOST_CLIENTS = _limit("CLIENTS", 10_000, "clients", "Clients whose requests a process counts", "A megabyte. The client that was quiet for the longest time is forgotten first.")

_limit = _section("Exports and files")
EXPORTS_AT_A_TIME = _limit("EXPORTS", 3, "for each process", "Exports at a time", "Each holds a thread for as long as its client reads. Others get 503.")
EXPORTS_PER_CLIENT = _limit("EXPORTS_PER_CLIENT", 2, "for each process", "Exports of one client at a time", "A client that reads nothing leaves one place to the others. An IPv6 network of 64 bits counts as one client.")
LONGEST_PAUSE = _limit("EXPORT_PAUSE_SECONDS", 60, "seconds", "Pause of a client that reads an export", "A stream holds a thread, and on SQLite it delays the cleanup of the log. The server ends it.")
FILES_AT_A_TIME = _limit("RELEASE_FILES", 2, "for each process", "Kept files written at a time", "Each reads the database at full speed.")
LARGEST_SHELF = _limit("CACHE_BYTES", 4 * GIBI, "bytes", "Size of all kept files", "The file that was not used for the longest time is deleted first.")
LEAST_FREE = _limit("FREE_BYTES", GIBI, "bytes", "Disk space that stays free", "The database needs it too.")
LONGEST_WAIT = _limit("RELEASE_FILE_SECONDS", 25, "seconds", "Wait for the length of a release file, or for an XLSX file", "Many proxies wait for 30.")
MOST_OWN = _limit("EXPORT_COLUMNS", 1000, "columns, with `original=columns`", "Columns of datasets in one file", "Each record holds a value for each of them. Others get 400.")
MOST_ROWS_OF_XLSX = _limit(None, 1_048_575, "records", "Records in one XLSX file", "The bound of Excel, with the header. Others get 400.")
LONGEST_CELL_OF_XLSX = _limit(None, 32_767, "UTF-16 units", "Characters in one cell of XLSX", "The bound of Excel. Others get 400.")

_limit = _section("UCDP and ACLED clients")
ACLED_ROWS = _limit(None, 5000, "rows", "Rows of a response by default (ACLED)", "As ACLED. A client can set `limit`.")
ACLED_ROWS_IN_MEMORY = _limit("ACLED_ROWS_IN_MEMORY", 50_000, "rows", "Rows of a response made in memory (ACLED)", "Several tens of megabytes. A longer response is streamed.")
TOKEN_LIFETIME = _limit(None, 86_400, "seconds", "Lifetime of a token (ACLED)", "As ACLED.")

_limit = _section("Importing")
LARGEST_IMPORT = _limit("IMPORT_FILE_BYTES", 32 * GIBI, "bytes", "Size of a file, unpacked", "GDELT's events of a year have about 15 GiB, all of ACLED 1 GiB.")
LARGEST_IN_MEMORY = _limit("IMPORT_MEMORY_BYTES", 256 * MEBI, "bytes", "Data held in memory at once", "A JSON file or the texts of a workbook take about ten times as much memory.")
MOST_FILES = _limit("IMPORT_FILES", 10_000, "files", "Files in an archive", "GDELT publishes 96 files a day.")
LONGEST_ROW = _limit("IMPORT_LINE_LENGTH", 4_000_000, "characters", "Length of a line", "A row of UCDP GED has up to 23,000. A file without line ends is not a table.")
LONGEST_CELL = _limit("IMPORT_CELL_LENGTH", 1_000_000, "characters", "Length of a cell", "The longest in UCDP GED has 5,132. An open quote would take the rest of the file.")
MOST_COLUMNS = _limit("IMPORT_COLUMNS", 300, "columns", "Columns of a file", "GDELT has 61. HDX adds a few to UCDP's 49.")
MOST_REJECTED = _limit("IMPORT_REJECTED", 10_000, "rows", "Rejected rows", "More are usually one fault of the whole file.")
MOST_DIGITS = _limit(None, 40, "digits", "Digits of a number", "Longer ones are not measurements.")

_limit = _section("Loading fixtures")
LARGEST_FIXTURE = _limit("FIXTURE_FILE_BYTES", 2 * GIBI, "bytes", "Size of a fixture file, decompressed", "A file is read whole. UCDP GED with its 400,000 events is 1.5 GiB as fixtures.")
LARGEST_ARTICLE = _limit("ARTICLE_BYTES", 16 * MEBI, "bytes", "Size of an article's text", "It is read whole, and compared letter by letter. A long book has 5 MiB.")
DEEPEST_JSON = _limit("FIXTURE_DEPTH", 32, "levels", "Levels of JSON inside a record", "A record needs four, the columns of an imported dataset a few more.")
MOST_JSON_VALUES = _limit("FIXTURE_VALUES", 10_000, "values", "Values of JSON inside a record", "The widest dataset that is imported has 61 columns.")
LONGEST_TEXT = _limit("FIXTURE_TEXT_LENGTH", 100_000, "characters", "Length of any text in a record", "The longest in UCDP GED has 5,132. An article's text is never stored.")
LONGEST_LINE = _limit("FIXTURE_LINE_LENGTH", 10_000, "characters", "Length of a name, a title or another text of one line", "The longest title in UCDP GED has 444, and the longest field 5,132.")
LONGEST_EXACT = _limit("QUOTATION_LENGTH", 600, "characters", "Length of a quotation", "A longer one is loaded with a warning: the words of an article belong to its publisher.")
MOST_EXCERPT_WORDS = _limit(None, 6, "words", "Words of a passage that its opening and its closing have each", "They find it again, and are too few to replace it.")
LONGEST_EXCERPT = _limit(None, 120, "characters", "Length of the opening or closing words of a passage", "Six words of German law fit. A text without blanks does not.")
LONGEST_NUMBER = _limit(None, 40, "digits", "Digits of a number in a fixture", "Longer ones fit no column, and Python refuses to read 4,301.")
MOST_PROBLEMS = _limit("PROBLEMS_PRINTED", 1000, "problems", "Problems that are printed", "The others are counted. More are rather one mistake of a program that wrote the files.")
MOST_FOUND = _limit("PROBLEMS", 20_000, "problems", "Problems after which a check stops", "Each takes up to a millisecond, in which words like a wrong one are looked for.")
MOST_HASHES = _limit("HASHES", 20_000_000, "hashes", "Hashes of pieces of text, computed to find altered texts", "They take about 20 seconds.")
# fmt: on
