"""Which files are taken as evidence: what the name says, what the first bytes say, and that the two agree; nothing after the end."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from foundation.dossiers.rules import Refused

from . import letters
from .files import SCREENSHOT

HEAD = 16 * 1024  # bytes, in which every kind we take says what it is; some e-mails begin with a long list of posts they passed
PICTURE, WORDS, NOTHING = "picture", "words", ""


@dataclass(frozen=True)
class Kind:
    """A kind of file we take: its media type, its name in words, the endings it may have, what a page shows of it, its decoder."""

    media_type: str
    name: str
    extensions: tuple[str, ...]
    shows: str = NOTHING
    decoder: str = ""


PNG = Kind("image/png", "Picture (PNG)", (".png",), PICTURE, "PNG")
JPEG = Kind("image/jpeg", "Picture (JPEG)", (".jpg", ".jpeg"), PICTURE, "JPEG")
WEBP = Kind("image/webp", "Picture (WebP)", (".webp",), PICTURE, "WEBP")
PDF = Kind("application/pdf", "PDF", (".pdf",))
TEXT = Kind("text/plain", "Text", (".txt",), WORDS)
EMAIL = Kind("message/rfc822", "E-mail", (".eml",), WORDS)
VIDEO = Kind("video/mp4", "Video (MP4)", (".mp4",))
KINDS = {kind.media_type: kind for kind in (PNG, JPEG, WEBP, PDF, TEXT, EMAIL, VIDEO)}
# what a phone offers to choose from; an iPhone then turns its own kind of photo into a JPEG
ACCEPT = ",".join((*KINDS, ".eml", ".txt"))
TAKEN = (
    "You can upload a screenshot or photo (PNG, JPEG, WebP), a PDF, a saved e-mail (.eml), a text file such as an exported chat, or an MP4."
)

_NO_VIDEO = (
    "Only MP4 videos can be uploaded. Save it as MP4, or take a screenshot of the moment that matters and give the web address."
)
_OTHERS = {
    (".heic", ".heif", ".avif"): "This kind of photo cannot be read here. Open it, take a screenshot of it and upload that.",
    (".mov", ".m4v", ".webm", ".mkv", ".avi", ".3gp"): _NO_VIDEO,
    (".gif", ".apng"): "Moving pictures cannot be uploaded. " + SCREENSHOT,
    (".doc", ".docx", ".odt", ".rtf", ".pages"): "Save the document as a PDF and upload that.",
    (".htm", ".html", ".mht", ".mhtml", ".svg", ".xml"): "Saved web pages and drawings cannot be uploaded. " + SCREENSHOT,
    (".msg",): "This kind of saved e-mail cannot be read here. Save it as .eml or as a PDF, or take a screenshot of it.",
    (".zip", ".rar", ".7z", ".gz", ".tar"): "Archives cannot be uploaded. Upload what is in it, one file after another.",
}
NOT_TAKEN = f"This kind of file cannot be uploaded. {TAKEN} Or take a screenshot."
BROKEN = "The picture cannot be opened: it may be damaged or cut off. " + SCREENSHOT
ATTACHED = "The file has something else attached to it, perhaps what was cropped away. " + SCREENSHOT
MOVING = "The picture moves, so part of it would stay hidden. " + SCREENSHOT
TELLS_WHO = (
    "A file of this kind can say who made it, and that cannot be taken out of it safely. So that it does not give you away, "
    "take a screenshot of what you want to show and upload that."
)
_STRIPPED = (PNG, JPEG, WEBP, TEXT)  # pictures are made anew from their pixels; a text holds what can be read in it and no more
_BRANDS = frozenset((b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash", b"3gp4", b"3gp5"))


def kind_of(name: str, data: bytes) -> Kind:
    """The kind that both the name's ending and the first bytes say. What the browser claims is not asked. Raises Refused."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    for endings, sentence in _OTHERS.items():
        if ending in endings:
            raise Refused(sentence, field="picture")
    named = next((kind for kind in KINDS.values() if ending in kind.extensions), None)
    if named is None:
        raise Refused(NOT_TAKEN, field="picture")
    found = sniff(data[:HEAD])
    if found is not named and (named, found) != (TEXT, EMAIL):  # a text may well begin like an e-mail
        raise Refused(f"The file is not what its name ({ending}) says. {SCREENSHOT}", field="picture")
    return named


def sniff(data: bytes) -> Kind | None:
    """The kind the first bytes say, if we take it."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data.startswith(b"%PDF-"):
        return PDF
    if data[4:8] == b"ftyp":
        return VIDEO if data[8:12] in _BRANDS else None
    if letters.looks_like_words(data):
        return EMAIL if letters.begins_like_mail(data) else TEXT
    return None


def check_strippable(kind: Kind) -> None:
    """Refuse a kind out of which it cannot be taken who made it, for those who must not be given away (DESIGN 6)."""
    if kind not in _STRIPPED:
        raise Refused(TELLS_WHO, field="picture")


_CARGO = re.compile(rb"PK\x03\x04|PK\x05\x06|Rar!\x1a|7z\xbc\xaf|\x7fELF|%PDF-|<(?:script|html|svg|\?php|!doctype)", re.IGNORECASE)


def check_nothing_attached(kind: Kind, data: bytes) -> None:
    """Refuse bytes after the end of the picture: archives, pages, or the part that a careless cropping tool left behind.

    Phones append their own notes to JPEG files, so after a JPEG only what opens as something else is refused.
    """
    rest = data[_ENDS[kind](data) :].strip(b"\0\r\n ")
    if rest and (kind is not JPEG or _CARGO.search(rest)):
        raise Refused(ATTACHED, field="picture")


def _png_end(data: bytes) -> int:
    at = 8
    while at + 12 <= len(data):
        name = data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4])
        if name == b"IEND":
            return at
    return len(data)  # cut off: the decoder says so


def _webp_end(data: bytes) -> int:
    size = 8 + int.from_bytes(data[4:8], "little")
    return size + size % 2


_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def _jpeg_end(data: bytes) -> int:
    """After the first end-of-image marker: thumbnails inside segments are stepped over by their length."""
    at = 2
    while found := _NEXT_MARKER.search(data, at):
        marker, at = data[found.start() + 1], found.end()
        if marker == 0xD9:
            return at
        if marker != 0x01:
            at += int.from_bytes(data[at : at + 2])
    return len(data)


_ENDS = {PNG: _png_end, WEBP: _webp_end, JPEG: _jpeg_end}
