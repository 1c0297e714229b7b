"""An academy's page: a head writes down whom to call, the rest is for those who look after all of them."""

import pytest

from foundation.people.models import Academy
from foundation.people.rules import SUPPORT
from foundation.people.selectors import contact
from foundation.trail.selectors import events_of

CHANGE = "/academies/alder/change/"
FACTS = {"name": "Alder Academy", "local_authority": "Westmoor", "lado_contact": "LADO, 01632 960 119", "headcount": "97", "version": "0"}


def sent(client, address=CHANGE, **said):
    return client.post(address, {**FACTS, **said})


def test_a_head_says_whom_the_academy_calls(client_of, hana, alder):
    sent(client_of(hana))
    alder.refresh_from_db()
    assert alder.lado_contact == "LADO, 01632 960 119"
    assert events_of(alder.uuid).last().action == "academy.changed"


def test_how_many_work_there_is_not_hers_to_say(client_of, hana, alder):
    before = alder.headcount
    sent(client_of(hana))
    alder.refresh_from_db()
    assert alder.headcount == before


def test_whoever_looks_after_all_says_the_rest(client_of, ada, alder):
    sent(client_of(ada), urn="123456")
    alder.refresh_from_db()
    assert (alder.headcount, alder.urn) == (97, "123456")


@pytest.mark.parametrize("urn", ["12345", "12345a", "１２３４５６"])
def test_a_urn_has_six_digits(client_of, ada, alder, urn):
    assert sent(client_of(ada), urn=urn).status_code == 422


def test_two_academies_have_no_urn_in_common(client_of, ada, birch):
    Academy.objects.filter(pk=birch.pk).update(urn="123456")
    page = sent(client_of(ada), urn="123456")
    assert page.status_code == 422
    assert "Another academy has this URN" in page.content.decode()


def test_who_was_slower_loses_nothing(client_of, ada, alder):
    Academy.objects.filter(pk=alder.pk).update(version=1)
    page = sent(client_of(ada), lado_contact="The front desk")
    assert page.status_code == 422
    assert "The front desk" in page.content.decode()
    assert "This page has changed" in page.content.decode()


def test_another_heads_academy_is_not_there(client_of, olu):
    assert client_of(olu).get("/academies/alder/").status_code == 404


def test_the_trust_names_whom_to_call(client_of, ada):
    address = f"/system/start/contacts/{SUPPORT}/"
    client = client_of(ada)
    client.post(address, {"name": "Lantern", "phone": "01632 960 119", "version": "0"})
    assert contact(SUPPORT).name == "Lantern"
    page = client.post(address, {"name": "Beacon", "phone": "01632 960 120", "version": "0"})
    assert page.status_code == 422
    assert contact(SUPPORT).name == "Lantern"
    assert "Beacon" in page.content.decode()


def test_half_a_contact_is_refused(client_of, ada):
    page = client_of(ada).post(f"/system/start/contacts/{SUPPORT}/", {"name": "Lantern", "phone": "ask me", "version": "0"})
    assert page.status_code == 422
    assert contact(SUPPORT) is None
