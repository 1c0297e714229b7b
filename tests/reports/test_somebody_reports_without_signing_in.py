"""Without a name, from the first page to an answer: no session, no list of people, nothing that leads to anybody (9.1, ADR 0019)."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.deadlines.services import sweep
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.rules import REPORTER, Refused
from foundation.dossiers.selectors import dossiers_for
from foundation.evidence.models import Exhibit
from foundation.evidence.selectors import exhibits_of
from foundation.people.models import Person, Session
from foundation.people.rules import ANONYMOUS, SYSTEM
from foundation.trail.models import Event
from reports.anonymous import rules, selectors
from reports.intake import services as intake
from reports.intake.models import Report
from reports.mailbox import services as mailbox
from reports.mailbox.services import return_unanswered
from tests.evidence.pictures import picture, upload
from tests.sending import Browser
from tests.triage.scene import fresh, ready, step, taken

pytestmark = pytest.mark.django_db

ANSWERS = {
    "conduct": {"academy": "alder", "who": ["staff"], "staff_name": "Quillfeather"},
    "leader": {"leader_involved": "no"},
    "place": {"platform": "facebook", "live": "no", "addresses": "https://www.facebook.com/story/1"},
    "seen": {"what": "Zinnober was posted about a parent."},
    "time": {"known": "unknown"},
    "child": {"child": "no", "image": "no"},
    "picture": {},
    "rules": {},
}


def address(name, *args):
    return reverse(f"anonymous:{name}", args=args)


@pytest.fixture
def now():
    """After everything that pages do in a test."""
    return timezone.now() + timedelta(minutes=5)


@pytest.fixture
def nobody():
    return Browser()


def begin(client):
    answer = client.post(address("start"), {"danger": "no"})
    assert answer.url == address("step", "conduct")


def told(client, **changed):
    """From the first page to the receipt; gives the report and its passphrase."""
    begin(client)
    for slug, usual in ANSWERS.items():
        answer = client.post(address("step", slug), changed.get(slug, usual))
        assert answer.status_code == 302, answer.content.decode()
    version = Report.objects.get(state="DRAFT").version
    assert client.post(address("check"), {"declared": "on", "version": version}).url == address("receipt")
    return Report.objects.select_related("dossier").get(state="SUBMITTED"), client.cookies[settings.ANONYMOUS_COOKIE].value


def text(client, name, *args):
    return client.get(address(name, *args)).content.decode()


def test_from_the_first_page_to_an_answer_and_back(nobody, sasha, cleo, now):
    report, phrase = told(nobody)
    assert report.reference in text(nobody, "receipt")
    assert phrase in text(nobody, "receipt")
    assert nobody.post(address("receipt"), {"passphrase": phrase.lower().replace("-", " ")}).url == address("noted")
    assert nobody.get(address("own")).url == address("return")
    mailbox.ask(taken(report, cleo, at=now), words="Which day was it?", by=cleo, at=now, version=fresh(report).version)
    later = Browser()
    assert later.post(address("return"), {"reference": report.reference, "passphrase": phrase}).url == address("own")
    assert "Which day was it?" in text(later, "own")
    hidden = dict(re.findall(r'name="(once|asked)" value="([^"]*)"', text(later, "write")))
    assert later.post(address("write"), {**hidden, "words": "It was a Monday."}).url == address("own")
    assert "It was a Monday." in text(later, "own")
    assert fresh(report).state == "IN_TRIAGE"


def test_no_person_no_session_no_cookie_beyond_the_passphrase(nobody):
    report, _ = told(nobody)
    assert not Party.objects.filter(dossier=report.dossier, part=REPORTER).exists()
    assert not Session.objects.exists()
    assert set(nobody.cookies) <= {settings.ANONYMOUS_COOKIE, "csrftoken"}
    assert {event.actor for event in Event.objects.filter(chain=report.dossier.uuid)} == {"anonymous"}
    kept = nobody.cookies[settings.ANONYMOUS_COOKIE]
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Strict", "/reports/anonymous/")


def test_somebody_signed_in_is_not_kept_either(client_of, teo):
    report, _ = told(client_of(teo))
    assert not Party.objects.filter(dossier=report.dossier, person=teo).exists()
    assert {event.actor for event in Event.objects.filter(chain=report.dossier.uuid)} == {"anonymous"}


def test_only_a_hash_of_the_passphrase_is_kept(nobody):
    report, phrase = told(nobody)
    assert report.dossier.draft_token == selectors.holder(phrase).proof
    assert rules.plain(phrase) not in report.dossier.draft_token


def test_no_page_names_anybody_of_the_trust(nobody):
    told(nobody)
    pages = [text(nobody, "receipt"), text(nobody, "own"), text(nobody, "start")]
    other = Browser()
    begin(other)
    pages += [text(other, "step", slug) for slug in ANSWERS if slug != "rules"]
    pages.append(text(other, "check"))
    names = set(Person.objects.exclude(name="Win Chandler").values_list("name", flat=True))  # whom the trust names for whistleblowing
    assert {name for name in names for page in pages if name in page} == set()


@pytest.mark.parametrize("typed", [("R-2222-2222", "right"), ("right", "K7QM-2XPT-9RWD-HB4C"), ("right", "x"), ("R-2222-2222", "")])
def test_a_wrong_passphrase_is_answered_like_a_report_that_is_not_there(nobody, typed):
    report, phrase = told(nobody)
    right = (report.reference, phrase)
    reference, said = (right[place] if one == "right" else one for place, one in enumerate(typed))
    answer = Client().post(address("return"), {"reference": reference, "passphrase": said})
    assert answer.status_code == 422
    assert said == "" or rules.NOT_FOUND in answer.content.decode()


def test_a_wrong_word_typed_back_notes_nothing(nobody):
    told(nobody)
    assert nobody.post(address("receipt"), {"passphrase": "K7QM-2XPT"}).status_code == 422
    assert nobody.get(address("receipt")).status_code == 200


def test_a_typed_name_goes_to_the_trust_and_not_to_the_academy(nobody, hana, sasha, cleo, now):
    """The name might be the headteacher's, and nobody has looked yet."""
    report, _ = told(nobody)
    assert {one for one in (hana, sasha, cleo) if dossiers_for(one, now).filter(pk=report.dossier_id).exists()} == {cleo}


def test_about_the_board_not_even_the_chief_executive_reads_it(nobody, cleo, chidi, now):
    report, _ = told(nobody, conduct={"academy": "trust", "who": ["board"], "board_name": "Cleo Marchetti"})
    assert {one for one in (cleo, chidi) if dossiers_for(one, now).filter(pk=report.dossier_id).exists()} == {chidi}


def test_about_a_pupil_it_stays_in_the_academy_unless_a_leader_might_be_in_it(nobody, hana, cleo, now):
    report, _ = told(nobody, conduct={"academy": "alder", "who": ["pupil"]})
    assert dossiers_for(hana, now).filter(pk=report.dossier_id).exists()
    unsure, _ = told_anew(leader={"leader_involved": "unsure"}, conduct={"academy": "alder", "who": ["pupil"]}, but=report)
    assert not dossiers_for(hana, now).filter(pk=unsure.dossier_id).exists()


def told_anew(*, but, **changed):
    Report.objects.filter(pk=but.pk).update(state="IN_TRIAGE")
    return told(Browser(), **changed)


def test_triage_reads_that_nobody_gave_a_name(nobody, client_of, cleo):
    report, _ = told(nobody)
    page = client_of(cleo).get(reverse("triage:report", args=[report.reference])).content.decode()
    assert "Somebody who did not give a name" in page
    assert "Quillfeather, as the reporter wrote it" in page


def test_a_draft_belongs_to_its_passphrase(nobody, now):
    begin(nobody)
    draft = Report.objects.get()
    for by in (ANONYMOUS, SYSTEM, selectors.holder("K7QM-2XPT-9RWD-HB4C")):
        with pytest.raises(Refused):
            intake.answer(draft, "seen", {"what": "Nothing."}, by=by, at=now)


def test_a_draft_expires_and_its_passphrase_opens_nothing(nobody, now):
    begin(nobody)
    assert intake.expire_drafts(at=now + timedelta(days=40)) == 1
    assert nobody.get(address("step", "conduct")).url == address("start")
    assert not Dossier.objects.exclude(draft_token="").exists()


def test_the_database_lets_one_passphrase_open_one_dossier(nobody, now):
    report, _ = told(nobody)
    other = dossiers.open_dossier("report", academy=None, at=now, by=ANONYMOUS)
    with pytest.raises(IntegrityError), transaction.atomic():
        dossiers.set_draft_token(other, report.dossier.draft_token)


def test_too_many_at_once_are_asked_to_wait_and_nobody_s_address_is_kept(nobody, monkeypatch):
    monkeypatch.setattr("reports.intake.rules.naming.BEGUN_MOST", 1)
    begin(nobody)
    answer = Client().post(address("start"), {"danger": "no"})
    assert answer.status_code == 422
    assert "Wait for ten minutes" in answer.content.decode()


def test_a_trust_may_switch_it_off_and_who_has_begun_goes_on(nobody, now):
    begin(nobody)
    intake.allow_anonymous(False, by=SYSTEM, at=now)
    assert rules.OFF in Client().get(address("start")).content.decode()
    assert nobody.get(address("step", "conduct")).status_code == 200


def test_hidden_details_are_taken_out_of_the_screenshot(nobody):
    handed_in = SimpleUploadedFile("s.png", picture(), "image/png")
    report, _ = told(nobody, picture={"picture": handed_in, "how_seen": "own_feed", "visibility": "public"})
    assert [one.stripped for one in exhibits_of(report.dossier)] == [True]


def test_no_answer_gives_it_back_and_reminders_reach_nobody(nobody, cleo, now):
    report, _ = told(nobody)
    mailbox.ask(taken(report, cleo, at=now), words="Which day was it?", by=cleo, at=now, version=fresh(report).version)
    for days in (1, 3, 10):
        sweep(at=now + timedelta(days=days))
    return_unanswered(at=now + timedelta(days=10))
    assert fresh(report).state == "IN_TRIAGE"


def test_what_is_refused_is_not_kept(nobody):
    begin(nobody)
    answer = nobody.post(address("step", "seen"), {"what": "The password is Quillfeather2026!"})
    assert answer.status_code == 422
    assert not Report.objects.get().what_sealed


def test_what_is_thrown_away_leaves_nothing(nobody):
    begin(nobody)
    nobody.post(address("step", "conduct"), ANSWERS["conduct"])
    assert address("discard") in text(nobody, "check")
    assert nobody.post(address("discard")).url == address("thrown-away")
    draft = Report.objects.get()
    assert (draft.state, hasattr(draft.dossier, "key")) == ("DISCARDED", False)
    assert not nobody.cookies[settings.ANONYMOUS_COOKIE].value
    assert nobody.get(address("check")).url == address("start")


def test_a_file_that_comes_later_loses_its_hidden_details(nobody):
    told(nobody)
    assert address("file") in text(nobody, "own")
    page = nobody.post(address("file"), {"image": "no"}).content.decode()
    hidden = dict(re.findall(r'name="(once|asked|said_no)" value="([^"]*)"', page))
    sent = {"picture": upload(picture(), "shot.png"), "how_seen": "own_feed", "visibility": "public"}
    assert nobody.post(address("file"), hidden | sent).url == address("own")
    exhibit = Exhibit.objects.get()
    assert (exhibit.stripped, exhibit.captured_by) == (True, None)
    assert "I have added a file." in text(nobody, "own")


def test_they_read_the_last_letter_and_nobody_asks_them_how_they_are(nobody, cleo, now):
    report, _ = told(nobody)
    ready(report, cleo, at=now, codes=("C6b3",))
    step("no_breach", report, cleo, at=now, rationale="It breaks none of the rules, as I see it.", note="Thank you for telling us.")
    assert "Thank you for telling us." in text(nobody, "own")
    assert not report.cares.exists()
