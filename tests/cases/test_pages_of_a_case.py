"""The pages of a case: through the door, few queries, no form where people read, every move on its own page."""

import pytest
from django.urls import reverse

import cases.casefile.page
from cases.casefile.models import Case
from cases.investigation import services as investigation
from cases.investigation.models import Appointment
from foundation.dossiers.models import Seen
from foundation.messages.models import Message
from tests.cases.story import about_tam, found, fresh, investigated, opened, proposed, sent
from tests.told import told_once


@told_once
def case(cast, now):
    return about_tam(cast, now)


def page(client, name, *args):
    return client.get(reverse(f"cases:{name}", args=args))


def test_the_head_reads_it_all(case, hana, client_of):
    html = page(client_of(hana), "case", case.reference).content.decode()
    for said in (
        "Tam Ellis",
        "A post that made fun of a parent.",
        "https://www.facebook.com/story/1",
        "What the post shows.",
        "E-1",
        "Ask somebody to investigate",
    ):
        assert said in html
    assert "<form" not in html


def test_the_page_is_read_once_a_day(case, hana, client_of):
    for _ in range(2):
        page(client_of(hana), "case", case.reference)
    assert Seen.objects.filter(dossier=case.dossier, person=hana).count() == 1


@pytest.mark.parametrize("first", ["teo", "tam", "sasha", "olu", "iona", "dee", "gail", "chidi", "ada"])
def test_for_everybody_else_it_does_not_exist(case, cast, client_of, first):
    client = client_of(cast[first])
    missing = client.get("/cases/C-0000-0000/")
    for name in ("case", "appoint", "close", "tell", "investigation"):
        answer = page(client, name, case.reference)
        assert (answer.status_code, answer.content) == (404, missing.content)


@pytest.mark.parametrize("first,most", [("hana", 10), ("rhys", 10), ("iona", 10)])
def test_a_case_page_takes_ten_queries(case, cast, client_of, django_assert_max_num_queries, now, first, most):
    investigated(case, cast, now)
    client = client_of(cast[first])
    page(client, "case", case.reference)
    with django_assert_max_num_queries(most):
        assert page(client, "case", case.reference).status_code == 200


@pytest.mark.parametrize("first", ["hana", "rhys", "iona"])
def test_the_queue_takes_six_queries(case, cast, client_of, django_assert_max_num_queries, now, first):
    investigated(case, cast, now)
    client = client_of(cast[first])
    page(client, "queue")  # once in a while the footer asks when reminders last ran
    with django_assert_max_num_queries(6):
        html = page(client, "queue").content.decode()
    assert case.reference in html
    assert "Report what was found" in html
    assert "With Iona McCrae" in html


def test_the_reporter_s_name_is_not_for_the_list(case, hana, client_of):
    html = page(client_of(hana), "queue").content.decode()
    assert "Tam" not in html
    assert "Teo" not in html


def test_opening_through_the_pages(cast, hana, sasha, client_of, now):
    report = proposed(sent(cast["teo"], cast["tam"], at=now), sasha, at=now)
    client = client_of(hana)
    address = page(client, "open", report.reference).url
    sent_form = {"once": "0b8f2f0e-1111-4222-8333-444455556666", "clauses": ["C7.3l"], "scope": "What the post shows.", "conflict": "none"}
    first, second = client.post(address, sent_form), client.post(address, sent_form)
    assert first.url == second.url == f"/cases/{Case.objects.get().reference}/"


def test_a_conflict_ends_the_opener_s_access_and_brings_in_the_next(cast, hana, sasha, cleo, client_of, now):
    report = proposed(sent(cast["teo"], cast["tam"], at=now), sasha, at=now)
    client = client_of(hana)
    address = page(client, "open", report.reference).url
    sent_form = {
        "once": "0b8f2f0e-1111-4222-8333-444455556666",
        "clauses": ["C7.3l"],
        "scope": "x",
        "conflict": "some",
        "conflict_words": "My brother.",
    }
    assert [client.post(address, sent_form).url for _ in range(2)] == ["/cases/stepped-back/"] * 2
    assert page(client, "open", report.reference).status_code == 404
    assert page(client_of(cleo), "open", report.reference).status_code == 302


def test_a_stale_page_says_so_and_keeps_what_was_typed(case, cast, hana, client_of, now):
    client = client_of(hana)
    typed = {"how": "could_not", "why_not": "On a school trip until Friday.", "version": fresh(case).version - 1}
    answer = client.post(reverse("cases:tell", args=[case.reference]), typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "has changed since you opened it" in html
    assert "On a school trip until Friday." in html
    assert f'value="{fresh(case).version}"' in html


def test_a_move_that_is_not_offered_is_refused_with_a_sentence(case, rhys, client_of):
    answer = page(client_of(rhys), "tell", case.reference)
    assert answer.status_code == 422
    assert "belongs to somebody else" in answer.content.decode()


def test_the_person_asked_sees_whom_it_is_about_and_nothing_else(case, hana, iona, client_of, now):
    people = page(client_of(hana), "appoint", case.reference).content.decode()
    assert "Iona McCrae" in people
    assert "Sasha Reid" not in people
    assert "Hana Okafor" not in people.split("<form")[1]
    client_of(hana).post(reverse("cases:appoint", args=[case.reference]), {"who": str(iona.uuid), "version": fresh(case).version})
    asked = Appointment.objects.get()
    assert "Asked by Hana Okafor" in client_of(iona).get("/").content.decode()
    html = page(client_of(iona), "asked", asked.reference).content.decode()
    assert "Tam Ellis" in html
    assert "made fun" not in html
    assert "Teo" not in html
    assert page(client_of(iona), "case", case.reference).status_code == 404


def test_declining_brings_somebody_else_in(case, cast, hana, iona, client_of, now):
    client_of(hana).post(reverse("cases:appoint", args=[case.reference]), {"who": str(iona.uuid), "version": fresh(case).version})
    asked = Appointment.objects.get()
    said = {"conflict": "some", "conflict_words": "We share a house.", "answer": "accepted", "once": "0b8f2f0e-1111-4222-8333-444455556666"}
    assert [client_of(iona).post(f"/cases/asked/{asked.reference}/", said).url for _ in range(2)] == ["/cases/asked/thank-you/"] * 2
    html = page(client_of(hana), "appoint", case.reference).content.decode()
    assert "Iona McCrae" not in html
    assert "Sid Kaur" in html


def test_whoever_investigates_is_led_to_what_they_have_to_do(case, cast, now, client_of):
    investigated(case, cast, now)
    html = page(client_of(cast["iona"]), "case", case.reference).content.decode()
    assert "Record a finding" in html.split("What is next")[1].split("</section>")[0]


def test_who_is_asked_to_investigate_is_named(case, cast, hana, now, client_of):
    investigation.appoint(case, cast["iona"], by=hana, at=now, version=fresh(case).version)
    assert "with Iona McCrae" in page(client_of(hana), "case", case.reference).content.decode()


def test_a_second_window_on_opening_keeps_what_was_typed(cast, hana, now, client_of):
    report = proposed(sent(cast["teo"], cast["tam"], at=now), cast["sasha"], at=now)
    address = client_of(hana).get(f"/cases/open/{report.reference}/").url
    said = {"conflict": "none", "clauses": ["C7.3l"], "scope": "Zinnober", "once": "0b8f2f0e-1111-4222-8333-444455556666"}
    assert client_of(hana).post(address, said).status_code == 302
    again = client_of(hana).post(address, {**said, "once": "0b8f2f0e-1111-4222-8333-444455556667"})
    assert (again.status_code, Case.objects.count()) == (422, 1)
    assert "Zinnober" in again.content.decode()


def test_whoever_decides_reads_what_the_investigator_hands_in(case, cast, hana, now, client_of):
    investigated(case, cast, now)
    found(case, cast, now)
    html = page(client_of(hana), "decide", case.reference).content.decode()
    assert "tam wrote it." in html
    assert "Was the person heard?" in html


def test_what_is_due_first_stands_first(case, cast, hana, now, client_of):
    investigated(case, cast, now)
    later = opened(proposed(sent(cast["teo"], cast["ann"], at=now), cast["sasha"], at=now), hana, at=now)
    html = page(client_of(hana), "queue").content.decode()
    assert html.index(later.reference) < html.index(case.reference)


def test_whoever_does_not_answer_makes_room_for_somebody_else(case, hana, iona, sid, client_of):
    for person in (iona, sid):
        client_of(hana).post(reverse("cases:appoint", args=[case.reference]), {"who": str(person.uuid), "version": fresh(case).version})
    first, second = Appointment.objects.order_by("pk")
    assert (first.answer, second.answer, second.person) == ("taken_back", "asked", sid)
    assert page(client_of(iona), "asked", first.reference).status_code == 404
    assert Message.objects.filter(to=iona, code="case.no_longer_asked").exists()
    assert "Sid Kaur has not answered yet" in page(client_of(hana), "appoint", case.reference).content.decode()


def test_whoever_has_accepted_is_not_replaced(case, cast, hana, sid, now, client_of):
    investigated(case, cast, now)
    answer = client_of(hana).post(reverse("cases:appoint", args=[case.reference]), {"who": str(sid.uuid), "version": fresh(case).version})
    assert (answer.status_code, Appointment.objects.count()) == (422, 1)


def test_a_report_handed_back_meanwhile_says_so_and_loses_nothing(cast, now, hana, sasha, client_of):
    report = proposed(sent(cast["teo"], cast["tam"], at=now), cast["sasha"], at=now)
    page = client_of(hana).get(f"/cases/open/{report.reference}/").url
    client_of(sasha).post(f"/triage/{report.reference}/hand-back/", {"version": type(report).objects.get(pk=report.pk).version})
    typed = {"clauses": ["C7.3l"], "scope": "What the post shows.", "conflict": "none"}
    answer = client_of(hana).post(page, typed)
    assert answer.status_code == 422
    assert "What the post shows." in answer.content.decode()
    assert client_of(hana).get(page).status_code == 422


def test_what_happened_long_ago_stands_on_a_page_of_its_own(case, cast, hana, client_of, now, monkeypatch):
    monkeypatch.setattr(cases.casefile.page, "NEWEST", 3)
    investigated(case, cast, now)
    client = client_of(hana)
    html, every = (page(client, name, case.reference).content.decode() for name in ("case", "happened"))
    told = every.count("tmt-timeline__event") - every.count("tmt-timeline__event--")
    shown = html.count("tmt-timeline__event") - html.count("tmt-timeline__event--")
    assert (shown, told > shown, f"{told - shown} more step" in html) == (3, True, True)
