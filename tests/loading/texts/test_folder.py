"""Texts found by the hash of their bytes."""

import hashlib
import os

import pytest

from events.loading.problem import Unreadable
from events.loading.texts.folder import Texts, read_text

TEXT = "Львів\r\nLviv\n"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def test_a_text_is_found_whatever_its_name_and_folder(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "no-suffix").write_bytes(TEXT.encode())

    assert Texts(tmp_path).find(sha256(TEXT.encode())) == TEXT
    assert Texts(tmp_path).find(sha256(b"another")) is None
    assert Texts(tmp_path).find(None) is None


def test_line_ends_are_not_translated(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())

    assert read_text(tmp_path / "a.txt") == TEXT


def test_a_text_that_is_not_utf_8(tmp_path):
    data = TEXT.encode("cp1251")
    (tmp_path / "a.txt").write_bytes(data)

    with pytest.raises(Unreadable):
        Texts(tmp_path).find(sha256(data))


def test_only_regular_files_are_texts(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.txt").symlink_to(os.devnull)

    assert Texts(tmp_path).others(()) == [tmp_path / "a.txt"]


@pytest.mark.parametrize("name", ["none", "file.txt"])
def test_what_is_not_a_folder(tmp_path, name):
    (tmp_path / "file.txt").write_text("A text.")
    with pytest.raises(NotADirectoryError):
        Texts(tmp_path / name)
