"""A device or an account of the trust (DOMAIN 5.4): only what is the trust's, with a witness, and never a password."""

import pytest
from django.db import IntegrityError, transaction

from cases.cooperation import selectors, services
from cases.cooperation.models import CooperationRequest, Handover
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from tests.cooperation.scene import ACCOUNT, ACCOUNT_OF_THE_TRUST, DEVICE, case_about_tam, drafted, given_back, told
from tests.told import told_once


@told_once
def case(cast, at):
    return case_about_tam(cast, at)


def handed(row, cast, at, **changed):
    given = {"item": "Laptop 0417", "witness": cast["clem"], "by": cast["iona"], "at": at, "version": row.version}
    return services.hand_over(row, **{**given, **changed})


@pytest.mark.parametrize("kind", [DEVICE, ACCOUNT_OF_THE_TRUST])
def test_only_what_belongs_to_the_trust_is_asked_back(case, cast, at, kind):
    with pytest.raises(Refused, match="belongs to the trust"):
        drafted(case, cast, at, kind)
    row = drafted(case, cast, at, kind, trusts_own=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        CooperationRequest.objects.filter(pk=row.pk).update(trusts_own=False)


def test_a_device_comes_back(case, cast, at):
    row = handed(given_back(case, cast, at), cast, at, words="The screen has a crack.")
    made = selectors.handover_of(row)
    assert (row.state, made.done_by, made.witness, made.second_factor) == ("COMPLETED", cast["iona"], cast["clem"], None)
    assert sealing.read_one(made)["item_sealed"] == "Laptop 0417"


@pytest.mark.parametrize("anew", ["yes", "no"])
def test_an_account_goes_over_in_the_password_manager(case, cast, at, anew):
    row = given_back(case, cast, at, ACCOUNT_OF_THE_TRUST)
    row = handed(row, cast, at, item="Alder, picture platform", second_factor=anew)
    assert selectors.handover_of(row).second_factor is (anew == "yes")


@pytest.mark.parametrize("kind,wrong,said", [
    (DEVICE, {"item": ""}, "what it is called"), (DEVICE, {"witness": "iona"}, "other than you"),
    (DEVICE, {"witness": "tam"}, "cannot witness"), (DEVICE, {"witness": "sasha"}, "cannot witness"),
    (ACCOUNT_OF_THE_TRUST, {}, "second step"),
    (ACCOUNT_OF_THE_TRUST, {"second_factor": "yes", "words": "The password is hunter2x9"}, "like a password"),
    (ACCOUNT_OF_THE_TRUST, {"second_factor": "yes", "item": "login is Alder2026x"}, "like a password"),
])
def test_it_is_refused_where_something_is_missing_or_too_much(case, cast, at, kind, wrong, said):
    row = given_back(case, cast, at, kind)
    with pytest.raises(Refused, match=said):
        handed(row, cast, at, **{key: cast[one] if key == "witness" else one for key, one in wrong.items()})
    assert not Handover.objects.exists()


@pytest.mark.parametrize("who", ["tam", "rhys", "clem"])
def test_nobody_but_who_asks_records_it(case, cast, at, who):
    row = given_back(case, cast, at)
    with pytest.raises(Refused, match="belongs to somebody else"):
        handed(row, cast, at, by=cast[who], witness=cast["sid"])


def test_nothing_else_is_handed_over(case, cast, at):
    with pytest.raises(Refused, match="Nothing is handed over"):
        handed(told(case, cast, at, ACCOUNT), cast, at)


def test_the_database_refuses_a_witness_of_oneself(case, cast, at):
    row = handed(given_back(case, cast, at), cast, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(request=row).update(witness=cast["iona"])
