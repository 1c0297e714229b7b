"""Reports about the same thing become one."""

from django.contrib import messages
from django.utils import timezone

from foundation.dossiers.rules import Refused
from foundation.face import when
from reports.triage import rules, same, services
from reports.triage.asking import ask, move_page, sent
from reports.triage.forms import SameForm

from .taking import page_of

NONE = "No open report that you may read is about the same address or account."
LEAD = (
    "Each reporter is told that you have their report, and later that it is finished. None of them learns of another. Whoever must not "
    "read one of these reports will not read any of them."
)


@move_page("same")
def merge(request, report):
    found = list(same.candidates(request.person, report, timezone.now()))
    if not found and request.method != "POST":
        raise Refused(NONE)
    form = SameForm(sent(request), initial={"version": report.version}, offered=[_offer(one) for one in found])

    def act(cleaned, now):
        others = [one for one in found if one.reference in cleaned["others"]]
        services.merge(report, others, by=request.person, at=now, version=cleaned["version"])
        messages.success(request, f"{when.count(len(others) + 1, 'report')} are one now. Each reporter is told on their own.")
        return page_of(report)

    return ask(request, report, form, act, purpose="same", title="Is it the same as others?", back=page_of(report), lead=LEAD)


def _offer(one) -> tuple[str, str, str]:
    return one.reference, f"{one.reference}, sent on {when.moment(one.submitted_at)}", rules.STATE_WORDS[one.state]
