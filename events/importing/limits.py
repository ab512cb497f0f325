"""The limits of importing, with their units and reasons: beyond one, an import stops with a message that names it."""

MEBI, GIBI = 2**20, 2**30

# Bytes of one file, unpacked. All of GDELT's events of a year have about 15 GiB, all of ACLED 1 GiB.
LARGEST_FILE = 32 * GIBI
# Bytes that are held in memory at once, which takes about ten times as many: a file of JSON, the texts of a workbook.
LARGEST_IN_MEMORY = 256 * MEBI
# Files in one archive. GDELT publishes 96 files a day.
MOST_FILES = 10_000
# Characters of one line. A row of UCDP GED has up to 23,000; a file with no line end at all is not a table.
LONGEST_LINE = 4_000_000
# Characters of one field; 5,132 is the longest in UCDP GED. A quote that is not closed would take the rest of a file.
LONGEST_FIELD = 1_000_000
# Columns of one file. GDELT has 61, and HDX adds a few to UCDP's 49.
MOST_COLUMNS = 300
# Rows that are put aside. More of them are rather one fault of the whole file.
MOST_REJECTED = 10_000
