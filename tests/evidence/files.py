"""PDFs, videos, e-mails and texts, honest and hostile, made on the fly."""

import struct
import zlib


def pdf(*objects, trailer=b"", first=b"%PDF-1.7\n"):
    """A small PDF of one empty page and these objects."""
    page = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]
    out, places = first, []
    for number, body in enumerate([*page, *objects], 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    return out + head + table + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, len(out))


def packed(text, kind=b"/Type/ObjStm/N 1/First 4", filters=b"/FlateDecode"):
    """A stream of objects as PDF packs it."""
    data = zlib.compress(text)
    return b"<<%s/Filter%s/Length %d>>\nstream\n%s\nendstream" % (kind, filters, len(data), data)


def box(name, data=b""):
    return struct.pack(">I", 8 + len(data)) + name + data


def video(*more, brand=b"isom"):
    """The boxes of a video in which nothing moves."""
    return box(b"ftyp", brand + b"\0\0\2\0isommp42") + box(b"moov", box(b"mvhd", b"\0" * 100)) + box(b"mdat", b"\1" * 64) + b"".join(more)


def mail(body="See what he wrote.", *, top="", kind="text/plain; charset=utf-8", start="From: Teo <teo@northgate.example>"):
    lines = [start, "To: hana@northgate.example", "Subject: Have you seen this", "Date: Mon, 23 Nov 2026 20:15:00 +0000"]
    return "\r\n".join([*lines, *([top] if top else []), f"Content-Type: {kind}", "", body]).encode()


def mail_with(name, kind, data="eA=="):
    """A mail with a file attached."""
    about = f'Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="{name}"'
    part = f"--b\r\n{about}\r\n\r\n{data}"
    words = "--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n"
    return mail(f"{words}{part}\r\n--b--\r\n", kind='multipart/mixed; boundary="b"')


CHAT = "[23/11/2026, 20:15] Tam: see you at the party\n[23/11/2026, 20:16] Ann: 😀 ok\n".encode()
