import datetime

import pytest
from django.db import IntegrityError, transaction

from foundation.people import services
from foundation.people.models import Person, Relation
from foundation.people.rules import GUARDED_ROLES, RIGHTS, SYSTEM, rights_of, symbols_with
from foundation.people.selectors import contact, holders, people_of, placements_of, related_to, roles_of, setting, setting_history
from foundation.trail.selectors import events_of


def test_a_placement_holds_from_its_day_to_the_day_before_its_end(sasha, at):
    row = sasha.placements.get()
    services.end_placement(row, until=at.date() + datetime.timedelta(days=1), by=SYSTEM, at=at)
    assert roles_of(sasha, at) == {"SLT"}
    assert roles_of(sasha, at + datetime.timedelta(days=1)) == set()


def test_who_left_holds_nothing(lou, at):
    services.place(lou, "SLT", lou.academy, since=datetime.date(2026, 1, 5), by=SYSTEM, at=at)
    assert placements_of(lou, at) == ()
    assert lou not in holders("SLT", lou.academy, at)
    assert lou not in people_of(lou.academy, at)


def test_a_relation_is_read_from_both_sides(teo, tam, at):
    Relation.objects.create(person=teo, other=tam, since=at.date())
    assert related_to(teo, at) == {tam.pk}
    assert related_to(Person.objects.get(pk=tam.pk), at) == {teo.pk}


def test_a_role_nobody_knows_is_refused(teo, at):
    with pytest.raises(ValueError, match="Unknown role"):
        services.place(teo, "KING", None, since=at.date(), by=SYSTEM, at=at)


def test_governors_and_administrators_hold_no_right_to_a_report():
    able = symbols_with("report.read") | symbols_with("case.read")
    assert not able & {"LGB_MEMBER", "LGB_CHAIR", "LGB_VICE_CHAIR", "LGB_STAFF", "TRUSTEE", "SYSADMIN", "AUDITOR", "CLERK"}
    assert "CHAIR_TRUSTEES" not in able
    assert rights_of(["SYSADMIN"]) == RIGHTS["SYSADMIN"]


def test_the_newest_setting_counts_and_the_ones_before_are_its_history(ada, alder, at):
    for value in (24, 12):
        services.change_setting("removal.hours", value, basis="policy", by=ada, at=at)
    services.change_setting("removal.hours", 6, academy=alder, by=ada, at=at)
    assert (setting("removal.hours", 1), setting("removal.hours", 1, alder), setting("other", 1)) == (12, 6, 1)
    assert [row.value for row in setting_history("removal.hours")] == [12, 24]


def test_a_contact_outside_the_trust_is_named_once_somebody_has_set_it(ada, at):
    assert contact("support") is None
    services.set_contact("support", name="Lantern", phone="0808 157 0123", by=ada, at=at)
    assert contact("support").dial == "08081570123"
    services.set_contact("support", name="", phone="", by=ada, at=at)
    assert contact("support") is None
    assert setting_history("contact.support").count() == 2


@pytest.mark.parametrize("name, phone", [("Lantern", ""), ("", "0808 157 0123"), ("Lantern", "call us"), ("x" * 81, "0808 157 0123")])
def test_half_a_contact_is_refused(ada, at, name, phone):
    with pytest.raises(ValueError, match="A contact has"):
        services.set_contact("support", name=name, phone=phone, by=ada, at=at)


def test_a_changed_setting_is_an_event_that_does_not_name_the_person(ada, at):
    services.change_setting("removal.hours", 12, by=ada, at=at)
    event = events_of(services.TRUST).last()
    assert event.action == "setting.changed"
    assert event.actor == services.token(services.TRUST, ada) != str(ada.uuid)


def test_one_token_per_person_and_chain(teo, alder, birch):
    assert services.token(alder.uuid, teo) == services.token(alder.uuid, teo) != services.token(birch.uuid, teo)


def test_two_people_cannot_share_an_address(teo, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        services.add_person(name="Another Teo", academy=None, email="TEO@northgate.example")


def test_somebody_without_an_address_has_no_sign_in(sam):
    with pytest.raises(ValueError, match="e-mail"):
        services.give_sign_in(sam, password="x" * 12)


def test_who_left_is_signed_out(client_of, teo, now):
    page = client_of(teo)
    teo.left_on = now.date() - datetime.timedelta(days=1)
    teo.save()
    assert page.get("/").url.startswith("/accounts/login/")


def test_a_role_is_guarded_unless_it_shows_figures_alone():
    assert {"SLT", "HEAD", "SYSADMIN", "EXTERNAL_IO", "CHAIR_TRUSTEES"} <= GUARDED_ROLES
    assert GUARDED_ROLES.isdisjoint({"LGB_CHAIR", "LGB_MEMBER", "TRUSTEE"})
