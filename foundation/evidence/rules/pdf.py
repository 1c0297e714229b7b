"""PDF files, looked through without being opened: no program, no file inside, no lock, nothing before or after.

Names are read as a reader of PDF reads them (`/J#61vaScript` too), also inside compressed object streams; an object stream packed in any
other way than the usual one is refused, because what cannot be looked through cannot be called harmless.
"""

import re
import zlib
from collections.abc import Iterator

from foundation.dossiers.rules import Refused

from .files import SCREENSHOT
from .kinds import ATTACHED

BROKEN = "The PDF cannot be read: it may be damaged or cut off. " + SCREENSHOT
LOCKED = "The PDF is locked with a password. Save it without one, or take a screenshot of the page that matters."
ACTIVE = "The PDF holds a program, a form that sends, or another file. Print it to a new PDF, or take a screenshot of the page."
_LONG = rb"JavaScript|Launch|EmbeddedFiles?|SubmitForm|ImportData|RichMedia|GoToR|GoToE|Rendition|Movie|3DD"
_END = rb"(?=[\s\0/<>\[\](){}%]|$)"
_ANYWHERE = re.compile(rb"/(?:" + _LONG + rb")" + _END)
_OUTSIDE = re.compile(rb"/(?:" + _LONG + rb"|JS|AA|EF|XFA|OpenAction(?!\s*\[))" + _END)
_ENCRYPT = re.compile(rb"/Encrypt" + _END)
_OBJECTS = re.compile(rb"/ObjStm" + _END)
_USUAL = re.compile(rb"/Filter\s*(?:/FlateDecode\s*[/>]|\[\s*/FlateDecode\s*\])")
_STREAM = re.compile(rb"\bstream\r?\n")
_HASH = re.compile(rb"#([0-9A-Fa-f]{2})")
_MOST_UNPACKED = 64 * 1024 * 1024  # bytes over all object streams


def check(data: bytes) -> None:
    """Refuse a PDF that is cut off, locked, active, or more than a PDF."""
    if not re.match(rb"%PDF-[12]\.\d", data):
        raise Refused(BROKEN, field="picture")
    end = data.rfind(b"%%EOF")
    if end < 0 or b"endobj" not in data:
        raise Refused(BROKEN, field="picture")
    if data[end + 5 :].strip(b"\0\r\n\t "):
        raise Refused(ATTACHED, field="picture")
    if _ANYWHERE.search(_plain(data)):
        raise Refused(ACTIVE, field="picture")
    for text in _texts(data):
        _check_names(_plain(text))


def _check_names(text: bytes) -> None:
    if _ENCRYPT.search(text):
        raise Refused(LOCKED, field="picture")
    if _OUTSIDE.search(text):
        raise Refused(ACTIVE, field="picture")


def _texts(data: bytes) -> Iterator[bytes]:
    """What stands outside streams, and what the object streams unpack to."""
    at, left = 0, _MOST_UNPACKED
    while found := _STREAM.search(data, at):
        yield data[at : found.start()]
        end = data.find(b"endstream", found.end())
        if end < 0:
            raise Refused(BROKEN, field="picture")
        about = _plain(data[max(data.rfind(b"obj", 0, found.start()), at) : found.start()])
        if _OBJECTS.search(about):
            text = _unpacked(about, data[found.end() : end], left)
            left -= len(text)
            yield text
        at = end + len(b"endstream")
    yield data[at:]


def _unpacked(about: bytes, packed: bytes, most: int) -> bytes:
    if b"/Filter" not in about:
        return packed
    if not _USUAL.search(about) or b"/DecodeParms" in about:
        raise Refused(BROKEN, field="picture")
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(packed, most)
    except zlib.error as wrong:
        raise Refused(BROKEN, field="picture") from wrong
    if unpacking.unconsumed_tail or not most:
        raise Refused(f"The PDF unpacks to more than can be looked through. {SCREENSHOT}", field="picture")
    return text


def _plain(text: bytes) -> bytes:
    """Names with their signs written out."""
    return _HASH.sub(lambda found: bytes([int(found[1], 16)]), text)
