"""Every write of letters and notes. Asking and answering move the report; the rest leaves it where it is (DOMAIN 9.1)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import REPORTER, TRIAGER, Machine, Stale
from foundation.dossiers.selectors import people_in, standing
from foundation.dossiers.services import lock, record
from foundation.evidence import services as evidence
from foundation.face.words import is_blank
from foundation.messages.rules import NORMAL, URGENT
from foundation.messages.services import Notice, cancel_unsent, queue_many
from foundation.people.models import Person
from foundation.people.rules import SYSTEM, Nobody
from reports.intake import rules as intake
from reports.intake.models import Report
from reports.intake.selectors import is_urgent
from reports.intake.services.alerting import open_safeguarding_desk
from reports.intake.services.sending import own_path, working_path

from . import rules, selectors
from .models import Letter, Note

SAFEGUARDING = "report.safeguarding"
ASKED, WRITTEN = "report.asked", "report.written"  # mails to the reporter
REPLIED, ADDED, UNANSWERED, WITHDRAWN = "report.replied", "report.added", "report.unanswered", "report.withdrawn"  # and to whoever triages


def ask(report: Report, *, words: str, by: Person, at: datetime, version: int) -> Letter:
    """The triager asks the reporter something: the report waits for them, and so does the clock of the first decision
    where its terms say so.

    Raises Refused for anybody but the triager and while a case is proposed, Stale for a page that was overtaken.
    """
    with transaction.atomic():
        row = _fresh(report)
        letter = _letter(row, rules.TO_REPORTER, rules.QUESTION, words, by, at)
        asked = _move(row, intake.REPORT, "ask", letter, by=by, at=at, version=version, also={})
        clock = deadlines.start(
            rules.INFO_REQUEST, dossier=asked.dossier, about=asked.uuid, reference=asked.reference, path=own_path(asked), at=at, by=by
        )
        _send(letter, by, at)
        _tell_reporter(asked, ASKED, letter, by, at, due_at=clock.due_at)
    return letter


def write(report: Report, *, words: str, by: Person, at: datetime, version: int) -> Letter:
    """The triager writes to the reporter without asking. Raises Refused and Stale as `ask`."""
    with transaction.atomic():
        row = _fresh(report)
        letter = _letter(row, rules.TO_REPORTER, rules.FREE, words, by, at)
        written = _move(row, rules.MAILBOX, "write", letter, by=by, at=at, version=version)
        _send(letter, by, at)
        _tell_reporter(written, WRITTEN, letter, by, at)
    return letter


def write_back(report: Report, *, words: str, by: Person | Nobody, at: datetime, question: UUID | None = None) -> Letter:
    """The reporter answers what they were asked, or adds something unasked. `question`: the one their page showed, None for none.

    What comes after the question was answered, taken back or given up is kept as something added: nothing they typed is lost. Raises
    Stale where a question has come in that they have not seen, Refused for anybody else and once they were told it is finished.
    """
    with transaction.atomic():
        row = _fresh(report)
        asked = selectors.open_question(row)
        if asked and asked.uuid != question:
            raise Stale
        letter = _letter(row, rules.FROM_REPORTER, rules.ANSWER if asked else rules.FREE, words, by, at)
        if asked:
            row = _move(row, intake.REPORT, "answer", letter, by=by, at=at, also={})
            cancel_unsent(row.uuid, at=at, codes=[ASKED])
        else:
            row = _move(row, rules.MAILBOX, "add", letter, by=by, at=at)
        letter.save()
        _tell_triager(row, REPLIED if asked else ADDED, letter, by, at)
    return letter


def add_file(
    report: Report,
    *,
    upload: UploadedFile,
    how_seen: str,
    visibility: str,
    words: str,
    by: Person | Nobody,
    at: datetime,
    question: UUID | None = None,
) -> Letter:
    """The reporter hands in a file later; their answer to the question about children was a plain no (DOMAIN 4.2). Its hidden details are
    taken out unless they report by name. `words` may be empty. Raises as `write_back`, and Refused for a file that is not taken."""
    with transaction.atomic():
        letter = write_back(report, words=words or rules.FILE_ADDED, by=by, at=at, question=question)
        said = {"how_seen": how_seen, "visibility": visibility, "image_answer": intake.NO}
        row = letter.report
        evidence.add_exhibit(dossier=row.dossier, upload=upload, by=by, at=at, **said, strip_metadata=row.mode != intake.NAMED)
        deadlines.meet(row.uuid, "evidence_capture", at=at, by=by)
    return letter


def not_sent(report: Report, *, by: Person | Nobody, at: datetime) -> Letter:
    """The reporter has a file that could show a child and does not send it: whoever triages it reads so, and the safeguarding lead is told
    at once and may open the report."""
    with transaction.atomic():
        asked = selectors.open_question(report)
        letter = write_back(report, words=rules.FILE_NOT_SENT, by=by, at=at, question=asked and asked.uuid)
        leads = open_safeguarding_desk(letter.report.dossier, by=by, at=at)
        _tell(letter.report, leads, SAFEGUARDING, letter, by, at, path=working_path(letter.report), urgency=URGENT)
    return letter


def withdraw(report: Report, *, words: str, by: Person, at: datetime) -> Report:
    """The reporter takes their report back; `words` are sealed and may be empty. It ends nothing: whoever triages it decides, and where a
    child may be concerned or it is serious it goes on (DOMAIN 9.1). Raises Refused for anybody else, and once it is finished."""
    with transaction.atomic():
        row = _fresh(report)
        facts = {"finished": row.finished_at is not None, "withdrawn": row.withdrew_at is not None}
        kept = {"state_since": row.state_since, "withdrew_at": at}
        row = _step(row, rules.MAILBOX, "withdraw", by=by, at=at, facts=facts, also=kept)
        letter = _letter(row, rules.FROM_REPORTER, rules.FREE, words, by, at)
        if letter.words_sealed:
            letter.save()
        _tell_triager(row, WITHDRAWN, letter, by, at)
    return row


def go_on(report: Report, *, by: Person, at: datetime, version: int) -> Report:
    """The triager waits for no answer any longer; one that comes all the same is kept."""
    with transaction.atomic():
        row = _fresh(report)
        deadlines.stop(row.uuid, rules.INFO_REQUEST, at=at, by=by, reason="gone_on")
        back = move(row, intake.REPORT, "go_on", by=by, at=at, version=version, standing=standing(by, row.dossier, at))
        cancel_unsent(back.uuid, at=at, codes=[ASKED])
    return back


def return_unanswered(*, at: datetime) -> int:
    """Give every report back to its triager whose question was not answered in time; gives how many. It is never closed for that.

    Any number of these may run at once: each report is taken under its dossier's lock and looked at again there.
    """
    return sum(give_up(report, by=SYSTEM, at=at) for report in selectors.unanswered(at))


def conclude(report: Report, *, words: str, by: Person, at: datetime) -> Letter:
    """The last letter to the reporter, once it is finished: what they are told of the end. Call it inside the transaction that finishes
    it; the message that it is finished is sent already."""
    letter = _letter(report, rules.TO_REPORTER, rules.CLOSING, words, by, at)
    letter.save()
    record(report.dossier, action="report.concluded", by=by, at=at, ids={"letter": str(letter.uuid)})
    return letter


def progress(report: Report, *, words: str, by: Person, at: datetime) -> Letter:
    """Write to the reporter how far it is, without a name: whoever writes it may not know who reported it, nor they who looks into it.
    Those whose reports were about the same thing read it too."""
    with transaction.atomic():
        for one in (report, *report.same.filter(finished_at__isnull=True).select_related("dossier").order_by("pk")):
            letter = _letter(_fresh(one), rules.TO_REPORTER, rules.PROGRESS, words, by, at)
            letter.save()
            record(one.dossier, action="report.progress", by=by, at=at, ids={"letter": str(letter.uuid)})
            _tell_reporter(one, WRITTEN, letter, by, at)
    return letter


def give_up(report: Report, *, by: Person | Nobody, at: datetime) -> bool:
    """Give one report back to its triager; False where it waits no longer, or not yet due. Raises Refused for anybody but the
    system."""
    with transaction.atomic():
        row = _fresh(report)  # a second worker waits here, and then finds it returned
        if not selectors.is_unanswered(row, at):
            return False
        question = selectors.open_question(row)
        held = {by.token} if isinstance(by, Nobody) else standing(by, row.dossier, at)
        deadlines.stop(row.uuid, rules.INFO_REQUEST, at=at, by=by, reason=rules.NO_ANSWER)
        back = move(row, intake.REPORT, "no_answer", by=by, at=at, standing=held)
        _tell_triager(back, UNANSWERED, question, by, at)
    return True


def receive(report: Report, *, by: Person, at: datetime, version: int) -> Report:
    """The triager says by name that they have what the reporter wrote; the reporter sees it on their page."""
    with transaction.atomic():
        row = _fresh(report)
        facts = {"unread": selectors.unread(row).exists()}
        seen = _step(row, rules.MAILBOX, "receive", by=by, at=at, version=version, facts=facts)
        _mark_read(seen, by, at)
    return seen


def note(report: Report, *, words: str, by: Person, at: datetime) -> Note:
    """Somebody who triages writes a note for the others who do. Raises Refused for everybody else."""
    with transaction.atomic():
        row = _fresh(report)
        kept = Note(report=row, by=by, at=at)
        sealing.write(kept, "words_sealed", "" if is_blank(words) else words)
        _step(row, rules.MAILBOX, "note", by=by, at=at, facts={"words": bool(kept.words_sealed)}, ids={"note": str(kept.uuid)})
        kept.save()
    return kept


def _fresh(report: Report) -> Report:
    lock(report.dossier)
    return Report.objects.select_related("dossier__academy", "academy").get(pk=report.pk)


def _letter(row: Report, direction: str, kind: str, words: str, by: Person | Nobody, at: datetime) -> Letter:
    letter = Letter(report=row, direction=direction, kind=kind, by=by if isinstance(by, Person) else None, at=at)
    sealing.write(letter, "words_sealed", "" if is_blank(words) else words)
    return letter


def _move(row: Report, machine: Machine, name: str, letter: Letter, *, by: Person | Nobody, at: datetime, version: int | None = None,
          also: Mapping | None = None) -> Report:  # fmt: skip
    facts = {"words": bool(letter.words_sealed), "finished": row.finished_at is not None, "proposed": row.proposed_at is not None}
    return _step(row, machine, name, by=by, at=at, version=version, facts=facts, ids={"letter": str(letter.uuid)}, also=also)


def _step(row: Report, machine: Machine, name: str, *, by: Person | Nobody, at: datetime, version: int | None = None,
          facts: Mapping | None = None, ids: dict | None = None, also: Mapping | None = None) -> Report:  # fmt: skip
    """`also` left out: a step that leaves the report where it is, since when it was there."""
    also = {"state_since": row.state_since} if also is None else also
    held = standing(by, row.dossier, at)
    return move(row, machine, name, by=by, at=at, version=version, standing=held, facts=facts, ids=ids, also=also)


def _send(letter: Letter, by: Person, at: datetime) -> None:
    """Whoever writes has read what came before."""
    letter.save()
    _mark_read(letter.report, by, at)


def _mark_read(report: Report, by: Person, at: datetime) -> None:
    selectors.unread(report).filter(at__lte=at).update(read_at=at, read_by=by)


def _tell_reporter(report: Report, code: str, letter: Letter, by: Person, at: datetime, due_at: datetime | None = None) -> None:
    _tell(report, people_in(report.dossier, at, REPORTER), code, letter, by, at, path=own_path(report), due_at=due_at)


def _tell_triager(report: Report, code: str, letter: Letter, by: Person | Nobody, at: datetime) -> None:
    """Whoever triages it; where nobody does, those it waits for."""
    urgency = URGENT if is_urgent(report) and code != UNANSWERED else NORMAL
    _tell(report, holders(report.dossier, TRIAGER, at), code, letter, by, at, path=working_path(report), urgency=urgency)


def _tell(report: Report, people: list[Person], code: str, letter: Letter, by: Person | Nobody, at: datetime, **how) -> None:
    about = {"dossier": report.dossier, "about": report.uuid, "reference": report.reference, "code": code, **how}
    notices = [Notice(**about, to=person, key=f"{code}:{letter.uuid}:{person.pk}") for person in people if person != by]
    if notices:
        queue_many(notices, at=at, by=by)
