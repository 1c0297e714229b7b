"""The pages of a removal: one address, and for each reader the page that is theirs."""

import pytest
from django.urls import reverse

from cases.removals import services
from cases.removals.models import RemovalRequest
from foundation.deadlines.selectors import current
from foundation.messages.models import Message
from tests.cases.story import LOOKED, about_tam, drafted, issued, picture, told
from tests.told import told_once

KEY = "0b8f2f0e-1111-4222-8333-444455556666"


@told_once
def case(cast, now):
    return about_tam(cast, now)


def page(client, name, row, **more):
    return client.get(reverse(f"removals:{name}", args=[row.reference]), **more)


def send(client, name, row, **said):
    row = RemovalRequest.objects.get(pk=row.pk)
    return client.post(reverse(f"removals:{name}", args=[row.reference]), {"version": row.version, **said})


@told_once
def row(case, cast, now):
    return told(case, cast, now)


def test_asking_through_the_pages(case, hana, sasha, tam, client_of):
    client = client_of(hana)
    html = client.get(f"/removals/for/{case.reference}/").content.decode()
    assert "https://www.facebook.com/story/1" in html
    assert "Exhibit E-1" in html
    assert "Sasha Reid" in html
    exhibit = str(case.dossier.exhibits.get().uuid)
    said = {
        "address": "other",
        "other": "https://x.com/a",
        "action": "delete",
        "clause": "C7.3l",
        "why": "It uses the academy's logo.",
        "exhibit": exhibit,
        "reveals": "no",
        "signs": ["none"],
        "verifier": str(sasha.uuid),
        "once": KEY,
    }
    first, second = (client.post(f"/removals/for/{case.reference}/", said) for _ in range(2))
    row = RemovalRequest.objects.get()
    assert first.url == second.url == f"/removals/{row.reference}/issue/"
    assert send(client, "issue", row).url == f"/removals/{row.reference}/tell/"
    assert send(client, "tell", row, how="in_person").status_code == 302
    assert Message.objects.get(code="removal.asked").state == "queued"


def test_without_evidence_or_a_reason_the_form_says_so_and_keeps_the_rest(case, hana, sasha, client_of):
    said = {
        "address": "other",
        "other": "https://x.com/a",
        "action": "delete",
        "clause": "C7.3l",
        "why": "It uses the academy's logo.",
        "exhibit": "none",
        "signs": ["none"],
        "verifier": str(sasha.uuid),
    }
    answer = client_of(hana).post(f"/removals/for/{case.reference}/", said)
    assert answer.status_code == 422
    assert "Enter why it cannot be captured" in answer.content.decode()
    assert "It uses the academy&#x27;s logo." in answer.content.decode()


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "data:text/html,x", "https://tam:hunter2@x.com/a", "not an address"])
def test_what_is_no_web_address_is_nobody_asked_to_open(case, hana, client_of, typed):
    answer = client_of(hana).post(f"/removals/for/{case.reference}/", {"address": "other", "other": typed})
    assert "The web address " in answer.content.decode()
    assert not RemovalRequest.objects.exists()


def test_where_a_child_may_be_shown_there_is_no_form(cast, hana, client_of, now):
    case = about_tam(cast, now, image="unsure")
    answer = client_of(hana).get(f"/removals/for/{case.reference}/")
    assert answer.status_code == 422
    assert b"<form" not in answer.content


def test_tam_reads_only_the_request(row, case, tam, client_of):
    client = client_of(tam)
    assert page(client, "show", row).url == f"/removals/mine/{row.reference}/"
    html = page(client, "mine", row).content.decode()
    for said in (
        "https://www.facebook.com/story/1",
        "It makes fun of a parent.",
        "7.3 b12",
        "Delete the post",
        "not a finding",
        "Contest the request",
    ):
        assert said in html
    for kept in ("Teo", "Sasha", case.reference, "A post that made fun", "E-1"):
        assert kept not in html
    assert client.get(f"/cases/{case.reference}/").status_code == 404


def test_before_anybody_has_told_them_it_does_not_exist_for_tam(case, cast, tam, client_of, now):
    row = issued(case, cast, now)
    assert page(client_of(tam), "show", row).status_code == 404
    assert page(client_of(tam), "mine", row).status_code == 404


def test_tam_says_it_is_removed_and_sasha_checks(row, case, tam, sasha, client_of):
    assert send(client_of(tam), "acknowledge", row).status_code == 302
    assert page(client_of(sasha), "show", row).status_code == 404
    assert send(client_of(tam), "claim", row, method="deleted").status_code == 302
    html = page(client_of(sasha), "check", row).content.decode()
    assert "https://www.facebook.com/story/1" in html
    assert "Tam" not in html
    assert case.reference not in html
    assert client_of(sasha).get(f"/cases/{case.reference}/").status_code == 404
    assert client_of(sasha).get(f"/evidence/{row.exhibit.uuid}/").status_code == 200
    assert send(client_of(sasha), "check", row, outcome="verify", **LOOKED).url == "/removals/"
    assert "Look again whether it is still gone" in page(client_of(sasha), "check", row).content.decode()
    assert send(client_of(sasha), "check", row, outcome="still_gone", **LOOKED).url == "/removals/"


def test_a_picture_can_be_the_proof_once_the_question_is_answered(row, tam, sasha, client_of):
    send(client_of(tam), "claim", row, method="deleted")
    client, address = client_of(sasha), reverse("removals:picture", args=[row.reference])
    assert b'type="file"' not in client.get(address).content
    assert b'type="file"' not in client.post(address, {"image": "unsure"}).content
    assert b'type="file"' in client.post(address, {"image": "no"}).content
    assert client.post(address, {"image": "no", "once": KEY, "file": picture()}).url == f"/removals/{row.reference}/check/"
    assert b"Your picture E-2 is added" in page(client, "check", row).content
    assert send(client, "check", row, outcome="verify").status_code == 302
    assert RemovalRequest.objects.get().proof.number == 2


def test_contesting_stops_the_clock_and_cleo_decides_without_the_case(row, case, tam, cleo, hana, client_of):
    send(client_of(tam), "contest", row, reason="It is my own photograph.")
    client = client_of(cleo)
    assert "It is my own photograph." in page(client, "decide", row).content.decode()
    assert client.get(f"/cases/{case.reference}/").status_code == 404
    assert page(client_of(hana), "decide", row).status_code == 404
    assert send(client, "decide", row, outcome="uphold", reason="The logo is the trust's.").url == "/removals/"
    assert "The logo is the trust&#x27;s." in page(client_of(tam), "mine", row).content.decode()


@pytest.mark.parametrize("first", ["teo", "olu", "iona", "dee", "gail", "cleo", "sasha", "rhys"])
def test_everybody_else_finds_nothing(row, case, cast, client_of, first):
    client = client_of(cast[first])
    missing = client.get("/removals/X-0000-0000/").content
    expected = 200 if first == "rhys" else 404  # HR reads the case, and nobody else of these
    answer = page(client, "show", row)
    assert answer.status_code == expected
    assert first == "rhys" or answer.content == missing
    for name in ("mine", "acknowledge", "check", "decide"):
        assert page(client, name, row).status_code in (404, 422 if first == "rhys" else 404)


def test_the_lists_say_what_waits_for_whom(case, cast, tam, sasha, hana, client_of, now):
    drafted_row = drafted(case, cast, now)
    assert "A request is not sent yet" in client_of(hana).get("/removals/").content.decode()
    services.issue(drafted_row, by=hana, at=now, version=0)
    services.tell(RemovalRequest.objects.get(), by=hana, at=now, version=1, how="phone")
    assert "Something is asked of you" in client_of(tam).get("/").content.decode()
    assert "Nothing waits for you" in client_of(sasha).get("/removals/").content.decode()
    assert "Something is asked of you" not in client_of(hana).get("/").content.decode()


@pytest.mark.parametrize(("name", "said", "words"), [
    ("contest", {"reason": "It is my family at a public event."}, "Your objection is being decided"),
    ("claim", {"method": "deleted"}, "Your answer is being checked"),
])
def test_who_has_answered_reads_at_home_what_they_wait_for(row, tam, client_of, name, said, words):
    assert words not in client_of(tam).get("/").content.decode()
    send(client_of(tam), name, row, **said)
    assert words in client_of(tam).get("/").content.decode()


def test_naming_somebody_else_to_check(row, hana, cleo, client_of):
    assert "Name somebody else to check" in page(client_of(hana), "show", row).content.decode()
    html = page(client_of(hana), "name-checker", row).content.decode()
    assert "Cleo Marchetti" in html
    assert "Sasha Reid" not in html
    assert send(client_of(hana), "name-checker", row, who=str(cleo.uuid)).status_code == 302
    assert RemovalRequest.objects.get().verifier == cleo


def test_who_has_said_so_reads_by_when_it_is_checked_and_what_happens_then(row, tam, client_of, now):
    row = services.claim(row, by=tam, at=now, version=row.version, method="deleted")
    html = page(client_of(tam), "mine", row).content.decode()
    assert "A leader who did not ask for this will check that it is gone by" in html
    assert "If it is still there, somebody speaks to you again." in html
    assert "Sasha" not in html


def test_whoever_asked_reads_what_is_next_with_whom_and_by_when(row, hana, client_of):
    html = page(client_of(hana), "show", row).content.decode()
    assert "Acknowledge and remove – with the person who was asked" in html
    assert "tmt-tasks__due" in html


def test_too_few_words_about_a_look_are_asked_for_at_their_question(case, cast, tam, sasha, client_of, now):
    row = services.claim(told(case, cast, now), by=tam, at=now, version=told_version(case), method="deleted")
    answer = send(client_of(sasha), "check", row, outcome="verify", how="signed_out", seen="Looked")
    assert answer.status_code == 422
    assert '<a href="#id_seen">Write what you saw' in answer.content.decode()


def told_version(case):
    return RemovalRequest.objects.get(case=case).version


def test_somebody_who_could_not_be_reached_can_be_told_after_all(case, cast, hana, now, client_of):
    row = told(case, cast, now, how="could_not")
    client = client_of(hana)
    assert "from when it is acknowledged" in page(client, "show", row).content.decode()
    assert send(client, "tell", row, how="phone").status_code == 302
    again = page(client, "show", row).content.decode()
    assert "By phone" in again
    assert "Record how the person was told" not in again
    assert current([row.uuid])[row.uuid].kind == "removal_standard"


def test_the_mail_that_says_check_goes_to_whoever_checks(row, tam, client_of):
    send(client_of(tam), "claim", row, method="deleted")
    assert [one.to.name for one in Message.objects.filter(code="removal.claimed")] == ["Sasha Reid"]
