"""How something written reaches somebody who cannot sign in: by post, by hand, with a code; and the day that counts (DESIGN 5)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from foundation.deadlines.rules.calendar import Calendar, local_day, moment
from foundation.dossiers.rules import about
from reports.anonymous.rules import LENGTH, passphrase, plain

ON_BEHALF = "on_behalf"  # a relation: somebody who writes down what a person says who cannot say it here
POST, HAND, CODE = "post", "hand", "code"
WAYS = {
    POST: ("By post", "It counts as served at the end of the second working day after posting, unless it is proved to have come earlier."),
    HAND: ("Handed over", "It counts from that moment."),
    CODE: ("With a code", "They open it here without signing in. It counts from the moment they do."),
}
WAY_NAMES = {way: name for way, (name, _) in WAYS.items()}
DAYS_BY_POST = 2
LEAST_PROOF = 10  # characters
CODE_LASTS, READ_FOR = timedelta(days=7), timedelta(days=3)  # until it is opened; and from then on: over a weekend
WRONG_TRIES, WINDOW = 60, 600  # by everybody together, in so many seconds: no address is kept to tell them apart
SHUT = "Too many codes were tried here that open nothing, so this page rests. Try again in ten minutes, or call the trust."
NOT_FOUND = "This code opens nothing. Check it letter by letter. A code lasts seven days, and three days after it was first used."

# what a letter says when somebody opens it: it stands, it was taken back, nobody may be told of it now
STANDS, TAKEN_BACK, NOT_NOW = "stands", "taken back", "not now"
NOTHING_MORE = "What this letter asked for was taken back. Nothing is asked of you any more, and you need not do anything."
USED_BEFORE = "This code was used before. Open this page again: it shows a new code."
NO_LETTER = "Write the letter and make it first: what is served is the letter as it stands."

ARRIVED, CAME_BACK = "arrived", "came_back"
FATES = {ARRIVED: "It is proved that it came earlier", CAME_BACK: "It came back, or did not reach them"}

Facts = Mapping[str, object]
new_code = passphrase


def is_code(typed: str) -> bool:
    """Whether this could be a code: as long as one, whatever stands between the letters."""
    return len(plain(typed)) == LENGTH


def served_at(way: str, sent_at: datetime, days: Calendar) -> datetime | None:
    """When it counts as served; None for a code, which counts from its opening. An academy's closures do not stop the post."""
    if way == POST:
        return moment(days.without_closures.add_working_days(local_day(sent_at), DAYS_BY_POST))
    return sent_at if way == HAND else None


def letter_stands(*, withdrawn: bool, kept_back: bool) -> str:
    return TAKEN_BACK if withdrawn else NOT_NOW if kept_back else STANDS


def may_come_back(how: str, reached_at: datetime | None) -> bool:
    """Whether something still has to become of what was served: it is in the post, or nobody has opened it with its code."""
    return how == POST or (how == CODE and reached_at is None)


def no_access(facts: Facts) -> str:
    return "They can sign in: tell them, and they read it on their own page." if facts.get("has_access") else ""


def letter_made(facts: Facts) -> str:
    return "" if facts.get("letter") else "Make the letter first: what is served is the letter as it stands."


@about("way")
def known_way(facts: Facts) -> str:
    if facts.get("way") not in WAYS:
        return "Say how it was served."
    return "" if facts.get("way") != CODE or facts.get("code") else "Open this page again, and note the code that it shows."


@about("day")
def in_order(facts: Facts) -> str:
    if facts.get("sent_at") is None or facts["sent_at"] > facts["at"]:
        return "Choose a moment that is not still to come."
    return "" if facts["letter_made_at"] is None or facts["sent_at"] >= facts["letter_made_at"] else "The letter was made after that."


@about("proof")
def proved(facts: Facts) -> str:
    if int(facts.get("proof_length") or 0) >= LEAST_PROOF:
        return ""
    return f"Write how it can be proved, in at least {LEAST_PROOF} characters."


def posted(facts: Facts) -> str:
    return "" if facts.get("served_way") in (POST, CODE) else "Nothing is on its way to them."


@about("fate")
def known_fate(facts: Facts) -> str:
    return "" if facts.get("fate") in FATES else "Say what became of it."


@about("day")
def earlier(facts: Facts) -> str:
    """After it was posted, and before the day on which it counts as served anyway."""
    if facts.get("fate") != ARRIVED:
        return ""
    if facts.get("served_way") != POST or facts.get("arrived_at") is None:
        return "Say when it came. Only what was posted can be proved to have come earlier."
    if facts["sent_at"] <= facts["arrived_at"] <= min(facts["at"], facts["served_at"]):
        return ""
    return "It came after it was posted, and before it counts as served anyway."


# what a thing that is asked in writing must have before it is served, and before it is written down what became of the letter
SERVE = (no_access, letter_made, known_way, in_order, proved)
FATE = (posted, known_fate, earlier, proved)
