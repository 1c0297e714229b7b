"""The services themselves refuse to touch somebody else's draft; pages that forget to ask change nothing."""

import pytest

from foundation.dossiers.rules import Refused
from reports.intake import services
from reports.intake.rules import DECLARATION
from tests.told import told_once
from tmt_policy.demo import reporting


@told_once
def draft(teo, tam, at):
    return reporting.draft(reporting.Told(by=teo, about=(tam,), what="A post about a parent."), at=at)


ACTS = {
    "answer": lambda draft, by, at: services.answer(draft, "seen", {"what": "Nothing at all."}, by=by, at=at),
    "submit": lambda draft, by, at: services.submit(draft, by=by, at=at, declaration=DECLARATION),
    "discard": lambda draft, by, at: services.discard(draft, by=by, at=at),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["tam", "sasha", "hana", "ada"])
def test_nobody_else_answers_sends_or_discards_it(cast, draft, at, act, who):
    with pytest.raises(Refused, match="belongs to somebody else"):
        ACTS[act](draft, cast[who], at)
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_at) == ("DRAFT", None)


@pytest.mark.parametrize("act", ACTS)
def test_its_reporter_does(teo, draft, at, act):
    before = draft.version
    assert ACTS[act](draft, teo, at).version > before
