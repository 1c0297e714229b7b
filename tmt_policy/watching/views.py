import hmac
from datetime import datetime

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.deadlines import selectors as deadlines
from foundation.face import pages
from foundation.messages import operating
from foundation.people.marks import public
from foundation.trail import selectors as trail

from . import numbers


@public
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """`/metrics`: for a machine that knows the token; for anybody else, and where none is set, as what does not exist."""
    if not _knows(request.headers.get("Authorization", "")):
        return pages.not_found() if request.user.is_authenticated else redirect_to_login(request.path)
    told = numbers.as_text(numbers.total(settings.METRICS_DIR), _gauges(timezone.now()))
    return HttpResponse(told, content_type="text/plain; version=0.0.4; charset=utf-8", headers={"Cache-Control": "no-store"})


def _knows(said: str) -> bool:
    return bool(settings.METRICS_TOKEN) and hmac.compare_digest(said.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())


def _gauges(now: datetime) -> dict[str, tuple[str, float]]:
    """Ages and yes or no: how many messages there are would move with one academy's matter."""
    flow, beat, proof = operating.flow(now), deadlines.heartbeat(), trail.last_proof()
    found = {
        "tmt_mail_stuck": ("Mail could leave and for ten minutes none has.", float(flow.is_stuck(now))),
        "tmt_mail_given_up": ("Some mail was given up.", float(flow.given_up > 0)),
    }
    if beat:
        found["tmt_sweep_age_seconds"] = ("Since the last look for what is due.", (now - beat).total_seconds())
    if proof:
        found["tmt_restore_proof_age_seconds"] = ("Since a backup was last proved.", (now - proof.at).total_seconds())
    return found
