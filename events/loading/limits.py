"""The limits of loading: each with its unit, and the reason for its value."""

GIBI, MEBI = 1024**3, 1024**2


class Limit(int):
    """A whole number that knows what it counts and why it is what it is."""

    def __new__(cls, value, unit, reason):
        limit = super().__new__(cls, value)
        limit.unit, limit.reason = unit, reason
        return limit


LARGEST_FILE = Limit(
    2 * GIBI,
    "bytes",
    "of a fixture file, decompressed. A file is read whole; UCDP GED with its 400,000 events is 1.5 GiB as fixtures.",
)
LARGEST_ARTICLE = Limit(
    16 * MEBI,
    "bytes",
    "of an article's text. It is read whole, and compared letter by letter; a long book has 5 MiB.",
)
DEEPEST = Limit(
    32,
    "levels",
    "of JSON inside a record. A record needs four, the columns of an imported dataset a few more.",
)
MOST_VALUES = Limit(
    10_000,
    "values",
    "of JSON inside a record. The widest dataset that is imported has 61 columns.",
)
LONGEST_TEXT = Limit(
    100_000,
    "characters",
    "of any text in a record. The longest in UCDP GED has 5,132; an article's text is never stored.",
)
LONGEST_LINE = Limit(
    10_000,
    "characters",
    "of a name, a title or another text of one line. The longest title in UCDP GED has 444, and the longest field 5,132.",
)
LONGEST_EXACT = Limit(
    600,
    "characters",
    "of a quotation. A longer one is loaded with a warning: the words of an article belong to its publisher.",
)
MOST_EXCERPT_WORDS = Limit(
    6,
    "words",
    "of a passage that its opening and its closing have each. They find it again, and are too few to replace it.",
)
LONGEST_EXCERPT = Limit(
    120,
    "characters",
    "of the opening or closing words of a passage. Six words of German law fit; a text without blanks does not.",
)
LONGEST_NUMBER = Limit(
    40,
    "digits",
    "of a number. Longer ones fit no column, and Python refuses to read 4,301.",
)
MOST_PROBLEMS = Limit(
    1_000,
    "problems",
    "that are printed; the others are counted. More are rather one mistake of a program that wrote the files.",
)
MOST_FOUND = Limit(
    20_000,
    "problems",
    "after which a check stops. Each takes up to a millisecond, in which words like a wrong one are looked for.",
)
MOST_HASHES = Limit(
    20_000_000,
    "hashes",
    "of pieces of text that are computed to find altered texts. They take about 20 seconds.",
)


def limits():
    """Return {name: Limit} of all of them, in the order in which they are written."""
    return {name: value for name, value in globals().items() if isinstance(value, Limit)}
