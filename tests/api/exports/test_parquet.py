"""Parquet: columns with types of their own, read back by pandas, polars and DuckDB with what the API counts."""

import datetime
import io

import duckdb
import pandas
import polars
import pyarrow
import pytest
from pyarrow import parquet

from events.api.exports import parquet as ours
from events.api.exports.columns import columns_unasked
from events.models import Version
from events.vocabulary import Collection
from tests.api.exports.oracle import taken
from tests.api.exports.test_columns import UNASKED
from tests.api.views.test_aggregates import EVERY

TYPES = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
    "list": pyarrow.list_(pyarrow.string()),
    "json": pyarrow.string(),
}


def table(answer):
    """Return the table of an answer."""
    assert answer["Content-Type"] == "application/vnd.apache.parquet"
    return parquet.read_table(io.BytesIO(answer.getvalue()))


@pytest.mark.parametrize("collection", Collection.values)
def test_its_columns_have_their_types_and_its_rows_are_the_list(get, collection):
    found = table(get(f"/{collection}.parquet"))
    assert {name: found.schema.field(name).type for name in found.column_names} == {
        name: TYPES[kind] for name, kind in UNASKED[collection].items()
    }
    records = get(f"/{collection}/?page_size=1000").json()["results"]
    for column in columns_unasked(collection):
        expected = [taken(column, record) for record in records]
        if column.type == "date":
            expected = [day and datetime.date.fromisoformat(day) for day in expected]
        assert found[column.name].to_pylist() == expected
        told = found.schema.field(column.name).metadata[b"description"].decode()
        assert told == column.description


@pytest.mark.parametrize("collection", Collection.values)
def test_nothing_is_found(get, collection, monkeypatch):
    monkeypatch.setattr("events.api.store.snapshots.Snapshot.batches", lambda *asked: iter(()))
    found = table(get(f"/{collection}.parquet?order_by={next(iter(UNASKED[collection]))}"))
    assert (found.num_rows, found.column_names) == (0, list(UNASKED[collection]))


def test_fields_choose_columns(get):
    found = table(get("/events.parquet?type=REJECT&fields=code,start_date,fatalities"))
    assert found.to_pylist() == [
        {
            "code": "guarantees-rejection",
            "start_date": datetime.date(2023, 1, 1),
            "fatalities_low": None,
            "fatalities_best": None,
            "fatalities_high": None,
        }
    ]


def test_it_is_never_compressed_twice(get):
    answer = get("/events.parquet", accept_encoding="gzip")
    assert not answer.has_header("Content-Encoding")
    assert answer.getvalue()[:4] == b"PAR1"


@pytest.fixture
def file(get, tmp_path):
    """All events, in a file."""
    path = tmp_path / "events.parquet"
    path.write_bytes(get("/events.parquet").getvalue())
    return path


@pytest.fixture
def counted(get):
    """The API's sums of all events: {type: (count, sum of best estimates)}."""
    groups = get(f"/events/aggregate/?by=type&{EVERY}").json()["results"]
    return {one["type"]: (one["count"], one["fatalities"]["best"]) for one in groups}


def test_duckdb_reads_what_the_api_counts(file, counted):
    with duckdb.connect() as database:
        rows = database.execute(
            "SELECT type, count(*), sum(fatalities_best) FROM read_parquet(?) GROUP BY type",
            [str(file)],
        ).fetchall()
        days = database.execute(
            "SELECT code FROM read_parquet(?) WHERE start_date = DATE '2022-10-10' "
            "AND list_contains(actors, 'russia')",
            [str(file)],
        ).fetchall()
    assert {kind: (count, best) for kind, count, best in rows} == counted
    assert days == [("kyiv-strike",)]


def test_pandas_reads_what_the_api_counts(file, counted):
    found = pandas.read_parquet(file)
    assert len(found) == 12
    assert found.groupby("type").size().to_dict() == {
        kind: count for kind, (count, _) in counted.items()
    }
    assert found["fatalities_best"].sum() == sum(best or 0 for _, best in counted.values()) == 15
    assert found.set_index("code").loc["kyiv-strike", "start_date"] == datetime.date(2022, 10, 10)


def test_polars_reads_what_the_api_counts(file, counted):
    found = polars.read_parquet(file)
    assert found.schema["start_date"] == polars.Date
    assert found.schema["actors"] == polars.List(polars.String)
    by_type = found.group_by("type").agg(polars.len().alias("count"))
    assert dict(by_type.iter_rows()) == {kind: count for kind, (count, _) in counted.items()}
    assert found["fatalities_best"].sum() == 15


def test_rows_are_written_in_groups_as_they_are_read(world, monkeypatch):
    monkeypatch.setattr(ours, "GROUP", 1)
    monkeypatch.setattr(ours, "PIECE", 1)
    versions = Version.objects.filter(collection="events", last_release=None).order_by("key")
    batches = [[version.document.encode()] * 3 for version in versions]
    given, read = 0, []

    def reading():
        for batch in batches:
            read.append(given)
            yield batch

    taken = b""
    for chunk in ours.write(reading(), "events"):
        taken += chunk
        given += 1
    # Each group is out before the next one is read.
    assert read == list(range(12))
    file = parquet.ParquetFile(io.BytesIO(taken))
    groups = [file.metadata.row_group(number).num_rows for number in range(12)]
    assert groups == [3] * 12
