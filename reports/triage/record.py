"""What is known of a report, as the rows its page draws: what came in, what has been judged, the evidence, the people, what happened."""

from dataclasses import dataclass, replace

from foundation.dossiers.rules import NOT_THIS_PERSON, RECUSED, REPORTER, ROUTED, SUBJECT, TARGET, TRIAGER, UNKNOWN
from foundation.evidence import rules as evidence
from foundation.face import when
from foundation.face.rows import SummaryRow, TimelineRow
from foundation.people.rules import ROLE_NAMES
from policy.rules import LEVELS, MODIFIERS, RELATED_POLICIES, SEVERITIES, suggest_severity
from reports.concerns import rules as concerns
from reports.intake import rules as intake
from reports.targets import rules as support

from . import endings, leaks, rules, wording
from .reading import Found

REPORTED = "Who reported it"
ANSWER = {"yes": "Yes", "no": "No", "unsure": "Not sure", "": "Not asked"}
_ROLES = {TRIAGER: "Triager", REPORTER: "Reporter", ROUTED: "For the Board", **ROLE_NAMES}


@dataclass(frozen=True)
class Picture:
    """An exhibit as the page shows it: blurred, with a way to its own page; or a sentence why not."""

    label: str
    said: str
    href: str
    blurred: str = ""


_ASKED = {
    "danger": ("Somebody is in danger now", "Nobody is in danger now"),
    "child": ("A child is involved", "No child is involved"),
    "image": ("It could show a child undressed or in a sexual way", "It could not show a child undressed or in a sexual way"),
    "leader_involved": ("A leader might be involved", "No leader is involved"),
}


def came_in(found: Found) -> list[SummaryRow]:
    """What the reporter answered, as they wrote it."""
    report = found.report
    platform = report.platform.name if report.platform else found.text("platform_other_sealed") or "Not known"
    addresses = "\n".join(found.words[row.uuid]["address_sealed"] for row in found.of("address"))
    happened = [when.day(report.happened_on) if report.happened_on else "", found.text("when_sealed")]
    asked = [(fact, no, getattr(report, name)) for name, (fact, no) in _ASKED.items()]
    pairs = [
        ("Who it is about", "\n".join(concerned(found, row) for row in found.parties(SUBJECT))),
        ("Aimed at", "\n".join(row.a for row in found.parties(TARGET))),
        (REPORTED, _reporter(found)),
        ("What was seen", found.text("what_sealed")),
        ("Where", platform),
        ("Web addresses", addresses or "None given"),
        ("When", "\n".join(filter(None, happened)) or "Not known"),
        *((fact, ANSWER[said]) for fact, _, said in asked if said != intake.NO),
        ("The reporter says", "\n".join(no for _, no, said in asked if said == intake.NO)),
        ("Sent", when.moment(report.submitted_at)),
    ]
    rows = [SummaryRow(key, value) for key, value in pairs if value]
    return [row if row.key != REPORTED or not _may_look_up(found) else replace(row, **_look_up(found)) for row in rows]


def _may_look_up(found: Found) -> bool:
    return found.may_know and not found.opened


def _look_up(found: Found) -> dict[str, str]:
    return {"href": f"/triage/{found.report.reference}/identity/", "action": "Look up"}


def at_a_glance(found: Found) -> list[SummaryRow]:
    """What matters most, on one screen: can it still be seen, is it kept, is a child in it, which rules, how serious and why, was there
    anything before."""
    report = found.report
    pairs = [
        ("Still online", ANSWER[report.live]),
        ("Preserved", _preserved(found)),
        ("A child", _child(found)),
        ("Rules", ", ".join(f"{row.b} (main)" if row.flag else row.b for row in _by_weight(found)) or "Not chosen yet"),
        ("Suggested", _suggested(found)),
        ("Same as", _references(found, "target")),
        ("Reports in one", f"{len(found.of('merged')) + 1}, with {_references(found, 'merged')}" if found.of("merged") else ""),
        ("Founded before", "\n".join(f"{row.a}, {when.day(row.moment)}" for row in found.of("founded"))),
    ]
    return [SummaryRow(key, value) for key, value in pairs if value]


def _references(found: Found, kind: str) -> str:
    return ", ".join(row.a for row in found.of(kind))


def _child(found: Found) -> str:
    weighing = found.beside("weighing")
    if weighing and "child" in weighing.circumstances:
        return MODIFIERS["child"].label
    return {intake.YES: "Involved, the reporter says", intake.NO: "Not involved, the reporter says"}.get(found.report.child, "Not known")


def _suggested(found: Found) -> str:
    """Arithmetic, and what went into it (DOMAIN 2.1)."""
    weighing = found.beside("weighing")
    if weighing is None or not found.of("clause"):
        return ""
    suggested, reasons = suggest_severity([row.number for row in found.of("clause")], weighing.circumstances)
    return "\n".join([SEVERITIES[suggested], *reasons])


def _by_weight(found: Found) -> list:
    return sorted(found.of("clause"), key=lambda row: not row.flag)


def concerned(found: Found, row) -> str:
    if row.a:
        return f"{row.a}, {row.d}" if row.d else row.a
    name = found.words.get(row.uuid, {}).get("name_sealed", "")
    what = rules.KINDS.get(row.c, "somebody")
    what = "as the reporter wrote it" if name and row.c == UNKNOWN else what
    return f"{name}, {what}" if name else what.capitalize()


def _reporter(found: Found) -> str:
    if not found.shows_reporter:
        return intake.naming.UNNAMED[found.report.mode]
    names = ", ".join(row.a for row in found.parties(REPORTER) if row.a)
    behalf = intake.BEHALVES.get(found.report.behalf, "") if found.report.behalf != "own" else ""
    return f"{names}\n{behalf}" if behalf else names


def _preserved(found: Found) -> str:
    pictures_here = len(found.of("exhibit"))
    if pictures_here:
        return when.count(pictures_here, "picture")
    return "Not yet" if not found.report.evidence_reason_sealed else "Cannot be captured"


def judged(found: Found) -> list[SummaryRow]:
    """What triage has written down so far."""
    report, screening, weighing = found.report, found.beside("screening"), found.beside("weighing")
    flag, leak = found.beside("safeguarding"), found.beside("data_breach")
    found_out = [MODIFIERS[code].label for code in (weighing.circumstances if weighing else []) if code in MODIFIERS]
    pairs = [
        ("Might a child have been harmed?", _harm(screening)),
        *_safeguarding(found, flag),
        ("Personal data might have got out", ANSWER[screening.breach] if screening and screening.breach else ""),
        *_leak(found, leak),
        ("Why there is no evidence", found.text("evidence_reason_sealed")),
        *_asked(found, weighing),
        ("What makes it more or less serious", "\n".join(found_out)),
        ("How serious it is", SEVERITIES[report.severity] if report.severity else ""),
        ("Why", found.text("severity_reason_sealed")),
        ("Reasons for the decision", "" if found.of("outcome") else found.text("rationale_sealed")),
    ]
    return [SummaryRow(key, value) for key, value in pairs if value] + endings.rows(found)


def _asked(found: Found, weighing) -> list[tuple[str, str]]:
    """What was answered to what the chosen rules ask."""
    if weighing is None:
        return []
    said = {
        rules.questions.POLICIES: ("Other policies it would break", "\n".join(RELATED_POLICIES[code] for code in weighing.policies)),
        rules.questions.PROTECTED: ("Could be whistleblowing or union activity", ANSWER[weighing.protected]),
        rules.questions.SOURCE: ("How it was found out", ". ".join(filter(None, rules.questions.SOURCES.get(weighing.source, ())))),
    }
    return [said[name] for name in found.facts["asked"] if weighing.answers[name]]


def reads_notes(found: Found) -> bool:
    """Whether the reader reads what the safeguarding lead noted, and what the LADO and the police said (DOMAIN 6.3 R13)."""
    return bool(found.standing & (concerns.LEADS | rules.APPROVERS))


def _safeguarding(found: Found, flag) -> list[tuple[str, str]]:
    """Where the safeguarding record stands; its notes for the lead and whoever will run the case (DOMAIN 6.3 R13)."""
    if flag is None:
        return []
    state, words = f"{concerns.SAFEGUARDING_WORDS[flag.state]}.", found.words[flag.uuid]
    if not reads_notes(found):
        return [("The safeguarding lead", state)]
    ended = concerns.OUTCOMES.get(flag.outcome, "")
    return [
        ("The safeguarding lead", f"{state}\n{words['review_sealed']}".strip()),
        ("The child's own record", words["elsewhere_sealed"]),
        *((f"Spoken to on {when.moment(row.spoken_at)}", _contact(found, row)) for row in found.of("contact")),
        ("Agreed with the LADO", f"{ended}\n{words['outcome_sealed']}" if ended else ""),
    ]


def _contact(found: Found, row) -> str:
    words = found.words[row.uuid]
    removal = f"The content may be removed: {ANSWER[row.removal].lower()}"
    return "\n".join((words["with_sealed"], words["advice_sealed"], removal, f"Written down by {row.by.name}"))


def _leak(found: Found, leak) -> list[tuple[str, str]]:
    if leak is None:
        return []
    reasons = bool(found.standing & (concerns.ASSESSORS | rules.APPROVERS))
    return leaks.lines(leak, found.words[leak.uuid], found.of("telling"), found.words, reasons=reasons)


def _harm(screening) -> str:
    """The answers to the four questions, in one line where all are no."""
    given = {name: screening.answers[name] for name in concerns.LIMBS} if screening else {}
    if not any(given.values()):
        return ""
    if set(given.values()) == {intake.NO}:
        return "No to all four questions"
    return "\n".join(f"{ANSWER[said]}: {concerns.LIMBS[name]}" for name, said in given.items() if said != intake.NO)


def rule_rows(found: Found) -> list[SummaryRow]:
    """The clauses chosen, the main one first."""
    return [SummaryRow(f"{row.b}{' (main)' if row.flag else ''}", f"{row.c}\n{LEVELS[row.d]}") for row in _by_weight(found)]


def pictures(found: Found) -> list[Picture]:
    return [_picture(row) for row in sorted(found.of("exhibit"), key=lambda row: row.number)]


def _picture(row) -> Picture:
    said = f"{evidence.HOW_SEEN[row.a]}. Who could see it: {evidence.VISIBILITY[row.b].lower()}. Captured {when.moment(row.moment)}."
    if row.c in evidence.NOT_OPEN:
        return Picture(f"E-{row.number}", f"{evidence.NOT_OPEN[row.c]}.", "")
    kind = evidence.KINDS[row.d]
    if kind.shows != evidence.PICTURE:
        return Picture(f"E-{row.number}", f"{kind.name}. {said}", f"/evidence/{row.uuid}/")
    return Picture(f"E-{row.number}", said, f"/evidence/{row.uuid}/", f"/evidence/{row.uuid}/blurred.jpg")


_ABOVE = "Somebody more senior than them can let them in, once the report has reached somebody more senior."


def people(found: Found) -> list[SummaryRow]:
    """Who may read it, by role, and who is kept out; the way to let somebody in for those above them."""
    readers = [ROLE_NAMES[row.a] for row in found.of("desk")] + [row.a for row in found.parties(ROUTED)]
    rows = [
        SummaryRow("Triager", ", ".join(row.a for row in found.parties(TRIAGER)) or "Nobody yet"),
        SummaryRow("Who may read it", "\n".join(dict.fromkeys(readers))),
    ]
    offered = rules.moves_offered(found.report.state, found.standing)
    may = "let_in" in offered
    for row in found.parties(NOT_THIS_PERSON):
        href = f"/triage/{found.report.reference}/let-in/{row.uuid}/" if may else ""
        rows.append(SummaryRow("Kept out at the reporter's wish", row.a if may else f"{row.a}\n{_ABOVE}", href, "Review"))
    rows += [_unnamed(found, row) for row in found.parties(SUBJECT) if not row.a and "name_person" in offered]
    rows += [_named(found, row, may="unname" in offered) for row in found.of("naming")]
    rows += [_named_back(found, row) for row in found.of("named_back")]
    rows += [SummaryRow(f"Support for {row.person.name}", f"{support.STATE_WORDS[row.state]}.") for row in found.of("support")]
    if found.standing & (rules.LEADERS | {TRIAGER}) and (seen := found.of("seen")):
        rows.append(SummaryRow("Who has read it", "\n".join(dict.fromkeys(row.a for row in seen))))
    if stepped := [row.a for row in found.parties(RECUSED)]:
        rows.append(SummaryRow("Stepped back", ", ".join(stepped)))
    return rows


def _unnamed(found: Found, row) -> SummaryRow:
    """Somebody who can be named, once it is known who they are."""
    return SummaryRow("Not named yet", concerned(found, row), f"/triage/{found.report.reference}/name/{row.uuid}/", "Say who it is")


def _named(found: Found, row, *, may: bool) -> SummaryRow:
    """Whom triage named, who did and why; the way to take it back."""
    what = "it is aimed at them" if row.b == TARGET else "it is about them"
    said = f"{row.a}: {what}\n{found.words[row.uuid]['why_sealed']}\nNamed by {row.c}, {when.day(row.moment)}"
    href = f"/triage/{found.report.reference}/unname/{row.uuid}/" if may else ""
    return SummaryRow("Named later", said, href, "Take the name back")


def _named_back(found: Found, row) -> SummaryRow:
    said = found.words[row.uuid]["back_sealed"]
    return SummaryRow("A name was taken back", f"{said}\n{row.a}, {when.day(row.moment)}")


def timeline(found: Found) -> list[TimelineRow]:
    """What happened, newest first, in words of each event's room."""
    rows = []
    for event in reversed(found.events):
        role = _ROLES.get(event.role, "")
        if said := wording.sentence(event, role):
            who = found.names.get(event.actor, "")
            rows.append(
                TimelineRow(
                    when.moment(event.at),
                    said,
                    ", ".join(filter(None, (who, role))),
                    iso=when.iso(event.at),
                    kind=wording.kind(event.action),
                )
            )
    return rows
