"""A report's page as its template draws it: whose turn it is, what came in, what has been judged, what happened. Every text ready made."""

from dataclasses import dataclass

from foundation.deadlines.selectors import Countdown, countdown
from foundation.dossiers.rules import REPORTER, ROUTED, SUBJECT, TRIAGER, is_known, offered
from foundation.face import when
from foundation.face.rows import MoveLink, Stage, SummaryRow, TaskItem
from foundation.people.rules import HR, NIGHT, ROLE_NAMES, symbols_with
from foundation.people.selectors import contact
from policy.rules import SEVERITIES, prompts
from reports.concerns import rules as concerns
from reports.concerns.rules.knowing import KEEPERS
from reports.intake import rules as intake
from reports.mailbox.rules import goes_on

from . import leaks, letters, record, rules
from .reading import Found
from .rows import title

OPEN_A_CASE, ASK_TO_REMOVE = "/cases/open/{reference}/", "/removals/on/{reference}/"  # these pages stand in an upper room

SEEN_THROUGH = "What was asked to be removed has not come to its end"


@dataclass(frozen=True)
class Due:
    label: str
    countdown: Countdown


def page(found: Found) -> dict:
    """The context of a report's page."""
    report, facts = found.report, found.facts
    whose = rules.turn(report.state, facts)
    own = is_own(found, whose)
    return {
        "title": f"Report {report.reference}",
        "back": "/triage/",
        "lead": title(next((row.c for row in found.parties(SUBJECT)), ""), report.platform),
        "state": rules.STATE_WORDS[report.state],
        "state_tag": rules.STATE_TAGS.get(report.state, "govuk-tag--green"),
        "severity": "" if report.state in (intake.NO_BREACH, intake.VOID) else SEVERITIES.get(report.severity, ""),
        "severity_tag": rules.SEVERITY_TAGS.get(report.severity, ""),
        "stages": stages(found),
        "turn": _turn(found, whose, own),
        "holder": "" if whose == rules.DONE else "you" if own else holder(found, whose),
        "since": when.since(report.state_since, found.at),
        "dues": dues(found),
        "warning": warning(found),
        "lado": lado(found),
        "night": contact(NIGHT, found.report.academy) if warning(found) else None,
        "withdrew": withdrew(found),
        "restricted": restricted(found),
        "who_knows": _href(found, "who-knows") if restricted(found) and found.standing & KEEPERS else "",
        "steps": steps(found),
        "moves": moves(found),
        **letters.sections(found),
        "strands": strands(found),
        "still_asked": still_asked(found) and report.state in intake.OPEN,
        "prompts": prompts(found.flags) if report.state in intake.OPEN else [],
        "glance": record.at_a_glance(found),
        "came_in": record.came_in(found),
        "judged": record.judged(found),
        "rules": record.rule_rows(found),
        "pictures": record.pictures(found),
        "people": record.people(found),
        "events": record.timeline(found),
    }


def _turn(found: Found, whose: rules.Turn, own: bool) -> str:
    if whose == rules.DONE:
        return SEEN_THROUGH if still_asked(found) else ""
    return whose.own if own else whose.move


def is_own(found: Found, whose: rules.Turn) -> bool:
    """Whether it is the reader's own turn."""
    if whose == rules.CONFIRM:
        return bool(found.standing & rules.LEADERS) and TRIAGER not in found.standing
    own = {TRIAGER: {TRIAGER}, "safeguarding": concerns.LEADS, "HR": {HR}, "leaders": rules.LEADERS, "approvers": rules.APPROVERS}
    return bool(found.standing & own.get(whose.holder, frozenset()))


def holder(found: Found, whose: rules.Turn) -> str:
    """Who has it, by name where it is one person, else by role."""
    if whose.holder == TRIAGER:
        return ", ".join(row.a for row in found.parties(TRIAGER)) or "nobody yet"
    if whose.holder in _BY_ROLE:
        return _BY_ROLE[whose.holder]
    able = rules.APPROVERS if whose.holder == "approvers" else rules.LEADERS
    roles = [ROLE_NAMES[row.a].lower() for row in found.of("desk") if row.a in able]
    return " or ".join(f"the {role}" for role in dict.fromkeys(roles)) or ", ".join(row.a for row in found.parties(ROUTED)) or "nobody yet"


_BY_ROLE = {"safeguarding": "the safeguarding lead", "HR": "HR", REPORTER: "the reporter"}


def stages(found: Found) -> list[Stage]:
    """Where it stands: waiting, triage, decided."""
    report = found.report
    at = 0 if report.state == intake.SUBMITTED else 1 if report.state in intake.OPEN and not report.proposed_at else 2
    labels = ("Received", "Triage", "Case proposed" if report.proposed_at and report.state in intake.OPEN else "Decision")
    done = report.state in intake.DECIDED
    return [Stage(label, "done" if place < at or done else "now" if place == at else "next") for place, label in enumerate(labels)]


def dues(found: Found) -> list[Due]:
    """The running clocks of the report, what is due first on top; what is asked on it has its own page."""
    asked = {row.uuid for row in found.of("strand")}
    rows = sorted((row for row in found.of("clock") if row.uuid not in asked), key=lambda row: row.moment)
    return [Due(rules.CLOCK_WORDS.get(row.a, "Due"), countdown(row.moment, found.at, days=found.days)) for row in rows]


def warning(found: Found) -> str:
    """Possible harm to a child comes before everything else (KCSIE Part 4)."""
    if found.report.harm != intake.POSSIBLE or found.report.state not in intake.OPEN:
        return ""
    flag = found.beside("safeguarding")
    return f"{intake.SAFEGUARDING_FIRST} {concerns.SAFEGUARDING_WORDS[flag.state]}." if flag else intake.SAFEGUARDING_FIRST


def withdrew(found: Found) -> str:
    """That the reporter took it back, and what that means here (DOMAIN 9.1)."""
    report, facts = found.report, found.facts
    if report.withdrew_at is None or report.state not in intake.OPEN:
        return ""
    said = f"The reporter took this report back on {when.day(report.withdrew_at)}."
    if goes_on(harm=report.harm, safeguarding=facts["safeguarding"] or report.child == intake.YES, severity=report.severity):
        return f"{said} It goes on all the same: a child may be concerned, or it is serious."
    return f"{said} That ends nothing by itself. Ask yourself why they did, and then decide as you would have."


def restricted(found: Found) -> str:
    """What nobody may make public (Education Act 2002 section 141F)."""
    flag = found.beside("safeguarding")
    return concerns.RESTRICTED if flag and flag.restricted in (intake.YES, intake.UNSURE) else ""


def lado(found: Found) -> str:
    academy = found.report.academy
    return academy.lado_contact if academy and warning(found) else ""


def _href(found: Found, page_name: str) -> str:
    return f"/triage/{found.report.reference}/{page_name}/"


def steps(found: Found) -> list[TaskItem]:
    """What has to be answered before a decision; links only for the triager, and only while nothing is proposed."""
    if found.report.state != intake.IN_TRIAGE or (found.report.proposed_at and TRIAGER not in found.standing):
        return []
    open_, facts = set(rules.open_steps(found.facts)), found.facts
    mine = TRIAGER in found.standing
    said = {"harm": "Stopped", "rules": f"{facts['clauses']} chosen" if facts["clauses"] else "None fits"}
    items = []
    for name, label, page_name, hint in _STEPS if facts["asked"] else (one for one in _STEPS if one[0] != "questions"):
        possible = name == "harm" and facts["harm"] == intake.POSSIBLE
        status, css = ("Open", "govuk-tag--blue") if name in open_ else (said["rules"] if name == "rules" else "Done", "")
        if possible:
            status, css = said["harm"], "govuk-tag--red"
        early = rules.ground_of(page_name, facts)
        if early:
            status, css = "Cannot start yet", "govuk-tag--grey"
        linked = mine and not early and (not facts["proposed"] or name in ("harm", "breach"))
        items.append(TaskItem(label, _href(found, page_name) if linked else "", status, css, hint if name in open_ else ""))
    return items


_STEPS = (
    ("harm", "Might a child have been harmed?", "harm", "Four questions. Yes or not sure brings in the safeguarding lead at once."),
    ("breach", "Might personal data have got out?", "data-breach", "One question."),
    ("evidence", "Capture the evidence", "evidence", "A screenshot, or why there can be none. Before anything is removed."),
    ("rules", "Which rules is it about?", "rules", "A case needs at least one that is required or expected. “No breach” needs none."),
    ("questions", "What the rules ask", "questions", "Some of those you chose need an answer of their own."),
    ("severity", "How serious is it?", "circumstances", "A suggestion with its reasons; you choose."),
)


def moves(found: Found) -> list[MoveLink]:
    """The moves this reader may make now, each on its own page."""
    report, able, facts = found.report, rules.moves_offered(found.report.state, found.standing), found.facts
    links = []
    if "start" in able:
        links.append(MoveLink("Take this report on", _href(found, "take-on"), "You say first whether you have a conflict of interest."))
    if "propose" in able and not facts["proposed"] and not rules.ground_of("propose", facts):
        links.append(MoveLink("Propose a case", _href(found, "propose"), "Then whoever may open a case decides."))
    if "no_breach" in able and not facts["proposed"] and not still_asked(found):
        links.append(MoveLink("End it without a case", _href(found, "end"), "Each way has its page.", "secondary"))
    links += agreements(found)
    hr_here = any(row.a == HR for row in found.of("desk"))
    if rules.turn(report.state, facts) == rules.AGREE and rules.agrees_for_hr(found.standing, hr_here=hr_here):
        links.append(MoveLink("Agree to a case", _href(found, "agree"), "It is critical, so HR agrees as well."))
    if "link" in able and rules.turn(report.state, facts) == rules.OPEN:
        links.append(MoveLink("Open a case", OPEN_A_CASE.format(reference=report.reference)))
    if facts["proposed"] and "send_back" in able and TRIAGER not in found.standing:
        links.append(MoveLink("Send the proposal back", _href(found, "send-back"), "If something is missing.", "secondary"))
    if facts["flagged"] and found.standing & concerns.LEADS:
        links.append(MoveLink("Say whether a child is at risk", _href(found, "safeguarding")))
    links += beside(found)
    if "merge" in able and not facts["proposed"] and (alike := len(found.of("alike"))):
        said = f"{when.count(alike, 'report')} may be about the same thing."
        links.append(MoveLink("Is it the same as others?", _href(found, "same"), said, "secondary"))
    if may_ask_to_remove(found):
        said = "Without a case, or before one. They are told by a person first."
        links.append(MoveLink("Ask for something to be removed", ASK_TO_REMOVE.format(reference=report.reference), said, "secondary"))
    if "name_target" in able:
        said = "Somebody is asked to look after them, and reads nothing of this."
        links.append(MoveLink("Name who is targeted", _href(found, "targets"), said, "secondary"))
    if "reopen" in able:
        links.append(MoveLink("Open it again", _href(found, "reopen"), "Where something is new.", "secondary"))
    if "hand_back" in able:
        links.append(MoveLink("Hand this report back", _href(found, "hand-back"), kind="secondary"))
    if report.state in intake.OPEN:
        links.append(MoveLink("Step back because of a conflict", _href(found, "step-back"), kind="secondary"))
    return links


def may_ask_to_remove(found: Found) -> bool:
    """While it is triaged, once a rule is chosen that whoever is asked is considered to breach, and no child comes first (DOMAIN 9.3)."""
    report = found.report
    nobody = not any(is_known(row.c) for row in found.parties(SUBJECT))  # then it goes to the platform, and binds nobody
    ready = report.state in (intake.IN_TRIAGE, intake.INFO_REQUESTED) and report.image == intake.NO and (nobody or found.of("clause"))
    return bool(ready) and report.harm not in ("", intake.POSSIBLE) and bool(found.standing & symbols_with("removal.issue"))


def strands(found: Found) -> list[SummaryRow]:
    """What is asked to be removed on this report, with where it stands; its page is in an upper room."""
    rows = sorted(found.of("strand"), key=lambda row: row.moment)
    return [SummaryRow(f"Removal request {row.a}", f"{row.b}, since {when.moment(row.moment)}", row.c, "Open") for row in rows]


def still_asked(found: Found) -> bool:
    """Whether something of it has not come to its end."""
    return any(not row.flag for row in found.of("strand"))


def agreements(found: Found) -> list[MoveLink]:
    """The answer somebody waits for before it ends without a case."""
    whose = rules.turn(found.report.state, found.facts)
    lead_here = any(row.a in concerns.LEADS for row in found.of("desk"))
    if whose == rules.CONCUR and rules.agrees_for_lead(found.standing, lead_here=lead_here):
        return [MoveLink("Say whether you agree", _href(found, "concur"), "Whoever triages it wants to end it without a case.")]
    if whose == rules.CONFIRM and found.standing & rules.LEADERS and TRIAGER not in found.standing:
        return [MoveLink("Confirm that it is void, or keep it", _href(found, "confirm-void"))]
    if whose == rules.WEIGH_LOW and found.standing & rules.APPROVERS and TRIAGER not in found.standing:
        return [MoveLink("Say whether it is low-level", _href(found, "agree-low"), "Whoever triages it wants to end it so.")]
    return []


def beside(found: Found) -> list[MoveLink]:
    """The moves of the records beside the report, whatever became of it."""
    return [*_about_a_child(found), *_about_data(found)]


def _about_a_child(found: Found) -> list[MoveLink]:
    flag = found.beside("safeguarding")
    able = offered(concerns.SAFEGUARDING, flag.state, found.standing) if flag else ()
    links = []
    if set(able) & set(concerns.ANSWERS_OF_THE_LADO):
        links.append(MoveLink("Write down what the LADO said", _href(found, "lado"), "Or the police: whom you spoke to, when, and what."))
        said = "To copy into their form. It is noted that you did."
        links.append(MoveLink("Text for the LADO", _href(found, "referral"), said, "secondary"))
    if "outcome" in able:
        said = "One of five words, agreed with the LADO."
        links.append(MoveLink("Write down the agreed outcome", _href(found, "outcome"), said, "secondary"))
    if "close" in able:
        links.append(MoveLink("Close the safeguarding record", _href(found, "close-record"), kind="secondary"))
    return links


def _about_data(found: Found) -> list[MoveLink]:
    leak = found.beside("data_breach")
    if leak is None or not found.for_dpo:
        return []
    return leaks.moves(leak, found.standing, lambda page_name: _href(found, page_name))
