"""The end of a report as its reporter meets it, and what follows for them (DOMAIN 8.3, 9.1). Nothing else finishes a report."""

from datetime import datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import REPORTER, SUBJECT, Refused
from foundation.dossiers.selectors import people_in, standing
from foundation.messages.services import Notice, queue_many
from foundation.people.models import Person
from foundation.people.rules import HR, SYSTEM, WB_TRUSTEE
from foundation.people.selectors import day_of
from reports.intake import rules as intake
from reports.intake import services as reports
from reports.intake.models import Report
from reports.mailbox.services import conclude

from . import rules, selectors
from .models import Care, CheckIn


def finish(report: Report, *, by: Person, at: datetime, note: str = "") -> Report:
    """Tell every reporter that it is finished, with `note` or the ready text, and see to it that they are asked how they are. Those whose
    report was about the same thing are told alike. Twice is once. Raises Refused while the report is undecided."""
    with transaction.atomic():
        dossiers.lock(report.dossier)
        same = Report.objects.filter(same_as=report, finished_at__isnull=True).select_related("dossier__academy").order_by("pk")
        ending = [one for one in (Report.objects.select_related("dossier__academy").get(pk=report.pk), *same) if one.finished_at is None]
        finished = reports.finish(report, by=by, at=at)
        for one in ending:
            conclude(one, words=note or (rules.READY_WHEN_VOID if finished.state == intake.VOID else rules.READY), by=by, at=at)
            if finished.state != intake.VOID:
                _look_after(one, by, at)
    return finished


def ask(care: Care, *, outcome: str, words: str, step: str, by: Person, at: datetime, version: int) -> Care:
    """Write down how the reporter is; `words` are sealed, `step` says what follows where they were treated worse. Raises Refused for
    anybody but whoever asks, and for half an answer."""
    with transaction.atomic():
        row = _fresh(care)
        step = step if outcome == rules.WORSE else ""
        facts = {"outcome": outcome, "words": words, "step": step}
        if not selectors.cares_for(by, at).filter(pk=row.pk).exists():
            raise Refused("This step belongs to somebody else.")
        stays = outcome == rules.NOT_REACHED or row.state not in rules.ASKED  # not reached is not asked, and the clock runs on
        name = rules.ASKED.get(row.state, "answer") if outcome != rules.NOT_REACHED or row.state not in rules.ASKED else rules.TRIED
        also = {"state_since": row.state_since} if stays else {}
        given = {"by": by, "at": at, "version": version, "standing": standing(by, row.dossier, at), "facts": facts}
        asked = move(row, rules.CARE, name, **given, also=also)
        _note(asked, outcome, words, by, at, step=step)
        if step == rules.TRUSTEE:
            _bring_in_the_trustee(asked, by, at)
    return asked


def decline(care: Care, *, by: Person, at: datetime) -> Care:
    """The reporter does not want to be asked (again)."""
    with transaction.atomic():
        row = _fresh(care)
        return move(row, rules.CARE, "decline", by=by, at=at, standing=standing(by, row.dossier, at))


def say(care: Care, *, words: str, by: Person, at: datetime) -> Care:
    """The reporter says unasked how things are for them; `words` are sealed. Whoever asks them is told at once."""
    with transaction.atomic():
        row = _fresh(care)
        facts = {"words": words}
        said = move(row, rules.CARE, "say", by=by, at=at, standing=standing(by, row.dossier, at), facts=facts,
                    also={"state_since": row.state_since})  # fmt: skip
        _note(said, rules.SAID, words, by, at)
        _tell(said, "care.said", _askers(said.dossier, by, at), by, at)
    return said


def stop(report: Report, *, at: datetime) -> None:
    """The report is open again: nobody asks its reporters meanwhile, and nothing of the past is sent (BEATS 17)."""
    for care in selectors.still_asked(report):
        move(care, rules.CARE, "stop", by=SYSTEM, at=at, standing={SYSTEM.token})


def _look_after(report: Report, by: Person, at: datetime) -> None:
    """A dossier for each reporter who is somebody of the trust: whoever reported without signing in cannot be asked, and whoever told of
    themself is spoken to as the person concerned."""
    subjects = set(people_in(report.dossier, at, SUBJECT))
    for person in people_in(report.dossier, at, REPORTER):
        here = person.left_on is None or person.left_on >= day_of(at)
        if here and person not in subjects:
            _begin(report, person, by, at)


def _begin(report: Report, person: Person, by: Person, at: datetime) -> Care:
    dossier = dossiers.open_dossier(Dossier.Kind.CARE, academy=None, at=at, by=SYSTEM)
    for one, part, kind in selectors.had_a_part(report, at):
        if one != person:
            dossiers.add_party(dossier, one, part, by=SYSTEM, at=at, source="care", kind=kind)
    dossiers.add_party(dossier, person, REPORTER, by=SYSTEM, at=at, source="care")
    care = Care(reference=dossiers.reference("K"), dossier=dossier, report=report, person=person)
    care.state, care.state_since, care.began_at = rules.FIRST, at, at
    care.save()
    dossiers.set_desk(dossier, HR, None, by=SYSTEM, at=at, reason="care")
    _askers(dossier, SYSTEM, at)
    deadlines.start_all(
        rules.CLOCKS, dossier=dossier, about=care.uuid, reference=care.reference, path=path(care), at=at, by=SYSTEM, new=True
    )
    return care


def _askers(dossier: Dossier, by, at: datetime) -> list[Person]:
    """HR; where all of HR had a part in it, the trustee for whistleblowing."""
    people = [*holders(dossier, HR, at), *holders(dossier, WB_TRUSTEE, at)]
    return people or dossiers.escalate(dossier, HR, by=by, at=at)


def _bring_in_the_trustee(care: Care, by: Person, at: datetime) -> None:
    dossiers.set_desk(care.dossier, WB_TRUSTEE, None, by=by, at=at, reason="care")
    _tell(care, "care.worse", holders(care.dossier, WB_TRUSTEE, at), by, at)


def _note(care: Care, outcome: str, words: str, by: Person, at: datetime, step: str = "") -> None:
    row = CheckIn(care=care, outcome=outcome, step=step, by=by, at=at)
    sealing.write(row, "words_sealed", words)
    row.save()


def _tell(care: Care, code: str, people: list[Person], by: Person, at: datetime) -> None:
    about = {"dossier": care.dossier, "about": care.uuid, "reference": care.reference, "path": path(care), "code": code}
    notices = [Notice(**about, to=one, key=f"{code}:{care.uuid}:{care.version}:{one.pk}") for one in people if one != by]
    if notices:
        queue_many(notices, at=at, by=by)


def _fresh(care: Care) -> Care:
    dossiers.lock(care.dossier)
    return Care.objects.select_related("dossier").get(pk=care.pk)


def path(care: Care) -> str:
    return f"/care/{care.reference}/"
