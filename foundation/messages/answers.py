"""What a mail server means when it does not take a mail: the address, this mail, or that it takes no more from us for now (ADR 0051)."""

import re
import smtplib

FOR_GOOD, LATER, SLOW_DOWN = "for_good", "later", "slow_down"

_STATUS = re.compile(r"\s*([45]\.\d{1,3}\.\d{1,3})\b")  # RFC 3463; stands first in the text
_OF_THE_ADDRESS = ("4.1.", "4.2.")  # a full mailbox, a recipient who gets too much: others take theirs
_NO_MORE = ("4.3.2", "4.5.3", "4.7.")
_NO_MORE_TODAY = ("5.4.5", "5.1.90")  # Gmail's and Microsoft 365's limit of a day, though they say it as if for good
_TOO_MANY = re.compile(r"too (many|much|fast|quick)|\brate\b|limit|throttl|exceed|quota", re.IGNORECASE)
_GREY = re.compile(r"gr[ae]y.?list", re.IGNORECASE)  # the second try is taken


def meaning(trouble: BaseException | None) -> str:
    """FOR_GOOD: nobody is reached there. SLOW_DOWN: it is about how much we send. LATER: anything else, also a line that broke."""
    said = _said(trouble)
    if said and all(_is_no_more(code, text) for code, text in said):
        return SLOW_DOWN
    if isinstance(trouble, smtplib.SMTPRecipientsRefused) and all(500 <= code < 600 for code, _ in said):
        return FOR_GOOD
    return LATER


def _said(trouble: BaseException | None) -> list[tuple[int, str]]:
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return [(code, _text(text)) for code, text in trouble.recipients.values()]
    if isinstance(trouble, smtplib.SMTPResponseException):
        return [(trouble.smtp_code, _text(trouble.smtp_error))]
    return []


def _is_no_more(code: int, text: str) -> bool:
    found = _STATUS.match(text)
    status = found[1] if found else ""
    if status in _NO_MORE_TODAY:
        return True
    if not 400 <= code < 500 or status.startswith(_OF_THE_ADDRESS) or _GREY.search(text):
        return False
    if code == 421 or _TOO_MANY.search(text):
        return True
    return status.startswith(_NO_MORE) and status != "4.7.1"  # which greylists say without the word


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
