"""The check and the words of each kind of file that is no picture."""

from . import letters, pdf, video
from .kinds import EMAIL, PDF, TEXT, VIDEO, Kind

_CHECKS = {PDF: pdf.check, VIDEO: video.check, TEXT: letters.check_text, EMAIL: letters.check_mail}
_WORDS = {TEXT: letters.words_of, EMAIL: letters.mail_words_of}


def check_content(kind: Kind, data: bytes) -> None:
    """Refuse a file that is not wholly what it says it is. Pictures are decoded instead."""
    _CHECKS[kind](data)


def words(kind: Kind, data: bytes) -> str:
    """What a page may show of a text or an e-mail, for a template to escape."""
    return _WORDS[kind](data)
