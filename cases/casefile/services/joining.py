"""Another report about the same thing and person joins the case there is: one case for both (DOMAIN 9.1, 9.2)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cases.casefile import rules, selectors
from cases.casefile.models import Case, CaseReport
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Party
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, Refused
from foundation.face import when
from foundation.face.words import is_blank
from foundation.messages import services as messages
from foundation.people.models import Person
from foundation.people.rules import HR
from policy.models import Clause
from reports.intake.models import Report

from .duties import apart_from_support, look_into
from .opening import bring_evidence, check_grounds, hand_on, link_report, take_strands


def join(
    case: Case,
    report: Report,
    subject: Party,
    *,
    clauses: Iterable[Clause],
    scope: str,
    conflict: str | None,
    by: Person,
    at: datetime,
    version: int,
) -> Case | None:
    """Add `report`, whose party `subject` is the case's person, to the case: its proposal is approved as by opening one. `scope`, what is
    to be looked into besides, is added to the case's own. A second click ends as the case; `conflict` as in `open_case`.

    Raises Refused with the first reason why not."""
    if conflict is None:
        raise Refused("Say first whether you have a conflict of interest.", field="conflict")
    if conflict:
        hand_on(report, conflict=conflict, by=by, at=at)
        return None
    with transaction.atomic():
        for dossier in sorted((case.dossier, report.dossier), key=lambda one: one.pk):
            dossiers.lock(dossier)
        if (there := selectors.case_about(report, subject)) is not None:
            return _the_same(there, case)
        return _join(case, report, subject, list(dict.fromkeys(clauses)), "" if is_blank(scope) else scope, by, at, version)


def _join(case: Case, report: Report, subject: Party, clauses: list[Clause], scope: str, by: Person, at: datetime, version: int) -> Case:
    check_grounds(report, subject, clauses=clauses, scope=scope, by=by, at=at)
    facts = selectors.joining_facts(case, report, subject, at) | {"words": bool(scope)}
    given = {"by": by, "at": at, "version": version, "standing": selectors.standing_in(case, by, at), "facts": facts}
    joined = move(case, rules.CASE, "join", **given, ids={"report": str(report.uuid)}, also={"state_since": case.state_since})
    link_report(report, joined.dossier, by=by, at=at)
    CaseReport.objects.create(case=joined, report=report, subject=subject, joined_at=at)
    take_strands(joined, report, subject)
    there = {row.clause_id for row in selectors.allegations_of(joined)}
    for clause in clauses:
        if clause.pk not in there:
            look_into(joined, clause, by=by, at=at)
    _also_look_into(joined, report, scope, at)
    bring_evidence(report, joined.dossier, by=by, at=at)
    apart_from_support(joined, by=by, at=at)
    _tell(joined, by, at)
    return joined


def _the_same(there: Case, case: Case) -> Case:
    if there.pk != case.pk:
        raise Refused("There is another case about this person from this report already. What you typed has not been added to it.")
    return there


def _also_look_into(case: Case, report: Report, scope: str, at: datetime) -> None:
    so_far = sealing.read_one(case)["scope_sealed"]
    sealing.write(case, "scope_sealed", f"{so_far}\n\nAdded on {when.day(at)} with report {report.reference}:\n{scope}")
    case.save(update_fields=["scope_sealed"])


def _tell(case: Case, by: Person, at: datetime) -> None:
    people = [one for symbol in (CASE_MANAGER, INVESTIGATOR, HR) for one in holders(case.dossier, symbol, at)]
    about = {"dossier": case.dossier, "about": case.uuid, "reference": case.reference, "path": selectors.path(case)}
    messages.queue_each(people, code="case.joined", **about, at=at, by=by)
