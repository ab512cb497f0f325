"""Bytes that are not UTF-8, and what they seem to be."""

import pytest

from events.loading.encoding import decoded
from events.loading.problem import Unreadable

TEXTS = {
    "uk": "Львів, Київ і Харків",
    "ru": "Министр сказал, что это невозможно",
    "pl": "Łódź i Kraków są piękne",
    "ar": "قال الوزير إن هذا غير ممكن",
    "he": "אמר השר",
    "fr": '[{"model": "events.actor", "fields": {"slug": "x", "name": "Élysée déclaré à Genève"}}]',
}
ENCODINGS = [
    ("uk", "cp1251", "Windows-1251"),
    ("ru", "cp1251", "Windows-1251"),
    ("ru", "koi8-r", "KOI8-R"),
    ("pl", "cp1250", "Windows-1250"),
    ("ar", "cp1256", "Windows-1256"),
    ("he", "cp1255", "Windows-1255"),
    ("fr", "cp1252", "Windows-1252"),
    ("uk", "utf-16", "UTF-16"),
    ("uk", "utf-16-le", "UTF-16-LE"),
    ("fr", "utf-16-be", "UTF-16-BE"),
    ("ar", "utf-32", "UTF-32"),
]


@pytest.mark.parametrize(("text", "encoding", "name"), ENCODINGS)
def test_another_encoding_is_named(text, encoding, name):
    with pytest.raises(Unreadable) as refused:
        decoded(TEXTS[text].encode(encoding))

    assert str(refused.value).endswith(
        f": the file seems to be {name}; save the file in the encoding UTF-8"
    )


UNCLEAR = {
    "cut inside a letter": ("Львів".encode()[:-1], "byte 8 (line 1) is not UTF-8"),
    "one odd byte": (b"abc\n\xff", "byte 4 (line 2) is not UTF-8"),
    "bytes of no text": (bytes(range(256)), "byte 128 (line 2) is not UTF-8"),
    "a NUL": (b"ab\0", "byte 2 is NUL, which no text holds"),
}


@pytest.mark.parametrize(("data", "wrong"), UNCLEAR.values(), ids=UNCLEAR)
def test_what_is_not_clear_is_not_guessed(data, wrong):
    with pytest.raises(Unreadable) as refused:
        decoded(data)

    assert str(refused.value) == f"{wrong}; save the file in the encoding UTF-8"


@pytest.mark.parametrize("text", [*TEXTS.values(), "", "\ufeffa", "𝟘"])
def test_utf_8_is_taken_as_it_is(text):
    assert decoded(text.encode()) == text
