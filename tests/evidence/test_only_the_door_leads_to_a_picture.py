"""Who may look, how the bytes are served, and what happens when a picture may show a child."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Seen
from foundation.dossiers.rules import Refused
from foundation.evidence import selectors, services, vault
from foundation.evidence.models import Exhibit
from foundation.messages.models import Message
from foundation.people.models import Relation
from foundation.people.rules import SYSTEM
from foundation.trail.models import Event
from reports.intake.services import start_draft

from .pictures import picture

READS = ["show", "clear", "blurred", "preview", "download", "may-show-child"]
MAY = ["teo", "sasha", "hana"]
MAY_NOT = ["tam", "dee", "gail", "gus", "olu", "sid", "iona", "harper", "cleo", "rhys", "priya", "chidi", "clem", "noor", "ada", "ivo"]


def address(name, exhibit):
    return reverse(f"evidence:{name}", args=[getattr(exhibit, "uuid", exhibit)])


def last_action(exhibit):
    return Event.objects.filter(chain=exhibit.dossier.uuid).latest("seq").action


def rows():
    return Event.objects.count(), Seen.objects.count(), Exhibit.objects.count()


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("who", MAY)
def test_the_reporter_and_the_leaders_of_the_academy_open_it(cast, exhibit, client_of, who, name):
    assert client_of(cast[who]).get(address(name, exhibit)).status_code == 200


@pytest.mark.parametrize("who", MAY_NOT)
def test_for_everybody_else_it_is_the_page_of_what_does_not_exist(cast, exhibit, client_of, who):
    client, before = client_of(cast[who]), rows()
    for name in READS:
        there, not_there = client.get(address(name, exhibit)), client.get(address(name, uuid4()))
        assert there.status_code == not_there.status_code == 404
        assert there.content == not_there.content
    assert client.post(address("may-show-child", exhibit)).status_code == 404
    assert rows() == before


@pytest.mark.parametrize("name", [name for name in READS if name != "may-show-child"])
def test_looking_is_all_that_its_pages_do(exhibit, sasha, client_of, name):
    before = rows()
    assert client_of(sasha).post(address(name, exhibit)).status_code == 405
    assert rows() == before


def test_signed_out_is_asked_to_sign_in_whether_or_not_it_exists(exhibit):
    for name in READS:
        for uuid in (exhibit.uuid, uuid4()):
            assert Client().get(address(name, uuid)).url.startswith("/accounts/login/")


def test_whoever_was_shown_it_to_check_it_loses_it_with_a_conflict(exhibit, iona, tam, client_of, at):
    dossiers.add_party(exhibit.dossier, iona, parts.VERIFIER, by=SYSTEM, at=at, source="removal")
    dossiers.disclose(exhibit.dossier, iona, object_kind="exhibit", object_uuid=exhibit.uuid, by=SYSTEM, at=at)
    assert client_of(iona).get(address("preview", exhibit)).status_code == 200
    Relation.objects.create(person=iona, other=tam, since=at.date())
    assert client_of(iona).get(address("preview", exhibit)).status_code == 404


def test_a_leader_who_declares_a_relation_loses_it_on_the_next_request(exhibit, sasha, tam, client_of, at):
    client = client_of(sasha)
    assert client.get(address("download", exhibit)).status_code == 200
    Relation.objects.create(person=sasha, other=tam, since=at.date())
    assert client.get(address("download", exhibit)).status_code == 404


def test_a_recused_leader_loses_it(exhibit, report, sasha, client_of, at):
    dossiers.recuse(report, sasha, by=sasha, at=at)
    assert client_of(sasha).get(address("preview", exhibit)).status_code == 404


def test_the_reporter_sees_what_they_handed_in_and_nothing_others_did(add, sasha, teo, client_of):
    found_by_the_leader = add(picture(), by=sasha)
    assert client_of(teo).get(address("show", found_by_the_leader)).status_code == 404


def test_what_is_disclosed_to_the_person_concerned_opens_that_and_no_more(add, exhibit, report, hana, tam, client_of, at):
    other = add(picture())
    dossiers.disclose(report, tam, object_kind="exhibit", object_uuid=exhibit.uuid, by=hana, at=at)
    assert client_of(tam).get(address("preview", exhibit)).status_code == 200
    assert client_of(tam).get(address("preview", other)).status_code == 404


def test_a_safeguarding_desk_opens_it_to_the_safeguarding_lead(exhibit, report, dee, alder, client_of, at):
    dossiers.set_desk(report, "DSL", alder, by=SYSTEM, at=at, reason="safeguarding")
    assert client_of(dee).get(address("show", exhibit)).status_code == 200


def test_an_investigator_of_the_case_opens_the_cases_copy_only(exhibit, report, iona, hana, alder, client_of, at):
    case = dossiers.open_dossier("case", academy=alder, at=at, by=SYSTEM)
    dossiers.add_party(case, iona, parts.INVESTIGATOR, by=hana, at=at, source="appointed")
    copy = services.copy_exhibit(exhibit, dossier=case, by=hana, at=at)
    client = client_of(iona)
    assert [client.get(address("download", one)).status_code for one in (exhibit, copy)] == [404, 200]


def test_a_verifier_opens_the_proof_they_took_and_nothing_else(add, exhibit, sid, hana, alder, client_of, at):
    case = dossiers.open_dossier("case", academy=alder, at=at, by=SYSTEM)
    dossiers.add_party(case, sid, parts.VERIFIER, by=hana, at=at, source="appointed")
    other, proof = add(picture(), dossier=case, by=hana), add(picture(), dossier=case, by=sid)
    client = client_of(sid)
    assert [client.get(address("show", one)).status_code for one in (exhibit, other, proof)] == [404, 404, 200]
    dossiers.recuse(case, sid, by=sid, at=at)
    assert client.get(address("show", proof)).status_code == 404


def test_a_download_is_a_file_and_never_a_page(exhibit, hana, client_of):
    answer = client_of(hana).get(address("download", exhibit))
    assert answer.content == picture()
    assert answer["Content-Disposition"] == 'attachment; filename="E-1.png"'
    assert answer["Content-Type"] == "image/png"


@pytest.mark.parametrize("name", ["download", "preview", "blurred"])
def test_bytes_are_served_where_nothing_can_run(exhibit, hana, client_of, name):
    answer = client_of(hana).get(address(name, exhibit))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name, action", [("download", "evidence.downloaded"), ("preview", "evidence.viewed")])
def test_who_took_it_or_looked_is_in_the_trail(exhibit, hana, client_of, name, action):
    client_of(hana).get(address(name, exhibit))
    event = Event.objects.filter(chain=exhibit.dossier.uuid).latest("seq")
    assert (event.action, event.ids["number"]) == (action, 1)
    assert event.actor != str(hana.uuid)


@pytest.mark.beats(3)
def test_opening_the_page_writes_nothing_but_that_it_was_read(exhibit, hana, client_of):
    client, (events, seen, exhibits) = client_of(hana), rows()
    for _ in range(2):
        for name in ("show", "blurred", "may-show-child"):
            client.get(address(name, exhibit))
    assert rows() == (events, seen + 1, exhibits)


def test_the_picture_is_blurred_until_asked_for(exhibit, hana, client_of):
    client = client_of(hana)
    first, then = (client.get(address(name, exhibit)).content.decode() for name in ("show", "clear"))
    assert address("blurred", exhibit) in first
    assert address("preview", exhibit) not in first
    assert address("preview", exhibit) in then


def test_a_damaged_file_is_refused_in_a_sentence(exhibit, hana, client_of):
    vault.remove(exhibit.stored_name)
    answer = client_of(hana).get(address("download", exhibit))
    assert answer.status_code == 422
    assert b"no longer what was stored" in answer.content


@pytest.fixture
def told():
    return []


@pytest.fixture
def alert(told):
    return lambda exhibit, *, by, at: told.append((exhibit.uuid, by))


def test_it_seals_at_once_for_everybody(exhibit, teo, hana, alert, told, client_of, at):
    services.mark_may_show_child(exhibit, by=teo, at=at, alert=alert)
    for who in (teo, hana):
        client = client_of(who)
        assert [client.get(address(name, exhibit)).status_code for name in ("blurred", "preview", "download")] == [422] * 3
        page = client.get(address("show", exhibit)).content.decode()
        assert "call 999" in page
        assert "<img" not in page.partition("<main")[2]
        assert "tiktok" not in page
    assert told == [(exhibit.uuid, teo)]
    assert "evidence.sealed" in Event.objects.filter(chain=exhibit.dossier.uuid).values_list("action", flat=True)


def test_a_try_to_open_what_is_sealed_is_an_event(exhibit, teo, hana, alert, client_of, at):
    services.mark_may_show_child(exhibit, by=teo, at=at, alert=alert)
    client_of(hana).get(address("download", exhibit))
    assert last_action(exhibit) == "evidence.refused"


def test_pressing_twice_alerts_once(exhibit, teo, hana, alert, told, at):
    for who in (teo, hana):
        services.mark_may_show_child(exhibit, by=who, at=at, alert=alert)
    assert len(told) == 1


def test_copies_and_originals_are_sealed_together(exhibit, alder, teo, hana, alert, told, at):
    case = dossiers.open_dossier("case", academy=alder, at=at, by=SYSTEM)
    copy = services.copy_exhibit(exhibit, dossier=case, by=hana, at=at)
    again = services.copy_exhibit(copy, dossier=case, by=hana, at=at)
    services.mark_may_show_child(copy, by=hana, at=at, alert=alert)
    assert {selectors.closed_because(one) != "" for one in Exhibit.objects.all()} == {True}
    assert {uuid for uuid, _ in told} == {exhibit.uuid, copy.uuid, again.uuid}


def test_what_is_sealed_is_not_copied_into_a_case(exhibit, alder, hana, alert, at):
    services.mark_may_show_child(exhibit, by=hana, at=at, alert=alert)
    case = dossiers.open_dossier("case", academy=alder, at=at, by=SYSTEM)
    with pytest.raises(Refused, match="sealed"):
        services.copy_exhibit(exhibit, dossier=case, by=hana, at=at)


def test_a_copy_made_while_it_was_being_sealed_is_refused(exhibit, alder, hana, alert, at, monkeypatch):
    case = dossiers.open_dossier("case", academy=alder, at=at, by=SYSTEM)
    read = selectors.preview

    def meanwhile(one):
        data = read(one)
        services.mark_may_show_child(Exhibit.objects.get(), by=hana, at=at, alert=alert)
        return data

    monkeypatch.setattr(selectors, "preview", meanwhile)
    with pytest.raises(Refused, match="sealed"):
        services.copy_exhibit(exhibit, dossier=case, by=hana, at=at)
    assert Exhibit.objects.count() == 1


def test_if_telling_fails_the_picture_stays_sealed_and_the_failure_shows(exhibit, hana, at):
    def fails(exhibit, *, by, at):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        services.mark_may_show_child(exhibit, by=hana, at=at, alert=fails)
    assert last_action(exhibit) == "evidence.untold"
    with pytest.raises(Refused, match="sealed"):
        selectors.content(Exhibit.objects.get())


def test_the_button_seals_and_tells_the_safeguarding_lead_without_a_word_of_it(add, teo, dee, client_of, at):
    draft = start_draft(by=teo, at=at, danger="no", key=uuid4())
    exhibit = add(picture(), dossier=draft.dossier)
    page = client_of(teo).post(address("may-show-child", exhibit), follow=True)
    assert b"may show a child" in page.content
    assert Exhibit.objects.get().may_show_child
    assert [(sent.to, sent.urgency) for sent in Message.objects.filter(code="report.picture_sealed")] == [(dee, "urgent")]
