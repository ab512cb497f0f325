"""Which bytes are read: of regular files, decompressed, within the limits; and why others are not."""

import bz2
import gzip
import io
import lzma
import os
import socket
import sys
import zipfile
from pathlib import Path

import pytest

from config.limits import LARGEST_ARTICLE
from config.limits import LARGEST_FIXTURE as LARGEST_FILE
from events.loading.problem import Unreadable
from events.loading.read import contents
from events.loading.read.contents import FixtureFile, StandardInput, article_bytes


def refusal(source):
    with pytest.raises(Unreadable) as refused:
        source.read()
    return str(refused.value)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    # A path that a socket can have is at most 108 bytes long.
    monkeypatch.chdir(tmp_path)
    return Path(".")


def pipe(path):
    os.mkfifo(path)


def unix_socket(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def loop(path):
    path.symlink_to(path)


KINDS = {
    "a folder": (Path.mkdir, "is a folder; give a regular file"),
    "a pipe": (pipe, "is a named pipe; give a regular file"),
    "a socket": (unix_socket, "is a socket; give a regular file"),
    "a device": (lambda path: path.symlink_to(os.devnull), "is a device; give a regular file"),
    "a link to itself": (loop, "cannot be read: Too many levels of symbolic links"),
    "nothing": (lambda path: None, "cannot be read: No such file or directory"),
}


@pytest.mark.parametrize(("make", "message"), KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl.zip", "a"])
def test_what_is_not_a_regular_file(folder, name, make, message):
    make(folder / name)

    assert refusal(FixtureFile(folder / name)) == message


@pytest.mark.parametrize(("make", "message"), KINDS.values(), ids=KINDS)
def test_the_text_of_an_article_is_a_regular_file_too(folder, make, message):
    make(folder / "a.txt")

    with pytest.raises(Unreadable) as refused:
        article_bytes(folder / "a.txt")

    assert str(refused.value) == message


def sparse(path, size):
    with path.open("wb") as file:
        file.truncate(size)


TOO_LARGE = "has more than 2,147,483,648 bytes, which is the limit; split it"


def test_a_file_past_the_limit_is_not_read(folder):
    sparse(folder / "a.json", LARGEST_FILE + 1)

    assert refusal(FixtureFile(folder / "a.json")) == TOO_LARGE


def test_an_article_past_the_limit_is_not_read(folder):
    sparse(folder / "a.txt", LARGEST_ARTICLE + 1)

    with pytest.raises(Unreadable, match=r"^has more than 16,777,216 bytes, which is the limit; "):
        article_bytes(folder / "a.txt")


def compressed(suffix, data, path):
    if suffix == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.json", data)
    else:
        path.write_bytes({"gz": gzip, "bz2": bz2, "xz": lzma}[suffix].compress(data))


@pytest.mark.parametrize("suffix", ["gz", "bz2", "xz", "zip"])
def test_the_limit_is_of_what_comes_out(folder, monkeypatch, suffix):
    monkeypatch.setattr(contents, "LARGEST_FILE", 5_000)
    compressed(suffix, b"[" + b" " * 4_998 + b"]", folder / f"a.json.{suffix}")
    compressed(suffix, b"[" + b" " * 4_999 + b"]", folder / f"b.json.{suffix}")

    assert len(FixtureFile(folder / f"a.json.{suffix}").read()[0]) == 5_000
    assert refusal(FixtureFile(folder / f"b.json.{suffix}")) == (
        "has more than 5,000 bytes, which is the limit; split it"
    )


def test_the_limit_of_standard_input(monkeypatch):
    monkeypatch.setattr(contents, "LARGEST_FILE", 3)
    monkeypatch.setattr(sys, "stdin", io.StringIO("[1]"))
    assert StandardInput("json").read() == (b"[1]", "json")
    monkeypatch.setattr(sys, "stdin", io.StringIO("[12]"))
    assert refusal(StandardInput("json")) == "has more than 3 bytes, which is the limit; split it"


def test_a_standard_input_that_is_closed(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)

    assert refusal(StandardInput("json")) == (
        "is closed; write the records into it, or give a file"
    )


def encrypted_zip(path):
    compressed("zip", b"[]", path)
    data = bytearray(path.read_bytes())
    # Bit 0 of the flags of the member, in its own header and in the directory at the end.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


DAMAGED = {
    "gz of no gzip": ("gz", lambda path: path.write_bytes(b"[]"), "Not a gzipped file (b'[]')"),
    "gz cut off": (
        "gz",
        lambda path: path.write_bytes(gzip.compress(b"[]")[:-4]),
        "Compressed file ended before the end-of-stream marker was reached",
    ),
    "bz2 of no bzip2": ("bz2", lambda path: path.write_bytes(b"[]"), "Invalid data stream"),
    "xz of no xz": (
        "xz",
        lambda path: path.write_bytes(b"[" + b" " * 100 + b"]"),
        "Input format not supported by decoder",
    ),
    "zip of no zip": ("zip", lambda path: path.write_bytes(b"[]"), "File is not a zip file"),
    "zip with a password": (
        "zip",
        encrypted_zip,
        "File 'a.json' is encrypted, password required for extraction",
    ),
}


@pytest.mark.parametrize(("suffix", "make", "reason"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file(folder, suffix, make, reason):
    make(folder / f"a.json.{suffix}")

    assert refusal(FixtureFile(folder / f"a.json.{suffix}")) == (
        f"cannot be decompressed as .{suffix}: {reason}"
    )


@pytest.mark.parametrize("number", [0, 2])
def test_a_zip_file_holds_one_file(folder, number):
    with zipfile.ZipFile(folder / "a.json.zip", "w") as archive:
        archive.mkdir("folder")
        for name in range(number):
            archive.writestr(f"folder/{name}.json", "[]")

    assert refusal(FixtureFile(folder / "a.json.zip")) == (
        f"holds {number} files; a zip file of fixtures holds one"
    )


def test_a_file_that_may_not_be_read(folder, monkeypatch):
    (folder / "a.json").write_text("[]")

    def refuse(path, mode):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setitem(contents.OPENERS, None, refuse)

    assert refusal(FixtureFile(folder / "a.json")) == "cannot be read: Permission denied"
