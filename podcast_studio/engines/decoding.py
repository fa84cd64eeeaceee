"""Text of any encoding."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?i)<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})")
_SAMPLE = 200_000  # bytes that are looked at to guess


def decode(data: bytes, *, markup: bool = False) -> str:
    """The text of some bytes; with `markup`, a declared encoding is believed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    wide = _without_mark(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.reason == "unexpected end of data":
            return data.decode("utf-8", "replace")
    declared = _declared(data) if markup else None
    return data.decode(declared or _guess(data), "replace")


def _without_mark(data: bytes) -> str:
    """UTF-16 without a mark shows in the zeros at every second place."""
    sample = data[:4000]
    if len(sample) < 4 or sample.count(0) < 0.2 * len(sample):
        return ""
    return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4000])
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None
    if name.startswith("utf-"):
        return None  # it is not, or we would not be here
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _guess(data: bytes) -> str:
    """The most likely encoding of text that is not Unicode."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return _western(data)
    if _looks_western(data):
        return _western(data)
    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best is not None else _western(data)


def _looks_western(data: bytes) -> bool:
    """Bytes beyond ASCII are few, one at a time, and the usual accents and quotes: guessing could only do harm."""
    sample = data[:_SAMPLE]
    high = [byte for byte in sample if byte >= 0x80]
    usual = sum(byte in _USUAL for byte in high)
    return len(high) < 0.35 * len(sample) and usual >= 0.9 * len(high) and not _OTHER_SCRIPT.search(sample)


_OTHER_SCRIPT = re.compile(rb"[\xc0-\xff]{4}")  # four accented letters in a row are of no western word
_USUAL = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœùúûüßÀÂÄÁÅÆÇÈÉÊËÍÎÏÑÓÔÖØŒÚÛÜ“”‘’–—…•€£§°«»©®·\xa0".encode("cp1252"))


def _western(data: bytes) -> str:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"
