"""What letters of the tests say, and a look inside a PDF without a library for it."""

import re
import zlib

VALUES = {
    "recipient": "Tam Ellis", "reference": "X-2222-2222", "action": "Delete the post", "place": "https://www.facebook.com/kanarienvogel",
    "answer": "Say so on your own page.",
    "why": "Zinnober can be recognised from it.", "rule": "7.3 b12 Logos", "by_when": "24 November 2026, 5pm",
    "object_within": "1 working day", "trust": "Northgate",
    "support": "Helpline: 0100 200 300.", "contact": "The trust office.", "sender": "Hana Okafor", "sender_job": "Headteacher",
}
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def inside(pdf: bytes) -> bytes:
    """Every byte of a PDF with its packed streams unpacked."""
    return pdf + b"".join(_unpacked(found[1]) for found in _STREAM.finditer(pdf))


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return b""


def headings(pdf: bytes) -> list[str]:
    """What the structure tree calls headings, in order: (level, title)."""
    said = re.findall(rb"/S\s*/H([1-6])\b.*?/T\s*\(((?:[^()\\]|\\.|\([^()]*\))*)\)", inside(pdf), re.DOTALL)
    return [(int(level), title.decode("latin-1")) for level, title in said]
