"""Bytes to text: UTF-8 and nothing else, and what bytes of another encoding seem to be."""

import chardet

from events.loading.problem import Unreadable

BYTE_ORDER_MARK = "\ufeff"
# Below this the detector guesses: 'abc' and one odd letter have 0.005, a single Ukrainian name 0.03.
LEAST_CONFIDENCE = 0.02


def decoded(data):
    """Return the text that bytes hold in UTF-8, or raise Unreadable."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = f"byte {error.start} (line {line}) is not UTF-8"
    else:
        # UTF-16 of plain letters is UTF-8 too, with a NUL beside each.
        if "\0" not in text:
            return text
        wrong = f"byte {data.index(0)} is NUL, which no text holds"
    kind = apparent(data)
    seems = f": the file seems to be {kind}" if kind else ""
    raise Unreadable(f"{wrong}{seems}; save the file in the encoding UTF-8")


def apparent(data):
    """Return the encoding that bytes seem to have, or the media type if they are not text; None if neither is clear."""
    found = chardet.detect(data, encoding_era=chardet.EncodingEra.MODERN_WEB, prefer_superset=True)
    encoding, kind = found["encoding"], found["mime_type"]
    if encoding is None:
        return None if kind == "application/octet-stream" else kind
    if found["confidence"] < LEAST_CONFIDENCE or encoding in ("utf-8", "ascii"):
        return None
    return encoding.upper() if encoding.startswith("utf") else encoding
