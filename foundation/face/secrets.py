"""Whether somebody has typed a credential (DOMAIN 5.4 rule 1): none is ever kept."""

import re

_SECRET_WORD = re.compile(
    r"\b(?:pass\s?(?:word|code|phrase|wd)|pwd|pin(?:\s(?:code|number))?|log\s?-?in\s(?:details\s)?(?:is|are|was)|login)s?\b", re.IGNORECASE
)
_HARMLESS = re.compile(r"\d{1,2}([:.]\d\d)?[ap]m|\d+(st|nd|rd|th|s)|.*(/|www\.).*|[@#].*|[\w.+-]+@[\w.-]+", re.IGNORECASE)
_SYMBOL_INSIDE = re.compile(r"\w[!@#$%^&*+=?~_|]+\w")
_REACH, _TOKENS = 60, 6


def looks_like_password(text: str) -> bool:
    """Whether `text` seems to hold a credential (DOMAIN 5.4 rule 1): a word such as "password" and close behind it something
    shaped like one. That is: six or more characters without a space that mix letters with digits or hold a symbol inside (four
    or more right behind the word), or four to eight digits behind "PIN" or "passcode".
    """
    for found in _SECRET_WORD.finditer(text):
        word = found.group().lower()
        behind = re.findall(r"""[^\s,;:="“”'‘’()]+""", text[found.end() : found.end() + _REACH])[:_TOKENS]
        least = 4
        for token in (raw.strip(".!?") for raw in behind):
            if _token_like(token, least, digits=word.startswith("pin") or "code" in word):
                return True
            least = least if token.lower() in ("is", "was") else 6
    return False


def _token_like(token: str, least: int, *, digits: bool) -> bool:
    if token.isdigit():
        return digits and 4 <= len(token) <= 8
    if len(token) < least or _HARMLESS.fullmatch(token):
        return False
    mixed = any(letter.isdigit() for letter in token) and any(letter.isalpha() for letter in token)
    return mixed or bool(_SYMBOL_INSIDE.search(token))
