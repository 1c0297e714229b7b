"""How a report ends without a case, as its pages say it: the ways that are offered, and what is shown of those that were taken."""

from foundation.dossiers.rules import TRIAGER
from foundation.face import when
from foundation.face.rows import SummaryRow
from reports.concerns.rules import LEADS
from reports.intake import rules as intake

from . import rules
from .reading import Found

OFFERED = (
    ("no-breach", "There is no breach", "What happened breaks no rule"),
    ("low", "It is a low-level concern", "Something small about somebody who works with children; the headteacher agrees"),
    ("settle", "It is settled informally", "A conversation has put it right"),
    ("refer", "It is passed on", "Somebody else deals with it: the police, another procedure, another employer"),
    ("void", "It is void", "A test, or nothing is written in it; a second person confirms"),
)


def rows(found: Found) -> list[SummaryRow]:
    """What was decided, each time; and what others were asked to agree to, and said."""
    shown = [row for one in found.of("outcome") for row in _outcome(found, one)]
    return [*_agreements(found), *shown, *_reopened(found)]


def _outcome(found: Found, one) -> list[SummaryRow]:
    words = found.words[one.uuid]
    said = f"{rules.STATE_WORDS[one.b]}, decided on {when.moment(one.moment)} by {one.a}"
    pairs = [
        ("It ended", f"{said}\n{words['words_sealed']}"),
        ("Passed on to", f"{intake.PASSED_TO[one.c]}, on {one.d}" if one.c else ""),
        ("Their reference", words.get("reference_sealed", "")),
    ]
    return [SummaryRow(key, value) for key, value in pairs if value]


_ASKED = {rules.LEAD: "May it end without a case?", rules.SECOND: "Is it void?", rules.LOW: "Is it low-level?"}


def _agreements(found: Found) -> list[SummaryRow]:
    """For those who triage it and the safeguarding lead: what the lead says can be about a child (DOMAIN 6.3 R13)."""
    if not found.standing & (rules.LEADERS | LEADS | {TRIAGER}):
        return []
    return [SummaryRow(_ASKED[one.b], _said(found, one)) for one in found.of("agreement") if one.d != "lapsed" or one.c]


def _said(found: Found, one) -> str:
    words = found.words[one.uuid]
    asked = f"{one.a} asked: {words['words_sealed']}"
    return f"{asked}\n{one.c} said {'yes' if one.flag else 'no'}: {words['answer_sealed']}" if one.c else asked


_REMARK = {rules.REOPENED: "Opened again", rules.SENT_BACK: "Proposal sent back"}


def _reopened(found: Found) -> list[SummaryRow]:
    return [
        SummaryRow(_REMARK[one.c], f"{when.moment(one.moment)} by {one.a}\n{found.words[one.uuid]['words_sealed']}")
        for one in found.of("remark")
    ]
