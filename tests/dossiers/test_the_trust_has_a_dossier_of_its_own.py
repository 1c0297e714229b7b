"""The trust's own dossier is opened by whoever needs it first, and once."""

import pytest
from django.db import connections

from foundation.dossiers.models import Dossier, DossierKey
from foundation.dossiers.services import trust_dossier
from foundation.people.rules import SYSTEM
from foundation.people.services import TRUST
from tests.trail.test_many_writers_keep_one_chain import at_once


def gone():
    DossierKey.objects.filter(dossier__kind="trust").delete()
    Dossier.objects.filter(kind="trust").delete()


def test_it_is_there_when_a_password_is_forgotten_first(client, cast):
    gone()
    assert client.post("/accounts/password/reset/", {"email": cast["teo"].email}).status_code == 302
    assert Dossier.objects.get(kind="trust").uuid == TRUST


def test_asked_for_twice_it_is_the_same(cast, at):
    assert trust_dossier(by=SYSTEM, at=at) == trust_dossier(by=SYSTEM, at=at)


@pytest.mark.postgres
@pytest.mark.usefixtures("transactional_db")
def test_six_at_one_instant_open_one(at):
    def ask():
        connections.close_all()
        assert trust_dossier(by=SYSTEM, at=at).uuid == TRUST

    gone()
    at_once(*[ask] * 6)
    assert DossierKey.objects.filter(dossier__uuid=TRUST).count() == 1
