"""What an investigator asks of the person in the demo's cases, one story for each thing that is asked."""

from cases.casefile.models import Case
from foundation.people.models import Person

from . import cooperating, working
from .clock import Days, Story


def stories(days: Days, case: Case, since: float, asks: str, manager: Person, investigator: Person) -> list[Story]:
    """`since`: days ago that the case was reported. `asks`: "draft", an account that nobody has approved yet, and a session that is
    arranged; "post", an account of somebody who cannot sign in; "refused", what HR has looked at or looks into, and what was taken back;
    "all", one of each kind, in as many states."""
    those = (days, case, manager, investigator)
    if asks == "draft":
        return [_draft(days, case, since, investigator), _session(*those)]
    if asks == "refused":
        return [_refused(*those, since), _taken_back(*those, since), _silent(*those, since)]
    if asks == "post":
        return [_posted(*those, since)]
    return [_words(*those, since), _talk(*those, since), _waiting_session(*those), _device(*those, since), _account(*those)]


def _draft(days: Days, case: Case, since: float, investigator: Person) -> Story:
    at = yield days.ago(since - 8, 11)
    working.ask_cooperation(case, by=investigator, at=at)


def _posted(days: Days, case: Case, manager: Person, investigator: Person, since: float) -> Story:
    """Its letter went by post."""
    at = yield days.ago(since - 8, 11, 30)
    row = working.ask_cooperation(case, by=investigator, at=at)
    at = yield days.ago(since - 8, 13)
    working.approved(row, by=manager, at=at)
    at = yield days.ago(since - 8, 14, 10)
    cooperating.lettered(row, by=investigator, at=at)
    at = yield days.ago(since - 8, 15)
    cooperating.posted(row, by=investigator, at=at)


def _words(days: Days, case: Case, manager: Person, investigator: Person, since: float) -> Story:
    """Something to keep, an account that came in part, copies that were declined."""
    for after, kind in enumerate(("PRESERVE", "WRITTEN_ACCOUNT", "SUBMIT_COPIES")):
        row = yield from _asked(days, case, manager, investigator, since - 8 - after, kind)
        if kind == "WRITTEN_ACCOUNT":
            at = yield days.ago(since - 8 - after, 16, 40)
            working.supplied(row, at=at, missing="The rest is on a phone that is being repaired.")
    at = yield days.ago(since - 12, 10)
    working.declined(row, at=at)


def _refused(days: Days, case: Case, manager: Person, investigator: Person, since: float) -> Story:
    """Two that were declined: HR accepts the one reason, and not the other."""
    for after, (kind, outcome) in enumerate((("WRITTEN_ACCOUNT", "accept_refusal"), ("SUBMIT_COPIES", "unreasonable"))):
        row = yield from _asked(days, case, manager, investigator, since - 8 - after, kind)
        at = yield days.ago(since - 10 - after, 10)
        working.declined(row, at=at)
        at = yield days.ago(since - 11 - after, 14)
        cooperating.reviewed(row, outcome=outcome, at=at)


def _taken_back(days: Days, case: Case, manager: Person, investigator: Person, since: float) -> Story:
    row = yield from _asked(days, case, manager, investigator, since - 8, "PRESERVE")
    at = yield days.ago(since - 9, 11)
    cooperating.withdrawn(row, by=investigator, at=at)


def _silent(days: Days, case: Case, manager: Person, investigator: Person, since: float) -> Story:
    """Nothing came in time, and HR looks why."""
    row = yield from _asked(days, case, manager, investigator, since - 8, "RETURN_TRUST_DEVICE")
    at = yield days.ago(since - 24, 10)
    cooperating.silent(row, by=investigator, at=at)


def _talk(days: Days, case: Case, manager: Person, investigator: Person, since: float) -> Story:
    """An interview that was held; the person has signed the minutes, and whoever asked has not yet."""
    row = yield from _asked(days, case, manager, investigator, since - 8, "ATTEND_INTERVIEW")
    at = yield days.ago(since - 8, 17)
    cooperating.arranged(row, by=investigator, at=at)
    at = yield days.ago(since - 9, 9)
    cooperating.brings(row, at=at)
    at = yield days.ago(1.6, 16)
    cooperating.minuted(row, at=at)
    at = yield days.ago(1, 9)
    cooperating.signed(row, at=at, missing="I also said that I was sorry.")


def _waiting_session(days: Days, case: Case, manager: Person, investigator: Person) -> Story:
    """A supervised session to which HR has agreed, and data protection not yet."""
    at = yield days.ago(2, 10)
    row = cooperating.session(case, by=investigator, at=at)
    at = yield days.ago(1.5, 11)
    cooperating.agreed(row, at=at, sides=("hr",))


def _session(days: Days, case: Case, manager: Person, investigator: Person) -> Story:
    """One that is arranged for the next days."""
    at = yield days.ago(5, 10)
    row = cooperating.session(case, by=investigator, at=at)
    at = yield days.ago(5, 12)
    cooperating.agreed(row, at=at)
    at = yield days.ago(4, 9)
    working.approved(row, by=manager, at=at)
    at = yield days.ago(4, 11)
    working.told_of_cooperation(row, by=investigator, at=at)
    at = yield days.ago(4, 14)
    row = working.acknowledged_cooperation(row, at=at)
    at = yield days.ago(3, 10)
    cooperating.arranged(row, by=investigator, at=at)


def _device(days: Days, case: Case, manager: Person, investigator: Person, since: float) -> Story:
    """A laptop of the trust, which has come back."""
    row = yield from _asked(days, case, manager, investigator, since - 8, "RETURN_TRUST_DEVICE")
    at = yield days.ago(since - 10, 10)
    cooperating.handed_over(row, by=investigator, at=at)


def _account(days: Days, case: Case, manager: Person, investigator: Person) -> Story:
    """An account of the trust, which is still to be handed over."""
    yield from _asked(days, case, manager, investigator, 2, "TRUST_ACCOUNT_TRANSFER")


def _asked(days: Days, case: Case, manager: Person, investigator: Person, ago: float, kind: str) -> Story:
    """Written, approved, told and acknowledged on one day."""
    at = yield days.ago(ago, 11, 30)
    row = working.ask_cooperation(case, by=investigator, at=at, kind=kind)
    at = yield days.ago(ago, 13)
    working.approved(row, by=manager, at=at)
    at = yield days.ago(ago, 14, 10)
    working.told_of_cooperation(row, by=investigator, at=at)
    at = yield days.ago(ago, 15, 30)
    return working.acknowledged_cooperation(row, at=at)
