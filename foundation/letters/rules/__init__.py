"""What a letter may be: its size, its signs, and how its plain text is read as headings, points and paragraphs. No template is source."""

import re
from dataclasses import dataclass

from foundation.dossiers.rules import Refused

MOST_TEXT, MOST_LINES, MOST_PDF = 20_000, 800, 3 * 1024 * 1024
SECONDS = 15  # for one letter, start of its process included
ROOM = "letters"  # of the vault

HEADING, POINTS, PARAGRAPH = "heading", "points", "paragraph"
_HEADING, _POINT = re.compile(r"#+[ \t]+(?=\S)"), re.compile(r"[-•*][ \t]+(?=\S)")
_LONG, _STEP = 40, 16  # a word this long gets places where a line may break, this far apart or farther
_WORD, _BREAK = re.compile(rf"\S{{{_LONG},}}"), "\u200b"

EMPTY = "A letter cannot be empty."
TOO_LONG = f"A letter may have {MOST_TEXT:,} characters and {MOST_LINES} lines. This one is longer."
NOT_MADE = "The letter could not be made. Nothing was kept. Try again; if it fails again, tell the system administrator."
TOO_SLOW = "It took too long to make the letter, so it was given up. Nothing was kept. Try again in a minute."
FROZEN = "This letter has been made, so it cannot be changed any more. Write a new version of it."
NOT_YET = "This letter has not been made yet: there is only a draft of it."
SUPERSEDED = "There is a newer version of this letter already."
NOT_YOURS = "This step belongs to somebody else."
CHANGED = "This letter is no longer what was made, so it is not given out. The system administrator must look at it."
DISPOSED = "This letter has been disposed of and cannot be opened again."


@dataclass(frozen=True)
class Block:
    """A heading, some points, or a paragraph, line by line."""

    kind: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def typed(self) -> str:
        return "\n".join(self.lines)


def check_text(text: str) -> None:
    """Raises Refused for an empty text and for one no letter is that long."""
    if not blocks(text):
        raise Refused(EMPTY, field="text")
    if len(text) > MOST_TEXT or text.count("\n") >= MOST_LINES:
        raise Refused(TOO_LONG, field="text")


def blocks(text: str) -> list[Block]:
    """The text as it is printed: `# ` begins a heading, `- ` a point, an empty line ends a paragraph."""
    found: list[Block] = []
    open_kind = ""
    for line in (raw.strip() for raw in text.split("\n")):
        kind = HEADING if _HEADING.match(line) else POINTS if _POINT.match(line) else PARAGRAPH if line else ""
        words = (_HEADING if kind == HEADING else _POINT).sub("", line, count=1) if kind in (HEADING, POINTS) else line
        if kind and kind == open_kind != HEADING:
            found[-1] = Block(kind, (*found[-1].lines, words))
        elif kind:
            found.append(Block(kind, (words,)))
        open_kind = kind
    return found


def breakable(text: str) -> str:
    """The same with places, not to be seen, where a line may break inside a word as long as a web address."""
    return _WORD.sub(lambda word: _BREAK.join(_pieces(word.group())), text)


def _pieces(word: str) -> list[str]:
    """The word in parts of a fair length, each up to a sign after which an address may break."""
    found = [""]
    for part in re.findall(rf"[^/?&=._-]{{1,{_STEP}}}|[/?&=._-]+", word):
        if len(found[-1]) >= _STEP and part[0] not in "/?&=._-":
            found.append("")
        found[-1] += part
    return found


def unprintable(sign: str) -> str:
    """The sentence for a letter or picture sign that none of the fonts has."""
    return f"A letter cannot print “{sign}”. Write it in words, and make the letter again."
