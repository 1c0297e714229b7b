"""The end of a report as its reporter meets it, and what follows for them (DOMAIN 8.3, 9.1). Nothing else finishes a report."""

import logging
from datetime import datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.routing import holders, next_up
from foundation.dossiers.rules import REPORTER, SUBJECT, Refused
from foundation.dossiers.selectors import people_in, standing
from foundation.messages.services import Notice, queue_many
from foundation.people.models import Person
from foundation.people.rules import HR, SYSTEM, WB_TRUSTEE, Nobody
from foundation.people.selectors import day_of, has_left
from foundation.people.services import TRUST
from reports.intake import rules as intake
from reports.intake import services as reports
from reports.intake.models import Report
from reports.mailbox.services import conclude

from . import rules, selectors
from .models import Care, CheckIn

log = logging.getLogger(__name__)
NOBODY = "care.nobody"  # nobody can ask a reporter how they are


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
    """Write down how the reporter is; `words` are sealed, `step` says what follows where they were treated worse: then somebody speaks to
    them again within ten working days. Raises Refused for anybody but whoever asks, and for half an answer."""
    with transaction.atomic():
        row = _fresh(care)
        if not selectors.cares_for(by, at).filter(pk=row.pk).exists():
            raise Refused("This step belongs to somebody else.")
        step = step if outcome == rules.WORSE else ""
        trustees = next_up(row.dossier, at)[2]
        facts = {"outcome": outcome, "words": words, "step": step, "trustee": bool(trustees)}
        name, stays = rules.conversation(row.state, outcome, follow_up=selectors.follows_up(row, at))
        also = {"state_since": row.state_since} if stays else {}
        given = {"by": by, "at": at, "version": version, "standing": standing(by, row.dossier, at), "facts": facts}
        asked = move(row, rules.CARE, name, **given, also=also)
        _note(asked, outcome, words, by, at, step=step)
        _follow_up(asked, outcome, by, at)
        if step == rules.TRUSTEE:
            _bring_in_the_trustee(asked, by, at)
    return asked


def decline(care: Care, *, by: Person, at: datetime) -> Care:
    """The reporter does not want to be asked (again)."""
    with transaction.atomic():
        row = _fresh(care)
        declined = move(row, rules.CARE, "decline", by=by, at=at, standing=standing(by, row.dossier, at))
        deadlines.stop(declined.uuid, rules.FOLLOW_UP, at=at, by=by, reason="declined")
    return declined


def say(care: Care, *, words: str, by: Person, at: datetime) -> Care:
    """The reporter says unasked how things are for them; `words` are sealed. Whoever asks them is told at once."""
    with transaction.atomic():
        row = _fresh(care)
        facts = {"words": words}
        said = move(row, rules.CARE, "say", by=by, at=at, standing=standing(by, row.dossier, at), facts=facts,
                    also={"state_since": row.state_since})  # fmt: skip
        _note(said, rules.SAID, words, by, at)
        _tell(said, "care.said", _askers(said, by, at), by, at)
    return said


def stop(report: Report, *, at: datetime) -> None:
    """The report is open again: nobody asks its reporters meanwhile, and nothing of the past is sent (BEATS 17). Its next end begins anew
    with them, unless they do not want to be asked."""
    for care in selectors.to_stop(report):
        move(care, rules.CARE, "stop", by=SYSTEM, at=at, standing={SYSTEM.token})


def watch(*, at: datetime) -> int:
    """Once a day: whoever has left the trust is asked no more, and of whom nobody can ask those are told who can have somebody found, each
    week anew; gives how many reporters nobody can ask. Any number of runs tell it once."""
    return sum(_watch_over(care, at) for care in selectors.open_cares())


def _watch_over(care: Care, at: datetime) -> bool:
    with transaction.atomic():
        row = _fresh(care)
        if row.state in rules.OVER:
            return False
        if has_left(row.person, at):
            left = move(row, rules.CARE, "leave", by=SYSTEM, at=at, standing={SYSTEM.token})
            _tell(left, "care.left", selectors.askers(left.dossier, at).all, SYSTEM, at)
            return False
        return not _askers(row, SYSTEM, at)


def _look_after(report: Report, by: Person, at: datetime) -> None:
    """A dossier for each reporter who is somebody of the trust: whoever reported without signing in cannot be asked, and whoever told of
    themself is spoken to as the person concerned. Whoever said that they do not want to be asked has said so."""
    subjects, already = set(people_in(report.dossier, at, SUBJECT)), selectors.looked_after(report)
    for person in people_in(report.dossier, at, REPORTER):
        if not has_left(person, at) and person not in subjects and person.pk not in already:
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
    _askers(care, SYSTEM, at)
    deadlines.start_all(
        rules.CLOCKS, dossier=dossier, about=care.uuid, reference=care.reference, path=path(care), at=at, by=SYSTEM, new=True
    )
    return care


def _follow_up(care: Care, outcome: str, by: Person, at: datetime) -> None:
    """Whoever was treated worse is spoken to again; not to have reached them is no conversation."""
    if outcome == rules.NOT_REACHED:
        return
    deadlines.meet(care.uuid, rules.FOLLOW_UP, at=at, by=by)
    if outcome == rules.WORSE:
        about = {"dossier": care.dossier, "about": care.uuid, "reference": care.reference, "path": path(care)}
        deadlines.start(rules.FOLLOW_UP, **about, at=at, by=by)


def _askers(care: Care, by, at: datetime) -> list[Person]:
    """HR; where all of HR had a part in it, the trustee for whistleblowing. Where there is nobody, it is written down since when, and
    whoever can have somebody found is told; once there is, they are told."""
    people = selectors.askers(care.dossier, at).all or dossiers.escalate(care.dossier, HR, by=by, at=at)
    if people and care.nobody_since:
        _tell(care, "care.yours", people, SYSTEM, at)
    since = None if people else care.nobody_since or at
    if since != care.nobody_since:
        care.nobody_since = since
        care.save(update_fields=["nobody_since"])
    if not people:
        _call_for_somebody(care, at)
    return people


def _call_for_somebody(care: Care, at: datetime) -> None:
    """To people who learn neither who it is nor what about: it hangs on the trust, and comes once a week however many there are."""
    finders, week = selectors.finders(care.dossier, at), f"{day_of(at):%G-%V}"
    if not finders:
        log.error("Nobody can be told that a reporter has nobody to ask them how they are.")
        return
    about = {"dossier": dossiers.trust_dossier(by=SYSTEM, at=at), "about": TRUST, "code": NOBODY, "reference": "", "path": "/care/nobody/"}
    queue_many([Notice(**about, to=one, key=f"{NOBODY}:{week}:{one.pk}") for one in finders], at=at, by=SYSTEM)


def _bring_in_the_trustee(care: Care, by: Person, at: datetime) -> None:
    dossiers.set_desk(care.dossier, WB_TRUSTEE, None, by=by, at=at, reason="care")
    _tell(care, "care.worse", holders(care.dossier, WB_TRUSTEE, at), by, at)


def _note(care: Care, outcome: str, words: str, by: Person, at: datetime, step: str = "") -> None:
    row = CheckIn(care=care, outcome=outcome, step=step, by=by, at=at)
    sealing.write(row, "words_sealed", words)
    row.save()


def _tell(care: Care, code: str, people: list[Person], by: Person | Nobody, at: datetime) -> None:
    about = {"dossier": care.dossier, "about": care.uuid, "reference": care.reference, "path": path(care), "code": code}
    notices = [Notice(**about, to=one, key=f"{code}:{care.uuid}:{care.version}:{one.pk}") for one in people if one != by]
    if notices:
        queue_many(notices, at=at, by=by)


def _fresh(care: Care) -> Care:
    dossiers.lock(care.dossier)
    return Care.objects.select_related("dossier", "person").get(pk=care.pk)


def path(care: Care) -> str:
    return f"/care/{care.reference}/"
