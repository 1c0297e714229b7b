"""The administrator sees every change of a list before it is kept; roles come with it, by two people where it takes two."""

import re
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.messages.models import Message
from foundation.people.models import Person, Placement, User
from foundation.people.rules import ROLE_NAMES, SYSTEM
from foundation.people.staff_file import Wrong, read
from foundation.roles.models import RoleRequest
from foundation.staff import services, staging
from foundation.staff.planning import planned
from tests.cases.story import about_tam
from tests.laws.filled import Filled

pytestmark = pytest.mark.django_db
HEAD = "staff_id,name,email,academy,roles\n"
MONA = HEAD + "E1,Mona Field,mona@northgate.example,alder,Senior leader; LGB_STAFF\n"


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def looked_at(client, words):
    file = SimpleUploadedFile("staff.csv", words.encode())
    return client.post("/people/import/", {"once": str(uuid4()), "file": file})


def hidden(response):
    return {name: values[0] for name, values in Filled(response.content.decode()).typed.items() if name in ("kept", "agreed", "once")}


@pytest.fixture
def browser(client_of, ada):
    return client_of(ada)


def test_looking_changes_nothing(browser, cast):
    page = looked_at(browser, MONA)
    assert "1 new, 0 changed, 0 as they were, 2 roles" in text(page)
    assert "Senior leader, Alder Academy, is asked for, and waits for a second person" in text(page)
    assert not Person.objects.filter(staff_id="E1").exists()


def test_kept_the_people_are_there_and_a_guarded_role_waits(browser, ada):
    page = looked_at(browser, MONA)
    assert browser.post("/people/import/", hidden(page)).url == "/people/"
    mona = Person.objects.get(staff_id="E1")
    assert [one.role for one in Placement.objects.filter(person=mona)] == ["LGB_STAFF"]
    assert RoleRequest.objects.get().asked_by == ada


def test_sent_twice_is_once(browser):
    said = hidden(looked_at(browser, MONA))
    assert [browser.post("/people/import/", said).url for _ in range(2)] == ["/people/", "/people/"]
    assert Person.objects.filter(staff_id="E1").count() == 1


def test_the_same_list_again_has_nothing_to_take_in(browser):
    browser.post("/people/import/", hidden(looked_at(browser, MONA)))
    assert "there is nothing to take in" in text(looked_at(browser, MONA))


def test_somebody_changed_people_in_between(browser, now):
    page = looked_at(browser, MONA)
    services.take_in(read(b"staff_id,name,academy\nE1,Mona Feld,alder\n"), by=SYSTEM, at=now)
    again = browser.post("/people/import/", hidden(page))
    assert again.status_code == 422
    assert "Somebody has changed people since this was shown" in text(again)
    assert "Mona Feld" in Person.objects.get(staff_id="E1").name
    assert browser.post("/people/import/", hidden(again)).url == "/people/"
    assert Person.objects.get(staff_id="E1").name == "Mona Field"


def test_after_an_hour_the_file_is_chosen_again(browser):
    said = hidden(looked_at(browser, MONA))
    staging.drop(said["kept"])
    answer = browser.post("/people/import/", said)
    assert answer.status_code == 422
    assert "Choose the file again" in text(answer)


def test_what_lies_kept_cannot_be_read_without_the_page(browser):
    kept = hidden(looked_at(browser, MONA))["kept"]
    place = f"staff:{sha256(kept.encode()).hexdigest()}"
    assert b"Mona" not in cache.get(place)
    assert staging.held(kept) == MONA.encode()


def test_wrong_rows_are_named_on_the_page(browser):
    answer = looked_at(browser, HEAD + "E1,,,alder,\nE2,Nils,,nowhere,Wizard\nE3,Ole,,alder,HR@alder\n")
    assert answer.status_code == 422
    assert "Row 2: it has no name." in text(answer)
    assert "Row 3: there is no role “Wizard”." in text(answer)


@pytest.mark.parametrize(("row", "why"), [
    ("E1,Mona,,trust,Senior leader\n", "is a role of an academy"), ("E1,Mona,,alder,SLT@nowhere\n", "no academy “nowhere”"),
    (",Ada Kowalska,ada@northgate.example,trust,HR\n", "nobody gives themselves a role"),
    (",Lou Brandt,lou@northgate.example,alder,SLT\n", "they have left"),
])
def test_a_role_that_cannot_be_is_named_by_its_row(ada, at, row, why):
    with pytest.raises(Wrong) as wrong:
        services.take_in(read((HEAD + row).encode()), by=ada, at=at)
    assert why in wrong.value.sentences[0]
    assert wrong.value.sentences[0].startswith("Row 2: ")


def test_what_somebody_holds_already_or_is_asked_for_is_no_change(ada, at):
    row = (HEAD + ",Hana Okafor,hana@northgate.example,alder,Headteacher\n").encode()
    assert services.take_in(read(row), by=ada, at=at).nothing


def test_many_roles_are_one_mail_to_each_who_may_agree(ada, at):
    many = "".join(f"E{number},Somebody {number},,alder,SLT\n" for number in range(30))
    services.take_in(read((HEAD + many).encode()), by=ada, at=at)
    assert RoleRequest.objects.count() == 30
    assert Message.objects.filter(code="role.asked").count() == 4


@pytest.mark.parametrize("cell", ["=1+1", "+44 1632", "-2", "@home"])
def test_what_looks_like_a_formula_is_text(browser, cell):
    answer = looked_at(browser, f"staff_id,name,academy,job\nE1,Mona,alder,{cell}\n")
    browser.post("/people/import/", hidden(answer))
    assert Person.objects.get(staff_id="E1").job == cell


@pytest.mark.parametrize("first", ["hana", "cleo", "rhys", "teo"])
def test_for_others_there_is_no_directory(client_of, cast, teo, first):
    for path in ("/people/", "/people/import/", f"/people/{teo.uuid}/"):
        assert client_of(cast[first]).get(path).status_code == 404


def test_somebody_is_found_and_their_roles_are_shown(browser, sasha):
    page = text(browser.post("/people/", {"once": str(uuid4()), "who": "sash"}))
    assert "Sasha Reid" in page
    assert "Senior leader, Alder Academy" in text(browser.get(f"/people/{sasha.uuid}/"))


def test_an_address_is_not_changed_by_a_file_between_agreeing_and_beginning(ada, rhys, gus, alder, at):
    services.giving.agree(services.giving.ask(gus, "SLT", alder, by=ada, at=at), by=rhys, at=at)
    services.take_in(read(b"staff_id,name,email\nE9,Gus Hale,gus@northgate.example\n"), by=ada, at=at)
    with pytest.raises(Wrong) as wrong:
        services.take_in(read(b"staff_id,name,email\nE9,Gus Hale,other@elsewhere.example\n"), by=ada, at=at + timedelta(hours=2))
    assert "two people" in wrong.value.sentences[0]


@pytest.mark.parametrize("text", [
    "name,email,job\nAda Kowalska,ada@northgate.example,Director\n",
    "name,email,line_manager\nTam Ellis,tam@northgate.example,ada@northgate.example\n",
])
def test_whoever_takes_it_in_changes_nothing_about_themselves(ada, at, text):
    """Whom they manage neither: whoever manages somebody does not read about them."""
    with pytest.raises(Wrong, match="1 rows"):
        planned(read(text.encode()), by=ada, at=at)


def moved(person, address="other@northgate.example"):
    return read(f"name,staff_id,email\n{person.name},{person.staff_id},{address}\n".encode())


@pytest.fixture
def away(cast, at):
    """Somebody without a sign-in, as the list knows them."""
    def away(first):
        person = cast[first]
        Person.objects.filter(pk=person.pk).update(email="", staff_id=f"S-{first}")
        User.objects.filter(person=person).delete()
        return Person.objects.get(pk=person.pk)
    return away


def test_a_trustee_who_may_sit_on_a_panel_gets_no_address_from_a_list(away, ada, at):
    with pytest.raises(Wrong, match="1 rows"):
        planned(moved(away("tess")), by=ada, at=at)


def test_whoever_ever_signed_in_gets_no_address_from_a_list_though_they_cannot_now(cast, ada, at):
    User.objects.filter(person=cast["teo"]).update(password=make_password(None), last_login=at)
    Person.objects.filter(pk=cast["teo"].pk).update(staff_id="S-teo")
    with pytest.raises(Wrong):
        planned(moved(Person.objects.get(pk=cast["teo"].pk)), by=ada, at=at)


def test_of_whoever_a_case_is_about_those_who_lead_it_make_sure_and_the_list_says_nothing(cast, away, ada, at):
    about_tam(cast, at)
    both = [services.take_in(moved(away(first), f"{first}2@northgate.example"), by=ada, at=at) for first in ("tam", "bea")]
    assert [one.lines()[0].count("e-mail") for one in both] == [0, 0]
    assert {one.to for one in Message.objects.filter(code="staff.new_way_in")} == {cast["sasha"], cast["hana"]}


def test_both_heads_hear_once_that_somebody_was_moved(cast, ada, at):
    rows = read("name,email,academy\n{0.name},{0.email},birch\n{1.name},{1.email},birch\n".format(cast["teo"], cast["bea"]).encode())
    services.take_in(rows, by=ada, at=at)
    assert sorted(one.to.name for one in Message.objects.filter(code="staff.moved")) == sorted([cast["hana"].name, cast["olu"].name])


def test_whoever_gets_another_name_hears_of_it_and_the_mail_names_nobody(cast, away, ada, at):
    nobody, teo, tam = away("sam"), cast["teo"], cast["tam"]
    words = f"name,email,staff_id\n{tam.name},{teo.email},\n{teo.name},{tam.email},\nSam D,,{nobody.staff_id}\n"
    services.take_in(read(words.encode()), by=ada, at=at)
    assert {one.to for one in Message.objects.filter(code="staff.name")} == {teo, tam}


LEAVERS = "name,email,left_on\n{}\n"


def leavers(cast, day, *names):
    return read(LEAVERS.format("\n".join(f"{cast[one].name},{cast[one].email},{day}" for one in names)).encode())


def test_a_list_with_leavers_tells_each_who_could_object_once(cast, ada, at):
    services.take_in(leavers(cast, "2026-12-18", "hana", "sasha", "gus"), by=ada, at=at)
    told = sorted(one.to.name.split()[0] for one in Message.objects.filter(code="staff.last_day"))
    assert told == ["Cleo", "Hana", "Priya", "Sasha"]


@pytest.mark.parametrize("day", ["2026-11-23", "2025-11-23"])
def test_no_list_empties_the_board_in_a_day(cast, ada, day, at):
    with pytest.raises(Wrong) as wrong:
        services.take_in(leavers(cast, day, "chidi", "vera"), by=ada, at=at)
    assert [one[:6] for one in wrong.value.sentences] == ["Row 2:", "Row 3:"]
    assert "24 November 2026" in wrong.value.sentences[0]


@pytest.mark.parametrize("day", ["1926-11-30", "2062-11-30"])
def test_a_last_day_with_a_wrong_digit_is_named_by_its_row(cast, ada, day, at):
    Person.objects.filter(pk=cast["teo"].pk).update(started_on=None)
    with pytest.raises(Wrong) as wrong:
        planned(leavers(cast, day, "teo"), by=ada, at=at)
    assert "check the year" in wrong.value.sentences[0]


def test_all_roles_are_named_and_the_sample_can_be_taken_in(browser, cast):
    page = text(browser.get("/people/import/"))
    assert all(f"{name}, or {code}:" in page for code, name in ROLE_NAMES.items())
    sample = browser.get("/people/import/sample/")
    assert sample["Content-Disposition"] == 'attachment; filename="staff-sample.csv"'
    assert "4 new, 0 changed, 0 as they were, 2 roles" in text(looked_at(browser, sample.content.decode("utf-8-sig")))


def test_a_file_as_excel_on_windows_saves_it_is_read_and_the_preview_says_so(browser, cast):
    file = SimpleUploadedFile("staff.csv", MONA.replace("Mona", "Zoë").encode("cp1252"))
    page = text(browser.post("/people/import/", {"once": str(uuid4()), "file": file}))
    assert "Zoë Field is new" in page
    assert "The file is not in UTF-8" in page
    assert "not in UTF-8" not in text(looked_at(browser, MONA.replace("Mona", "Zoë")))


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0workbook", MONA.encode("utf-16"), b"name,email\n\x81\x8d,a@b.example\n"])
def test_a_workbook_is_told_how_to_be_saved(browser, cast, data):
    answer = browser.post("/people/import/", {"once": str(uuid4()), "file": SimpleUploadedFile("staff.csv", data)})
    assert (answer.status_code, "CSV UTF-8 (Comma delimited)" in text(answer)) == (422, True)


def test_whoever_is_found_says_how_far_they_are_with_a_sign_in_in_as_many_queries(browser, cast, now):
    User.objects.filter(person=cast["teo"]).update(last_login=now)
    seen = []
    for who in ("Teo", "a"):
        with CaptureQueriesContext(connection) as queries:
            seen.append((text(browser.post("/people/", {"once": str(uuid4()), "who": who})), len(queries)))
    assert "Signs in Yes" in seen[0][0]
    assert "Can, and has not come yet" in seen[1][0]
    assert "No e-mail address" in seen[1][0]
    assert seen[0][1] == seen[1][1]
