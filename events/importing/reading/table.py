"""The tables in files: their columns by the header or by their number, and their rows."""

from dataclasses import dataclass, field
from functools import cached_property

from django.template.defaultfilters import pluralize

from config.limits import MOST_COLUMNS
from events.importing.problem import shown
from events.importing.reading import delimited, json_records, workbooks
from events.importing.reading.dialect import Dialect, Options
from events.importing.reading.encodings import encoding
from events.importing.reading.files import File, files
from events.importing.reading.layout import Layout
from events.importing.reading.row import Columns, Row


@dataclass
class Table:
    """A table whose columns are known. `source` has its cells: a Delimited, a Sheet or Records."""

    file: File
    layout: Layout
    source: object
    widths: dict  # number of cells in a row: its Columns
    header: list | None = None
    skipped: int = 0  # rows before the first one with data: the header, the HXL tags
    options: Options = field(default_factory=Options)

    @property
    def name(self):
        return f"{self.file.name}/{self.source.title}" if self.file.workbook else self.file.name

    @property
    def total(self):
        """Return the total that a file of JSON, an answer of an API, gives for its events, or 0."""
        return getattr(self.source, "total", 0)

    @cached_property
    def dialect(self):
        return Dialect(self, self.options)

    def rows(self, read=lambda position: None):
        """Yield the Rows of data."""
        for number, (line, texts, problem) in enumerate(self.source.rows(read)):
            if number < self.skipped or texts == self.header:
                continue
            columns = self.widths.get(len(texts))
            if columns is None and problem is None:
                problem = (
                    f"has {len(texts)} field{pluralize(texts)} instead of {_either(self.widths)}"
                )
            yield Row(self, line, texts, columns, problem)


def tables(paths, layout, options=None):
    """Yield the Tables of each file; raise Stopped where one is not of this layout."""
    for file in files(paths):
        yield from _tables(file, layout, options or Options())


def _tables(file, layout, options):
    """Return the Tables of a file: each sheet of a workbook that has a header, or the one that the file is."""
    found = [(*_first_rows(source), source) for source in _candidates(file, layout, options)]
    found = [one for one in found if one[0]]
    if not found:
        raise file.stopped("holds no rows")
    headed = [one for one in found if layout.is_header(one[0])]
    if not file.workbook:
        # Of several delimiters, the one that shows most of the columns, and without a header the one that splits most.
        headed = sorted(headed, key=lambda one: layout.named_in(one[0]))[-1:]
        found = sorted(found, key=lambda one: len(one[0]))[-1:]
    return [_table(file, layout, options, *one) for one in headed or found[:1]]


def _table(file, layout, options, first, second, source):
    if len(first) > MOST_COLUMNS:
        raise file.stopped(f"has {len(first):,} columns; the limit is {MOST_COLUMNS}")
    if not layout.is_header(first):
        return _headless(file, layout, source, first, options)
    names = [layout.name_of(cell) for cell in first]
    _check_names(file, layout, names)
    return Table(
        file,
        layout,
        source,
        {len(names): Columns(names, layout)},
        header=first,
        skipped=1 + _is_tags(second),
        options=options,
    )


def _candidates(file, layout, options):
    if file.workbook:
        return workbooks.sheets(file)
    name = encoding(file, options.encoding)
    if json_records.is_json(file, name):
        return [json_records.Records(file, name)]
    return delimited.candidates(file, name, layout.plain_tabs)


def _first_rows(source):
    rows = []
    for _, texts, _ in source.rows():
        rows.append(texts)
        if len(rows) == 2:
            break
    return (*rows, [], [])[:2]


def _headless(file, layout, source, first, options):
    """Return the Table of a file without a header: its columns are known by their number."""
    widths = {len(names): Columns(names, layout) for names in layout.headless}
    if not widths:
        raise file.stopped(
            f"has no header: its first row begins with {shown(first[0])}, and should name the columns "
            f"{', '.join(layout.required)}"
        )
    if len(first) not in widths:
        raise file.stopped(
            f"has no header, and {len(first)} field{pluralize(first)} in its first row; only the official "
            f"{_either(widths)} can be told apart without one"
        )
    return Table(file, layout, source, widths, options=options)


def _check_names(file, layout, names):
    missing = [name for name in layout.required if name not in names]
    if missing:
        raise file.stopped(f"has no column {', '.join(missing)} in its first row")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise file.stopped(f"has the column {', '.join(map(repr, twice))} more than once")


def _is_tags(second):
    """Return whether a row holds HXL tags, as files of HDX have them below the header."""
    tags = [cell for cell in map(str.strip, second) if cell]
    return bool(tags) and all(tag.startswith("#") for tag in tags)


def _either(numbers):
    """Return numbers as a sentence has them: 61, 58 or 57."""
    *others, last = map(str, numbers)
    return f"{', '.join(others)} or {last}" if others else last
