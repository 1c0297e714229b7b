"""A letter is for those who work on it, and, once it is made and disclosed, for the person it is written to; for nobody else it exists."""

from datetime import timedelta

import pytest
from django.urls import reverse

from foundation.dossiers import services as dossiers
from foundation.letters import selectors, services
from foundation.signatures.selectors import is_valid
from foundation.trail.models import Event

pytestmark = pytest.mark.django_db
PAGES = ("show", "edit", "make", "revise", "download", "text")


@pytest.fixture
def page(client_of, cast):
    """page("tam", letter, "download"): what tam gets."""
    return lambda who, letter, name: client_of(cast[who]).get(reverse(f"letters:{name}", args=[letter.uuid]))


def test_whoever_runs_the_case_reads_and_downloads(page, freeze):
    made = freeze()
    assert "Zinnober can be recognised from it." in page("hana", made, "show").content.decode()
    answer = page("hana", made, "download")
    assert is_valid(answer.content)
    assert answer["Content-Disposition"] == f'attachment; filename="{made.reference}.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("who", ["teo", "tam", "sasha", "olu", "cleo", "dee", "gail", "ada"])
@pytest.mark.parametrize("name", PAGES)
def test_for_everybody_else_there_is_nothing(page, freeze, who, name, client_of, cast):
    nothing = client_of(cast[who]).get("/letters/12345678-1234-4234-8234-123456789012/").content
    answer = page(who, freeze(), name)
    assert (answer.status_code, answer.content) == (404, nothing)


def test_the_person_takes_their_copy_once_it_was_disclosed(page, freeze, disclose, tam):
    made = disclose(freeze())
    assert is_valid(page("tam", made, "download").content)
    assert [page("tam", made, name).status_code for name in PAGES if name != "download"] == [404] * 5
    event = Event.objects.filter(action="letter.downloaded").get()
    assert event.ids["letter"] == made.reference


def test_a_draft_is_not_for_them(page, begin, disclose, tam, at):
    draft = disclose(begin())
    assert page("tam", draft, "download").status_code == 404
    assert selectors.copies_about(tam, draft.about, at) == []


def test_a_letter_to_somebody_else_is_not_for_them_either(page, freeze, disclose, tam, at):
    made = disclose(freeze(to="lou"))
    assert page("tam", made, "download").status_code == 404
    assert selectors.copies_about(tam, made.about, at) == []


def test_they_have_the_newest_that_was_made(page, freeze, disclose, hana, tam, at):
    old = disclose(freeze())
    draft = services.revise(old, by=hana, at=at)
    assert selectors.copies_about(tam, old.about, at) == [old]
    new = services.freeze(draft, by=hana, at=at, version=0)
    assert selectors.copies_about(tam, old.about, at) == [new]
    assert page("tam", old, "download").status_code == 404
    assert page("hana", old, "download").status_code == 200


def test_what_is_no_longer_shown_takes_the_letter_along(page, freeze, disclose, hana, tam, at, now):
    made = disclose(freeze())
    dossiers.hide(made.dossier, tam, object_uuid=made.about, by=hana, at=at, until=now + timedelta(days=1))
    assert page("tam", made, "download").status_code == 200
    assert selectors.copies_about(tam, made.about, now + timedelta(days=2)) == []


def test_who_steps_back_reads_it_no_more(page, freeze, case, hana, at):
    made = freeze()
    dossiers.recuse(case.dossier, hana, by=hana, at=at)
    assert page("hana", made, "download").status_code == 404


def test_looking_changes_nothing_and_taking_is_an_event(page, freeze):
    made = freeze()
    before = Event.objects.count()
    page("hana", made, "show")
    assert Event.objects.count() == before
    page("hana", made, "text")
    page("rhys", made, "download")
    assert Event.objects.count() == before + 2


def found(client, reference):
    return client.get(client.post("/search/", {"reference": reference}).url).content.decode()


def test_the_reference_on_the_paper_leads_to_it(freeze, disclose, client_of, hana, tam, olu, teo):
    made = freeze()
    own, theirs = reverse("letters:show", args=[made.uuid]), f'href="{made.path}"'
    assert own in found(client_of(hana), made.reference.lower())
    assert theirs not in found(client_of(tam), made.reference)
    disclose(made)
    assert theirs in found(client_of(tam), made.reference)
    assert own not in found(client_of(tam), made.reference)
    assert all("Nothing found" in found(client_of(who), made.reference) for who in (olu, teo))


def test_who_had_it_can_be_read_by_those_who_work_on_it(page, freeze, disclose):
    made = disclose(freeze())
    page("tam", made, "download")
    said = page("hana", made, "show").content.decode()
    assert f"Letter {made.reference} was downloaded." in said
    assert said.index("was downloaded") < said.index("was made")
    assert "Tam Ellis" in said.split("was downloaded")[1].split("was made")[0]
