"""What people type, made safe to keep: one line ending, one spelling of each letter, no hidden characters."""

import re
import unicodedata

HIDDEN = (
    "Your answer has hidden characters in it, which can come with text that was copied from somewhere else. "
    "Remove them, or type that part again."
)
# C0 and C1 controls but tab and newline; half a surrogate pair; the marks that turn the reading direction round
# and so can make a sentence or an address read as something else (Unicode technical report 36, 3.6).
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_UNSEEN = {"Zs", "Zl", "Zp", "Cf", "Cc"}
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")


def clean(text):
    """The text as it is kept: LF line ends, NFC, no outer white space.

    Raises ValueError with a sentence for the reader when there are control characters other than tab and newline,
    lone surrogates, or marks that reverse the reading direction. The text itself is never in the sentence.
    """
    text = _LINE_ENDS.sub("\n", text)
    if _REFUSED.search(text):
        raise ValueError(HIDDEN)
    return unicodedata.normalize("NFC", text).strip()


def is_blank(text):
    """True when nothing in the text can be seen: white space, zero-width and formatting characters, blank letters only."""
    return all(unicodedata.category(letter) in _UNSEEN or letter in _BLANK_LETTERS for letter in text)


def capital(text):
    """The first letter made a capital, the rest as it is ("URL of the post" stays)."""
    return text[:1].upper() + text[1:]
