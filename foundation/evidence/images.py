"""Pictures taken apart: decoded to prove they are pictures, and made anew from their pixels."""

import struct
import warnings
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from foundation.dossiers.rules import Refused

from . import rules

PREVIEW_WIDTH, PREVIEW_HEIGHT = 900, 4000  # a long screenshot stays readable
_BLURRED = 16  # points across: colours and nothing else
# Beyond its own limit the decoder only warns; here that is the end.
warnings.simplefilter("error", Image.DecompressionBombWarning)
_UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
    MemoryError,
    struct.error,
)
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def decode(kind: rules.Kind, data: bytes, *, most_pixels: int) -> Image.Image:
    """The picture, every pixel read and the right way up. Raises Refused for anything that is not one whole still picture."""
    try:
        _open(kind, data, most_pixels).verify()
        picture = _open(kind, data, most_pixels)
        if kind is not rules.JPEG and getattr(picture, "is_animated", False):
            raise Refused(rules.MOVING, field="picture")
        picture.load()
        ImageOps.exif_transpose(picture, in_place=True)
        return picture
    except _TOO_LARGE as wrong:
        raise Refused(f"The picture is too large. {rules.SCREENSHOT}", field="picture") from wrong
    except _UNREADABLE as wrong:
        raise Refused(rules.BROKEN, field="picture") from wrong


def from_pixels(kind: rules.Kind, picture: Image.Image) -> bytes:
    """The same kind of file made from nothing but the pixels: no place, time, device or text of the old one is left."""
    out = BytesIO()
    _bare(picture, alpha=kind is not rules.JPEG).save(out, kind.decoder, **({} if kind is rules.PNG else {"quality": 95}))
    return out.getvalue()


def blacked_out(picture: Image.Image, boxes: list[tuple[int, int, int, int]]) -> Image.Image:
    """A new picture in which these boxes (left, top, right, bottom) are black; nothing of what stood there is in it."""
    covered = _bare(picture, alpha=False)
    pen = ImageDraw.Draw(covered)
    for left, top, right, bottom in boxes:
        pen.rectangle((left, top, right - 1, bottom - 1), fill="black")
    return covered


def preview(picture: Image.Image) -> bytes:
    """A small JPEG for the page, made from the pixels. Uses the picture up: at its full size it stands in memory once."""
    if picture.mode not in ("RGB", "RGBA", "L"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")  # others would be thinned out, not averaged
    picture.thumbnail((PREVIEW_WIDTH, PREVIEW_HEIGHT))
    return _jpeg(_bare(picture, alpha=False))


def opened(preview_bytes: bytes) -> Image.Image:
    """A preview made here before; the caller closes it."""
    return Image.open(BytesIO(preview_bytes), formats=("JPEG",))


def blurred(preview_bytes: bytes) -> bytes:
    """What the page shows before somebody asks to see: a few coloured fields, from which nothing can be won back."""
    with opened(preview_bytes) as small:
        width, height = small.size
        points = small.resize((min(_BLURRED, width), min(max(1, _BLURRED * height // width), 64)), Image.Resampling.BOX)
    return _jpeg(
        points.resize((min(400, width), max(1, min(400, width) * height // width)), Image.Resampling.BICUBIC).filter(
            ImageFilter.GaussianBlur(8)
        )
    )


def _open(kind: rules.Kind, data: bytes, most_pixels: int) -> Image.Image:
    picture = Image.open(BytesIO(data), formats=(kind.decoder,) if kind is not rules.JPEG else ("JPEG", "MPO"))
    rules.check_pixels(*picture.size, most_pixels)
    return picture


def _bare(picture: Image.Image, *, alpha: bool) -> Image.Image:
    """The pixels in a new picture that never knew the old one's notes; see-through parts become white where there is no alpha."""
    see_through = picture.has_transparency_data
    if picture.mode not in ("RGB", "RGBA") or see_through:
        picture = picture.convert("RGBA" if see_through else "RGB")
    bare = Image.new("RGBA" if see_through and alpha else "RGB", picture.size, "white")
    bare.paste(picture, mask=picture if see_through and not alpha else None)
    return bare


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
