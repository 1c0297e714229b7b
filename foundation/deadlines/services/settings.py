"""How long the trust's clocks run from now on."""

from datetime import datetime

from django.db import transaction

from foundation.deadlines.rules import setting
from foundation.deadlines.selectors import SETTING
from foundation.dossiers.rules import Refused, Stale
from foundation.people.models import Person, Setting
from foundation.people.selectors import setting_history
from foundation.people.services import change_setting


def set_clock(kind: str, *, amount: int, basis: str, since: int, by: Person, at: datetime) -> Setting:
    """Set how long clocks of `kind` run, in the clock's own unit; those that run already keep the terms they began with.

    `since`: the key of the newest setting the page was made from, 0 for none. Raises Refused where law, the policy or a child's safety
    does not allow it, Stale where somebody has set it meanwhile, KeyError for a kind nobody sets.
    """
    known = setting.known(kind)
    if known is None:
        raise KeyError(kind)
    if sentence := setting.refusal(known, amount):
        raise Refused(sentence, field="amount")
    key = f"{SETTING}{kind}"
    with transaction.atomic():
        newest = setting_history(key).first()
        before = newest.value if newest else {}
        if (before.get("amount", known.terms.amount), newest.basis if newest else setting.basis_of(known)) == (amount, basis):
            raise Refused(setting.SAME, field="amount")
        value = {**before, "amount": amount, "ladder": setting.pattern_for(known, amount)}
        row = change_setting(key, value, basis=basis, by=by, at=at)  # from here on nobody else writes to the trust's chain
        overtaken = setting_history(key).exclude(pk=row.pk).first()
        if (overtaken.pk if overtaken else 0) != since:
            raise Stale
    return row
