"""What an exhibit may be in, and the words and limits it is taken under (DOMAIN 4.2)."""

from datetime import timedelta

from foundation.dossiers.rules import Refused

WAITING, READY, REFUSED, SEALED, DESTROYED = "waiting", "ready", "refused", "sealed", "destroyed"
STATES = (WAITING, READY, REFUSED, SEALED, DESTROYED)
GONE = (REFUSED, DESTROYED)  # of these nothing is stored any more

COUNTS = (READY, SEALED)  # what a decision may rest on: not what nobody has checked yet, not what was destroyed
NOT_OPEN = {  # why a list gives no link to it
    WAITING: "Waiting to be checked for harmful software, so nobody can open it yet",
    REFUSED: "Found to be harmful, and destroyed",
    SEALED: "Sealed, because it may show a child. Nobody can open it",
    DESTROYED: "Destroyed, because the police said so",
}
_LONGEST_PAUSE = timedelta(hours=1)

# DOMAIN 4.2. Codes are stored, words are shown.
CHECKED = "checked"  # a picture of what was there when somebody looked whether it is gone: no evidence of what was reported
HOW_CAPTURED = {
    "own_feed": "In my own feed",
    "shown": "Somebody showed it to me",
    "sent_in": "Somebody sent it to me",
    "public_search": "Anybody could find it",
}
HOW_SEEN = {**HOW_CAPTURED, CHECKED: "Seen while checking whether it is gone"}
VISIBILITY = {
    "public": "Anybody",
    "friends": "Friends or followers",
    "closed_group": "A closed group",
    "private": "A private message",
    "unknown": "Not known",
}

MAX_EXHIBITS = 50  # of one dossier; more is a mistake or an attack

SCREENSHOT = "Take a screenshot of what you want to show and upload that."
STOP = (
    "A picture that may show a nude or sexual image of somebody under 18 must not be uploaded, copied or sent. "
    "Do not take a screenshot. Tell the designated safeguarding lead now, in person or by phone."
)


def scan_pause(tries: int) -> timedelta:
    """How long to wait after the `tries`-th question to the scanner (1 is the first): twice as long each time, an hour at most."""
    return min(_LONGEST_PAUSE, timedelta(minutes=2 ** min(tries - 1, 10)))


def check_answer(image_answer: str) -> None:
    """Refuse any file unless "could any part show a nude or sexual image of an under-18?" was answered with no (DOMAIN 4.2)."""
    if image_answer != "no":
        raise Refused(STOP)


def check_words(how_seen: str, visibility: str) -> None:
    """Refuse codes that are not on the lists above."""
    if how_seen not in HOW_SEEN:
        raise Refused("Choose how you saw it.", field="how_seen")
    if visibility not in VISIBILITY:
        raise Refused("Choose who could see it.", field="visibility")


def check_size(size: int, most: int) -> None:
    """`size` and `most` in bytes."""
    if size == 0:
        raise Refused("The file is empty. Choose it again.", field="picture")
    if size > most:
        raise Refused(f"The file must be {most // (1024 * 1024)} MB or smaller. {SCREENSHOT}", field="picture")


def check_pixels(width: int, height: int, most: int) -> None:
    """A small file can unpack to gigabytes; `most` is in pixels."""
    if width * height > most:
        raise Refused(f"The picture is too large: it may have {most // 1_000_000} million pixels at most. {SCREENSHOT}", field="picture")
