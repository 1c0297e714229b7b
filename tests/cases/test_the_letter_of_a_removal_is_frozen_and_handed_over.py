"""A removal request as a letter: what it says, who can be told and who only asked, and when the person has it (10.3, DOMAIN 5.1, 5.2)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from cases.removals import services
from foundation.deadlines.services import set_clock
from foundation.dossiers.models import Party
from foundation.dossiers.rules import PARENT, PUPIL, Refused
from foundation.letters import services as letters
from foundation.letters.models import Letter
from foundation.letters.rules.templates import template
from foundation.letters.selectors import copies_about, words
from foundation.messages.models import Message
from foundation.people.models import Person
from foundation.signatures.selectors import is_valid
from tests.cases.story import about_tam, drafted, issued, told
from tests.told import told_once

pytestmark = pytest.mark.django_db


@told_once
def case(cast, at):
    return about_tam(cast, at)


def made(row, by, at):
    draft = services.write_letter(row, by=by, at=at)
    return letters.freeze(draft, by=by, at=at, version=draft.version)


def asked_of(row, kind, name):
    """The same request of somebody who does not work here."""
    Party.objects.filter(pk=row.target_id).update(kind=kind, person=None)
    row.target.refresh_from_db()
    return row


@told_once
def row(case, cast, at):
    return told(case, cast, at)


def test_it_says_what_the_request_says_and_names_nobody_who_reported(row, case, hana, at):
    text = words(services.write_letter(row, by=hana, at=at))
    for said in ("Dear Tam Ellis", row.reference, "Delete the post", "https://www.facebook.com/story/1", "It makes fun of a parent.",
                 "7.3 b12", "24 November 2026, midday", "Keep a copy for yourself first", "within 1 working day", "not a finding",
                 "Hana Okafor"):
        assert said in text, said
    for kept in ("Teo", "Sasha", case.reference, "A post that made fun", "E-1"):
        assert kept not in text, kept


def test_before_they_are_told_it_says_how_long_they_will_have(case, cast, hana, at):
    assert "By when: Within 24 hours of being told" in words(services.write_letter(drafted(case, cast, at), by=hana, at=at))


def test_it_says_the_times_that_the_trust_has_set(cast, hana, ada, at):
    set_clock("removal_standard", amount=12, basis="policy", since=0, by=ada, at=at)
    set_clock("removal_contest", amount=2, basis="policy", since=0, by=ada, at=at)
    text = words(services.write_letter(drafted(about_tam(cast, at), cast, at), by=hana, at=at))
    assert "Within 12 hours of being told" in text
    assert "within 2 working days" in text


def test_twice_is_one_letter(case, cast, hana, at):
    row = issued(case, cast, at)
    assert services.write_letter(row, by=hana, at=at) == services.write_letter(row, by=hana, at=at)


@pytest.mark.parametrize("kind, code", [(PARENT, "removal-parent"), (PUPIL, "removal-pupil-parent"), ("outsider", "removal-anybody")])
def test_whoever_does_not_work_here_is_asked(case, cast, hana, at, kind, code):
    letter = services.write_letter(asked_of(issued(case, cast, at), kind, "Somebody"), by=hana, at=at)
    assert (letter.template, letter.to) == (code, None)
    assert "24 hours" not in words(letter)
    assert "The policy requires" not in words(letter)


def test_somebody_who_has_left_is_asked_too(case, cast, hana, tam, at):
    Person.objects.filter(pk=tam.pk).update(left_on=at.date())
    row = issued(case, cast, at)
    row.target.person.refresh_from_db()
    letter = services.write_letter(row, by=hana, at=at)
    assert letter.template == "removal-former"
    assert "we cannot give you instructions any more" in words(letter)


def test_they_have_it_once_somebody_has_spoken_to_them(case, cast, hana, tam, at):
    row = issued(case, cast, at)
    letter = made(row, hana, at)
    assert copies_about(tam, row.uuid, at) == []
    services.tell(row, by=hana, at=at, version=row.version, how="in_person")
    assert copies_about(tam, row.uuid, at) == [letter]


def test_a_letter_made_afterwards_is_theirs_at_once(row, hana, tam, at):
    letter = made(row, hana, at)
    assert copies_about(tam, row.uuid, at) == [letter]


def test_it_never_goes_by_mail(row, hana, at):
    before = Message.objects.count()
    made(row, hana, at)
    assert Message.objects.count() == before
    assert mail.outbox == []


def test_once_nothing_is_asked_for_no_letter_is_begun(row, hana, at):
    row = services.withdraw(row, by=hana, at=at, version=row.version, reason="It is gone.")
    with pytest.raises(Refused, match="Nothing is asked for any more"):
        services.write_letter(row, by=hana, at=at)


def test_from_the_page_of_the_request_to_the_person_s_own_copy(case, cast, hana, tam, now, client_of):
    row, client = told(case, cast, now), client_of(hana)
    page = reverse("removals:show", args=[row.reference])
    assert "Write the letter" in client.get(page).content.decode()
    once = "0b8f2f0e-1111-4222-8333-444455556666"
    answer = client.post(reverse("removals:letter", args=[row.reference]), {"once": once})
    letter = Letter.objects.get()
    assert answer.url == reverse("letters:show", args=[letter.uuid])
    assert "Read the letter" in client.get(page).content.decode()
    mine, copy = reverse("removals:mine", args=[row.reference]), reverse("letters:download", args=[letter.uuid])
    assert copy not in client_of(tam).get(mine).content.decode()
    letters.freeze(letter, by=hana, at=now + timedelta(minutes=1), version=0)
    assert copy in client_of(tam).get(mine).content.decode()
    assert is_valid(client_of(tam).get(copy).content)


def test_every_letter_of_a_request_says_where_what_why_and_that_a_copy_is_kept(case):
    for code in ("removal-staff", "removal-former", "removal-parent", "removal-pupil-parent", "removal-anybody"):
        assert {"recipient", "reference", "action", "place", "why", "by_when", "contact"} <= template(code).uses
    for code in ("removal-staff", "removal-former", "removal-parent", "removal-pupil-parent"):
        assert "eep a copy" in template(code).body
