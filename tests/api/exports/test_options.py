"""The options of files: what `original`, `excel` and `geometry` change, who takes them, and what is refused."""

import io
import json

import duckdb
import openpyxl
import pandas
import polars
import pytest
from pyarrow import parquet

from events.api.exports import kept, tables
from events.api.exports.columns import columns_of
from events.api.exports.compiling import TUPLE, reader
from events.api.exports.delimited import BOM, write
from events.api.exports.formats import FORMATS
from events.api.exports.options import DEFAULT_GEOMETRY, DRAWN, LOCATED, Options
from events.documents.part_rows import ROW_SERIALIZERS
from events.models import Event, Place
from events.publishing import publish
from events.vocabulary import Collection, PlacePrecision
from tests.api.exports.oracle import taken
from tests.api.exports.test_columns import UNASKED
from tests.api.exports.test_past import change
from tests.api.openapi.test_openapi import OPERATIONS
from tests.api.refusals import assert_problem

OWN = {
    "id": 7,
    "where": "Kyiv",
    "best": 7.5,
    "checked": True,
    "mixed": 1,
    "gone": None,
    "a,b": "=x",
}


@pytest.fixture(autouse=True)
def nothing_is_kept():
    """Begin with no file."""
    kept.drop()
    kept._refused.clear()


@pytest.fixture
def originals(world):
    """Two events of two datasets that have columns of their own; return {code: those}."""
    first = Event.objects.get(code="kyiv-strike")
    second = Event.objects.exclude(dataset=first.dataset).first()
    told = {
        first.code: OWN,
        second.code: {"id": 9, "best": 2, "mixed": "two", "list": [1, {"x": 2}]},
    }
    for code, original in told.items():
        Event.objects.filter(code=code).update(original=original)
    publish()
    return told


TYPES = {
    "original.a,b": "string",
    "original.best": "number",
    "original.checked": "boolean",
    "original.gone": "string",
    "original.id": "integer",
    "original.list": "string",
    "original.mixed": "string",
    "original.where": "string",
}
# {code: {column: value}} of the events that have any, as Parquet gives them
VALUES = {
    "kyiv-strike": dict(zip(TYPES, ["=x", 7.5, True, None, 7, None, "1", "Kyiv"], strict=True)),
    "other": dict(zip(TYPES, [None, 2.0, None, None, 9, '[1,{"x":2}]', "two", None], strict=True)),
}
NOTHING = dict.fromkeys(TYPES)


def values_of(rows, originals):
    """Return {code: {own column: value}} of rows (dicts), those without any under ""; `other` is the other event."""
    names = {"kyiv-strike": "kyiv-strike"} | {
        code: "other" for code in originals if code != "kyiv-strike"
    }
    return {names.get(row["code"], ""): {name: row[name] for name in TYPES} for row in rows}


@pytest.mark.parametrize("url", ["/events.parquet", "/releases/2/events.parquet"])
def test_the_columns_of_datasets_stand_beside_ours_in_parquet(get, originals, url):
    found = parquet.read_table(io.BytesIO(get(f"{url}?original=columns").getvalue()))
    assert found.column_names == [*UNASKED["events"], *TYPES]
    names = {"string": "string", "number": "double", "boolean": "bool", "integer": "int64"}
    assert {name: str(found.schema.field(name).type) for name in TYPES} == {
        name: names[kind] for name, kind in TYPES.items()
    }
    assert values_of(found.to_pylist(), originals) == VALUES | {"": NOTHING}


def test_they_stand_there_in_csv(get, originals, tmp_path):
    body = get("/events.csv?original=columns").getvalue()
    path = tmp_path / "events.csv"
    path.write_bytes(body)
    with duckdb.connect() as database:
        sql = f"FROM read_csv('{path}', all_varchar=true, header=true, quote='\"', escape='\"')"
        of_duckdb = database.execute(sql).df()
    for table in (
        pandas.read_csv(path, keep_default_na=False, na_values=[""], dtype="str"),
        polars.read_csv(path, infer_schema=False).to_pandas(),
        of_duckdb,
    ):
        assert list(table.columns) == [*UNASKED["events"], *TYPES]
        rows = table.astype(object).where(table.notna(), None).to_dict("records")
        # No formula, neither in a value nor in a name.
        cells = ["'=x", "7.5", "true", None, "7", None, "1", "Kyiv"]
        others = [None, "2", None, None, "9", '[1,{"x":2}]', "two", None]
        assert values_of(rows, originals) == {
            "kyiv-strike": dict(zip(TYPES, cells, strict=True)),
            "other": dict(zip(TYPES, others, strict=True)),
            "": NOTHING,
        }


def test_they_stand_there_in_xlsx(get, originals):
    book = openpyxl.load_workbook(io.BytesIO(get("/events.xlsx?original=columns").getvalue()))
    header, *rows = book.active.iter_rows(values_only=True)
    assert header == (*UNASKED["events"], *TYPES)
    rows = [dict(zip(header, row, strict=True)) for row in rows]
    assert values_of(rows, originals) == VALUES | {"": NOTHING}


def test_only_the_records_of_the_file_count(get, originals):
    (other,) = set(originals) - {"kyiv-strike"}
    dataset = Event.objects.get(code=other).dataset.slug
    body = get(f"/events.csv?original=columns&dataset={dataset}&fields=code").getvalue()
    header = body.partition(b"\r\n")[0].decode()
    assert header == "code,original.best,original.id,original.list,original.mixed"
    assert get("/events.csv?original=columns&country=AQ&fields=code").getvalue() == b"code\r\n"


@pytest.mark.parametrize(
    "question", ["original=json", "fields=code,original", "fields=code&original=json"]
)
@pytest.mark.parametrize("extension", ["csv", "parquet", "xlsx"])
def test_one_column_of_json(get, originals, question, extension):
    body = io.BytesIO(get(f"/events.{extension}?{question}").getvalue())
    read = {"csv": pandas.read_csv, "parquet": pandas.read_parquet, "xlsx": pandas.read_excel}
    table = read[extension](body).set_index("code")
    told = table["original"].dropna().to_dict()
    assert {code: json.loads(text) for code, text in told.items()} == originals
    if question == "original=json":
        assert table.columns[-2:].to_list() == ["original", "note"]


def test_records_of_ndjson_and_geojson_are_whole(get, originals):
    lines = get("/events.ndjson").getvalue().splitlines()
    told = {record["code"]: record["original"] for record in map(json.loads, lines)}
    features = json.loads(get("/events.geojson").getvalue())["features"]
    for found in (told, {one["id"]: one["properties"]["original"] for one in features}):
        assert {code: value for code, value in found.items() if value} == originals


def test_our_own_names_have_no_dot():
    for collection in (*Collection.values, *ROW_SERIALIZERS):
        assert [one.name for one in columns_of(collection) if "." in one.name] == []


def test_more_columns_than_a_file_holds_are_refused(get, originals, monkeypatch):
    monkeypatch.setattr(tables, "MOST_OWN", 7)
    for url in ("/events.csv", "/events.parquet?order_by=code", "/releases/2/events.xlsx"):
        answer = get(f"{url}{'&' if '?' in url else '?'}original=columns")
        (entry,) = assert_problem(answer, "invalid-parameters", ["original"])
        assert entry["message"] == (
            "The datasets of these records have more than 7 columns, the most in one file. Filter by `dataset`, or use "
            "original=json."
        )
    (other,) = set(originals) - {"kyiv-strike"}
    dataset = Event.objects.get(code=other).dataset.slug
    assert get(f"/events.csv?original=columns&dataset={dataset}").getvalue()


def test_a_whole_number_that_no_column_of_them_holds_is_a_text():
    documents = [[json.dumps({"original": {"n": number}}).encode() for number in (1, 2**64 - 1)]]
    body = b"".join(write(documents, "events", Options(frozenset(), original="columns")))
    assert body.decode().splitlines() == ["original.n", "1", str(2**64 - 1)]
    b"".join(
        FORMATS["parquet"].write(documents, "events", Options(frozenset(), original="columns"))
    )


@pytest.mark.parametrize("collection", [*Collection.values, *ROW_SERIALIZERS])
def test_compiled_rows_have_what_each_column_has_of_a_record(get, originals, collection):
    lines = get(f"/{collection}.ndjson").getvalue().splitlines()
    key = "key" if collection in ROW_SERIALIZERS else next(iter(json.loads(lines[0])))
    # A record of another time lacks what was not there yet.
    lines.append(json.dumps({key: "x"}).encode())
    columns = columns_of(collection)
    expected = [[taken(one, json.loads(line)) or None for one in columns] for line in lines]
    found = [[value or None for value in row] for row in reader(columns, TUPLE)(lines)]
    assert [[list(v) if isinstance(v, tuple) else v for v in row] for row in found] == expected


# --- excel


@pytest.mark.parametrize(
    "url", ["/events.csv", "/actors.csv", "/claims.csv", "/releases/1/places.csv"]
)
def test_a_byte_order_mark_comes_before_the_same_text(get, url):
    plain = get(url).getvalue()
    assert get(f"{url}?excel=true").getvalue() == BOM + plain
    assert get(f"{url}?excel=false").getvalue() == plain
    assert not plain.startswith(BOM)


# --- geometry


def drawn(get, question=""):
    found = json.loads(get(f"/events.geojson{question}").getvalue())["features"]
    return {one["id"]: one["geometry"] for one in found}


@pytest.mark.parametrize("precision", PlacePrecision.values)
def test_the_bound_of_geometry(get, precision):
    kyiv = Place.objects.get(slug="kyiv")
    Event.objects.filter(code="kyiv-strike").update(place=kyiv, place_precision=precision)
    publish()
    point = {"type": "Point", "coordinates": [30.5, 50.5]}
    assert drawn(get)["kyiv-strike"] == (point if precision in LOCATED else None)
    for word, precisions in DRAWN.items():
        expected = point if precision in precisions else None
        assert drawn(get, f"?geometry={word}")["kyiv-strike"] == expected
    assert drawn(get, "?geometry=always")["kyiv-strike"] == point
    (found,) = (
        one
        for one in json.loads(get("/events.geojson").getvalue())["features"]
        if one["id"] == "kyiv-strike"
    )
    assert found["properties"]["place_precision"] == precision


def test_ogc_and_geojson_draw_the_same_events(client, get):
    ours = drawn(get)
    items = client.get("/ogc/collections/events/items?limit=1000").json()["features"]
    assert {one["id"]: one["geometry"] for one in items} == ours
    assert None in ours.values()
    assert DEFAULT_GEOMETRY == "none_below:part_of_country"


# --- what is refused

TAKEN = {"original": ".csv or .parquet or .xlsx", "excel": ".csv", "geometry": ".geojson"}
GOOD = {"original": "json", "excel": "true", "geometry": "always"}


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("name", TAKEN)
@pytest.mark.parametrize("folder", ["", "/releases/1"])
def test_a_format_that_an_option_means_nothing_to_refuses_it(get, folder, extension, name):
    answer = get(f"{folder}/events.{extension}?{name}={GOOD[name]}")
    if f".{extension}" in TAKEN[name].split():
        assert answer.status_code == 200
        answer.close()
        return
    (entry,) = assert_problem(answer, "invalid-parameters", [name])
    assert entry["message"] == f"Files in .{extension} do not take this. Use {TAKEN[name]}."


@pytest.mark.parametrize(
    ("name", "word"), [("original", "flat"), ("excel", "1"), ("geometry", "none_below:town")]
)
def test_another_value_is_refused_with_those_that_there_are(get, name, word):
    extension = TAKEN[name].split()[0][1:]
    (entry,) = assert_problem(
        get(f"/events.{extension}?{name}={word}"), "invalid-parameters", [name]
    )
    allowed = {"original": ["columns", "json"], "excel": ["true", "false"], "geometry": list(DRAWN)}
    assert entry["allowed"] == allowed[name]


@pytest.mark.parametrize(
    "url",
    [
        "/actors.csv?original=json",
        "/places.geojson?geometry=always",
        "/events/?excel=true",
        "/events.csv?join=events",
    ],
)
def test_a_collection_that_an_option_means_nothing_to_says_who_takes_it(get, url):
    name = url.partition("?")[2].partition("=")[0]
    (entry,) = assert_problem(get(url), "invalid-parameters", [name])
    assert entry["message"].startswith("Only ")


def test_all_faults_at_once_in_the_order_of_the_query(get):
    question = "release=1&geometry=x&fields=nope&excel=true&original=x&country=ZZ"
    answer = get(f"/events.parquet?{question}")
    assert_problem(
        answer,
        "invalid-parameters",
        ["release", "geometry", "fields", "excel", "original", "country"],
    )


# --- what is kept


def test_a_past_release_with_options_has_its_own_etag_and_parts(get, world):
    urls = [
        f"/releases/1/events.{question}"
        for question in (
            "csv",
            "csv?excel=true",
            "csv?original=json",
            "csv?original=columns",
            "geojson",
            "geojson?geometry=always",
            "xlsx",
            "xlsx?original=json",
        )
    ]
    before = {url: (get(url)["ETag"], get(url).getvalue()) for url in urls}
    assert len({etag for etag, _ in before.values()}) == len(urls)
    change()
    for url, (etag, body) in before.items():
        part = get(url, range="bytes=2-11")
        assert (part.status_code, part["ETag"], part.getvalue()) == (206, etag, body[2:12])
        assert get(url, if_none_match=etag).status_code == 304
        assert get(url).getvalue() == body


# --- the schema


def test_the_parameters_of_files_in_the_schema():
    for path, operation in OPERATIONS.items():
        taken = {
            one["name"]: one["schema"]
            for one in operation.get("parameters", ())
            if one["name"] in (*TAKEN, "join") and "{extension}" in path
        }
        if "{extension}" not in path or path.endswith("aggregate.{extension}"):
            assert not taken
        elif path.endswith("/events.{extension}"):
            assert taken == {
                "original": {"type": "string", "enum": ["columns", "json"]},
                "excel": {"type": "boolean"},
                "geometry": {"type": "string", "enum": list(DRAWN)},
            }
        elif path.endswith("/statements.{extension}"):
            assert taken == {
                "join": {"type": "string", "const": "events"},
                "excel": {"type": "boolean"},
            }
        else:
            assert taken == {"excel": {"type": "boolean"}}
