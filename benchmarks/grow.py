"""Grows the real UCDP GED events to any number: `python -m benchmarks.grow N OUTPUT [--seed S]`.

Each event of the result is a real one, drawn with replacement, with an id of its own and its days moved by up to
FARTHEST_SHIFT; all else is as UCDP published it. The same seed and number give the same bytes, and a longer result
begins with the shorter one.
"""

import argparse
import csv
import gzip
import io
import random
import sys
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

# The real events, beside the project; under CC BY 4.0 of the Uppsala Conflict Data Program, and not copied into it.
SOURCE = Path(__file__).resolve().parents[2] / "shared" / "data" / "ucdp" / "ged_union_49col.csv.gz"
SEED = 1
FIRST_ID = 1_000_000  # above every real id
# Days. Far enough that copies of one event do not fall on one day, near enough that a campaign of months
# stays what it was.
FARTHEST_SHIFT = 30
LEVEL = 1  # of gzip: the file is read once
LONGEST_FIELD = 2**20  # characters; Python's own limit for a field is 131,072


def read(source=SOURCE):
    """Return (names of the columns, rows) of a CSV file, gzipped or not; each row is a list of texts."""
    csv.field_size_limit(LONGEST_FIELD)
    opener = gzip.open if source.suffix == ".gz" else open
    with opener(source, "rt", encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def grow(header, rows, number, seed=SEED):
    """Yield `number` rows drawn from `rows`, with new ids and moved days."""
    ids, years, first, last = (
        header.index(name) for name in ("id", "year", "date_start", "date_end")
    )
    draw = random.Random(seed)
    for order in range(number):
        row = rows[draw.randrange(len(rows))].copy()
        shift = timedelta(days=draw.randint(-FARTHEST_SHIFT, FARTHEST_SHIFT))
        row[ids] = str(FIRST_ID + order)
        for column in (first, last):
            # "1998-04-11 00:00:00.000": the hours stay as they are written.
            day = date.fromisoformat(row[column][:10]) + shift
            row[column] = day.isoformat() + row[column][10:]
        row[years] = row[first][:4]
        yield row


def write(path, number, seed=SEED, source=SOURCE):
    """Write `number` events to `path`, gzipped where it ends in .gz; nothing stays of what was not finished."""
    header, rows = read(source)
    unfinished = path.with_name(path.name + ".part")
    with _opened(unfinished, path.suffix == ".gz") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(grow(header, rows, number, seed))
    unfinished.replace(path)


@contextmanager
def _opened(path, gzipped):
    """A text file to write; gzipped without the time and the name that would make its bytes differ."""
    with path.open("wb") as raw:
        if not gzipped:
            with io.TextIOWrapper(raw, encoding="utf-8", newline="") as text:
                yield text
            return
        with (
            gzip.GzipFile("", "wb", LEVEL, raw, mtime=0) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="") as text,
        ):
            yield text


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.grow", description=__doc__.splitlines()[0]
    )
    parser.add_argument("number", type=int, help="how many events")
    parser.add_argument("output", type=Path, help="a file, gzipped where it ends in .gz")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--source", type=Path, default=SOURCE, help="the real events")
    given = parser.parse_args(arguments)
    write(given.output, given.number, given.seed, given.source)


if __name__ == "__main__":
    main(sys.argv[1:])
