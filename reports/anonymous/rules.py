"""What somebody holds who reports without signing in: a passphrase, made for them, of which only a keyed hash is kept (ADR 0019)."""

import secrets

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that reads like something else
LENGTH, _GROUP = 16, 4  # 78 bits: nobody guesses it, however fast
HELD_FOR = 2 * 3600  # seconds a browser holds it before it has to be typed again
OFF = "This trust takes no reports without signing in. You can sign in and ask for confidentiality, or call the trust office."
NOT_FOUND = "There is no report with this reference and this passphrase. Check both, letter by letter."
NOT_NOTED = "This is not the passphrase shown above. Write it down first, then type it from what you wrote."


def passphrase() -> str:
    """A new one, such as K7QM-2XPT-9RWD-HB4C."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))
    return "-".join(letters[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def plain(typed: str) -> str:
    """What was typed, whatever stands between the letters."""
    return "".join(letter for letter in typed.upper() if letter in _LETTERS)
