"""A picture that may show a child is opened again, or destroyed, by nothing but recorded advice from the police (DESIGN 6)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import Refused
from foundation.evidence import selectors, services, vault
from foundation.evidence.models import Exhibit, PoliceAdvice
from foundation.trail.models import Event
from tests.cases.story import sent

pytestmark = pytest.mark.django_db
WORDS = "It is an advert that is sold in shops, and nothing unlawful."


@pytest.fixture
def at(now):
    return now


@pytest.fixture
def exhibit(teo, tam, sasha, at, client_of):
    made = sent(teo, tam, at=at).dossier.exhibits.get()
    client_of(sasha).post(f"/evidence/{made.uuid}/may-show-a-child/", {"sure": "on"})
    made.refresh_from_db()
    return made


def said(exhibit, by, at, decision, **changed):
    at += timedelta(minutes=1)  # after the button was pressed
    given = {"decision": decision, "spoken_with": "Constable Reed, West Midlands", "reference": "20/123", "words": WORDS,
             "spoken_at": at, "by": by, "at": at, "key": uuid4()} | changed
    return services.note_police(exhibit, **given)


def test_it_can_be_opened_again(exhibit, dee, sasha, at, client_of):
    said(exhibit, dee, at, "unseal")
    assert client_of(sasha).get(f"/evidence/{exhibit.uuid}/preview.jpg").status_code == 200
    assert list(Event.objects.filter(chain=exhibit.dossier.uuid, action__startswith="evidence.").values_list("action", flat=True))[-3:] == [
        "evidence.police_said", "evidence.unsealed", "evidence.viewed"]  # fmt: skip


def test_it_can_be_destroyed_and_its_row_says_so(exhibit, dee, sasha, at, client_of, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        said(exhibit, dee, at, "destroy")
    assert exhibit.stored_name not in vault.files(before=at + timedelta(hours=1))
    page = client_of(dee).get(f"/evidence/{exhibit.uuid}/").content.decode()
    assert "destroyed, because the police said" in page
    assert WORDS in page
    assert WORDS not in client_of(sasha).get(f"/evidence/{exhibit.uuid}/").content.decode()
    assert exhibit.uuid in Exhibit.objects.values_list("uuid", flat=True)


def test_it_stays_sealed_where_they_have_not_decided(exhibit, dee, at):
    said(exhibit, dee, at, "keep")
    assert selectors.closed_because(Exhibit.objects.get(pk=exhibit.pk))


def test_copies_follow(exhibit, dee, hana, alder, at):
    Exhibit.objects.filter(pk=exhibit.pk).update(may_show_child=False, state="ready")
    copy = services.copy_exhibit(Exhibit.objects.get(pk=exhibit.pk), dossier=exhibit.dossier, by=hana, at=at)
    services.mark_may_show_child(copy, by=hana, at=at, alert=lambda *_, **__: None)
    said(copy, dee, at, "unseal")
    assert set(Exhibit.objects.values_list("state", flat=True)) == {"ready"}


@pytest.mark.parametrize("changed", [{"spoken_with": ""}, {"reference": ""}, {"words": "Fine."}, {"decision": "burn"}])
def test_advice_that_could_not_be_proved_is_refused(exhibit, dee, at, changed):
    with pytest.raises(Refused):
        said(exhibit, dee, at, **{"decision": "unseal"} | changed)
    assert not PoliceAdvice.objects.exists()


def test_not_in_the_future(exhibit, dee, at):
    with pytest.raises(Refused, match="still to come"):
        said(exhibit, dee, at, "unseal", spoken_at=at + timedelta(hours=2))


def test_a_legal_hold_keeps_it(exhibit, dee, at):
    Dossier.objects.filter(pk=exhibit.dossier_id).update(hold=True)
    with pytest.raises(Refused, match="legal hold"):
        said(exhibit, dee, at, "destroy")


def test_only_who_leads_on_safeguarding_writes_it_down(exhibit, sasha, teo, client_of, at):
    with pytest.raises(Refused, match="Only the safeguarding lead"):
        said(exhibit, sasha, at, "unseal")
    assert client_of(sasha).get(f"/evidence/{exhibit.uuid}/police/").status_code == 422
    assert "what the police said" not in client_of(teo).get(f"/evidence/{exhibit.uuid}/").content.decode().partition("<main")[2]


def test_twice_is_once_and_what_is_open_needs_no_advice(exhibit, dee, at):
    key = uuid4()
    assert said(exhibit, dee, at, "keep", key=key) == said(exhibit, dee, at, "keep", key=key)
    assert PoliceAdvice.objects.count() == 1
    said(exhibit, dee, at, "unseal")
    with pytest.raises(Refused, match="not sealed"):
        said(exhibit, dee, at, "unseal")


def test_the_page_keeps_what_was_typed(exhibit, dee, client_of):
    answer = client_of(dee).post(f"/evidence/{exhibit.uuid}/police/", {"decision": "unseal", "words": WORDS})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()


def test_an_exhibit_leads_back_to_where_it_belongs(exhibit, dee, teo, client_of):
    report = exhibit.dossier.report.reference
    assert f'href="/triage/{report}/" class="govuk-back-link"' in client_of(dee).get(f"/evidence/{exhibit.uuid}/").content.decode()
    assert f'href="/reports/{report}/" class="govuk-back-link"' in client_of(teo).get(f"/evidence/{exhibit.uuid}/").content.decode()


def test_the_page_opens_only_while_something_is_sealed(exhibit, dee, at, client_of):
    page = f"/evidence/{exhibit.uuid}/police/"
    assert client_of(dee).get(page).status_code == 200
    said(exhibit, dee, at, "unseal")
    answer = client_of(dee).get(page)
    assert (answer.status_code, "This exhibit is not sealed" in answer.content.decode()) == (422, True)
