"""MP4 videos, walked box by box without being played: boxes of known kinds that fill the file exactly."""

from collections.abc import Iterator

from foundation.dossiers.rules import Refused

from .files import SCREENSHOT
from .kinds import ATTACHED

BROKEN = "The video cannot be read: it may be damaged or cut off. Save it again as MP4, or take a screenshot of the moment that matters."
_KNOWN = frozenset(
    b"ftyp moov mdat free skip wide moof mfra sidx ssix styp udta meta uuid pdin emsg prft".split(b" ")
)


def check(data: bytes) -> None:
    """Refuse a video that is cut off, or that is more than a video."""
    names = []
    for name, whole in _boxes(data):
        if not whole:
            raise Refused(BROKEN, field="picture")
        if name not in _KNOWN:
            raise Refused(ATTACHED if b"moov" in names else BROKEN, field="picture")
        names.append(name)
    if names.count(b"ftyp") != 1 or names.count(b"moov") != 1 or not {b"mdat", b"moof"} & set(names):
        raise Refused(f"This file holds no video. {SCREENSHOT}", field="picture")


def _boxes(data: bytes) -> Iterator[tuple[bytes, bool]]:
    """(name, whether it is whole) of every box at the top."""
    at = 0
    while at < len(data):
        size, name, head = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16]), 16
        elif size == 0:
            size = len(data) - at  # up to the end
        whole = head <= size <= len(data) - at
        yield name, whole
        if not whole:
            return
        at += size
