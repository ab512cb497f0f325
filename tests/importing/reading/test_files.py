"""Files as texts: how they are packed, and in which letters they are written."""

import zipfile

import pytest

from events.importing.problem import Stopped
from events.importing.reading.files import encoding, texts
from tests.importing.tables import written

WORDS = "id,name\n1,Žepa\n"


def read(text):
    with text.open(encoding(text)) as stream:
        return stream.read()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.csv", WORDS.encode(), WORDS),
        ("a.csv", WORDS.encode("utf-8-sig"), WORDS),
        ("a.csv", WORDS.encode("cp1252"), WORDS),
        ("a.csv.gz", WORDS.encode(), WORDS),
        ("a.csv.zip", WORDS.encode(), WORDS),
        ("a.csv", b"a\r\nb\rc\n", "a\r\nb\rc\n"),
    ],
    ids=["utf-8", "bom", "cp1252", "gzip", "zip", "line-ends"],
)
def test_text(tmp_path, name, data, expected):
    (text,) = texts([written(tmp_path, name, data)])

    assert read(text) == expected


def test_what_a_file_is_shows_in_its_bytes_and_not_in_its_name(tmp_path):
    packed = written(tmp_path, "a.csv.gz", WORDS)

    (text,) = texts([packed.rename(tmp_path / "a.csv")])

    assert read(text) == WORDS


def test_every_table_of_an_archive_is_read_in_order(tmp_path):
    path = tmp_path / "ged.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("b.csv", "a/2.CSV", "readme.pdf", "__MACOSX/b.csv", ".hidden.csv"):
            archive.writestr(name, WORDS)

    found = texts([path])

    assert [text.name for text in found] == [f"{path}/a/2.CSV", f"{path}/b.csv"]
    assert [read(text) for text in found] == [WORDS, WORDS]


def spoiled(tmp_path, name, keep):
    path = written(tmp_path, name, "".join(f"{number},Middletown\n" for number in range(9999)))
    path.write_bytes(path.read_bytes()[:keep])
    return path


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "none.csv", "No such file or directory"),
        (lambda folder: folder, "Is a directory"),
        (lambda folder: written(folder, "a.csv", b""), "is empty"),
        (lambda folder: written(folder, "a.csv.gz", b""), "is empty"),
        (
            lambda folder: written(folder, "a.csv", b"\xff\x81"),
            "is neither UTF-8 nor Windows-1252; convert it to UTF-8",
        ),
        (
            lambda folder: spoiled(folder, "a.csv.gz", 900),
            (
                "cannot be read: it is damaged or cut short "
                "(Compressed file ended before the end-of-stream marker was reached)"
            ),
        ),
        (
            lambda folder: spoiled(folder, "a.csv.zip", 900),
            "cannot be read: it is damaged or cut short (File is not a zip file)",
        ),
        (
            lambda folder: written(folder, "a.pdf.zip", b"%PDF"),
            "holds no .csv, .tsv or .txt file, but a.pdf",
        ),
    ],
    ids=["missing", "folder", "empty", "gzip-empty", "bytes", "gzip-cut", "zip-cut", "zip-other"],
)
def test_refused(tmp_path, make, message):
    path = make(tmp_path)

    with pytest.raises(Stopped) as refused:
        list(map(encoding, texts([path])))

    assert str(refused.value) == f"{path}: {message}"


def test_reading_tells_how_far_it_is(tmp_path):
    path = written(tmp_path, "a.csv", "x" * 3_000_000)
    (text,) = texts([path])
    told = []

    with text.open("utf-8", told.append) as stream:
        stream.read()

    assert told == sorted(told)
    assert told[-1] == 3_000_000
