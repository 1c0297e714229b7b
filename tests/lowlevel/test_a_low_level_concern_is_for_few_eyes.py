"""The head, above them whoever stands there, and the trust's safeguarding lead read it; nobody else, and never whoever it is about
(DOMAIN 6.3 R14)."""

import pytest

from foundation.dossiers.rules import WITNESS
from foundation.dossiers.services import add_party
from foundation.messages.models import Message
from foundation.people.rules import SYSTEM
from foundation.people.services import change_setting
from tests.lowlevel import scene
from tests.told import told_once

pytestmark = pytest.mark.django_db


def pages(client, concern):
    return [client.get(path).status_code for path in
            (f"/concerns/{concern.reference}/", f"/concerns/about/{concern.person.uuid}/", f"/concerns/{concern.reference}/note/")]


@told_once
def concern(teo, tam, sasha, hana, now):
    return scene.concern_of(scene.ended(teo, tam, triager=sasha, head=hana, at=now))


@told_once
def report(teo, tam, sasha, hana, now):
    return scene.ended(teo, tam, triager=sasha, head=hana, at=now)


@pytest.mark.parametrize("first", ["sasha", "tam", "teo", "dee", "rhys", "olu", "gail", "cleo", "ada", "priya"])
def test_for_everybody_else_there_is_none(concern, teo, tam, sasha, cast, client_of, first):
    client = client_of(cast[first])
    nothing = client.get("/concerns/L-2222-2222/").content
    assert client.get(f"/concerns/{concern.reference}/").content == nothing
    assert set(pages(client, concern)) == {404}


def test_the_trust_s_safeguarding_lead_reads_and_does_not_decide(concern, tariq, client_of):
    assert pages(client_of(tariq), concern) == [200, 200, 422]


def test_the_academy_s_lead_reads_where_the_trust_says_so(teo, tam, sasha, hana, dee, alder, now, client_of):
    change_setting("lowlevel.leads_read", True, academy=alder, by=SYSTEM, at=now)
    concern = scene.concern_of(scene.ended(teo, tam, triager=sasha, head=hana, at=now))
    assert pages(client_of(dee), concern) == [200, 200, 422]


def test_another_leader_no_longer_reads_the_report(report):
    assert not report.dossier.desks.filter(role="SLT", until__isnull=True).exists()


@pytest.mark.beats(7)
def test_a_head_finds_no_trace_of_what_is_about_them(teo, hana, cleo, chidi, now, client_of):
    report = scene.proposed(teo, hana, triager=cleo, at=now)
    scene.scene.step("low_level", report, chidi, at=now, reason=scene.REASON)
    concern = scene.concern_of(report)
    assert set(pages(client_of(hana), concern)) == {404}
    assert "Hana" not in client_of(hana).get("/concerns/").content.decode().partition("<main")[2]
    assert not Message.objects.filter(dossier=concern.dossier, to=hana).exists()
    assert client_of(cleo).get(f"/concerns/{concern.reference}/").status_code == 200


def test_a_safeguarding_lead_finds_no_trace_either(teo, dee, hana, cleo, now, client_of):
    report = scene.ended(teo, dee, triager=hana, head=cleo, at=now)
    assert set(pages(client_of(dee), scene.concern_of(report))) == {404}


def test_the_page_says_not_who_reported(teo, tam, sasha, hana, now, client_of):
    concern = scene.concern_of(scene.ended(teo, tam, triager=sasha, head=hana, at=now, mode="confidential"))
    assert "Teo" not in client_of(hana).get(f"/concerns/{concern.reference}/").content.decode()


def test_the_person_is_told_by_no_mail(concern, tam, hana, now):
    scene.decided(concern.report, "advise", hana, at=now)
    assert not Message.objects.filter(to=tam).exists()


def test_neither_whoever_triaged_it_nor_another_leader_reads_the_report(report, sasha, hana, client_of):
    assert client_of(sasha).get(f"/triage/{report.reference}/").status_code == 404
    assert client_of(hana).get(f"/triage/{report.reference}/").status_code == 200


@pytest.mark.parametrize(("said", "status"), [(False, 404), (True, 200)])
def test_the_academy_s_lead_reads_the_report_only_where_the_trust_says_so(teo, tam, sasha, hana, dee, alder, now, client_of, said, status):
    change_setting("lowlevel.leads_read", said, academy=alder, by=SYSTEM, at=now)
    report = scene.proposed(teo, tam, triager=sasha, at=now, child="yes")
    assert client_of(dee).get(f"/triage/{report.reference}/").status_code == 200
    scene.scene.step("low_level", report, hana, at=now, reason=scene.REASON)
    assert client_of(dee).get(f"/triage/{report.reference}/").status_code == status


def test_whoever_comes_into_conflict_later_is_kept_out_here_too(report, tariq, now, client_of):
    add_party(report.dossier, tariq, WITNESS, by=SYSTEM, at=now, source="test")
    assert set(pages(client_of(tariq), scene.concern_of(report))) == {404}


def test_what_stood_above_the_head_stays_above_them(teo, tam, hana, cleo, chidi, now, client_of):
    report = scene.proposed(teo, tam, triager=cleo, at=now, leader="yes")
    scene.scene.step("low_level", report, chidi, at=now, reason=scene.REASON)
    concern = scene.concern_of(report)
    assert set(pages(client_of(hana), concern)) == {404}
    assert client_of(cleo).get(f"/concerns/{concern.reference}/").status_code == 200


def test_the_page_says_whose_words_they_are(concern, sasha, hana, client_of):
    assert sasha.name in client_of(hana).get(f"/concerns/{concern.reference}/").content.decode()
