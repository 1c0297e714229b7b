"""How senior leaders of the demo triage: the services the pages call, one step a function."""

from datetime import datetime

from foundation.dossiers.routing import holders
from foundation.evidence.selectors import exhibits_of
from foundation.people.models import Person
from reports.concerns import services as concerns
from reports.concerns.models import BreachRecord, SafeguardingRecord
from reports.concerns.rules import BREACH, LEADS, LIMBS
from reports.intake.models import Report
from reports.lowlevel import services as lowlevel
from reports.lowlevel.models import LowLevelConcern
from reports.mailbox import services as mailbox
from reports.mailbox.selectors import open_question
from reports.triage import rules
from reports.triage import services as triage
from reports.triage.asked import flags_of
from reports.triage.selectors import ground
from tmt_policy.reopening import reopen

QUESTION = "Thank you for telling us. Do you remember on which day you saw it, and who else was in the group?"
ANSWER = "It was on Tuesday evening.\nI think everybody from the staff room is in the group, about twenty people."
NOTE = "Spoke to the office: the group is not one of ours. Waiting with the rules until we know who is in it."
SETTLED = "Spoke to the person: the post is down, they have apologised to the colleague, and both are content to leave it there."
WHY = "The post and what the reporter saw agree, and no earlier advice to the person is on record."


def claim(report: Report, *, by: Person, at: datetime) -> Report:
    report = fresh(report)
    return triage.claim(report, conflict="", by=by, at=at, version=report.version)


def screen(report: Report, *, by: Person, at: datetime, harm: str, breach: str) -> Report:
    """The four questions about harm (all answered `harm`) and the one about data."""
    report = fresh(report)
    return concerns.screen(report, answers={**dict.fromkeys(LIMBS, harm), BREACH: breach}, by=by, at=at, version=report.version)


def assess_breach(record: BreachRecord, *, by: Person, at: datetime, outcome: str) -> BreachRecord:
    """What the data protection officer makes of a suspicion."""
    record = _leak(record)
    why = "What could be read and by whom has been gone through with the person who had shared it."
    return concerns.assess(record, outcome=outcome, reason=why, by=by, at=at, version=record.version)


def propose_low(report: Report, *, by: Person, at: datetime) -> Report:
    report = fresh(report)
    why = "It was one message about a timetable, sent once, and the parents knew of it."
    return triage.propose_low(report, rationale=why, by=by, at=at, version=report.version)


def low_level(report: Report, *, by: Person, at: datetime) -> Report:
    report = fresh(report)
    return triage.low_level(report, reason="It is small, and it is seen beside what comes later.", by=by, at=at, version=report.version)


def decide_small(report: Report, *, by: Person, at: datetime) -> LowLevelConcern:
    """The head has spoken to the person of the newest concern out of a report."""
    concern = LowLevelConcern.objects.select_related("dossier", "report__dossier").filter(report=report).latest("pk")
    said = {"move_name": "advise", "reason": "We have spoken about it, and about what is expected of everybody.", "spoken": "yes"}
    return lowlevel.decide(concern, **said, by=by, at=at, version=concern.version, reopen=reopen)


ASKED = {"policies": ["COC"], "protected": "no", "source": "seen"}  # what some rules ask
def weigh_risk(record: BreachRecord, *, by: Person, at: datetime, high: bool) -> BreachRecord:
    """Whether the risk to the people whose data it is is high."""
    why = "Where the families live could be read by everybody in the group." if high else "Only first names could be read, for an hour."
    return concerns.weigh_risk(_leak(record), high=high, reason=why, by=by, at=at)


def tell_the_ico(record: BreachRecord, *, by: Person, at: datetime) -> BreachRecord:
    return concerns.notify(_leak(record), reference="IC-204417-X", told_at=at, late="", by=by, at=at)


def tell_people(record: BreachRecord, *, by: Person, at: datetime) -> BreachRecord:
    what = "Which list got out, who may have read it, that it was taken down, and whom to call with questions."
    return concerns.tell_people(_leak(record), who="The families of one class", how="letter", what=what, told_at=at, by=by, at=at)


def register(record: BreachRecord, *, by: Person, at: datetime) -> BreachRecord:
    """What the register keeps of it."""
    return concerns.describe_breach(
        _leak(record),
        facts="A list with names was sent to a group with people in it from outside the trust.",
        effects="It could be read for an hour. Nobody has made use of it as far as is known.",
        actions="It was taken down, and lists are now shared by a link that only staff can open.",
        by=by,
        at=at,
    )


def close_breach(record: BreachRecord, *, by: Person, at: datetime) -> BreachRecord:
    return concerns.close_breach(_leak(record), by=by, at=at)


def _leak(record: BreachRecord) -> BreachRecord:
    return BreachRecord.objects.select_related("dossier__academy").get(pk=record.pk)


def assess(report: Report, *, by: Person, at: datetime, severity: int) -> Report:
    """Clauses as the reporter hinted, how serious it is, and the evidence or why there is none."""
    report = fresh(report)
    codes = [row.clause.code for row in report.clauses.select_related("clause")]
    report = triage.choose_clauses(report, codes=codes, by=by, at=at, version=report.version)
    report = triage.weigh(report, circumstances=(), by=by, at=at, version=report.version)
    if rules.questions.asked(flags_of(report)):
        report = triage.answer_rules(report, answers=ASKED, by=by, at=at, version=report.version)
    report = triage.rate(
        report, severity=severity, reason="Seen by few people and taken down in a day.", by=by, at=at, version=report.version
    )
    if not exhibits_of(report.dossier):
        report = triage.why_no_evidence(report, reason="It was gone before anybody could capture it.", by=by, at=at, version=report.version)
    return report


def consult(report: Report, *, by: Person, at: datetime) -> SafeguardingRecord:
    """The safeguarding lead decides that the LADO has to be asked."""
    record = SafeguardingRecord.objects.select_related("dossier__academy").get(report=report)
    why = "The messages were sent at night and were kept from the parents, so the threshold may be met."
    return concerns.review(record, outcome="consult", reason=why, by=by, at=at, version=record.version)


def advise(record: SafeguardingRecord, *, by: Person, at: datetime, restricted: str = "no") -> SafeguardingRecord:
    """The LADO is spoken to, and leaves it to the trust."""
    said = "No strategy meeting. The trust looks into it and tells them the outcome. Parents may be told by the headteacher."
    given = {"whom": "lado", "answer": "advice", "spoken_with": "The duty LADO", "advice": said, "removal": "yes"}
    return concerns.contact(record, spoken_at=at, restricted=restricted, **given, by=by, at=at, version=record.version)


def agree(record: SafeguardingRecord, *, by: Person, at: datetime) -> SafeguardingRecord:
    why = "The pupil and the phone say the same, and no message was ever sent."
    return concerns.agree_outcome(record, word="unfounded", reason=why, by=by, at=at, version=record.version)


def no_breach(report: Report, *, by: Person, at: datetime) -> Report:
    report = agreed_to_end(fresh(report), by=by, at=at)
    return triage.no_breach(report, rationale=f"{WHY} No rule was broken.", by=by, at=at, version=report.version)


def settle(report: Report, *, by: Person, at: datetime) -> Report:
    report = agreed_to_end(fresh(report), by=by, at=at)
    return triage.settle(report, rationale=SETTLED, by=by, at=at, version=report.version)


def refer(report: Report, *, by: Person, at: datetime, to: str = "complaint") -> Report:
    report, passed = fresh(report), {"passed_to": to, "passed_on": at.date(), "reference": "2026/117"}
    return triage.refer(report, **passed, rationale=f"{WHY} The parent has a complaint.", by=by, at=at, version=report.version)


def ask_lead(report: Report, *, by: Person, at: datetime) -> Report:
    report = fresh(report)
    return triage.ask_lead(report, reason="No rule was broken: they are brother and sister.", by=by, at=at, version=report.version)


def agreed_to_end(report: Report, *, by: Person, at: datetime) -> Report:
    """Where a rule about safeguarding is chosen its lead is asked, and agrees."""
    known = ground(report)
    if not known["safeguarding"] or known["lead_agrees"]:
        return report
    report = fresh(ask_lead(report, by=by, at=at))
    lead = next(one for role in LEADS for one in holders(report.dossier, role, at))
    return triage.concur(
        report, agreed=True, reason="I have spoken to both families. Nobody is at risk.", by=lead, at=at, version=report.version
    )


def propose_void(report: Report, *, by: Person, at: datetime) -> Report:
    report = fresh(report)
    return triage.propose_void(report, reason="Somebody tried the form out during training.", by=by, at=at, version=report.version)


def propose(report: Report, *, by: Person, at: datetime) -> Report:
    report = fresh(report)
    return triage.propose(report, rationale=f"{WHY} It needs to be looked into.", by=by, at=at, version=report.version)


def ask(report: Report, *, by: Person, at: datetime, words: str = QUESTION) -> Report:
    report = fresh(report)
    mailbox.ask(report, words=words, by=by, at=at, version=report.version)
    return fresh(report)


def answer(report: Report, *, by: Person, at: datetime, words: str = ANSWER) -> Report:
    """The reporter answers what they were asked, or adds something."""
    report = fresh(report)
    question = open_question(report)
    mailbox.write_back(report, words=words, question=question and question.uuid, by=by, at=at)
    return fresh(report)


def note(report: Report, *, by: Person, at: datetime, words: str = NOTE) -> None:
    mailbox.note(fresh(report), words=words, by=by, at=at)


def fresh(report: Report) -> Report:
    return Report.objects.select_related("dossier__academy").get(pk=report.pk)
