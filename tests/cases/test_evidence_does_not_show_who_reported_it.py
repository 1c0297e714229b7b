"""Before evidence is shown to somebody who does not know who reported it, whoever shows it has looked for that (DESIGN 6)."""

import pytest

from cases.removals.models import RemovalRequest
from foundation.dossiers.rules import Refused
from tests.cases.story import about_tam, drafted
from tests.told import told_once

pytestmark = pytest.mark.django_db


@told_once
def case(cast, at):
    return about_tam(cast, at)


@pytest.mark.parametrize(("said", "sentence"), [("", "Say whether the evidence"), ("yes", "Cover what shows it first")])
def test_what_could_show_it_goes_to_nobody(case, cast, at, said, sentence):
    with pytest.raises(Refused, match=sentence):
        drafted(case, cast, at, reveals=said)
    assert not RemovalRequest.objects.exists()


def test_the_page_asks_and_keeps_what_was_typed(case, hana, sasha, client_of):
    said = {"address": "other", "other": "https://x.com/a", "action": "delete", "clause": "C7.3l", "why": "It uses the academy's logo.",
            "exhibit": str(case.dossier.exhibits.get().uuid), "signs": ["none"], "verifier": str(sasha.uuid)}
    answer = client_of(hana).post(f"/removals/for/{case.reference}/", said)
    assert answer.status_code == 422
    assert "Say whether the evidence could show who reported it" in answer.content.decode()
    assert "It uses the academy&#x27;s logo." in answer.content.decode()


def test_without_evidence_nothing_is_asked(case, cast, at):
    assert drafted(case, cast, at, exhibit=None, evidence_reason="It was gone.", reveals="").reveals == ""
