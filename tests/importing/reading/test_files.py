"""Files on disk: how they are packed, and what is not a file of a dataset."""

import bz2
import lzma
import os
import socket
import zipfile

import pytest

from events.importing.problem import Stopped
from events.importing.reading import files as module
from events.importing.reading.files import files
from tests.importing.tables import written

WORDS = "id,name\n1,Žepa\n"


def read(file):
    with file.text("utf-8") as stream:
        return stream.read()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.csv", WORDS.encode(), WORDS),
        ("a.csv.gz", WORDS.encode(), WORDS),
        ("a.csv.zip", WORDS.encode(), WORDS),
        ("a.csv.bz2", bz2.compress(WORDS.encode()), WORDS),
        ("a.csv.xz", lzma.compress(WORDS.encode()), WORDS),
        ("a.csv", b"a\r\nb\rc\n", "a\r\nb\rc\n"),
    ],
    ids=["plain", "gzip", "zip", "bzip2", "xz", "line-ends"],
)
def test_text(tmp_path, name, data, expected):
    (file,) = files([written(tmp_path, name, data)])

    assert read(file) == expected


def test_what_a_file_is_shows_in_its_bytes_and_not_in_its_name(tmp_path):
    packed = written(tmp_path, "a.csv.gz", WORDS)

    (file,) = files([packed.rename(tmp_path / "a.csv")])

    assert read(file) == WORDS


def test_a_link_to_a_file_is_a_file(tmp_path):
    (tmp_path / "link.csv").symlink_to(written(tmp_path, "a.csv", WORDS))

    assert [read(file) for file in files([tmp_path / "link.csv"])] == [WORDS]


def test_every_table_of_an_archive_is_read_in_order(tmp_path):
    path = tmp_path / "ged.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("b.csv", "a/2.CSV", "c.json", "readme.pdf", "__MACOSX/b.csv", ".hidden.csv"):
            archive.writestr(name, WORDS)

    found = files([path])

    assert [file.name for file in found] == [f"{path}/a/2.CSV", f"{path}/b.csv", f"{path}/c.json"]
    assert [read(file) for file in found] == [WORDS] * 3


def spoiled(tmp_path, name, keep):
    path = written(tmp_path, name, "".join(f"{number},Middletown\n" for number in range(9999)))
    path.write_bytes(path.read_bytes()[:keep])
    return path


def pipe(folder):
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def link_to_a_device(folder):
    (folder / "zero.csv").symlink_to("/dev/zero")
    return folder / "zero.csv"


def listening(folder):
    path = folder / "s.csv"
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))
    return path


def calc(folder):
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return path


REFUSED = {
    "missing": (lambda folder: folder / "none.csv", "No such file or directory"),
    "folder": (lambda folder: folder, "is a folder; give a regular file"),
    "pipe": (pipe, "is a named pipe; give a regular file"),
    "device": (link_to_a_device, "is a device; give a regular file"),
    "socket": (listening, "is a socket; give a regular file"),
    "zip-cut": (
        lambda folder: spoiled(folder, "a.csv.zip", 900),
        "cannot be read: it is damaged or cut short (File is not a zip file)",
    ),
    "zip-other": (
        lambda folder: written(folder, "a.pdf.zip", b"%PDF"),
        "holds no .csv, .txt, .tsv, .json, .jsonl or .ndjson file, but a.pdf",
    ),
    "xls": (
        lambda folder: written(folder, "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"),
        "is an old Excel workbook (.xls); save it as .xlsx or .csv",
    ),
    "ods": (calc, "is an OpenDocument spreadsheet; save it as .xlsx or .csv"),
    "parquet": (
        lambda folder: written(folder, "a.csv", b"PAR1\0\0"),
        "is a Parquet file; save it as CSV",
    ),
    "rds": (
        lambda folder: written(folder, "a.rds.gz", b"X\n\0\0\0\3"),
        "is an R object (.rds); write it as CSV in R",
    ),
    "pdf-in-zip": (
        lambda folder: written(folder, "a.csv.zip", b"%PDF-1.7"),
        "is a PDF; take the CSV of the same dataset",
    ),
    "login": (
        lambda folder: written(folder, "a.csv", "\ufeff\n<!DOCTYPE html><title>Log in</title>"),
        "is a web page, perhaps one that asks for a login; download the file itself",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(tmp_path, case):
    make, message = REFUSED[case]
    path = make(tmp_path)

    with pytest.raises(Stopped) as refused:
        files([path])

    name = f"{path}/a.csv" if case == "pdf-in-zip" else path
    assert str(refused.value) == f"{name}: {message}"


def test_an_archive_within_limits(tmp_path, monkeypatch):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "a" * 100)
        archive.writestr("b.csv", "b" * 101)

    monkeypatch.setattr(module, "LARGEST_FILE", 100)
    with pytest.raises(Stopped) as refused:
        files([path])
    assert str(refused.value) == (
        f"{path}/b.csv: has more than 100 bytes unpacked, which is the limit; split it"
    )
    monkeypatch.setattr(module, "MOST_FILES", 1)
    with pytest.raises(Stopped) as refused:
        files([path])
    assert str(refused.value) == f"{path}: holds more than 1 files, which is the limit; unpack it"


def test_reading_tells_how_far_it_is(tmp_path):
    (file,) = files([written(tmp_path, "a.csv", "x" * 3_000_000)])
    told = []

    with file.text("utf-8", told.append) as stream:
        stream.read()

    assert told == sorted(told)
    assert told[-1] == 3_000_000
