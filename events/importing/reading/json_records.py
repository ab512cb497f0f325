"""JSON as rows of cells: what the APIs of UCDP and ACLED answer, a list of records, or one record a line."""

import orjson

from config.limits import LARGEST_IN_MEMORY
from events.importing.reading.cells import fault_in, text_of

LISTS = ("Result", "data")  # where UCDP and ACLED have their records
TOTALS = ("TotalCount", "total_count")
# Keys of an answer that reports a fault instead, of theirs and of others.
FAULTS = ("error", "errors", "message", "detail")
LEAST_COLUMNS = 5  # of a record; an answer that is a fault has fewer
LONGEST_TOLD = 200  # characters of a fault that a message repeats


class Records:
    """The records of a file of JSON, which is held in memory; the names of their columns are its first row."""

    def __init__(self, file, encoding_name):
        self.file = file
        values = _loaded(file, encoding_name)
        self.records = _records(file, values)
        self.total = max(map(_total, values))
        self.columns = list(dict.fromkeys(name for record in self.records for name in record))

    def rows(self, read=lambda position: None):
        """Yield (number, cells, problem): the names first, as number 0, then each record."""
        yield 0, self.columns, None
        for number, record in enumerate(self.records, 1):
            values = [record.get(name) for name in self.columns]
            nested = any(isinstance(value, dict | list) for value in values)
            cells = [text_of(value) for value in values]
            yield (
                number,
                cells,
                "holds a list or an object in a column" if nested else fault_in(cells),
            )


def is_json(file, encoding_name):
    """Return whether a text begins as JSON does."""
    with file.text(encoding_name) as stream:
        return stream.read(1000).lstrip("\ufeff \r\n\t")[:1] in ("{", "[")


def _loaded(file, encoding_name):
    """Return the values that a text holds: one, or one for each line."""
    with file.faults(), file.text(encoding_name) as stream:
        text = stream.read(LARGEST_IN_MEMORY + 1).lstrip("\ufeff")
    if len(text) > LARGEST_IN_MEMORY:
        raise file.too_large(LARGEST_IN_MEMORY)
    try:
        return [orjson.loads(text)]
    except orjson.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [orjson.loads(line) for line in lines]
        except orjson.JSONDecodeError:
            raise file.stopped(f"is not well-formed JSON: {error}") from None


def _records(file, values):
    """Return the records in values that are records, lists of them, or answers that hold such a list."""
    found = []
    for value in values:
        if isinstance(value, dict):
            held = [value[name] for name in LISTS if isinstance(value.get(name), list)]
            if not held and not _is_record(value):
                raise file.stopped(_without_records(value))
            value = held[0] if held else [value]
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise file.stopped("is JSON, but not a list of records")
        found += value
    if not found:
        raise file.stopped("holds no rows")
    return found


def _total(value):
    """Return how many records the API has, if a value is an answer that tells it."""
    totals = [value.get(name) for name in TOTALS] if isinstance(value, dict) else []
    return max((total for total in totals if isinstance(total, int)), default=0)


def _is_record(value):
    return len(value) >= LEAST_COLUMNS and not any(
        isinstance(one, dict | list) for one in value.values()
    )


def _without_records(value):
    """Return what is wrong with an object that holds no records."""
    fault = next((value[name] for name in FAULTS if value.get(name)), None)
    if fault is None:
        return f"is JSON without events: UCDP's API has them under {LISTS[0]!r}, ACLED's under {LISTS[1]!r}"
    told = orjson.dumps(fault).decode()[:LONGEST_TOLD]
    return f"holds no events, but the answer {told}; ask the API again"
