"""Small pictures, honest and hostile, made on the fly."""

import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def upload(data, name="shot.png", content_type="image/png"):
    file = SimpleUploadedFile("x", data, content_type)
    file._name = name  # past Django's own tidying, as a hostile client would send it
    return file


def picture(kind="PNG", size=(48, 32), colour=(200, 30, 60), mode="RGB", **saving):
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind, **saving)
    return out.getvalue()


def moving(kind):
    out = BytesIO()
    first, second = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    first.save(out, kind, save_all=True, append_images=[second], duration=100)
    return out.getvalue()


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of(width, height, *extra):
    """A well-formed PNG that claims these dimensions and holds 200 bytes of pixels: enough for 8 by 8."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + chunk(b"IDAT", zlib.compress(b"\0" * 200)) + chunk(b"IEND", b"")


def webp_bomb():
    """An extended WebP header that claims 16,383 by 16,383 pixels over a picture of 48 by 32."""
    claimed = struct.pack("<I", 16382)[:3]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + claimed + claimed + picture("WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def zipped():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.exe", b"MZ" * 40)
    return out.getvalue()


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


def with_place():
    """The notes a telephone leaves in its photos."""
    notes = Image.Exif()
    notes[0x010F] = "Telephone of Teo"
    notes[0x0112] = 6  # lies on its side
    place = notes.get_ifd(0x8825)
    place[1], place[2] = "N", (52.0, 35.0, 7.0)
    return notes
