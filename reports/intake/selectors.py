"""Every read of reports. `reports_for` is the working door; `own_…` is the reporter's, untouched by bars (DESIGN 3)."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.routing import Plan, Reader, plan, readers, readers_of
from foundation.dossiers.rules import NOT_THIS_PERSON, REPORTER, RUNG_CEO, SUBJECT, TARGET
from foundation.dossiers.selectors import dossiers_for, own_for, parties
from foundation.evidence.models import Exhibit
from foundation.evidence.rules import CHECKED
from foundation.evidence.selectors import counting
from foundation.face import when
from foundation.people.models import Person
from foundation.people.rules import DEPUTY_DSL, DSL, ROLE_NAMES, TRUST_SG, Nobody
from foundation.people.selectors import current, day_of, holders_by_place, setting
from policy.rules import family, grounds_a_case

from . import rules
from .models import Answered, Founded, Opening, Report, ReportClause

UNCLASSIFIED = "unclassified"
LEFT, REMEMBERED = "People who have left", timedelta(days=730)
OF_AN_ACADEMY = frozenset({DSL, DEPUTY_DSL})
_BESIDE = ("dossier__academy", "academy", "platform", "policy_version")


def reports_for(person: Person, at: datetime) -> QuerySet[Report]:
    """Reports the person may read and work on: through the door, never a draft."""
    admitted = dossiers_for(person, at, "report.read")
    return Report.objects.filter(dossier__in=admitted).exclude(state__in=rules.UNSENT)


def report_for(person: Person, reference: str, at: datetime) -> Report | None:
    """One report through the door; None means that for this person it does not exist."""
    return reports_for(person, at).filter(reference=reference).select_related(*_BESIDE).first()


def may_read(person: Person, report: Report, at: datetime) -> bool:
    return reports_for(person, at).filter(pk=report.pk).exists()


def openings(report: Report) -> list[tuple[Opening, str]]:
    """Who has looked up the confidential reporter, with why; for the reporter themselves."""
    rows = list(report.openings.select_related("by", "report"))
    opened = sealing.read(rows) if rows else {}
    return [(row, opened[row.uuid]["why_sealed"]) for row in rows]


def has_opened(person: Person, report: Report) -> bool:
    return Opening.objects.filter(report=report, by=person).exists()


def has_details(draft: Report) -> bool:
    """Whether a picture of it was kept with its hidden details."""
    return Exhibit.objects.filter(dossier=draft.dossier_id, stripped=False).exists()


def inbox(person: Person, at: datetime) -> QuerySet[Report]:
    """Reports through the door that nobody has decided yet, newest first."""
    return reports_for(person, at).filter(state__in=rules.OPEN).select_related("academy", "platform").order_by("-submitted_at", "-id")


def own_reports(person: Person | Nobody) -> QuerySet[Report]:
    """What the person reported or has begun to report, newest first; thrown-away drafts are gone for them."""
    mine = Report.objects.filter(dossier__in=own_for(person)).exclude(state=rules.DISCARDED)
    return mine.select_related("dossier").order_by("-dossier__opened_at", "-id")


def own_report(person: Person | Nobody, reference: str) -> Report | None:
    """One of the person's own reports, draft or sent, or None."""
    return own_reports(person).filter(reference=reference).select_related(*_BESIDE, "acknowledged_by").first()


def status_words(report: Report) -> str:
    """What the reporter reads instead of a state (DOMAIN 12)."""
    return rules.status_words(report.state, finished=report.finished_at is not None)


def answers(report: Report, at: datetime) -> dict[str, object]:
    """What the reporter has answered so far, as facts for the guard of `submit`; no words are unsealed."""
    passed = steps_passed(report)
    subjects = parties(report.dossier, SUBJECT, at).exists()
    return _answers(report, subjects=subjects, timed="time" in passed) | {"passed": passed}


def to_answer(report: Report, by: Person | Nobody, at: datetime) -> Report:
    """The draft read anew (call it under the dossier's lock), with `own`: whether it is that person's. One query."""
    return Report.objects.select_related("dossier__academy", "academy").annotate(own=_is_reporter(by, at)).get(pk=report.pk)


def _is_reporter(by: Person | Nobody, at: datetime) -> Exists:
    if isinstance(by, Nobody):
        return Exists(own_for(by).filter(pk=OuterRef("dossier")))
    return Exists(Party.objects.filter(current(at), dossier=OuterRef("dossier"), person=by, part=REPORTER, link__isnull=True))


def to_send(report: Report, by: Person | Nobody, at: datetime) -> tuple[Report, dict[str, object], str]:
    """The draft as `to_answer` reads it with `captured` (a picture came with it), its `answers`, and its clause family. One query."""
    named = Party.objects.filter(current(at), dossier=OuterRef("dossier"), part=SUBJECT, link__isnull=True)
    timed = Answered.objects.filter(report=OuterRef("pk"), step="time")
    main = ReportClause.objects.filter(report=OuterRef("pk"), primary=True)
    rows = Report.objects.select_related("dossier", "academy").annotate(own=_is_reporter(by, at))
    shown = Exhibit.objects.filter(dossier=OuterRef("dossier"))
    targets = Party.objects.filter(current(at), dossier=OuterRef("dossier"), part=TARGET, link__isnull=True)
    rows = rows.annotate(captured=Exists(shown), targeted=Exists(targets))
    row = rows.annotate(named=Exists(named), timed=Exists(timed), main=Subquery(main.values("clause__code")[:1])).get(pk=report.pk)
    return row, _answers(row, subjects=row.named, timed=row.timed), family(row.main) if row.main else UNCLASSIFIED


def _answers(report: Report, *, subjects: bool, timed: bool) -> dict[str, object]:
    return {
        "danger": report.danger,
        "leader_involved": report.leader_involved,
        "image": report.image,
        "child": report.child and report.image,
        "subjects": subjects,
        "what": bool(report.what_sealed),
        "time": timed,
        "place": report.live and (report.platform_id or report.platform_other_sealed),
    }


def anonymous_allowed() -> bool:
    """Whether the trust takes reports of people who do not sign in."""
    return setting(rules.naming.ANONYMOUS_REPORTS, True)


def begun_unnamed(at: datetime) -> int:
    """How many have lately begun to report without signing in."""
    return Report.objects.filter(mode=rules.ANONYMOUS, dossier__opened_at__gt=at - rules.naming.BEGUN_WITHIN).count()


def draft_days() -> int:
    """How many days a draft is kept after its last change, as the trust has set it."""
    return setting(rules.DRAFT_DAYS, rules.DRAFT_DAYS_USUAL)


def left_alone(at: datetime, days: int) -> QuerySet[Report]:
    """Drafts that have come to the day from which they are gone, unless something keeps them."""
    first_day_kept = when.at(day_of(at) - timedelta(days=days - 1), time())
    rows = _disposable().filter(state=rules.DRAFT).annotate(changed_at=Max("answered__at"))
    return rows.filter(changed_at__lt=first_day_kept)


def thrown_away() -> QuerySet[Report]:
    """Thrown-away drafts that something kept at the time and nothing keeps any more."""
    return _disposable().filter(state=rules.DISCARDED, dossier__key__isnull=False)


def is_disposable(draft: Report) -> bool:
    return _disposable().filter(pk=draft.pk).exists()


def _disposable() -> QuerySet[Report]:
    """No legal hold, and no picture that may show a child: that stays sealed until the police have advised (DESIGN 6)."""
    sealed = Exhibit.objects.filter(dossier=OuterRef("dossier"), may_show_child=True)
    return Report.objects.filter(~Exists(sealed), dossier__hold=False).select_related("dossier").order_by("pk")


def gone_from(draft: Report) -> date | None:
    """The day from which a draft is no longer there if nobody changes it; None where something keeps it."""
    if not is_disposable(draft):
        return None
    changed = draft.answered.aggregate(last=Max("at"))["last"]
    return rules.gone_from(day_of(changed), draft_days())


def answered_mark(report: Report, step: str) -> int:
    """A number that is another one whenever the step is answered anew; 0 where it has no answer."""
    last = report.answered.filter(step=step).values_list("at", flat=True).first()
    return int(last.timestamp() * 1000) % 10**9 if last else 0


def steps_passed(report: Report) -> frozenset[str]:
    return frozenset(report.answered.values_list("step", flat=True))


def facts(report: Report) -> dict[str, object]:
    """What triage has written down, as facts for the guards of `propose`, `link` and `no_breach`; no words are unsealed."""
    levels = report.clauses.values_list("clause__level", flat=True)
    return {
        "harm": report.harm,
        "breach": report.breach,
        "evidence": any(one.how_seen != CHECKED for one in counting(report.dossier)),
        "evidence_reason": bool(report.evidence_reason_sealed),
        "severity": report.severity,
        "severity_reason": bool(report.severity_reason_sealed),
        "rationale": report.rationale_length,
        "grounded": grounds_a_case(levels),
        "proposed": report.proposed_at is not None,
        "agreed": report.agreed_at is not None,
        "still_asked": report.strands.filter(settled=False).exists(),
    }


def is_urgent(report: Report) -> bool:
    """Whether the reporter's answers give triage 4 hours instead of 3 working days."""
    return rules.is_urgent({"danger": report.danger, "child": report.child, "image": report.image})


def least_rung(report: Report) -> int:
    """The lowest rung that may read it whoever it is about: the trust's when a leader might be involved (DESIGN 3), also where somebody is
    not sure who does not say who they are and is not shown who would read it."""
    doubtful = (rules.YES, rules.UNSURE) if report.mode == rules.ANONYMOUS else (rules.YES,)
    return RUNG_CEO if report.leader_involved in doubtful else 0


def will_read(report: Report, at: datetime) -> list[Reader]:
    """Who reads the report, by role, with its people; for a draft, who would if it were sent now."""
    if report.state != rules.DRAFT:
        return readers(report.dossier, at)
    thought = plan(report.dossier, at, minimum=least_rung(report))
    found = readers_of(thought, at)
    at_once = safeguarding_reader(report.dossier, thought, at) if is_urgent(report) else None
    return [*found, at_once] if at_once and at_once.role not in {reader.role for reader in found} else found


def subjects(report: Report, at: datetime) -> list[Party]:
    return list(parties(report.dossier, SUBJECT, at))


def kept_out(report: Report, at: datetime) -> list[Person]:
    """Whom the reporter asked not to read it."""
    return [party.person for party in parties(report.dossier, NOT_THIS_PERSON, at)]


def founded_before(person: Person, report: Report, at: datetime) -> QuerySet[Founded]:
    """Earlier reports about the same people that turned out to be so, through this person's own door: who may not open one does not learn
    that there is one."""
    about = Party.objects.filter(current(at), dossier=report.dossier_id, part=SUBJECT, person__isnull=False).values("person")
    return Founded.objects.filter(person__in=about, until__isnull=True, report__in=reports_for(person, at)).exclude(report=report)


def let_in(report: Report) -> list[Party]:
    """Those of them who were let in all the same, after it was sent."""
    if report.submitted_at is None:
        return []
    asked = Party.objects.filter(dossier=report.dossier_id, part=NOT_THIS_PERSON, link__isnull=True, until__gte=report.submitted_at)
    return list(asked.select_related("person").order_by("pk"))


def words(report: Report) -> dict[str, str]:
    """Everything that was written in the report's own columns, unsealed."""
    return sealing.read_one(report)


def addresses_of(report: Report) -> list[str]:
    """The web addresses as the reporter typed them."""
    rows = list(report.addresses.select_related("report"))
    opened = sealing.read(rows) if rows else {}
    return [opened[row.uuid]["address_sealed"] for row in rows]


def names_of(rows: list[Party]) -> dict[int, str]:
    """What each party is called, by party id: a person of the directory by name, an outsider by the sealed name or ""."""
    outsiders = [row for row in rows if row.person_id is None]
    opened = sealing.read(outsiders) if any(row.name_sealed for row in outsiders) else {}
    return {row.pk: row.person.name if row.person_id else opened.get(row.uuid, {}).get("name_sealed", "") for row in rows}


def family_of(report: Report) -> str:
    """The clause family it is counted under: that of its main clause, or "unclassified"."""
    main = ReportClause.objects.filter(report=report, primary=True).select_related("clause").first()
    return main.clause.family if main else UNCLASSIFIED


def directory(person: Person, at: datetime) -> tuple[list[Person], list[tuple[str, list[Person]]]]:
    """Whom a reporter may name: the people of their own academy, and (heading, people) of each other place, last those who have left in
    the last two years: what they did before is still of concern (DOMAIN 2). One query."""
    on = day_of(at)
    known = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on - REMEMBERED)).exclude(pk=person.pk)
    places: dict[str, list[Person]] = {}
    own = []
    for one in known.select_related("academy").order_by("name", "pk"):
        place = one.academy.name if one.academy else "The trust"
        if one.left_on and one.left_on < on:
            places.setdefault(LEFT, []).append(one)
        elif one.academy_id == person.academy_id:
            own.append(one)
        else:
            places.setdefault(place, []).append(one)
    return own, sorted(places.items(), key=lambda place: (place[0] == LEFT, place[0] == "The trust", place[0]))


def safeguarding_reader(dossier: Dossier, to: Plan, at: datetime) -> Reader | None:
    """Who is told at once when a child may be at risk (DOMAIN 6.2): the academy's safeguarding lead, past whom the deputy stands,
    past whom the trust's; the trust's from the chief executive's rung up. `to`: where the dossier goes."""
    local = [(role, dossier.academy_id) for role in (DSL, DEPUTY_DSL)] if to.tier < RUNG_CEO and dossier.academy_id else []
    for (role, _), placed in holders_by_place([*local, (TRUST_SG, None)], at).items():
        if people := tuple(one for one in placed if one.pk not in to.out):
            return Reader(role, ROLE_NAMES[role], people)
    return None
