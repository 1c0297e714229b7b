"""The pages of a request to co-operate: one address, and for each reader the page that is theirs."""

import pytest
from django.urls import reverse

from cases.casefile.selectors import still_open
from cases.cooperation import forms, services
from cases.cooperation.models import CooperationRequest, Supply
from foundation.messages import wording
from foundation.messages.models import Message
from foundation.people.models import Relation
from tests.cases import story
from tests.cooperation.scene import (
    COPIES,
    KEEP,
    LONG,
    WHAT,
    WHY,
    case_about_sam,
    case_about_tam,
    decided,
    declined,
    drafted,
    issued,
    told,
    told_of_it,
)
from tests.told import told_once

KEY = "0b8f2f0e-1111-4222-8333-444455556666"


@told_once
def case(cast, now):
    return case_about_tam(cast, now)


def page(client, name, row, **more):
    return client.get(reverse(f"cooperation:{name}", args=[row.reference]), **more)


def html(client, name, row):
    return page(client, name, row).content.decode()


def send(client, name, row, **said):
    row = CooperationRequest.objects.get(pk=row.pk)
    return client.post(reverse(f"cooperation:{name}", args=[row.reference]), {"version": row.version, **said})


@told_once
def row(case, cast, now):
    return told(case, cast, now)


def test_from_the_case_to_the_person(case, hana, iona, tam, client_of):
    asks, home = client_of(iona), f"/cooperation/for/{case.reference}/"
    assert home in asks.get(f"/cases/{case.reference}/").content.decode()
    assert home not in client_of(hana).get(f"/cases/{case.reference}/").content.decode()
    assert asks.post(home, {"kind": "WRITTEN_ACCOUNT"}).url == f"{home}written-account/"
    first, second = (asks.post(f"{home}written-account/", {"what": WHAT, "why": WHY, "once": KEY}) for _ in range(2))
    row = CooperationRequest.objects.get()
    assert first.url == second.url == f"/cooperation/{row.reference}/"
    assert WHAT in html(client_of(hana), "approve", row)
    assert send(client_of(hana), "approve", row).status_code == 302
    assert page(client_of(tam), "show", row).status_code == 404
    assert send(asks, "tell", row, how="in_person").status_code == 302
    assert page(client_of(tam), "show", row).url == f"/cooperation/mine/{row.reference}/"


def test_only_what_there_is_is_offered(case, iona, client_of):
    said = client_of(iona).get(f"/cooperation/for/{case.reference}/").content.decode()
    assert "Written account" in said
    assert client_of(iona).get(f"/cooperation/for/{case.reference}/password/").status_code == 404


def test_tam_reads_only_the_request(row, case, tam, client_of):
    said = html(client_of(tam), "mine", row)
    for words in (WHAT, WHY, "You may decline.", "Nobody needs your passwords", "not a finding", "Answer", "Ask for another date"):
        assert words in said
    for kept in ("Teo", "Iona", "Hana", case.reference, "A post that made fun", "E-1"):
        assert kept not in said
    assert client_of(tam).get(f"/cases/{case.reference}/").status_code == 404


def test_tam_adds_a_file_and_sends_it(case, cast, tam, iona, client_of, now):
    row = told(case, cast, now, COPIES)
    client, address = client_of(tam), reverse("cooperation:file", args=[row.reference])
    assert b'type="file"' not in client.get(address).content
    assert b'type="file"' not in client.post(address, {"image": "unsure"}).content
    assert b'type="file"' in client.post(address, {"image": "no"}).content
    sent = client.post(address, {"image": "no", "once": KEY, "file": story.picture(), "visibility": "friends"})
    assert sent.url == f"/cooperation/{row.reference}/answer/"
    assert "Added, not sent yet" in html(client, "answer", row)
    assert send(client, "answer", row, words="", whole="yes").status_code == 302
    said = html(client, "mine", row)
    assert "Thank you. Nothing more is asked of you here." in said
    exhibit = row.files.get().exhibit
    assert client.get(f"/evidence/{exhibit.uuid}/").status_code == 200
    assert "Files: E-2" in html(client_of(iona), "show", row)


def test_tam_answers_in_two_parts(row, tam, client_of):
    client = client_of(tam)
    assert send(client, "answer", row, words="Half of it.", whole="no").status_code == 422
    assert send(client, "answer", row, words="Half of it.", whole="no", missing="I wait.").status_code == 302
    assert "Partly done" in html(client, "mine", row)
    assert send(client, "answer", row, words="The rest.", whole="yes").status_code == 302
    assert Supply.objects.count() == 2


def test_a_password_is_not_taken_and_what_was_typed_stays(row, tam, client_of):
    answer = send(client_of(tam), "answer", row, words="My password is hunter2x9.", whole="yes")
    assert answer.status_code == 422
    assert "This looks like a password" in answer.content.decode()
    assert "This is not a password or a PIN" in answer.content.decode()
    assert send(client_of(tam), "answer", row, words="A login via Office365x.", whole="yes", not_password="on").status_code == 302


def test_no_form_has_a_place_for_a_password():
    every = [one for one in vars(forms).values() if isinstance(one, type) and hasattr(one, "base_fields")]
    fields = {field for form in every for field in form.base_fields}
    assert not {field for field in fields if any(word in field for word in ("password", "pin", "passcode", "login", "secret"))}


def test_declining_leads_to_hr_and_the_outcome_is_told_first(row, case, tam, rhys, hana, client_of):
    assert send(client_of(tam), "decline", row, reason="My union advises me not to.").status_code == 302
    assert "Somebody did not co-operate" in client_of(rhys).get("/").content.decode()
    assert "My union advises me not to." in html(client_of(rhys), "review", row)
    assert send(client_of(rhys), "review", row, outcome="unreasonable", reason=LONG).status_code == 302
    said = html(client_of(tam), "mine", row)
    assert "Somebody will speak to you." in said
    assert "not accepted" not in said
    assert LONG not in said
    assert page(client_of(hana), "look-into", row).status_code == 422
    assert send(client_of(hana), "tell-outcome", row, how="phone").status_code == 302
    assert LONG in html(client_of(tam), "mine", row)
    assert "Look into the refusal" in html(client_of(hana), "show", row)
    assert send(client_of(hana), "look-into", row).status_code == 302
    assert "C10.2" in [one.clause.code for one in case.allegations.all()]


def test_hr_is_asked_about_health_only_where_nothing_came(case, cast, rhys, client_of, now):
    row = declined(case, cast, now)
    assert "Were they away, unwell" not in html(client_of(rhys), "review", row)
    CooperationRequest.objects.filter(pk=row.pk).update(state="OVERDUE_REVIEW")
    assert "Were they away, unwell" in html(client_of(rhys), "review", row)
    answer = send(client_of(rhys), "review", row, outcome="unreasonable", reason=LONG, absence="yes")
    assert "has not refused. Give them more time" in answer.content.decode()


def test_another_date_through_the_pages(row, tam, iona, client_of):
    assert send(client_of(tam), "another-date", row, reason="A funeral.").status_code == 302
    assert "Another date is asked for" in client_of(iona).get("/").content.decode()
    assert "A funeral." in html(client_of(iona), "keep-date", row)
    assert send(client_of(iona), "keep-date", row, reason="The report is due.").status_code == 302
    assert "The report is due." in html(client_of(tam), "mine", row)


def test_sent_back_the_investigator_reads_why(case, cast, hana, iona, client_of, now):
    row = drafted(case, cast, now)
    assert send(client_of(hana), "send-back", row, reason="Too much.").status_code == 302
    assert "A request was sent back to you" in client_of(iona).get("/").content.decode()
    assert "Too much." in html(client_of(iona), "rewrite", row)
    assert page(client_of(hana), "approve", row).status_code == 422


def test_a_draft_that_cannot_go_out_says_what_is_missing(case, cast, hana, client_of, now):
    row = drafted(case, cast, now)
    type(case).objects.filter(pk=case.pk).update(told_at=None)
    said = html(client_of(hana), "show", row)
    assert "The person has to be told of the case before this can be approved." in said
    assert "/approve/" not in said


def test_what_is_kept_stands_among_what_they_wait_for(case, cast, tam, client_of, now):
    row = told(case, cast, now, KEEP)
    assert "Something is asked of you" in client_of(tam).get("/").content.decode()
    assert send(client_of(tam), "acknowledge", row).status_code == 302
    home = client_of(tam).get("/").content.decode()
    assert "Keep what you were asked to keep" in home
    assert "Something is asked of you" not in home


@pytest.mark.parametrize("first", ["teo", "olu", "sasha", "dee", "gail", "cleo", "priya", "rhys"])
def test_everybody_else_finds_nothing(row, case, cast, client_of, first):
    client = client_of(cast[first])
    missing = client.get("/cooperation/Q-0000-0000/").content
    expected = 200 if first == "rhys" else 404  # HR reads the case, and nobody else of these
    answer = page(client, "show", row)
    assert answer.status_code == expected
    assert first == "rhys" or answer.content == missing
    for name in ("mine", "acknowledge", "answer", "decline", "approve", "tell", "review"):
        assert page(client, name, row).status_code in (404, 422 if first == "rhys" else 404)


def test_somebody_in_conflict_with_the_case_finds_nothing(case, cast, rhys, client_of, now):
    row = declined(case, cast, now)
    assert page(client_of(rhys), "show", row).status_code == 200
    Relation.objects.create(person=rhys, other=cast["tam"], since=now.date())
    client = client_of(rhys)
    missing = client.get("/cooperation/Q-0000-0000/").content
    assert page(client, "show", row).content == missing
    assert page(client, "review", row).status_code == 404
    assert row.reference not in client.get("/cooperation/").content.decode()


def test_what_somebody_without_a_sign_in_says_is_written_down(cast, iona, client_of, now):
    row = told(case_about_sam(cast, now), cast, now)
    said = html(client_of(iona), "show", row)
    assert "/answer/" in said
    assert "/decline/" in said
    assert send(client_of(iona), "decline", row, reason="sam says that he will not.").status_code == 302


def test_closing_a_case_names_what_is_open_and_lets_go_what_is_kept(case, cast, tam, client_of, now):
    asked, kept = told(case, cast, now), told(case, cast, now, KEEP)
    services.acknowledge(kept, by=tam, at=now, version=kept.version)
    story.decided(story.found(case, cast, now), cast, now)
    assert still_open(case) == [f"co-operation request {asked.reference} (written account: asked for)"]
    services.withdraw(asked, reason="Not needed.", by=cast["hana"], at=now, version=asked.version)
    story.closed(case, cast, now)
    assert CooperationRequest.objects.get(pk=kept.pk).state == "COMPLETED"
    assert "You can read it here until" in html(client_of(tam), "mine", kept)


def test_mails_name_nothing(case, cast, now):
    row = told_of_it(decided(declined(case, cast, now), cast, now), cast, now)
    for message in Message.objects.filter(about=row.uuid):
        mail = wording.letter([message], now)
        for kept in ("Tam", "Iona", "union", "10.2", WHAT, "facebook", case.reference):
            assert kept not in mail.subject + mail.body


def test_hana_tells_as_well_as_iona(case, cast, hana, client_of, now):
    row = issued(case, cast, now)
    assert "Tell somebody about a request" in client_of(hana).get("/").content.decode()
    assert "Speak to Tam Ellis before" in html(client_of(hana), "tell", row)
