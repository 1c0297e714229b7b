"""A CSV of a trust's HR system: read, compared, taken in whole or not at all."""

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import CommandError, call_command

from foundation.people import staff_file
from foundation.people.models import Person, Placement, User
from foundation.people.rules import SYSTEM
from foundation.people.staff_file import Wrong
from foundation.people.staff_plan import plan
from foundation.staff import services
from foundation.trail.models import Event

pytestmark = pytest.mark.django_db
HEAD = "staff_id,name,email,academy,job,line_manager,started_on,left_on\n"


def rows(text, heading=HEAD):
    return staff_file.read((heading + text).encode())


def taken(text, at, heading=HEAD):
    return services.take_in(rows(text, heading), by=SYSTEM, at=at).people


def counts(found):
    return len(found.added), len(found.changed), found.same


def test_new_people_come_in_with_their_managers(cast, at):
    assert counts(taken(
        "E1,Mona Field,mona@northgate.example,alder,Teacher,E2,01/09/2026,\n"
        "E2,Nils Hart,,alder,Caretaker,hana@northgate.example,,\n", at)) == (2, 0, 0)
    mona, nils = Person.objects.get(staff_id="E1"), Person.objects.get(staff_id="E2")
    assert (mona.line_manager, mona.academy.code, mona.started_on) == (nils, "alder", date(2026, 9, 1))
    assert (nils.line_manager, nils.email, nils.kind) == (cast["hana"], "", "employee")


def test_the_same_list_twice_changes_nothing(cast, at):
    text = "E1,Mona Field,mona@northgate.example,alder,Teacher,,,\n"
    taken(text, at)
    events = Event.objects.count()
    assert counts(taken(text, at)) == (0, 0, 1)
    assert Event.objects.count() == events


def test_somebody_known_by_e_mail_gets_their_staff_id(cast, teo, at):
    assert counts(taken("E7,Teo Marsh,TEO@northgate.example,alder,Head of maths,,,\n", at)) == (0, 1, 0)
    teo.refresh_from_db()
    assert (teo.staff_id, teo.job, teo.email) == ("E7", "Head of maths", "teo@northgate.example")


def test_a_column_that_is_not_there_changes_nothing(teo, at):
    before = teo.job, teo.academy_id, teo.line_manager_id
    taken("Teo Marsh,teo@northgate.example\n", at, "name,email\n")
    teo.refresh_from_db()
    assert (teo.job, teo.academy_id, teo.line_manager_id) == before


def test_whoever_signs_in_keeps_their_address(teo, at):
    """With another one whoever writes the list could sign in as them and read what they reported."""
    taken("E7,Teo Marsh,teo@northgate.example\n", at, "staff_id,name,email\n")
    with pytest.raises(Wrong) as wrong:
        taken("E7,Teo Marsh,t.brandt@northgate.example\n", at, "staff_id,name,email\n")
    assert "they sign in already" in wrong.value.sentences[0]
    teo.user.refresh_from_db()
    assert teo.user.email == "teo@northgate.example"


def test_whoever_was_invited_and_has_no_way_in_gets_a_new_address(teo, at):
    User.objects.filter(pk=teo.user.pk).update(password=make_password(None))
    taken("E7,Teo Marsh,teo@northgate.example\n", at, "staff_id,name,email\n")
    taken("E7,Teo Marsh,t.brandt@northgate.example\n", at, "staff_id,name,email\n")
    teo.user.refresh_from_db()
    assert teo.user.email == "t.brandt@northgate.example"


def test_a_leaver_has_no_door_from_that_day_on(teo, at, client_of):
    taken("Teo Marsh,teo@northgate.example,22/11/2026\n", at, "name,email,left_on\n")
    assert client_of(teo).get("/reports/").status_code in (302, 404)


@pytest.mark.parametrize(("text", "said"), [
    ("E1,,a@b.example,alder,,,,\n", "Row 2: it has no name."),
    (",Mona,,alder,,,,\n", "neither staff_id nor email"),
    ("E1,Mona,nonsense,alder,,,,\n", "email is no address"),
    ("E1,Mona,,nowhere,,,,\n", "no academy “nowhere”"),
    ("E1,Mona,,alder,,E9,,\n", "nobody has the staff id or e-mail of the line manager"),
    ("E1,Mona,,alder,,E1,,\n", "above themselves"),
    ("E1,Mona,,alder,,E2,,\nE2,Nils,,alder,,E1,,\n", "above themselves"),
    ("E1,Mona,,alder,,,31/2/2026,\n", "started_on is no date"),
    ("E1,Mona,,alder,,,2/2/2026,1/2/2026\n", "leave before they start"),
    ("E1,Mona,,alder,,,,\nE1,Nils,,alder,,,,\n", "Row 3: staff_id is that of row 2"),
    ("E1,Mona,m@b.example,alder,,,,\nE2,Nils,M@b.example,alder,,,,\n", "Row 3: email is that of row 2"),
    ("E1,Mo\x07na,,alder,,,,\n", "Row 2:"),
    ("E1,Mona,,alder,,,,,,extra\n", "more cells"),
    ("", "nobody in it"),
    ("E1,Hana,h@other.example,alder,,,,\nE1x,H,hana@northgate.example,alder,,,,\nE2,\"Half", "no CSV"),
])
def test_what_is_wrong_is_named_by_its_row(cast, at, text, said):
    before = Person.objects.count()
    with pytest.raises(Wrong) as wrong:
        taken(text, at)
    assert any(said in sentence for sentence in wrong.value.sentences), wrong.value.sentences
    assert Person.objects.count() == before


@pytest.mark.parametrize(("heading", "said"), [
    ("name,phone\n", "column “phone”"), ("name,job\n", "The first line names the columns"), ("name,name,email\n", "two columns"),
])
def test_a_heading_nobody_knows_is_refused(heading, said):
    with pytest.raises(Wrong) as wrong:
        staff_file.read(heading.encode() + b"a,b\n")
    assert any(said in sentence for sentence in wrong.value.sentences)


def test_whoever_reads_cases_gets_no_address_from_a_file(hana, at):
    taken("E3,Hana Okafor,hana@northgate.example\n", at, "staff_id,name,email\n")
    with pytest.raises(Wrong) as wrong:
        taken("E3,Hana Okafor,stranger@elsewhere.example\n", at, "staff_id,name,email\n")
    assert "two people" in wrong.value.sentences[0]


def test_two_rows_are_never_one_person(teo, at):
    taken("E7,Teo Marsh,teo@northgate.example\n", at, "staff_id,name,email\n")
    with pytest.raises(Wrong) as wrong:
        taken("E7,Teo Marsh,\n,Theo,teo@northgate.example\n", at, "staff_id,name,email\n")
    assert "Row 3: that is the person of row 2, too." in wrong.value.sentences


def test_one_wrong_row_keeps_all_out(cast, at):
    before = Person.objects.count()
    with pytest.raises(Wrong):
        taken("E1,Mona,,alder,,,,\nE2,Nils,,nowhere,,,,\n", at)
    assert Person.objects.count() == before


def test_it_gives_no_role(cast, at):
    before = Placement.objects.count()
    taken("E1,Mona Field,,alder,Headteacher,,,\n", at)
    assert Placement.objects.count() == before


def test_the_plan_asks_no_more_for_more(cast, at, django_assert_max_num_queries):
    many = "".join(f"E{number},Somebody {number},,alder,,E0,,\n" for number in range(300))
    read = rows(many.replace("E0,Somebody 0,,alder,,E0", "E0,Somebody 0,,alder,,"))
    with django_assert_max_num_queries(5):
        assert len(plan(read, at).added) == 300


def test_the_command_shows_before_it_does(cast, at, tmp_path, capsys):
    file = tmp_path / "staff.csv"
    file.write_text(HEAD + "E1,Mona Field,,alder,Teacher,,,\n")
    call_command("import_people", str(file))
    said = capsys.readouterr().out
    assert "Row 2: Mona Field is new: Teacher, Alder Academy, E1\n1 new, 0 changed, 0 as they were. Nothing has been changed yet" in said
    assert not Person.objects.filter(staff_id="E1").exists()
    call_command("import_people", str(file), "--keep")
    assert Person.objects.filter(staff_id="E1").exists()


def test_the_command_names_what_is_wrong(cast, tmp_path):
    file = tmp_path / "staff.csv"
    file.write_text(HEAD + "E1,,,alder,,,,\n")
    with pytest.raises(CommandError, match="Row 2: it has no name"):
        call_command("import_people", str(file), "--keep")


@pytest.mark.parametrize(("first", "said"), [
    ("9999-12-31", "check the year"), ("1826-09-01", "check the year"), ("2028-09-01", "check the year"), ("2026-12-01", "here already"),
])
def test_nobody_who_is_here_gets_a_first_day_before_which_they_cannot_leave(teo, at, first, said):
    with pytest.raises(Wrong) as wrong:
        taken(f"Teo Marsh,teo@northgate.example,{first}\n", at, "name,email,started_on\n")
    assert said in wrong.value.sentences[0]


def test_whoever_comes_or_comes_back_next_month_does(teo, at):
    Person.objects.filter(pk=teo.pk).update(left_on=date(2026, 11, 1))
    rows = "E1,Mona Field,,alder,,,2027-01-04,\nE2,Teo Marsh,teo@northgate.example,alder,,,2027-01-04,\n"
    assert counts(taken(rows, at)) == (1, 1, 0)
