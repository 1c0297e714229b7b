"""What a supervised session looks at, who agrees to it, what was shown; and what came back to the trust."""

from datetime import datetime

from django.db.models import Q

from cases.casefile.selectors import investigator_of
from cases.cooperation import rules
from cases.cooperation.models import Captured, CooperationRequest, Handover
from cases.cooperation.models import Scope as Kept
from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier
from foundation.dossiers.routing import holders
from foundation.people.models import Person
from foundation.people.rules import DPO, HR
from foundation.people.selectors import roles_of

_ROLE = {rules.HR_SIDE: HR, rules.DPO_SIDE: DPO}
WAITS = Q(kind=rules.SUPERVISED_SESSION, state=rules.DRAFT, returned_at__isnull=True)


def scope_of(row: CooperationRequest) -> rules.Scope | None:
    """Exactly what is looked at; None for what is no session."""
    kept = Kept.objects.filter(request=row).select_related("dossier").first()
    if kept is None:
        return None
    words = sealing.read_one(kept)
    said = {name: words[f"{name}_sealed"] for name in ("account", "counterpart", "necessity", "tried")}
    return rules.Scope(first_day=kept.first_day, last_day=kept.last_day, kinds=tuple(kept.kinds), **said)


def who_agrees(row: CooperationRequest, side: str, at: datetime) -> list[Person]:
    """Those who can agree for one side: in no conflict, and neither its writer nor whoever investigates."""
    busy = (row.drafted_by, investigator_of(row.case, at))
    return [one for one in holders(row.dossier, _ROLE[side], at) if one not in busy]


def side_of(row: CooperationRequest, person: Person, at: datetime) -> str:
    """The side for which this person can agree: data protection's, if they hold that and it has not; HR's otherwise."""
    dpo = DPO in roles_of(person, at) and row.dpo_agreed_by_id is None
    return rules.DPO_SIDE if dpo else rules.HR_SIDE


def waits_for_data_protection(dossier: Dossier) -> bool:
    return CooperationRequest.objects.filter(WAITS, dossier=dossier, dpo_agreed_by__isnull=True).exists()


def captured_of(row: CooperationRequest) -> list[Captured]:
    return list(row.captured.select_related("dossier", "exhibit", "by"))


def handover_of(row: CooperationRequest) -> Handover | None:
    return Handover.objects.filter(request=row).select_related("dossier", "done_by", "witness").first()
