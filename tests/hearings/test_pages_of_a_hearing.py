"""The pages of a hearing: one address, and for each reader the page that is theirs; what is sent beside the form changes nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.disciplinary import offers, selectors
from cases.disciplinary.models import Seat
from foundation.deadlines.selectors import calendar_of
from foundation.face import when
from foundation.letters import pages as letters
from foundation.letters.selectors import letters_about
from foundation.messages.models import Message
from tests.hearings.scene import LONG, arranged, day_of, demo, formal, invited, ruled
from tests.hearings.scene import now as anew
from tests.told import told_once

KEY = "0b8f2f0e-1111-4222-8333-444455557777"


@told_once
def row(cast, now):
    return formal(cast, now)


def page(client, name, row, *more):
    return client.get(reverse(f"hearings:{name}", args=[row.reference, *more]))


def html(client, name, row, *more):
    return page(client, name, row, *more).content.decode()


def send(client, name, row, *more, **said):
    return client.post(reverse(f"hearings:{name}", args=[row.reference, *more]), {"version": anew(row).version, **said})


def a_day(row, cast, days=12):
    day = calendar_of(row.dossier).add_working_days(when.london(row.opened_at).date(), days)
    chair = str(cast["harper"].uuid)
    evidence = [str(one.uuid) for one in selectors.releasable(row.case)]
    typed = {"day_day": day.day, "day_month": day.month, "day_year": day.year, "clock": "10:30am", "place": "Room 7"}
    return {**typed, "chair": chair, "evidence": evidence, "reveals": "no"}


def test_hr_arranges_it_on_two_pages_and_twice_is_once(row, cast, rhys, client_of):
    hr = client_of(rhys)
    assert send(hr, "arrange", row, worst="final_written").url.endswith("/arrange/final-written/")
    text = html(hr, "arrange-for", row, "final-written")
    assert "Harper Quinn" in text
    assert "Hana Reyes" not in text
    assert "Iona McCrae" not in text
    first, second = (send(hr, "arrange-for", row, "final-written", once=KEY, **a_day(row, cast)) for _ in range(2))
    assert first.url == second.url == f"/hearings/{row.reference}/"
    assert Seat.objects.count() == 1


def test_the_form_takes_nobody_who_is_not_on_its_list(row, cast, rhys, client_of):
    said = {**a_day(row, cast), "chair": str(cast["iona"].uuid)}
    answer = send(client_of(rhys), "arrange-for", row, "final-written", **said)
    assert (answer.status_code, Seat.objects.count()) == (422, 0)
    assert "Room 7" in answer.content.decode()  # what was typed stays


def test_evidence_that_could_reveal_who_reported_is_not_released(row, cast, rhys, client_of):
    answer = send(client_of(rhys), "arrange-for", row, "final-written", **{**a_day(row, cast), "reveals": "unsure"})
    assert (answer.status_code, Seat.objects.count()) == (422, 0)
    assert "covered first" in answer.content.decode()


def test_a_page_that_was_overtaken_says_so(row, cast, rhys, client_of):
    said = a_day(row, cast) | {"version": anew(row).version + 3}
    answer = client_of(rhys).post(reverse("hearings:arrange-for", args=[row.reference, "final-written"]), said)
    assert (answer.status_code, Seat.objects.count()) == (422, 0)
    assert "has changed since you opened it" in answer.content.decode()


@pytest.mark.parametrize("who", ["olu", "teo", "sasha", "tess", "gail", "ada", "tam"])
def test_for_others_it_does_not_exist(row, cast, client_of, who):
    arranged(row, cast, row.opened_at)
    for name in ("show", "mine", "invitation", "invite", "hear", "decide", "issue", "conclude", "say"):
        assert page(client_of(cast[who]), name, row).status_code == 404, name


def test_the_chair_reads_little_then_all_of_it_and_never_the_case(row, cast, harper, client_of):
    arranged(row, cast, row.opened_at)
    reads = client_of(harper)
    before = html(reads, "show", row)
    assert "Tam Ellis" in before
    assert "What the investigation found" not in before
    assert page(reads, "hear", row).status_code == 422
    assert send(reads, "conflict", row, conflict="none").status_code == 302
    after = html(reads, "show", row)
    assert "What the investigation found" in after
    assert "tam wrote it." in after
    assert reads.get(f"/cases/{row.case.reference}/").status_code == 404
    assert f"/cases/{row.case.reference}/" not in after


def test_the_person_reads_what_is_theirs_and_nothing_else(cast, tam, now, client_of):
    row = invited(cast, now)
    reads = client_of(tam)
    assert page(reads, "show", row).url == f"/hearings/mine/{row.reference}/"
    text = html(reads, "mine", row)
    for said in ("Harper Quinn", "E-1", "Final written warning", "trade union", "Download the letter"):
        assert said in text, said
    for kept in ("Teo", "tam wrote it", row.case.reference, "Iona"):
        assert kept not in text, kept
    assert send(reads, "say", row, companion="union", companion_name="Mo Ellis", statement="I am sorry.").status_code == 302
    assert "Mo Ellis" in html(reads, "mine", row)
    assert "Who comes with you" in html(reads, "mine", row)
    letter = f'href="{letters.href(letters_about(row.dossier, day_of(row).uuid)[0])}"'
    assert letter in html(client_of(cast["rhys"]), "show", row)
    assert letter not in html(reads, "mine", row) + html(client_of(cast["harper"]), "show", row)
    assert "Mo Ellis" in html(client_of(cast["harper"]), "show", row)


def test_hr_writes_down_what_somebody_without_a_sign_in_says(cast, rhys, now, client_of):
    row = demo.declared(arranged(formal(cast, now, subject="sam"), cast, now), at=now)
    row = demo.invited(row, by=rhys, at=now)
    assert send(client_of(rhys), "say", row, companion="nobody", statement="He will come alone.").status_code == 302
    assert "He will come alone." in html(client_of(rhys), "show", row)


def test_each_finds_on_their_first_page_what_is_asked_of_them(cast, now):
    row = arranged(formal(cast, now), cast, now)
    assert [one.title for one in offers.tasks(cast["rhys"], now).needs_me] == ["An invitation is to be written"]
    assert [one.title for one in offers.tasks(cast["harper"], now).needs_me] == ["You are asked to hear something"]
    assert offers.tasks(cast["tam"], now).needs_me == offers.tasks(cast["tess"], now).needs_me == []
    demo.invited(demo.declared(row, at=now), by=cast["rhys"], at=now)
    assert [one.title for one in offers.tasks(cast["tam"], now).needs_me] == ["You are invited to a hearing"]


def test_another_day_for_a_companion_from_the_person_to_hr(cast, tam, rhys, now, client_of):
    row = invited(cast, now)
    typed = {name: value for name, value in a_day(row, cast, 17).items() if name not in ("chair", "evidence", "reveals", "place")}
    assert send(client_of(tam), "another-day", row, why="companion", **typed).status_code == 302
    assert Message.objects.get(code="disciplinary.day_asked").to == rhys
    assert page(client_of(rhys), "keep-day", row).status_code == 422
    assert "Their companion cannot come then" in html(client_of(rhys), "postpone", row)
    assert send(client_of(rhys), "postpone", row, why="companion", place="Room 8", **typed).status_code == 302
    assert "The hearing has been postponed" in html(client_of(tam), "mine", row)


def test_a_reason_is_asked_for_unless_it_is_for_a_companion(cast, tam, now, client_of):
    row = invited(cast, now)
    typed = {name: value for name, value in a_day(row, cast, 17).items() if name not in ("chair", "evidence", "reveals", "place")}
    assert send(client_of(tam), "another-day", row, why="other", **typed).status_code == 422
    assert send(client_of(tam), "another-day", row, why="other", reason=LONG, **typed).status_code == 302


def test_no_list_says_that_it_is_decided_before_somebody_has(cast, tam, now, client_of):
    row, _ = ruled(cast, now - timedelta(days=60))
    own = f"/about-you/{row.case.subject.uuid}/"
    client = client_of(tam)
    for address in ("/", "/hearings/", own):
        shown = client.get(address).content.decode()
        assert row.reference in shown, address
        assert "Decided" not in shown, address
