"""Who reported something in confidence is said nowhere; whoever may know looks it up with a reason, and the reporter reads that (9.1)."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.deadlines.services import sweep
from foundation.dossiers.models import Party
from foundation.dossiers.rules import WORKING, Refused
from foundation.dossiers.selectors import dossiers_for
from foundation.dossiers.services import add_party
from foundation.evidence.selectors import exhibits_of
from foundation.messages.models import Message
from foundation.messages.rules import next_working_moment
from foundation.messages.selectors import DaysOff
from foundation.messages.services import send_due
from foundation.people.models import Placement
from foundation.trail.models import Event
from reports.intake import services as intake
from reports.intake.models import Opening
from tests.evidence.pictures import picture
from tests.faults.visitor import Answer, walk
from tests.reports.journey_steps import about, begin, fill, reported
from tests.told import told_once
from tests.triage.scene import fresh, ready, sent, step, taken
from tmt_policy.demo import triaging, working

pytestmark = pytest.mark.django_db

WHY = "I have to ask about the day, and it cannot wait."
CONFIDENTIAL = "A member of staff who asked for confidentiality"


@told_once
def secret(teo, tam, now):
    """teo's report about tam, in confidence."""
    return sent(teo, tam, at=now - timedelta(days=2), mode="confidential")


@pytest.fixture
def page(client_of):
    return lambda person, report: client_of(person).get(reverse("triage:report", args=[report.reference])).content.decode()


def look_up(client, report, why=WHY):
    return client.post(reverse("triage:identity", args=[report.reference]), {"why": why})


def test_pages_say_a_member_of_staff(secret, page, teo, sasha, hana):
    for reader in (sasha, hana):
        assert CONFIDENTIAL in page(reader, secret)
        assert teo.name not in page(reader, secret)


def test_not_even_the_triager_reads_it_by_the_way(secret, page, teo, sasha, now):
    taken(secret, sasha, at=now)
    assert teo.name not in page(sasha, secret)


def test_the_triager_looks_it_up_with_a_reason_and_the_reporter_reads_that(secret, page, client_of, teo, sasha, now):
    taken(secret, sasha, at=now)
    assert look_up(client_of(sasha), secret).status_code == 302
    assert teo.name in page(sasha, secret)
    own = client_of(teo).get(reverse("reports:own", args=[secret.reference])).content.decode()
    assert sasha.name in own
    assert WHY in own
    assert Message.objects.filter(to=teo, code="report.identity_opened").count() == 1


def test_twice_is_once(secret, client_of, sasha, now):
    taken(secret, sasha, at=now)
    for _ in range(2):
        intake.open_identity(secret, why=WHY, by=sasha, at=now)
    assert Opening.objects.count() == Message.objects.filter(code="report.identity_opened").count() == 1


def test_what_one_has_looked_up_another_still_does_not_see(secret, page, teo, sasha, hana, now):
    taken(secret, sasha, at=now)
    intake.open_identity(secret, why=WHY, by=sasha, at=now)
    assert teo.name not in page(hana, secret)


def test_whoever_hands_it_back_no_longer_sees_it(secret, page, teo, sasha, now):
    taken(secret, sasha, at=now)
    intake.open_identity(secret, why=WHY, by=sasha, at=now)
    step("hand_back", secret, sasha, at=now)
    assert teo.name not in page(sasha, secret)


@pytest.mark.parametrize("why", ["", "because", "\u200b" * 20])
def test_no_reason_no_name(secret, page, client_of, teo, sasha, now, why):
    taken(secret, sasha, at=now)
    assert look_up(client_of(sasha), secret, why).status_code == 422
    assert teo.name not in page(sasha, secret)


@pytest.mark.parametrize("first", ["hana", "cleo", "priya", "iona", "olu", "gail", "ada", "tam", "teo", "dee", "rhys"])
def test_nobody_else_looks_it_up(cast, secret, sasha, now, first):
    taken(secret, sasha, at=now)
    with pytest.raises(Refused):
        intake.open_identity(secret, why=WHY, by=cast[first], at=now)


def test_a_safeguarding_lead_may_where_it_is_flagged(teo, tam, dee, now):
    secret = sent(teo, tam, at=now, mode="confidential", child="yes")
    assert intake.open_identity(secret, why=WHY, by=dee, at=now).by == dee


@pytest.mark.beats(10)
def test_nobody_left_who_may_know_is_no_way_in(cast, secret, sasha, now):
    taken(secret, sasha, at=now)
    Placement.objects.update(until=(now - timedelta(days=1)).date())
    Party.objects.filter(part__in=WORKING, until__isnull=True).update(until=now)
    for person in cast.values():
        person.__dict__.pop("_known", None)
        with pytest.raises(Refused):
            intake.open_identity(secret, why=WHY, by=person, at=now + timedelta(days=1))


def test_a_named_report_has_nothing_to_look_up(teo, tam, sasha, client_of, now):
    named = taken(sent(teo, tam, at=now), sasha, at=now)
    assert look_up(client_of(sasha), named).status_code == 404
    with pytest.raises(Refused):
        intake.open_identity(named, why=WHY, by=sasha, at=now)


def test_the_reporter_stays_in_conflict(tam, sasha, hana, dee, now):
    """sasha reports in confidence: she triages it no more than if she had given her name."""
    secret = sent(sasha, tam, at=now, mode="confidential")
    assert not dossiers_for(sasha, now).filter(pk=secret.dossier_id).exists()


def test_whoever_would_give_the_reporter_a_part_is_not_told_why_not(secret, teo, hana, now):
    with pytest.raises(Refused, match="another part in this matter"):
        add_party(secret.dossier, teo, "investigator", by=hana, at=now, source="test")


def test_hidden_details_are_taken_out_of_screenshots(client_of, teo, tam):
    for mode in ("named", "confidential"):
        report = reported(client_of(teo), about(tam), readers={"mode": mode}, picture=handed_in())
        assert exhibits_of(report.dossier)[0].stripped == (mode == "confidential")


def test_confidentiality_is_chosen_before_the_screenshot(client_of, teo, tam):
    client = client_of(teo)
    draft = begin(client)
    fill(client, draft, conduct=about(tam), picture=handed_in())
    answer = client.post(reverse("reports:step", args=[draft, "readers"]), {"mode": "confidential"})
    assert answer.status_code == 422
    assert "before the screenshot" in answer.content.decode()


def test_whoever_tells_of_themselves_is_not_asked(client_of, teo):
    client = client_of(teo)
    draft = begin(client)
    client.post(reverse("reports:step", args=[draft, "conduct"]), {"who": ["me"], "behalf": "own"})
    client.post(reverse("reports:step", args=[draft, "leader"]), {"leader_involved": "no"})
    assert "see your name" not in client.get(reverse("reports:step", args=[draft, "readers"])).content.decode()


def handed_in():
    return {"picture": SimpleUploadedFile("s.png", picture(), "image/png"), "how_seen": "own_feed", "visibility": "public"}


def test_no_page_event_or_mail_says_who(cast, client_of, teo, tam, sasha, hana, iona, rhys, now):
    """The whole way to a running investigation: everybody's pages, every event, every mail."""
    at = now - timedelta(days=1)
    secret = sent(teo, tam, at=at - timedelta(days=1), mode="confidential")
    ready(secret, sasha, at=at, breach="yes")
    triaging.ask(fresh(secret), by=sasha, at=at)
    triaging.answer(fresh(secret), by=teo, at=at)
    step("propose", secret, sasha, at=at, rationale=WHY * 2)
    case = working.open_case(fresh(secret), by=hana, at=at)
    working.tell(case, by=hana, at=at)
    working.accept(working.appoint(case, iona, by=hana, at=at), at=at)
    working.start(case, by=hana, at=at)
    sweep(at=now)
    send_due(at=next_working_moment(now, DaysOff(now).of(None)))  # what is not urgent leaves in working hours
    for first in ("hana", "cleo", "priya", "iona", "olu", "gail", "tam", "sasha", "rhys", "dee"):
        assert said_to(client_of(cast[first]), teo.name, {secret.reference, case.reference}) == [], first
    assert mail.outbox
    assert not [one.to for one in mail.outbox if teo.name in f"{one.subject}{one.body}{one.extra_headers}"]
    said = [f"{event.ids}{event.reason}{event.role}{event.actor}" for event in Event.objects.all()]
    assert not [one for one in said if teo.name in one or str(teo.uuid) in one]


def said_to(client, name, references):
    """Addresses at which the name stands, outside lists of everybody to choose from; of the pages that links lead to."""
    found, opened = [], set()

    def get(path):
        answer = client.get(path)
        text = re.sub(r"<select.*?</select>", "", answer.content.decode(errors="replace"), flags=re.DOTALL) if not answer.streaming else ""
        opened.update(one for one in references if one in path)
        if name in text:
            found.append(path)
        return Answer(answer.status_code, answer.get("Location", ""), text, 0)

    walk(get)
    return found
