"""What the pages show to somebody who does not sign in. Nobody is named here but whoever writes to them."""

from datetime import datetime

from django.urls import reverse

from foundation.face import when
from foundation.people.rules import Nobody
from reports.intake import rules
from reports.intake.selectors import status_words
from reports.journey import pages as journey
from reports.journey import steps
from reports.journey.elsewhere import elsewhere
from reports.journey.selectors import Draft, night_contact
from reports.mailbox.pages import conversation


def start(now: datetime) -> dict:
    night = night_contact(None, now)
    return {"title": "Report without signing in", "back": reverse("account_login"), "elsewhere": elsewhere(now), "night": night}


def question(slug: str) -> str:
    return reverse("anonymous:step", args=[slug])


def step(page: steps.Step, draft: Draft, *, changing: bool) -> dict:
    return journey.step(
        page, draft, changing=changing, first=reverse("anonymous:start"), check=reverse("anonymous:check"), href=question
    )


def check(draft: Draft) -> dict:
    """Check answers: each with its link, by role who will read it, what is missing, the statement."""
    return {
        "title": "Check your answers before you send",
        "back": question(steps.applying(draft)[-1].slug),
        "gaps": [journey.Gap(f"{question(page.slug)}?change=1", sentence) for page, sentence in steps.gaps(draft)],
        "rows": steps.summary(draft, change=lambda page: f"{question(page.slug)}?change=1"),
        "readers": [(reader.role_name, _place(draft, reader.role)) for reader in draft.readers],
        "declaration": rules.DECLARATION,
        "discard_href": reverse("anonymous:discard"),
    }


def _place(draft: Draft, role: str) -> str:
    academy = draft.report.dossier.academy
    return academy.name if academy and role in _OF_AN_ACADEMY else "Of the trust"


_OF_AN_ACADEMY = frozenset({"SLT", "HEAD", "DSL", "DEPUTY_DSL"})


def own(draft: Draft, holder: Nobody) -> dict:
    """Where it stands, what was written, what they told; nothing that a reporter with a name would not see."""
    report = draft.report
    words = status_words(report)
    who = report.acknowledged_by
    return {
        "title": f"Report {report.reference}",
        "status": words,
        "tag": journey.TAGS[words],
        "rows": steps.summary(draft),
        "reference": report.reference,
        "sent": when.moment(report.submitted_at),
        "receipt_href": reverse("anonymous:receipt-file"),
        "acknowledged": f"{who.name} wrote on {when.day(report.acknowledged_at)} that they have it." if who else "",
        "next": NEXT.get(words, ""),
        "finished": words == "Finished",
        "unsigned": True,
        **journey.promises(draft),
        **conversation(holder, report, reverse("anonymous:write"), reverse("anonymous:file")),
    }


NEXT = {
    "Received": "Somebody will read it and write here that they have it.",
    "Being looked at": "Your report is being looked at. Come back in a few days: nobody can tell you that something is here.",
    "More information needed": "Somebody has a question for you.",
    "Finished": "Your report has been dealt with. You are not told what was decided about anybody, because that is private to them.",
}
