"""Text files and saved e-mails: plain words or nothing, and the words as a page may show them."""

import email
import re
from email.message import EmailMessage
from email.policy import default

from foundation.dossiers.rules import Refused

from .files import SCREENSHOT

NOT_WORDS = "The file is not plain text. " + SCREENSHOT
NOT_MAIL = "The e-mail cannot be read. Save it again as .eml or as a PDF, or take a screenshot of it."
CARRIES = (
    "A file is attached to the e-mail that cannot be uploaded. Take a screenshot of the e-mail and upload that, and the file by itself."
)
LONGEST_SHOWN = 50_000  # characters
_MARKUP = re.compile(r"\s*<(?:!doctype|!--|\?xml|\?php|html|head|body|script|svg|iframe|meta|style|a |img |div|table)", re.IGNORECASE)
_HEADER = re.compile(
    rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*(?:From|Received|Return-Path|Date|Subject|To|MIME-Version):", re.IGNORECASE
)
_FALSE_ORDER = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\N{REPLACEMENT CHARACTER}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")  # all but tab, ends of lines and pages
_MOST_PARTS = 60
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)


def looks_like_words(head: bytes) -> bool:
    """Whether these first bytes are plain text: no control character, and not the beginning of a page."""
    text = _decoded(head, whole=False)
    return bool(text) and not _MARKUP.match(text.lstrip("\ufeff"))


def begins_like_mail(head: bytes) -> bool:
    """Whether it begins with the header lines of an e-mail."""
    return _HEADER.match(head) is not None


def check_text(data: bytes) -> None:
    """Refuse a file in which anything but words stands: UTF-8, UTF-16 that says so, or Windows' Western characters."""
    if _decoded(data, whole=True) is None:
        raise Refused(NOT_WORDS, field="picture")


def check_mail(data: bytes) -> None:
    """Refuse what is no e-mail, and one that carries a file that is neither a picture nor plain words."""
    if b"\0" in data or data.lower().count(b"content-type:") > _MOST_PARTS:
        raise Refused(NOT_MAIL, field="picture")
    mail = _parsed(data)
    if mail["From"] is None or not (mail["Date"] or mail["Subject"] or mail["To"]):
        raise Refused(NOT_MAIL, field="picture")
    for part in mail.walk():
        attached = part.get_content_disposition() == "attachment" or part.get_filename()
        of_words = part.get_content_maintype() in ("text", "image", "message", "multipart")
        if not of_words or (attached and part.get_content_type() in ("text/html", "image/svg+xml", "text/xml")):
            raise Refused(CARRIES, field="picture")


def words_of(data: bytes) -> str:
    """A text file's words as a page may show them; the caller escapes them."""
    return _shown(_decoded(data, whole=True) or "")


def mail_words_of(data: bytes) -> str:
    """Who wrote what to whom and when; of an e-mail that is only a web page inside, that it is."""
    mail = _parsed(data)
    top = "\n".join(f"{name}: {mail[name]}" for name in ("From", "To", "Date", "Subject") if mail[name])
    body = mail.get_body(("plain",))
    said = _said(body) if body is not None else "(This e-mail has no plain words. Download it to read it.)"
    return _shown(f"{top}\n\n{said}")


def _said(body: EmailMessage) -> str:
    """The words of a part, in whatever letters it claims; what is no letter there stands as a mark."""
    data = body.get_payload(decode=True) or b""
    try:
        return data.decode(body.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _parsed(data: bytes) -> EmailMessage:
    try:
        mail = email.message_from_bytes(data, policy=default)
        for name in ("From", "To", "Date", "Subject"):
            str(mail[name])  # headers are taken apart only when they are asked for
        for part in mail.walk():
            part.get_filename()
        return mail
    except _UNREADABLE as wrong:
        raise Refused(NOT_MAIL, field="picture") from wrong


def _decoded(data: bytes, *, whole: bool) -> str | None:
    """The text, None where a byte is no character or a character is not for reading. `whole`: False where it may be cut in the middle."""
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as wrong:
            if whole or wrong.start < len(data) - 4:
                continue
            text = data[: wrong.start].decode(encoding)
        return None if _CONTROL.search(text) else text
    return None


def _shown(text: str) -> str:
    """Cut to what a page can hold; signs that turn the order of letters around stand as what they are."""
    more = "\n\n(There is more. Download it to read the rest.)" if len(text) > LONGEST_SHOWN else ""
    return _CONTROL.sub(" ", text[:LONGEST_SHOWN].translate(_FALSE_ORDER)) + more
