"""PDFs with programs in them, pages that call themselves text, e-mails that carry something, videos that are more than videos."""

import re
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from foundation.dossiers.rules import Refused
from foundation.evidence import selectors, services, vault
from foundation.evidence.models import Exhibit
from foundation.trail.models import Event

from .files import CHAT, box, mail, mail_with, packed, pdf, video
from .pictures import HTML, SVG, picture, upload, zipped

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + b"$H+H*"  # put together here, so that no scanner minds
BOMB = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n" + zlib.compress(b" " * 70_000_000, 9) + b"\nendstream"
JAVASCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"

REFUSED = {
    "a PDF that runs a program when opened": ("a.pdf", pdf(b"<</OpenAction 5 0 R>>", JAVASCRIPT)),
    "a PDF that opens an address when opened": ("a.pdf", pdf(b"<</OpenAction<</S/URI/URI(https://x.example)>>>>")),
    "a PDF with a program": ("a.pdf", pdf(JAVASCRIPT)),
    "a PDF with a program spelt in numbers": ("a.pdf", pdf(b"<</S/J#61v#61Script/#4aS(app.alert(1))>>")),
    "a PDF with a program in a packed object": ("a.pdf", pdf(packed(b"7 0 " + JAVASCRIPT))),
    "a PDF whose packed object is spelt in numbers": ("a.pdf", pdf(packed(b"7 0 " + JAVASCRIPT, kind=b"/Type/Obj#53tm/N 1/First 4"))),
    "a PDF packed twice": ("a.pdf", pdf(packed(zlib.compress(JAVASCRIPT), filters=b"[/FlateDecode/FlateDecode]"))),
    "a PDF packed in a rare way": ("a.pdf", pdf(packed(JAVASCRIPT, filters=b"/LZWDecode"))),
    "a PDF that hides a program behind the word stream": ("a.pdf", pdf(b"(stream\n" + JAVASCRIPT + b"\nendstream)")),
    "a PDF that starts a program of the computer": ("a.pdf", pdf(b"<</S/Launch/F(cmd.exe)>>")),
    "a PDF with a file inside": ("a.pdf", pdf(b"<</Type/Filespec/EF<</F 6 0 R>>>>", b"<</Type/EmbeddedFile>>")),
    "a PDF that acts when a page is turned": ("a.pdf", pdf(b"<</AA<</O 6 0 R>>>>")),
    "a PDF with a form that sends": ("a.pdf", pdf(b"<</S/SubmitForm/F(https://x.example)>>")),
    "a PDF with a form of another format": ("a.pdf", pdf(b"<</AcroForm<</XFA 6 0 R>>>>")),
    "a PDF that plays something": ("a.pdf", pdf(b"<</Subtype/RichMedia>>")),
    "a PDF that opens another file": ("a.pdf", pdf(b"<</S/GoToR/F(\\\\\\\\server\\\\share)>>")),
    "a PDF locked with a password": ("a.pdf", pdf(trailer=b"/Encrypt 4 0 R")),
    "a PDF bomb": ("a.pdf", pdf(BOMB)),
    "a PDF cut off": ("a.pdf", pdf()[:-8]),
    "only the first bytes of a PDF": ("a.pdf", b"%PDF-1.7"),
    "a PDF of no version": ("a.pdf", pdf(first=b"%PDF-9.x\n")),
    "a PDF with an archive after it": ("a.pdf", pdf() + zipped()),
    "a PDF with a page after it": ("a.pdf", pdf() + HTML),
    "an archive with a PDF after it": ("a.pdf", zipped() + pdf()),
    "a PDF with a page before it": ("a.pdf", HTML + pdf()),
    "a PDF called picture": ("a.png", pdf()),
    "a picture called PDF": ("a.pdf", picture()),
    "a page called text": ("a.txt", HTML),
    "a page called text after a blank line": ("a.txt", b"\n  \n" + HTML),
    "a drawing called text": ("a.txt", SVG),
    "a page called text in UTF-16": ("a.txt", HTML.decode().encode("utf-16")),
    "a text with a control character": ("a.txt", b"see\x1b[2Jyou"),
    "a text with a zero": ("a.txt", b"see\0you"),
    "a text with a zero at its end": ("a.txt", CHAT * 1000 + b"\0"),
    "UTF-16 that does not say so": ("a.txt", "see you".encode("utf-16-le")),
    "UTF-16 cut in the middle of a letter": ("a.txt", "see you 😀".encode("utf-16")[:-1]),
    "an archive called text": ("a.txt", zipped()),
    "a PDF called text": ("a.txt", pdf()),
    "a program called text": ("a.txt", b"MZ\x90\0" + b"\0" * 60),
    "a text called e-mail": ("a.eml", CHAT),
    "a page called e-mail": ("a.eml", HTML),
    "an e-mail from nobody": ("a.eml", mail(start="X-Mailer: x")),
    "an e-mail with a program attached": ("a.eml", mail_with("run.exe", "application/octet-stream")),
    "an e-mail with a page attached": ("a.eml", mail_with("run.html", "text/html")),
    "an e-mail with a drawing attached": ("a.eml", mail_with("run.svg", "image/svg+xml")),
    "an e-mail with an archive attached": ("a.eml", mail_with("run.zip", "application/zip")),
    "an e-mail with a zero": ("a.eml", mail("see\0you")),
    "an e-mail of a thousand parts": ("a.eml", mail("Content-Type: text/plain\r\n\r\n" * 1000)),
    "a photo of a telephone called video": ("a.mp4", video(brand=b"heic")),
    "a video of a brand nobody knows": ("a.mp4", video(brand=b"evil")),
    "a video of another maker": ("a.mp4", video(brand=b"qt  ")),
    "only the first bytes of a video": ("a.mp4", b"\0\0\0\x18ftypmp42"),
    "a video cut off": ("a.mp4", video()[:-3]),
    "a video with an archive after it": ("a.mp4", video() + zipped()),
    "a video with a page after it": ("a.mp4", video() + HTML),
    "a video with a box nobody knows": ("a.mp4", video(box(b"evil", b"x" * 40))),
    "a video whose box is longer than the file": ("a.mp4", video() + b"\x7f\xff\xff\xffmdat"),
    "a video whose box has no length": ("a.mp4", video() + b"\0\0\0\x04mdat"),
    "a video without a film": ("a.mp4", box(b"ftyp", b"isom\0\0\2\0") + box(b"free", b"x" * 200)),
    "two videos in one": ("a.mp4", video() + video()),
    "a video called PDF": ("a.pdf", video()),
    "an archive with another name": ("a.mp4", zipped()),
    "an archive": ("a.zip", zipped()),
    "a document that can be changed": ("a.docx", zipped()),
    "a message of another program": ("a.msg", b"\xd0\xcf\x11\xe0" + b"\0" * 60),
    "a saved page": ("a.mhtml", mail()),
    "a video with two endings": ("a.mp4.exe", video()),
    "a text with a hidden ending": ("a.txt\x00.png", CHAT),
}


@pytest.mark.parametrize("name, data", REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_what_to_do_and_leaves_nothing(add, name, data):
    with pytest.raises(Refused) as refused:
        add(data, name)
    assert len(refused.value.sentence) > 20
    assert refused.value.field == "picture"
    assert not Exhibit.objects.exists()
    assert not vault.root().exists()


HARMLESS = {
    "a plain PDF": ("a.pdf", pdf()),
    "a PDF that opens at its first page": ("a.pdf", pdf(b"<</OpenAction[3 0 R/Fit]>>")),
    "a PDF with packed objects": ("a.pdf", pdf(packed(b"7 0 <</Type/Font>>"))),
    "a PDF with a link": ("a.pdf", pdf(b"<</S/URI/URI(https://x.example)>>")),
    "a PDF whose words speak of programs": ("a.pdf", pdf(packed(b"(about /JS and /Launch) Tj", kind=b""))),
    "a text": ("a.txt", CHAT),
    "a text with the mark of its letters": ("a.txt", b"\xef\xbb\xbf" + CHAT),
    "a text in UTF-16": ("a.txt", CHAT.decode().encode("utf-16")),
    "a text of Windows": ("a.txt", "Señor – “quoted”".encode("cp1252")),
    "a text that begins like an e-mail": ("a.txt", b"From: me\nTo: you\n\nHello"),
    "a text with a page further down": ("a.txt", b"He sent me this: " + HTML),
    "the harmless file that every scanner knows": ("a.txt", EICAR),
    "a text in capitals": ("A.TXT", CHAT),
    "an e-mail": ("a.eml", mail()),
    "an e-mail that is a page with a program": ("a.eml", mail(HTML.decode(), kind="text/html")),
    "an e-mail with a picture": ("a.eml", mail_with("shot.png", "image/png")),
    "an e-mail that passed many posts": ("a.eml", b"X-One: 1\r\nDelivered-To: a@b.example\r\n" + mail()),
    "an e-mail with a name of 2,000 signs": ("a.eml", mail(top="X-Name: " + "x" * 2000)),
    "an e-mail in letters nobody knows": ("a.eml", mail(kind="text/plain; charset=x-nothing")),
    "a video": ("a.mp4", video()),
    "a video with empty boxes": ("a.mp4", video(box(b"free", b"\0" * 40))),
    "a video whose last box runs to the end": ("a.mp4", video() + b"\0\0\0\0mdat" + b"x" * 40),
    "../../etc/passwd.pdf": ("../../etc/passwd.pdf", pdf()),
    "a name read from right to left": ("\u202egnp.exe.pdf", pdf()),
    "a name of 300 signs": ("x" * 300 + ".pdf", pdf()),
    "no name before the ending, and two of them": ("a.exe.pdf", pdf()),
}


@pytest.mark.parametrize("name, data", HARMLESS.values(), ids=HARMLESS)
def test_it_is_kept_as_it_is_and_handed_out_as_a_file_that_nothing_runs(add, hana, client_of, name, data):
    exhibit = add(data, name)
    answer = client_of(hana).get(reverse("evidence:download", args=[exhibit.uuid]))
    assert answer.content == data
    assert re.fullmatch(r'attachment; filename="E-1\.(pdf|txt|eml|mp4)"', answer["Content-Disposition"])
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == ("nosniff", "sandbox; default-src 'none'")
    assert answer["Content-Type"] not in ("text/html", "image/svg+xml", "application/xhtml+xml")


@pytest.mark.parametrize("name, data", HARMLESS.values(), ids=HARMLESS)
def test_its_page_shows_words_escaped_or_nothing(add, hana, client_of, name, data):
    exhibit, client = add(data, name), client_of(hana)
    page = client.get(reverse("evidence:show", args=[exhibit.uuid])).content.decode()
    words = client.get(reverse("evidence:words", args=[exhibit.uuid]))
    assert "<img" not in page.partition("<main")[2]
    assert words.status_code == (200 if exhibit.kind.shows else 422)
    assert "<script>" not in words.content.decode().partition("<main")[2]
    for name in ("blurred", "preview"):
        assert client.get(reverse(f"evidence:{name}", args=[exhibit.uuid])).status_code == 422


def test_reading_the_words_is_noted_and_no_link_can_be_followed(add, hana, client_of):
    exhibit = add(mail("Look: https://x.example/ <b>now</b>"), "a.eml")
    page = client_of(hana).get(reverse("evidence:words", args=[exhibit.uuid])).content.decode()
    assert "From: Teo" in page
    assert "&lt;b&gt;now&lt;/b&gt;" in page
    assert 'href="https://x.example' not in page
    assert Event.objects.filter(chain=exhibit.dossier.uuid).latest("seq").action == "evidence.viewed"


def test_letters_that_would_turn_the_order_around_stand_as_what_they_are(add):
    shown = selectors.words(add("see \u202eexe.gnp and \u2066this".encode(), "a.txt"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)


def test_a_long_text_is_cut_and_says_so(add):
    shown = selectors.words(add(b"a line of a chat\n" * 10_000, "a.txt"))
    assert len(shown) < 51_000
    assert "Download it to read the rest" in shown


@pytest.mark.parametrize("name, data", [("a.pdf", pdf()), ("a.eml", mail()), ("a.mp4", video())])
def test_from_somebody_who_must_not_be_given_away_what_cannot_be_cleaned_is_refused(add, name, data):
    with pytest.raises(Refused, match="can say who made it"):
        add(data, name, strip_metadata=True)
    assert not vault.root().exists()


def test_a_text_holds_nothing_but_what_can_be_read_in_it(add):
    assert selectors.content(add(CHAT, "a.txt", strip_metadata=True)) == CHAT


def test_each_kind_has_its_own_limit(add, settings):
    settings.EVIDENCE_MAX_BYTES, settings.EVIDENCE_MAX_VIDEO_BYTES = 1024 * 1024, 2 * 1024 * 1024
    long = box(b"free", b"\0" * (1024 * 1024))
    assert add(video(long), "a.mp4").size > settings.EVIDENCE_MAX_BYTES
    for name, data in (("a.pdf", pdf(b"(" + b"x" * 1024 * 1024 + b")")), ("a.txt", b"x" * 1024 * 1025), ("a.mp4", video(long, long))):
        with pytest.raises(Refused, match="MB or smaller"):
            add(data, name)


def test_what_the_browser_says_it_is_changes_nothing(add):
    lied = SimpleUploadedFile("a.pdf", pdf(), "text/html")
    assert add(b"", upload=lied).media_type == "application/pdf"


SOUND = [*HARMLESS.values(), *((name, data) for name, data in REFUSED.values() if len(data) < 5_000)]
CHANGES = st.lists(st.tuples(st.integers(0, 3_000), st.binary(max_size=6)), max_size=6)


@given(st.sampled_from(SOUND), CHANGES, st.integers(0, 5_000))
def test_whatever_bytes_arrive_the_answer_is_a_file_or_a_sentence(sound, changes, end):
    """No byte changed, cut or added makes an error that nobody expected, in taking it or in showing it."""
    name, data = sound
    mutable = bytearray(data)
    for place, other in changes:
        mutable[place : place + len(other)] = other
    try:
        taken = services.examine(upload(bytes(mutable[: max(end, 40)]), name))
        if taken.kind.shows == "words":
            selectors.rules.words(taken.kind, taken.data)
    except Refused:
        return
    assert taken.data
