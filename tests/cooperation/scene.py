"""A case about tam that iona investigates, and what she asks of him: hana manages it, rhys is HR. `at` moves by minutes."""

from datetime import time, timedelta

from cases.cooperation import services
from cases.cooperation.models import CooperationRequest
from cases.cooperation.rules import Scope
from tests.cases.story import about_tam, investigated, opened, proposed, sent

WHAT = "What you posted on Saturday, and who could see it."
WHY = "The case looks into who wrote it, and you have not been heard yet."
LONG = "Because what was said fits together, and nothing speaks against it."
ACCOUNT, COPIES, KEEP = "WRITTEN_ACCOUNT", "SUBMIT_COPIES", "PRESERVE"


def case_about_tam(cast, at):
    return investigated(about_tam(cast, at), cast, at)


def case_about_sam(cast, at):
    """sam does not sign in."""
    return investigated(opened(proposed(sent(cast["teo"], cast["sam"], at=at), cast["sasha"], at=at), cast["hana"], at=at), cast, at)


def drafted(case, cast, at, kind=ACCOUNT, **changed):
    return services.draft(case, by=cast["iona"], at=at, **{"kind": kind, "what": WHAT, "why": WHY, **changed})


def issued(case, cast, at, kind=ACCOUNT):
    row = drafted(case, cast, at, kind)
    return services.approve(row, by=cast["hana"], at=at, version=row.version)


def told(case, cast, at, kind=ACCOUNT, how="in_person"):
    row = issued(case, cast, at, kind)
    return services.tell(row, how=how, why_not="On leave" if how == "could_not" else "", by=cast["iona"], at=at, version=row.version)


def declined(case, cast, at, kind=ACCOUNT):
    row = told(case, cast, at, kind)
    return services.decline(row, reason="My union advises me not to.", by=cast["tam"], at=at, version=row.version)


def decided(row, cast, at, outcome="unreasonable", **more):
    return services.review(row, outcome=outcome, reason=LONG, by=cast["rhys"], at=at, version=row.version, **more)


def told_of_it(row, cast, at, how="in_person"):
    return services.tell_review(row, how=how, by=cast["hana"], at=at, version=row.version)


def fresh(row):
    return CooperationRequest.objects.get(pk=row.pk)


TALK, ROOM = "ATTEND_INTERVIEW", "The small meeting room at the trust's office"
SAID = "Tam said that he posted it on Saturday, for friends."


def acknowledged(case, cast, at, kind=TALK):
    row = told(case, cast, at, kind)
    return services.acknowledge(row, by=cast["tam"], at=at, version=row.version)


def day_after(at, days=4):
    return (at + timedelta(days=days)).date()


def arranged(row, cast, at, **changed):
    """With four days' notice; iona asks, clem takes the notes."""
    those = {"day": day_after(at), "clock": time(14), "place": ROOM, "led_by": cast["iona"], "note_taker": cast["clem"]}
    return services.schedule(row, **{**those, "by": cast["iona"], "at": at, "version": row.version, **changed})


def talked(case, cast, at):
    """Arranged; the day is over."""
    row = arranged(acknowledged(case, cast, at), cast, at)
    return row, at + timedelta(days=4, hours=4)


def minuted(case, cast, at, words=SAID):
    row, then = talked(case, cast, at)
    return services.minute(row, words=words, by=cast["clem"], at=then, version=row.version), then


def signed(case, cast, at):
    row, then = minuted(case, cast, at)
    row = services.sign(row, by=cast["tam"], at=then, version=row.version)
    return services.countersign(row, by=cast["iona"], at=then, version=row.version), then
SESSION, DEVICE, ACCOUNT_OF_THE_TRUST = "SUPERVISED_SESSION", "RETURN_TRUST_DEVICE", "TRUST_ACCOUNT_TRANSFER"
GROUNDS = "Two colleagues say different things about who could see it, and only the account itself shows that."


def scope(at, **changed):
    """What a session looks at: one account, ten days, one group."""
    first = at.date() - timedelta(days=40)
    given = {
        "account": "tam.ellis on the picture platform", "first_day": first, "last_day": first + timedelta(days=10),
        "counterpart": "The group of the year 9 parents", "kinds": ("posts", "settings"), "necessity": GROUNDS, "tried": GROUNDS,
    }  # fmt: skip
    return Scope(**{**given, **changed})


def session_draft(case, cast, at, **changed):
    return drafted(case, cast, at, SESSION, **{"scope": scope(at), **changed})


def agreed(row, cast, at):
    row = services.agree(row, side="hr", by=cast["rhys"], at=at, version=row.version)
    return services.agree(row, side="dpo", by=cast["priya"], at=at, version=row.version)


def session_told(case, cast, at):
    row = agreed(session_draft(case, cast, at), cast, at)
    row = services.approve(row, by=cast["hana"], at=at, version=row.version)
    return services.tell(row, how="in_person", may_decline=True, by=cast["iona"], at=at, version=row.version)


def in_session(case, cast, at):
    """The day has come; iona leads, clem writes down."""
    row = session_told(case, cast, at)
    row = services.acknowledge(row, by=cast["tam"], at=at, version=row.version)
    return arranged(row, cast, at), at + timedelta(days=4, hours=4)


def given_back(case, cast, at, kind=DEVICE):
    row = drafted(case, cast, at, kind, trusts_own=True)
    row = services.approve(row, by=cast["hana"], at=at, version=row.version)
    return services.tell(row, how="in_person", by=cast["iona"], at=at, version=row.version)
