"""A month after the end, and again after three, HR asks the reporter how they are (DOMAIN 8.3 reporter_detriment_1 and _2)."""

from datetime import timedelta

import pytest

from foundation.deadlines.models import Deadline
from foundation.deadlines.services import sweep
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from foundation.people.models import Person
from reports.care import offers, services
from reports.care.models import CheckIn
from tests.care import scene
from tests.told import told_once
from tests.triage.scene import step

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@told_once
def report(teo, tam, sasha, at):
    return scene.ended(teo, tam, triager=sasha, at=at)


def running(report):
    return set(Deadline.objects.filter(about=scene.care_of(report).uuid, state="running").values_list("kind", flat=True))


def test_two_clocks_run_for_hr(report, rhys, at):
    assert running(report) == {"reporter_detriment_1", "reporter_detriment_2"}
    assert offers.tasks(rhys, at).needs_me == []
    assert [row.reference for row in offers.tasks(rhys, at + 25 * DAY).needs_me] == [scene.care_of(report).reference]


def test_whoever_was_not_reached_is_asked_again(report, rhys, at):
    tried = scene.asked(report, rhys, at=at + 20 * DAY, outcome="unreached", words=scene.WORDS)
    assert (tried.state, running(report)) == ("FIRST", {"reporter_detriment_1", "reporter_detriment_2"})


def test_what_they_say_is_sealed_and_the_clock_is_met(report, rhys, at):
    scene.asked(report, rhys, at=at + 20 * DAY, outcome="worse", step="here", words=scene.WORDS)
    row = CheckIn.objects.get()
    assert scene.WORDS.encode() not in bytes(row.words_sealed)
    assert sealing.read_one(row)["words_sealed"] == scene.WORDS
    assert running(report) == {"reporter_detriment_2", "reporter_follow_up"}


def test_after_the_second_time_nobody_asks(report, rhys, at):
    scene.asked(report, rhys, at=at + 20 * DAY)
    assert scene.asked(report, rhys, at=at + 80 * DAY).state == "DONE"
    assert running(report) == set()


def test_treated_worse_needs_words_and_a_step(report, rhys, win, at):
    with pytest.raises(Refused, match="Write it down"):
        scene.asked(report, rhys, at=at, outcome="worse", step="here")
    with pytest.raises(Refused, match="what follows"):
        scene.asked(report, rhys, at=at, outcome="worse", words=scene.WORDS)
    scene.asked(report, rhys, at=at, outcome="worse", words=scene.WORDS, step="trustee")
    assert Message.objects.get(code="care.worse").to == win


def test_the_trustee_reads_the_page_and_nothing_of_the_report(report, rhys, win, now, client_of):
    scene.asked(report, rhys, at=now, outcome="worse", words=scene.WORDS, step="trustee")
    page = client_of(win).get(f"/care/{scene.care_of(report).reference}/").content.decode()
    assert scene.WORDS in page
    assert report.reference not in page
    assert client_of(win).get(f"/triage/{report.reference}/").status_code == 404


def test_the_reporter_reads_when_they_are_asked_and_can_say_no(report, teo, client_of):
    page = client_of(teo).get(f"/reports/{report.reference}/").content.decode()
    care = scene.care_of(report)
    assert "Somebody from HR who had nothing to do with your report" in page
    assert f"/care/{care.reference}/decline/" in page
    assert client_of(teo).post(f"/care/{care.reference}/decline/").url == f"/reports/{report.reference}/"
    assert (scene.care_of(report).state, running(report)) == ("DECLINED", set())


def test_the_reporter_says_at_any_time_how_things_are(report, teo, rhys, client_of):
    care = scene.care_of(report)
    client_of(teo).post(f"/care/{care.reference}/say/", {"words": scene.WORDS})
    assert Message.objects.get(code="care.said").to == rhys
    assert scene.WORDS in client_of(rhys).get(f"/care/{care.reference}/").content.decode()


def test_hr_asks_through_the_pages(report, rhys, client_of):
    care = scene.care_of(report)
    assert care.reference in client_of(rhys).get("/care/").content.decode()
    assert "Teo Marsh" in client_of(rhys).get(f"/care/{care.reference}/").content.decode()
    client_of(rhys).post(f"/care/{care.reference}/ask/", {"outcome": "well", "version": care.version})
    assert scene.care_of(report).state == "SECOND"


@pytest.mark.beats(17)
def test_opening_it_again_stops_what_was_to_come_and_sends_none_of_it(report, hana, sasha, at):
    step("reopen", report, hana, at=at + 90 * DAY, new="There is a second post that nobody had seen.")
    assert scene.care_of(report).state == "STOPPED"
    sweep(at=at + 91 * DAY)
    assert not Message.objects.filter(about=scene.care_of(report).uuid, state="queued").exists()


@pytest.mark.beats(17)
def test_ending_it_anew_begins_anew(report, hana, sasha, at):
    step("reopen", report, hana, at=at + DAY, new="There is a second post that nobody had seen.")
    step("no_breach", report, sasha, at=at + 2 * DAY, rationale="It breaks none of the rules, as I see it.")
    assert scene.care_of(report).state == "FIRST"
    assert running(report) == {"reporter_detriment_1", "reporter_detriment_2"}


def test_nobody_is_asked_about_what_was_void_or_about_themself(teo, tam, sasha, hana, at):
    void = scene.scene.sent(teo, tam, at=at)
    scene.scene.taken(void, sasha, at=at)
    step("propose_void", void, sasha, at=at, reason="It was sent to try it out.")
    step("void", void, hana, at=at, reason="It is a test.")
    assert scene.care_of(void) is None
    assert scene.care_of(scene.ended(teo, teo, triager=sasha, at=at)) is None


def test_twice_is_once(report, sasha, at):
    services.finish(report, by=sasha, at=at)
    assert report.cares.count() == 1


def test_whoever_writes_after_all_was_asked_stands_first_and_is_spoken_to(report, teo, rhys, at):
    for days in (20, 80):
        scene.asked(report, rhys, at=at + days * DAY)
    services.say(scene.care_of(report), words=scene.WORDS, by=teo, at=at + 90 * DAY)
    assert [row.title for row in offers.tasks(rhys, at + 90 * DAY).needs_me] == ["A reporter wrote how they are: speak to them"]
    assert scene.asked(report, rhys, at=at + 91 * DAY, outcome="worse", words=scene.WORDS, step="here").state == "DONE"
    assert offers.tasks(rhys, at + 91 * DAY).needs_me == []


def test_whoever_reported_the_same_is_stopped_and_told_again_with_it(teo, dot, tam, sasha, hana, at):
    first, second = scene.scene.sent(teo, tam, at=at), scene.scene.sent(dot, tam, at=at)
    scene.scene.ready(first, sasha, at=at)
    step("merge", first, sasha, at=at, others=[scene.scene.fresh(second)])
    step("no_breach", first, sasha, at=at, rationale="It breaks none of the rules, as I see it.")
    step("reopen", first, hana, at=at + DAY, new="There is a second post that nobody had seen.")
    assert (scene.care_of(second).state, scene.scene.fresh(second).finished_at) == ("STOPPED", None)
    assert scene.scene.told(second, "report.reopened") == {"dot"}
    step("no_breach", first, sasha, at=at + 2 * DAY, rationale="It breaks none of the rules, as I see it.")
    assert second.letters.filter(kind="closing").count() == 2
    assert scene.care_of(second).state == "FIRST"


def test_a_service_knows_who_may_ask_too(report, hana, at):
    with pytest.raises(Refused, match="somebody else"):
        scene.asked(report, hana, at=at)


def test_whoever_has_said_no_is_led_back_to_their_report(report, teo, client_of):
    page = f"/care/{scene.care_of(report).reference}/decline/"
    client_of(teo).post(page)
    said = client_of(teo).get(page)
    assert said.status_code == 422
    assert f'href="/reports/{report.reference}/">Go back to it' in said.content.decode()


def test_whoever_was_treated_worse_is_spoken_to_again_within_ten_working_days(report, rhys, at):
    scene.asked(report, rhys, at=at + 20 * DAY, outcome="worse", step="here", words=scene.WORDS)
    clock = Deadline.objects.get(kind="reporter_follow_up", state="running")
    assert (clock.owner, f"{clock.due_at:%d %B}") == ("HR", "30 December")  # begun on a Sunday, past two days of Christmas
    assert [row.title for row in offers.tasks(rhys, clock.due_at).needs_me] == ["A reporter was treated worse: speak to them again"]
    scene.asked(report, rhys, at=at + 25 * DAY, outcome="unreached", words=scene.WORDS)
    assert "reporter_follow_up" in running(report)
    scene.asked(report, rhys, at=at + 26 * DAY)
    assert (scene.care_of(report).state, running(report)) == ("SECOND", {"reporter_detriment_2"})


def test_each_time_it_is_still_worse_another_follows_after_the_last_time_too(report, rhys, at):
    for days in (20, 26, 84):
        scene.asked(report, rhys, at=at + days * DAY, outcome="worse", step="here", words=scene.WORDS)
    assert (scene.care_of(report).state, running(report)) == ("DONE", {"reporter_follow_up"})
    assert Deadline.objects.filter(kind="reporter_follow_up").count() == 3
    scene.asked(report, rhys, at=at + 90 * DAY)
    assert running(report) == set()


def test_who_does_not_want_it_is_not_spoken_to_again(report, teo, rhys, at):
    scene.asked(report, rhys, at=at + 20 * DAY, outcome="worse", step="here", words=scene.WORDS)
    services.decline(scene.care_of(report), by=teo, at=at + 21 * DAY)
    assert running(report) == set()


def test_whoever_wrote_and_could_not_be_reached_still_stands_first(report, teo, rhys, at):
    for days in (20, 80):
        scene.asked(report, rhys, at=at + days * DAY)
    services.say(scene.care_of(report), words=scene.WORDS, by=teo, at=at + 90 * DAY)
    scene.asked(report, rhys, at=at + 91 * DAY, outcome="unreached", words=scene.WORDS)
    assert [row.title for row in offers.tasks(rhys, at + 92 * DAY).needs_me] == ["A reporter wrote how they are: speak to them"]


def test_a_report_opened_again_after_all_was_asked_begins_anew_with_its_next_end(report, hana, sasha, rhys, at):
    for days in (20, 80):
        scene.asked(report, rhys, at=at + days * DAY)
    step("reopen", report, hana, at=at + 90 * DAY, new="There is a second post that nobody had seen.")
    step("no_breach", report, sasha, at=at + 91 * DAY, rationale="It breaks none of the rules, as I see it.")
    assert (scene.care_of(report).state, report.cares.count()) == ("FIRST", 2)


def test_whoever_does_not_want_to_be_asked_has_said_so_for_the_next_end_too(report, teo, hana, sasha, at):
    services.decline(scene.care_of(report), by=teo, at=at)
    step("reopen", report, hana, at=at + DAY, new="There is a second post that nobody had seen.")
    step("no_breach", report, sasha, at=at + 2 * DAY, rationale="It breaks none of the rules, as I see it.")
    assert [one.state for one in report.cares.all()] == ["DECLINED"]


def test_whoever_leaves_the_trust_is_asked_no_more_and_it_says_so(report, teo, rhys, now, at, client_of):
    Person.objects.filter(pk=teo.pk).update(left_on=(at + 5 * DAY).date())
    services.watch(at=at + 5 * DAY)
    assert scene.care_of(report).state == "FIRST"  # their last day
    services.watch(at=at + 6 * DAY)
    services.watch(at=at + 7 * DAY)
    assert (scene.care_of(report).state, running(report)) == ("LEFT", set())
    assert [one.to for one in Message.objects.filter(code="care.left")] == [rhys]
    assert "Have left the trust" in client_of(rhys).get(f"/care/{scene.care_of(report).reference}/").content.decode()
    assert offers.tasks(rhys, at + 90 * DAY).needs_me == []
