"""Files as others write them, made by the tests: rows as {column: text} in whatever dialect."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

import openpyxl

from events.importing.reading.dialect import Options
from events.importing.reading.table import tables

EXCERPTS = Path(__file__).parent / "excerpts"
SHARED = Path(__file__).parents[3] / "shared" / "data"

UCDP = {
    "id": "900001",
    "relid": "UKR-2022-1-14085-7",
    "year": "2022",
    "active_year": "1",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_dset_id": "13243",
    "conflict_new_id": "13243",
    "conflict_name": "Russia - Ukraine",
    "dyad_dset_id": "14085",
    "dyad_new_id": "14085",
    "dyad_name": "Government of Russia - Government of Ukraine",
    "side_a_dset_id": "57",
    "side_a_new_id": "57",
    "side_a": "Government of Russia",
    "side_b_dset_id": "61",
    "side_b_new_id": "61",
    "side_b": "Government of Ukraine",
    "number_of_sources": "2",
    "source_article": '"Outlet A,2022-03-02,Shells, and fire";"Outlet B,2022-03-03,A town is hit"',
    "source_office": "Outlet A;Outlet B",
    "source_date": "2022-03-02;2022-03-03",
    "source_headline": "Shells, and fire;A town is hit",
    "source_original": "the town's council",
    "where_prec": "1",
    "where_coordinates": "Middletown town",
    "where_description": "Middletown, by the bridge",
    "adm_1": "Middle oblast",
    "adm_2": "",
    "latitude": "49.5",
    "longitude": "36.250000",
    "geom_wkt": "POINT (36.250000 49.5)",
    "priogrid_gid": "200593",
    "country": "Ukraine",
    "country_id": "369",
    "region": "Europe",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2022-03-01",
    "date_end": "2022-03-02",
    "deaths_a": "0",
    "deaths_b": "1",
    "deaths_civilians": "2",
    "deaths_unknown": "0",
    "best": "3",
    "high": "5",
    "low": "2",
    "gwnoa": "365",
    "gwnob": "369",
}

# Made up: ACLED's terms forbid passing on its own rows.
ACLED = {
    "event_id_cnty": "UKR900001",
    "event_date": "2024-01-02",
    "year": "2024",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Military Forces of Russia (2000-)",
    "assoc_actor_1": "",
    "inter1": "8",
    "actor2": "Civilians (Ukraine)",
    "assoc_actor_2": "Farmers (Ukraine); Women (Ukraine)",
    "inter2": "7",
    "interaction": "78",
    "civilian_targeting": "Civilian targeting",
    "iso": "804",
    "region": "Europe",
    "country": "Ukraine",
    "admin1": "Middle",
    "admin2": "",
    "admin3": "",
    "location": "Middletown",
    "latitude": "49.5",
    "longitude": "36.25",
    "geo_precision": "1",
    "source": "Outlet A; Outlet B",
    "source_scale": "National",
    "notes": "On 2 January 2024, shells fell on Middletown; two people died.",
    "fatalities": "2",
    "tags": "",
    "timestamp": "1704833944",
}


def csv_text(rows, columns=None, header=True, delimiter=","):
    """Return rows as CSV, quoted where it must be, with the columns of the first row unless others are given."""
    columns = columns or list(rows[0])
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    if header:
        writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text.getvalue()


def written(folder, name, text, encoding="utf-8"):
    """Write a text to a file and return its path; the name's ending says how it is packed."""
    data = text.encode(encoding) if isinstance(text, str) else text
    path = folder / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(data))
    elif name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name.removesuffix(".zip"), data)
    else:
        path.write_bytes(data)
    return path


def workbook(path, rows):
    """Write rows, the first one the names of the columns, as an Excel workbook; return its path."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def ucdp_file(folder, *rows, name="ged.csv", **form):
    """Write rows of UCDP GED, each the changes to the one above."""
    return written(folder, name, csv_text([{**UCDP, **row} for row in rows], **form))


def acled_file(folder, *rows, name="acled.csv", **form):
    """Write rows of ACLED, each the changes to the one above."""
    return written(folder, name, csv_text([{**ACLED, **row} for row in rows], **form))


def read(importer, *paths, **options):
    """Yield the Rows of files, as an importer's run reads them."""
    for table in tables(paths, importer.LAYOUT, Options(**options)):
        yield from table.rows()
