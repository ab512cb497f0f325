"""Words that programs write for a missing value, and where they are a name after all."""

# No name and no code of any column.
NEVER_NAMES = frozenset(
    {
        *("N/A", "n/a", "NaN", "nan", "NULL", "null", "(null)", "<NA>", "NaT", "\\N"),
        *("#N/A", "#NULL!", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!"),
    }
)
# R writes NA, and Python None. NA is also a code of Namibia, and None a town in Italy.
R, PYTHON = "NA", "None"
PERHAPS_NAMES = frozenset([R, PYTHON])
# Signs that name nothing; in a column of free text they are the coder's own.
PLACEHOLDERS = frozenset(["-", "--", "."])
WORDS = NEVER_NAMES | PERHAPS_NAMES | PLACEHOLDERS
BLANKS = WORDS | {""}


def is_missing(word, column, row, table):
    """Return whether a word in a column of texts means a missing value, in the dialect of its file.

    Of the rules, the first that fits counts; those on the whole file read it once.
    """
    layout = table.layout
    if word in PLACEHOLDERS:
        return column in layout.names
    if word in NEVER_NAMES:
        return True
    # A side with a number has a name, and one without a number has none.
    number = row.text(layout.names.get(column))
    if number is not None:
        return number.strip() in ("", "0") or number in WORDS
    survey = table.dialect.survey
    # No number is called NA: the program that wrote this file writes it for what is missing.
    if word in survey.words_in_numbers:
        return True
    # It leaves such cells of the column empty.
    if column in survey.empty:
        return False
    # Python writes None only where it writes all cells as texts, and then none is empty.
    return word == R or not survey.empty
