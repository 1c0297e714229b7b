"""What the safeguarding lead, the LADO and the police say about possible harm to a child (KCSIE Part 4; DOMAIN 3.1, 9.2)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import TRIAGER
from foundation.dossiers.selectors import standing
from foundation.people.models import Person
from reports.concerns import rules
from reports.concerns.models import Contact, SafeguardingRecord
from reports.intake.models import Report
from reports.intake.rules import ADVISED, OPEN
from reports.intake.services.sending import working_path

from .telling import report_of, tell

_ACT, _ASK = "lado_no_pursue_action", "lado_referral"


def review(
    record: SafeguardingRecord, *, outcome: str, reason: str, by: Person, at: datetime, elsewhere: str = "", restricted: str = "",
    version: int | None = None,
) -> SafeguardingRecord:  # fmt: skip
    """The safeguarding lead's view: one of `rules.REVIEWS` (DOMAIN 9.2). What clears the report lets triage go on, the rest keeps it
    stopped. `reason` and `elsewhere`, where the child's own record stands in another system, are sealed. The triager is told that there
    is an answer, not which. `restricted`: as in `contact`, where it is known by now.
    """
    words = {"review_sealed": reason, "elsewhere_sealed": elsewhere}
    also = {"reviewed_at": at, "restricted": rules.gravest(record.restricted, restricted)}
    with transaction.atomic():
        return _step(record, outcome, {"reason": reason}, words, by=by, at=at, version=version, also=also)


def contact(
    record: SafeguardingRecord,
    *,
    whom: str,
    answer: str,
    spoken_at: datetime,
    spoken_with: str,
    advice: str,
    removal: str,
    restricted: str,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> SafeguardingRecord:
    """Somebody spoke to `whom`, the LADO or the police: `answer` (one of `rules.ANSWERS_OF_THE_LADO`) says who decides first now, and
    only the LADO can say that it is the trust.

    `removal`: whether they have no objection to the content being removed; `restricted`: whether naming the person in public might be
    an offence (Education Act 2002 section 141F); yes, no or unsure. `spoken_with` and `advice` are sealed. The working day for asking
    the LADO ends when they have been asked; on their advice the trust has three to act. Raises Refused for a time to come and for a
    missing word.
    """
    facts = {"whom": whom, "with": spoken_with, "advice": advice, "spoken_at": spoken_at, "at": at}
    with transaction.atomic():
        also = {"restricted": rules.gravest(record.restricted, restricted)}
        seen = _step(record, answer, facts, {}, by=by, at=at, version=version, also=also)
        row = Contact(record=seen, whom=whom, answer=answer, removal=removal, by=by, at=at, spoken_at=spoken_at)
        sealing.write(row, "with_sealed", spoken_with)
        sealing.write(row, "advice_sealed", advice)
        row.save()
        if whom == rules.LADO:
            deadlines.meet(seen.uuid, _ASK, at=at, by=by)
    return seen


def agree_outcome(
    record: SafeguardingRecord, *, word: str, reason: str, by: Person, at: datetime, version: int | None = None
) -> SafeguardingRecord:
    """The `word` the allegation ends with, agreed with the LADO: one of `rules.OUTCOMES`; `reason` is sealed."""
    with transaction.atomic():
        facts = {"reason": reason, "word": word}
        return _step(record, "outcome", facts, {"outcome_sealed": reason}, by=by, at=at, version=version, also={"outcome": word})


def close_record(record: SafeguardingRecord, *, by: Person, at: datetime, version: int | None = None) -> SafeguardingRecord:
    """Nothing more is to be done about the child here."""
    with transaction.atomic():
        return _step(record, "close", {}, {}, by=by, at=at, version=version, also={})


def hand_out(report: Report, *, by: Person, at: datetime) -> None:
    """That the text for a referral was taken: like a download it is an event, with nothing of what it said."""
    with transaction.atomic():
        dossiers.lock(report.dossier)
        dossiers.record(report.dossier, action="safeguarding.referral", by=by, at=at)


def _step(
    record: SafeguardingRecord, name: str, facts: Mapping, words: Mapping[str, str], *, by: Person, at: datetime, version, also: Mapping
) -> SafeguardingRecord:
    """One move of the record; the report says what follows, and its triager that there is something to read."""
    dossiers.lock(record.dossier)
    held = standing(by, record.dossier, at)
    seen = move(record, rules.SAFEGUARDING, name, by=by, at=at, standing=held, version=version, facts=facts, also=also)
    for column, said in words.items():
        sealing.write(seen, column, said)
    if words:
        seen.save(update_fields=[*words])
    report = report_of(seen)
    if report.harm != rules.harm_by(seen.state):
        report.harm, report.version = rules.harm_by(seen.state), report.version + 1
        report.save(update_fields=["harm", "version"])
        _let_act(report, by, at)
    tell(report, holders(report.dossier, TRIAGER, at), "report.safeguarding_reviewed", f"{seen.uuid}:{seen.version}", by=by, at=at)
    return seen


def _let_act(report: Report, by: Person, at: datetime) -> None:
    """Three working days to act where nobody else decides first; none while somebody does (DOMAIN 3.1, 8.3)."""
    if report.harm != ADVISED:
        deadlines.stop(report.uuid, _ACT, at=at, by=by, reason="held")
    if report.harm != ADVISED or report.state not in OPEN:
        return
    deadlines.start(
        _ACT, dossier=report.dossier, about=report.uuid, reference=report.reference, path=working_path(report), at=at, by=by,
        owner="case_manager,triager",
    )  # fmt: skip
