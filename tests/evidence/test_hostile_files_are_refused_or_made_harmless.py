"""Files that lie about what they are, hide something, or would unpack to more than the machine has."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from foundation.dossiers.rules import Refused
from foundation.evidence import rules, selectors, services, vault
from foundation.evidence.models import Exhibit
from tests.laws.house import ROOT

from .pictures import HTML, SVG, chunk, flipped, moving, picture, png_of, upload, webp_bomb, with_place, zipped

PNG, JPEG, WEBP = picture(), picture("JPEG"), picture("WEBP")

REFUSED = {
    "nothing": ("shot.png", b""),
    "one byte": ("shot.png", b"\x89"),
    "only the first bytes": ("shot.png", PNG[:8]),
    "cut off in the middle": ("shot.png", picture(size=(400, 400))[:-60]),
    "a JPEG cut off": ("shot.jpg", picture("JPEG", size=(400, 400))[:-400]),
    "a WebP cut off": ("shot.webp", picture("WEBP", size=(400, 400))[:-20]),
    "a changed byte": ("shot.png", flipped(PNG, len(PNG) - 20)),
    "a page called PNG": ("shot.png", HTML),
    "a drawing": ("shot.svg", SVG),
    "a drawing called PNG": ("shot.png", SVG),
    "a program": ("shot.exe", b"MZ" + b"\0" * 60),
    "a program called JPEG": ("shot.jpg", b"MZ" + b"\0" * 60),
    "a JPEG called PNG": ("shot.png", JPEG),
    "a PNG called WebP": ("shot.webp", PNG),
    "a PNG called page": ("shot.png.html", PNG),
    "a PNG with no ending": ("shot", PNG),
    "a PNG with a hidden ending": ("shot.png\x00.html", PNG),
    "a PNG with a blank ending": ("shot.png ", PNG),
    "no name": ("", PNG),
    "a GIF": ("shot.gif", picture("GIF")),
    "a bitmap": ("shot.bmp", picture("BMP")),
    "a TIFF called JPEG": ("shot.jpg", picture("TIFF")),
    "a photo of a telephone": ("shot.heic", b"\0\0\0\x18ftypheic"),
    "an archive after a PNG": ("shot.png", PNG + zipped()),
    "an archive after a JPEG": ("shot.jpg", JPEG + zipped()),
    "an archive after a WebP": ("shot.webp", WEBP + zipped()),
    "a page after a JPEG": ("shot.jpg", JPEG + HTML),
    "what was cropped away": ("shot.png", PNG + picture(size=(90, 90))),
    "a moving PNG": ("shot.png", moving("PNG")),
    "a moving WebP": ("shot.webp", moving("WEBP")),
    "a bomb of 2.5 billion pixels": ("shot.png", png_of(50_000, 50_000)),
    "a bomb of 90 million pixels": ("shot.png", png_of(9_500, 9_500)),
    "a bomb just over the limit": ("shot.png", png_of(8_000, 5_001)),
    "a bomb of one line": ("shot.png", png_of(2**31 - 1, 1)),
    "a WebP bomb": ("shot.webp", webp_bomb()),
    "a bomb in its notes": ("shot.png", png_of(8, 8, chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 80_000_000)))),
    "dimensions of nothing": ("shot.png", png_of(0, 0)),
    "too few pixels for its dimensions": ("shot.png", png_of(2_000, 2_000)),
}


@pytest.mark.parametrize("name, data", REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_what_to_do_and_leaves_nothing(add, name, data):
    with pytest.raises(Refused) as refused:
        add(data, name)
    assert len(refused.value.sentence) > 20
    assert not Exhibit.objects.exists()
    assert not vault.root().exists()


DOES = {"heic": "screenshot", "mov": "web address", "docx": "PDF", "svg": "screenshot", "zip": "what is in it"}


@pytest.mark.parametrize("ending, does", DOES.items())
def test_the_sentence_says_what_to_do_and_never_repeats_the_name(add, ending, does):
    with pytest.raises(Refused) as refused:
        add(b"x" * 50, f"Tam at the party.{ending}")
    assert does in refused.value.sentence
    assert "Tam" not in refused.value.sentence


def test_a_file_over_the_limit_is_refused(add, settings):
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    with pytest.raises(Refused, match="1 MB or smaller"):
        add(PNG + b"\0" * settings.EVIDENCE_MAX_BYTES)


class Unread:
    name = "shot.png"

    def read(self, *args):
        raise AssertionError("the file was read")


@pytest.mark.parametrize("answer", ["yes", "unsure", "", None, "No"])
def test_without_a_no_to_the_image_question_the_file_is_not_even_read(add, answer):
    with pytest.raises(Refused, match="must not be uploaded"):
        add(b"", upload=Unread(), image_answer=answer)


NAMES = ["../../etc/passwd.png", "..\\..\\boot.png", "a\x07b\n.png", "\u202egnp.exe.png", "x" * 300 + ".PNG", "'; drop table.png"]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_reaches_the_disk_or_a_row(add, name):
    exhibit = add(PNG, name)
    kept = [path.name for path in vault.root().rglob("*")] + [str(value) for value in vars(exhibit).values()]
    assert [text for text in kept if name[:6] in text] == []
    assert exhibit.file_name == "E-1.png"


HARMLESS = {
    "a page in its notes": ("shot.jpg", picture("JPEG", comment=HTML)),
    "a script in its notes": ("shot.png", png_of(8, 8, chunk(b"tEXt", b"Comment\0" + HTML))),
    "notes of the telephone after a JPEG": ("shot.jpeg", JPEG + b"SEFT" + b"\x01" * 40),
    "zeros after a PNG": ("shot.png", PNG + b"\0" * 20),
    "a palette": ("shot.png", picture(mode="P", colour=3)),
    "grey with 16 bits": ("shot.png", picture(mode="I;16", colour=3)),
    "printer's colours": ("shot.jpg", picture("JPEG", mode="CMYK", colour=(1, 2, 3, 4))),
    "see-through": ("shot.webp", picture("WEBP", mode="RGBA", colour=(1, 2, 3, 4))),
    "one pixel": ("shot.png", picture(size=(1, 1))),
    "a long thin screenshot": ("shot.png", picture(size=(4, 20_000))),
}


@pytest.mark.parametrize("name, data", HARMLESS.values(), ids=HARMLESS)
def test_it_is_taken_and_what_is_shown_is_made_from_its_pixels_alone(add, name, data):
    exhibit = add(data, name)
    assert selectors.content(exhibit) == data
    for shown in (selectors.preview(exhibit), selectors.blurred(exhibit)):
        assert rules.sniff(shown) is rules.JPEG
        assert b"script" not in shown
        assert b"SEFT" not in shown


@pytest.mark.parametrize("kind, name", [("JPEG", "shot.jpg"), ("PNG", "shot.png"), ("WEBP", "shot.webp")])
def test_place_and_device_are_gone_before_a_confidential_reporters_picture_is_stored(add, kind, name):
    data = picture(kind, exif=with_place())
    stored = selectors.content(add(data, name, strip_metadata=True))
    assert b"Telephone" in data
    assert b"Telephone" not in stored
    with Image.open(BytesIO(stored)) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.size == (32, 48)  # the right way up without the note that said so
        assert rules.sniff(stored).decoder == kind


def test_stripping_also_drops_words_and_resolutions(add):
    data = png_of(8, 8, chunk(b"tEXt", b"Author\0Teo"), chunk(b"pHYs", struct.pack(">IIB", 3779, 3779, 1)))
    stored = selectors.content(add(data, strip_metadata=True))
    assert [name for name in (b"tEXt", b"pHYs", b"iCCP", b"eXIf") if name in stored] == []


def test_the_preview_knows_no_place_even_when_the_original_does(add):
    assert b"Telephone" not in selectors.preview(add(picture("JPEG", exif=with_place()), "shot.jpg"))


def test_the_blurred_picture_cannot_be_read_back(add):
    """A fine pattern of black and white becomes one grey."""
    pattern = Image.new("L", (256, 256))
    pattern.putdata([255 * ((x // 4 + y // 4) % 2) for y in range(256) for x in range(256)])
    out = BytesIO()
    pattern.save(out, "PNG")
    with Image.open(BytesIO(selectors.blurred(add(out.getvalue())))) as blurred:
        darkest, lightest = blurred.convert("L").getextrema()
    assert lightest - darkest < 30


def test_no_more_than_the_limit_a_dossier(add, monkeypatch):
    monkeypatch.setattr(rules, "MAX_EXHIBITS", 2)
    assert [add(PNG).number, add(PNG).number] == [1, 2]
    with pytest.raises(Refused, match="already 2"):
        add(PNG)
    assert len(list(vault.root().glob("??/*"))) == 4


SOUND = [(name, data) for name, data in HARMLESS.values() if len(data) < 5_000]
CHANGES = st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=4)), max_size=6)


@given(st.sampled_from(SOUND), CHANGES, st.integers(0, 5_000), st.booleans())
def test_whatever_bytes_arrive_the_answer_is_a_picture_or_a_sentence(sound, changes, end, strip):
    """No byte changed, cut or added makes an error that nobody expected."""
    name, data = sound
    mutable = bytearray(data)
    for place, other in changes:
        mutable[place : place + len(other)] = other
    try:
        taken = services.examine(upload(bytes(mutable[: max(end, 40)]), name), strip_metadata=strip)
    except Refused:
        return
    assert rules.sniff(taken.preview) is rules.JPEG


def test_see_through_parts_are_kept_when_stripped_and_white_in_the_preview(add):
    exhibit = add(picture(mode="RGBA", colour=(0, 0, 0, 0)), strip_metadata=True)
    with Image.open(BytesIO(selectors.content(exhibit))) as kept, Image.open(BytesIO(selectors.preview(exhibit))) as shown:
        assert (kept.mode, kept.getpixel((5, 5))[3]) == ("RGBA", 0)
        assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_the_largest_picture_allowed_does_not_fill_the_memory():
    """A page worker has about 500 MB: the pixels of 40 million stand in it once, twice when they are written anew."""
    out = BytesIO()
    Image.new("RGB", (8_000, 5_000)).save(out, "PNG", compress_level=1)
    code = (
        "import io, sys, resource; from foundation.evidence import images, rules; "
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; "
        "picture = images.decode(rules.PNG, sys.stdin.buffer.read(), most_pixels=40_000_000); images.preview(picture); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    setup = "import django; django.setup(); "
    run = subprocess.run([sys.executable, "-c", setup + code], input=out.getvalue(), capture_output=True, check=True, cwd=ROOT)
    in_kb = int(run.stdout) // (1024 if sys.platform == "darwin" else 1)
    assert in_kb < 300_000
