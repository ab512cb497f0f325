"""The encoding of a file: found where it shows, named where not, and never guessed."""

import gzip

import pytest

from events.importing.problem import Stopped
from events.importing.reading import encodings
from events.importing.reading.encodings import encoding, text_encoding
from events.importing.reading.files import files
from tests.importing.tables import written

WORDS = "id,name\n1,Žepa\n2,Đồng Hới\n"
RUSSIAN = "id,name\n1,Обстрел Харькова: убиты трое\n"
GERMAN = "id,name\n1,Militärpolizei tötet sieben in São Paulo\n"
TURKISH = "id,name\n1,Diyarbakır’da çatışma: üç ölü, İstanbul şehir\n"
JAPANESE = "id,name\n1,東京で爆発、三人が死亡した\n"


def decoded(folder, data, wanted=None, name="a.csv"):
    (file,) = files([written(folder, name, data)])
    with file.text(encoding(file, wanted)) as stream:
        return stream.read()


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_unicode_needs_no_name(tmp_path, name):
    mark = "\ufeff" if name in ("utf-16-le", "utf-16-be") else ""

    assert decoded(tmp_path, f"{mark}{WORDS}".encode(name)) == WORDS


@pytest.mark.parametrize("name", ["a.csv.gz", "a.csv.zip"])
def test_a_packed_file(tmp_path, name):
    assert decoded(tmp_path, WORDS.encode("utf-16"), name=name) == WORDS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (GERMAN, "windows-1252"),
        (TURKISH, "windows-1254"),
        (JAPANESE, "cp932"),
    ],
)
def test_another_encoding_is_refused_by_name_and_read_by_its_name(tmp_path, text, name):
    data = text.encode(name)

    with pytest.raises(Stopped) as refused:
        decoded(tmp_path, data)

    path, at = tmp_path / "a.csv", next(at for at, byte in enumerate(data) if byte > 127)
    assert str(refused.value) == (
        f"{path}: byte {at} (line 2) is not UTF-8: it seems to be {name}; import it with --encoding {name}"
    )
    assert decoded(tmp_path, data, text_encoding(name)) == text


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(tmp_path, name):
    data = WORDS.encode(name)

    with pytest.raises(Stopped) as refused:
        decoded(tmp_path, data)

    assert str(refused.value).endswith(
        f"seems to be {name.upper()} without a byte order mark; import it with --encoding {name}"
    )
    assert decoded(tmp_path, data, name) == WORDS


@pytest.mark.parametrize(
    ("data", "wanted", "message"),
    [
        (b"", None, "is empty"),
        pytest.param(gzip.compress(b"", mtime=0), None, "is empty", id="empty gzip"),
        (
            b"a\n\xff\x81",
            None,
            "byte 2 (line 2) is not UTF-8; name the file's encoding with --encoding",
        ),
        (
            b"\xef\xbb\xbfa\xff\n",
            None,
            "byte 4 (line 1) is not utf-8-sig; name the file's encoding with --encoding",
        ),
        (
            b"a\n\x98",
            "cp1251",
            "byte 2 (line 2) is not cp1251; name the file's encoding with --encoding",
        ),
        (RUSSIAN.encode(), "cp1251", "is in UTF-8 and not in cp1251; import it without --encoding"),
    ],
)
def test_refused(tmp_path, data, wanted, message):
    with pytest.raises(Stopped) as refused:
        decoded(tmp_path, data, wanted)

    assert str(refused.value) == f"{tmp_path}/a.csv: {message}"


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
def test_a_letter_between_two_reads(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(encodings, "CHUNK", chunk)

    assert decoded(tmp_path, WORDS.encode()) == WORDS
    with pytest.raises(Stopped, match=r"byte 14 \(line 2\) is not UTF-8"):
        decoded(tmp_path, b"id,name\n1,\xc5\xbdep\xff")


def test_plain_letters_are_the_same_in_any_encoding(tmp_path):
    assert decoded(tmp_path, b"id,name\n1,a\n", "cp1251") == "id,name\n1,a\n"


def test_a_mark_tells_more_than_the_user(tmp_path):
    assert decoded(tmp_path, WORDS.encode("utf-16"), "cp1251") == WORDS


def test_the_largest_file(tmp_path, monkeypatch):
    monkeypatch.setattr(encodings, "LARGEST_FILE", 5)

    assert decoded(tmp_path, b"12345") == "12345"
    for name in ("a.csv", "a.csv.gz"):
        with pytest.raises(Stopped, match="has more than 5 bytes unpacked, which is the limit"):
            decoded(tmp_path, b"123456", name=name)


def test_a_file_that_is_cut_short(tmp_path):
    path = written(tmp_path, "a.csv.gz", "".join(f"{number},x\n" for number in range(9999)))
    path.write_bytes(path.read_bytes()[:900])
    (file,) = files([path])

    with pytest.raises(Stopped) as refused:
        encoding(file)

    assert str(refused.value) == (
        f"{path}: cannot be read: it is damaged or cut short "
        "(Compressed file ended before the end-of-stream marker was reached)"
    )


@pytest.mark.parametrize("name", ["nope", "rot13", "base64", "zip", ""])
def test_what_is_not_an_encoding(name):
    with pytest.raises(ValueError, match="is not an encoding; try utf-8"):
        text_encoding(name)


@pytest.mark.parametrize("name", ["cp1252", "Windows-1252", "WINDOWS_1252"])
def test_an_encoding_has_several_names(name):
    assert text_encoding(name) == "cp1252"
