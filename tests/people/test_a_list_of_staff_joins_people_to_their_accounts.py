"""A column with the provider's subject: 1,200 people sign in with the accounts they have, without 1,200 mails."""

import pytest
from django.core.management import call_command

from foundation.entry.openid.rules import Provider
from foundation.people import staff_file
from foundation.people.models import Identity, Person, User
from foundation.people.rules import SYSTEM
from foundation.people.staff_file import Wrong
from foundation.people.staff_plan import plan
from foundation.staff import services

pytestmark = pytest.mark.django_db
ENTRA = Provider("entra", "Microsoft", "https://login.example/t/v2.0", "app", "secret", "oid")
GOOGLE = Provider("google", "Google", "https://accounts.example", "app", "secret")
HEAD = "staff_id,name,email,academy,subject\n"
MONA = "E1,Mona Field,mona@northgate.example,alder,0f-1a\n"


@pytest.fixture(autouse=True)
def one_provider(settings):
    settings.OIDC = {"entra": ENTRA}


def rows(text, heading=HEAD):
    return staff_file.read((heading + text).encode())


def taken(text, at, heading=HEAD):
    return services.take_in(rows(text, heading), by=SYSTEM, at=at)


def why(text, at, heading=HEAD):
    with pytest.raises(Wrong) as wrong:
        plan(rows(text, heading), at)
    return " ".join(wrong.value.sentences)


def subjects():
    return sorted(Identity.objects.values_list("user__email", "issuer", "subject"))


def test_somebody_new_can_sign_in_at_once_and_has_no_password(cast, at):
    taken(MONA, at)
    assert subjects() == [("mona@northgate.example", ENTRA.issuer, "0f-1a")]
    assert not User.objects.get(email="mona@northgate.example").has_usable_password()


def test_whoever_signs_in_is_joined_to_nothing(teo, at):
    assert "sign in already" in why("E1,Teo Marsh,teo@northgate.example,alder,0f-1a\n", at)


def test_the_same_list_twice_changes_nothing(cast, at):
    taken(MONA, at)
    assert taken(MONA, at).people.same == 1


def test_an_empty_cell_takes_no_sign_in_away(cast, at):
    taken(MONA, at)
    assert taken("E1,Mona Field,mona@northgate.example,alder,\n", at).people.same == 1
    assert len(subjects()) == 1


def test_no_list_says_that_it_is_another_account_now(cast, at):
    taken(MONA, at)
    assert "sign in already" in why(MONA.replace("0f-1a", "2b-3c"), at)
    assert subjects() == [("mona@northgate.example", ENTRA.issuer, "0f-1a")]


@pytest.mark.parametrize("joined", [True, False])
def test_no_file_says_how_somebody_who_reads_cases_signs_in(hana, at, joined):
    if joined:
        Identity.objects.create(user=hana.user, issuer=ENTRA.issuer, subject="hers", since=at)
    assert "two people" in why("E1,Hana Osei,hana@northgate.example,alder,mine\n", at)


def test_whoever_reads_cases_may_stand_in_the_list_as_they_are_joined(hana, at):
    Identity.objects.create(user=hana.user, issuer=ENTRA.issuer, subject="hers", since=at)
    assert plan(rows(f"E1,{hana.name},hana@northgate.example,alder,hers\n"), at).changed[0].joins == {}


def test_the_account_of_somebody_else_is_refused(teo, at):
    Identity.objects.create(user=teo.user, issuer=ENTRA.issuer, subject="0f-1a", since=at)
    assert "somebody else" in why(MONA, at)


def test_two_rows_with_one_account_are_refused(cast, at):
    with pytest.raises(Wrong, match="1 rows"):
        rows(MONA + "E2,Nils Hart,nils@northgate.example,alder,0f-1a\n")


def test_an_account_without_an_address_is_refused(cast, at):
    assert "no e-mail" in why("E1,Mona Field,,alder,0f-1a\n", at)


def test_with_two_providers_the_column_says_which(cast, at, settings):
    settings.OIDC = {"entra": ENTRA, "google": GOOGLE}
    assert "subject_entra, subject_google" in why(MONA, at)
    taken("E1,Mona Field,mona@northgate.example,alder,0f-1a,1234\n", at, "staff_id,name,email,academy,subject_entra,subject_google\n")
    assert [(issuer, subject) for _, issuer, subject in subjects()] == [(GOOGLE.issuer, "1234"), (ENTRA.issuer, "0f-1a")]


def test_the_command_shows_it_before_it_does_it(cast, tmp_path, capsys):
    (tmp_path / "staff.csv").write_text(HEAD + MONA)
    call_command("import_people", str(tmp_path / "staff.csv"))
    assert "Mona Field is new and can sign in" in capsys.readouterr().out
    assert not Person.objects.filter(name="Mona Field").exists()
