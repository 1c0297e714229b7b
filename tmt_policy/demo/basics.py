"""What every installation needs before the first report: calendar, platforms, a policy version, the trust's own dossiers."""

from datetime import date

from foundation.people.rules import SYSTEM
from policy.models import PolicyVersion
from policy.services import load_version
from tmt_policy.organisation.founding import lay_ground

BODY = (
    "This is an invented policy for a demonstration.\n\n"
    "Keep work and private life apart online. Treat what you learn at work as confidential. Speak up when you see misuse.\n"
)


def load_basics(*, at) -> None:
    """Idempotent: what is there stays."""
    lay_ground(at=at)
    if not PolicyVersion.objects.exists():
        load_version("2025", approved_on=date(2025, 3, 12), effective_from=date(2025, 4, 1), body=BODY, at=at, by=SYSTEM)
