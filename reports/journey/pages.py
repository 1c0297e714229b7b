"""What each page of the journey shows, ready made: texts, rows and addresses, no logic left for a template."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import get_template
from django.urls import reverse

from foundation.dossiers.routing import Reader
from foundation.face import when
from foundation.face.pages import trust
from foundation.face.rows import Panel
from foundation.people.models import Person
from foundation.people.rules import SUPPORT
from foundation.people.selectors import contact
from reports.care import pages as care
from reports.intake import rules
from reports.intake.selectors import gone_from, is_urgent, own_reports, status_words
from reports.mailbox.pages import conversation

from . import steps
from .elsewhere import elsewhere
from .rules import reading_words
from .selectors import Draft, due_dates, night_contact, reading_now, safeguarding_names, working_days

TAGS = {
    "Not sent yet": "govuk-tag--grey",
    "Received": "govuk-tag--blue",
    "Being looked at": "govuk-tag--purple",
    "More information needed": "govuk-tag--orange",
    "Finished": "govuk-tag--green",
}


@dataclass(frozen=True, slots=True)
class Mine:
    """One line of "My reports"."""

    href: str
    reference: str
    title: str
    since: str
    status: str
    tag: str


@dataclass(frozen=True, slots=True)
class Gap:
    href: str
    text: str


def _href(name: str, draft: Draft, *more: str) -> str:
    return reverse(f"reports:{name}", args=[draft.report.reference, *more])


def mine(person: Person, now: datetime) -> dict:
    """My reports, drafts first."""
    rows = [_mine(report, now) for report in own_reports(person)]
    return {"title": "My reports", "rows": rows, "back": reverse("home")}


def _mine(report, now: datetime) -> Mine:
    words = status_words(report)
    began = report.submitted_at or report.dossier.opened_at
    told = f"Sent on {when.day(began)}" if report.submitted_at else f"Begun {when.ago(began, now)}"
    return Mine(
        reverse("reports:own", args=[report.reference]),
        report.reference,
        "Report" if report.submitted_at else "Draft",
        told,
        words,
        TAGS[words],
    )


def start(person: Person, now: datetime) -> dict:
    """The first page: what to do in danger, which door other things have, when somebody will read it."""
    leads = safeguarding_names(person, now)
    return {
        "title": "Report a concern about social media",
        "back": reverse("reports:mine"),
        "reading": reading_words(now, working_days(person, now)),
        "safeguarding": leads,
        "night": night_contact(person.academy, now),
        "elsewhere": elsewhere(now, pastoral=leads),
    }


def not_taken(person: Person | None, now: datetime) -> dict:
    """In place of the first page, while the trust takes no reports yet: whom to tell instead."""
    return {
        "title": "Nothing can be reported here yet",
        "back": reverse("reports:mine" if person else "home"),
        "safeguarding": safeguarding_names(person, now) if person else [],
        "night": night_contact(person.academy if person else None, now),
        "elsewhere": elsewhere(now),
    }


def protection(now: datetime) -> dict:
    """What protects somebody who reports, and who else can be asked."""
    return {"title": "What protects you when you report", "elsewhere": elsewhere(now), "support": contact(SUPPORT)}


def _step_of(draft: Draft) -> Callable[[str], str]:
    return lambda slug: _href("step", draft, slug)


def step(
    page: steps.Step, draft: Draft, *, changing: bool, first: str = "", check: str = "", href: Callable[[str], str] | None = None
) -> dict:
    """A question: its title, how far it is, where back leads, and what the page says beside its form. `first`, `check`, `href`: where the
    pages before and after the questions are, and the page of a question, for somebody who does not sign in."""
    prior = steps.before(page, draft)
    href = href or _step_of(draft)
    back = (check or _href("check", draft)) if changing else href(prior.slug) if prior else first or reverse("reports:mine")
    return {
        "title": page.title,
        "progress": steps.progress(page, draft),
        "back": back,
        "draft": draft,
    } | _BESIDE.get(page.slug, lambda draft: {})(draft)


def _beside_readers(draft: Draft) -> dict:
    return {"readers": reader_rows(draft.readers), "about_me": draft.about_me}


def _beside_picture(draft: Draft) -> dict:
    may = rules.may_upload(draft.report.image)
    return {
        "title": steps.find("picture").title if may else "What to do about the picture",
        "may_upload": may,
        "sure": draft.report.image == rules.YES,
        "given": len(draft.exhibits),
    } | ({} if may else _beside_danger(draft))


def _beside_danger(draft: Draft) -> dict:
    if draft.person is None:
        return {"night": night_contact(draft.report.dossier.academy, draft.at)}
    about = [party.person for party in draft.subjects]
    return {"safeguarding": safeguarding_names(draft.person, draft.at, about=about), "night": night_contact(draft.person.academy, draft.at)}


def _beside_conduct(draft: Draft) -> dict:
    in_danger = draft.report.danger in (rules.YES, rules.UNSURE)
    return {"in_danger": in_danger} | (_beside_danger(draft) if in_danger else {})


_BESIDE = {"danger": _beside_danger, "conduct": _beside_conduct, "readers": _beside_readers, "picture": _beside_picture}


def reader_rows(readers: list[Reader]) -> list[tuple[str, str]]:
    """(role in words, names) of those who will read it."""
    return [(_the(reader), ", ".join(one.name for one in reader.people)) for reader in readers]


def _the(reader: Reader) -> str:
    name = reader.role_name[0].lower() + reader.role_name[1:]
    return f"The {name}{'s' if len(reader.people) > 1 else ''}"


def check(draft: Draft) -> dict:
    """Check answers: every answer with its link, who will read it, what is missing, the statement."""
    gaps = [Gap(f"{_href('step', draft, page.slug)}?change=1", sentence) for page, sentence in steps.gaps(draft)]
    return {
        "title": "Check your answers before you send",
        "back": _href("step", draft, steps.applying(draft)[-1].slug),
        "gaps": gaps,
        "rows": steps.summary(draft, change=lambda page: f"{_href('step', draft, page.slug)}?change=1"),
        "readers": reader_rows(draft.readers),
        "readers_href": f"{_href('step', draft, 'readers')}?change=1",
        "declaration": rules.DECLARATION,
        "reference": draft.report.reference,
    }


def received(draft: Draft) -> dict:
    """The receipt (policy 10.1; DOMAIN 8.3 report_human_ack, triage)."""
    return {
        "title": "Report received",
        "panel": Panel("Report received", "Your reference", draft.report.reference),
        "own_href": _href("own", draft),
        "receipt_href": _href("receipt", draft),
        "mailed": bool(draft.person.email),
        "about_me": draft.about_me,
        "support": contact(SUPPORT),
        **(_at_once(draft) if is_urgent(draft.report) else {}),
        **promises(draft),
    }


def _at_once(draft: Draft) -> dict:
    """Whom to call out of hours; in hours, who is there and reads it."""
    academy = draft.person.academy
    now = reader_rows(reading_now(draft.readers, academy, draft.at))
    return {"night": night_contact(academy, draft.at), "reading_now": [f"{role}, {names}" for role, names in now]}


def receipt(draft: Draft) -> str:
    """The receipt as a text: when it came and what was promised. It names nobody and says nothing of what was told: a file lies about."""
    told = {"report": draft.report, "received": when.moment(draft.report.submitted_at), **promises(draft), **trust()}
    return get_template("reports/receipt.txt").render(told)


def promises(draft: Draft) -> dict:
    """The two dates a reporter is told: acknowledged by a named person, first decision; the sooner one first.
    What has happened is not promised any more."""
    report, due = draft.report, due_dates(draft.report)
    named = None if report.acknowledged_at else due.get("report_human_ack")
    kinds = () if report.proposed_at or report.decided_at else ("triage_critical", "triage_high", "triage_normal")
    decided = next((due[kind] for kind in kinds if kind in due), None)
    if named and decided:
        named = min(named, decided)  # whoever decides has told you before
    told = [(named, "A named person tells you that they have it"), (decided, "The first decision about it is made")]
    coming = sorted((day, words) for day, words in told if day)
    return {
        "promised": [{"words": words, "by": when.moment(day)} for day, words in coming],
        "late": any(day and day < draft.at for day in (named, decided)),
    }


def own(draft: Draft, words: str) -> dict:
    """One of my reports: its status in a reporter's words, my own answers, what happens next. Nobody's name but the acknowledger's."""
    report = draft.report
    unsent = report.state == rules.DRAFT
    following = steps.next_open(draft) if unsent else None
    go_on = _href("step", draft, following.slug) if following else _href("check", draft)
    who = report.acknowledged_by
    looked_up = [(one.by.name, when.day(one.at), why) for one, why in draft.openings]
    return {
        "title": "A report you have not sent yet" if unsent else f"Report {report.reference}",
        "back": reverse("reports:mine"),
        "status": words,
        "tag": TAGS[words],
        "rows": steps.summary(draft),
        "go_on": go_on,
        "discard": _href("discard", draft),
        "sealed": draft.sealed,
        "gone_from": when.day(day) if unsent and (day := gone_from(report)) else "",
        "reference": report.reference,
        "sent": when.moment(report.submitted_at) if report.submitted_at else "",
        "receipt_href": _href("receipt", draft),
        "acknowledged": f"{who.name} wrote to you on {when.day(report.acknowledged_at)} that they have it." if who else "",
        "about_me": draft.about_me,
        "confidential": report.mode == rules.CONFIDENTIAL,
        "looked_up": looked_up,
        "next": _FINISHED_ABOUT_ME if words == "Finished" and draft.about_me else _NEXT.get(words, ""),
        "finished": words == "Finished",
        **({} if unsent else promises(draft) | conversation(draft.person, report) | care.own(draft.person, report, draft.at)),
    }


_FINISHED_ABOUT_ME = "Your report has been dealt with. If anything was decided about you, somebody tells you in person, not here."
_NEXT = {
    "Received": "Somebody will read it and tell you that they have it.",
    "Being looked at": "Your report is being looked at. This can take some time.",
    "More information needed": "Somebody has a question for you.",
    "Finished": "Your report has been dealt with. You are not told what was decided about anybody, because that is private to them.",
}
