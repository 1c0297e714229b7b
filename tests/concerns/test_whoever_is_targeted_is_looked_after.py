"""Staff who are targeted: named by a reporter or by triage, looked after by somebody who is not in conflict (DOMAIN 0 finding 9, 8.3)."""

from datetime import timedelta

import pytest

from cases.casefile.selectors import reports_of
from cases.closing.services import close
from foundation.deadlines.selectors import last, running
from foundation.dossiers import sealing
from foundation.dossiers.rules import SUPPORTER, TARGET, Refused
from foundation.dossiers.selectors import people_in
from foundation.dossiers.services import add_party
from foundation.messages.models import Message
from reports.intake.models import Report
from reports.intake.selectors import may_read
from reports.targets import offers
from reports.targets.models import Support
from reports.targets.services import look_after
from reports.triage.services import step_back
from tests.cases import story
from tests.concerns import support
from tests.reports.journey_steps import begin, fill, reported, send
from tests.triage import scene

DAY = timedelta(days=1)


def giver(person, at):
    (found,) = people_in(support.of(person).dossier, at, SUPPORTER)
    return found


def test_the_line_manager_is_asked_within_two_working_days(teo, tam, gus, at):
    support.aimed_at(gus, teo, tam, at=at)
    row = support.of(tam)
    assert giver(tam, at) == tam.line_manager
    assert running(row.uuid, "victim_support").due_at.date() == (at + 2 * DAY).date()
    assert [message.to for message in Message.objects.filter(about=row.uuid, code="support.asked")] == [tam.line_manager]


def test_several_can_be_named_and_each_has_their_own(teo, tam, dot, gus, at):
    support.aimed_at(gus, tam, teo, dot, at=at)
    assert {row.person for row in Support.objects.all()} == {teo, dot}
    assert (giver(teo, at), giver(dot, at)) == (teo.line_manager, dot.line_manager)


@pytest.mark.parametrize("about, reporter, expected", [("sasha", "gus", "hana"), ("tam", "sasha", "hana")])
def test_a_line_manager_in_conflict_is_passed_by(cast, at, about, reporter, expected):
    support.aimed_at(cast[reporter], cast[about], cast["teo"], at=at)
    assert giver(cast["teo"], at).email.startswith(expected)


def test_past_the_head_it_is_hr(cast, at):
    support.aimed_at(cast["sasha"], cast["hana"], cast["teo"], at=at)
    assert giver(cast["teo"], at) == cast["rhys"]


def test_past_the_leaders_where_one_might_be_involved(teo, tam, gus, rhys, at):
    support.aimed_at(gus, tam, teo, at=at, leader="yes")
    assert giver(teo, at) == rhys


def test_whoever_comes_into_conflict_later_is_followed(teo, tam, gus, sasha, hana, at):
    report = support.aimed_at(gus, tam, teo, at=at)
    assert giver(teo, at) == sasha
    step_back(scene.fresh(report), words="A friend of mine.", by=sasha, at=at + DAY)
    assert giver(teo, at + DAY) == hana
    assert offers.tasks(sasha, at + DAY).needs_me == []


def test_sending_twice_asks_once(teo, tam, gus, at):
    draft = support.draft_aimed_at(gus, tam, teo, at=at)
    for _ in range(2):
        support.send(draft, by=gus, at=at, declaration="So it is.")
    assert Message.objects.filter(code="support.asked").count() == 1


def test_triage_can_name_them_later(teo, tam, gus, sasha, hana, at):
    report = scene.sent(gus, tam, at=at)
    scene.taken(report, hana, at=at)
    named = scene.step("name_target", report, hana, at=at, who=teo, reason=scene.REASON)
    assert people_in(named.dossier, at, TARGET) == [teo]
    assert giver(teo, at) == sasha


def test_naming_whoever_triages_it_sends_it_past_them(teo, tam, sasha, hana, at):
    report = scene.sent(teo, tam, at=at)
    scene.taken(report, sasha, at=at)
    scene.step("name_target", report, hana, at=at, who=sasha, reason=scene.REASON)
    assert not may_read(sasha, report, at)
    assert Report.objects.get(pk=report.pk).state == "SUBMITTED"
    assert giver(sasha, at) == hana


@pytest.mark.parametrize("first", ["rhys", "dee", "gus"])
def test_nobody_else_names_them(teo, tam, cast, at, first):
    report = scene.sent(teo, tam, at=at)
    with pytest.raises(Refused):
        scene.step("name_target", report, cast[first], at=at, who=cast["sam"], reason=scene.REASON)


def test_a_conversation_is_kept_sealed_and_meets_the_clock(teo, tam, gus, sasha, at):
    support.aimed_at(gus, tam, teo, at=at)
    row = support.talked(teo, sasha, at=at + DAY, again_on=(at + 8 * DAY).date())
    talk = row.talks.get()
    assert (row.state, talk.offered, sealing.read_one(talk)) == ("SPOKEN", ["union"], {"agreed_sealed": support.AGREED})
    assert last(row.uuid, "victim_support").state == "met"


def test_what_was_agreed_for_later_comes_back_on_that_day(teo, tam, gus, sasha, at):
    support.aimed_at(gus, tam, teo, at=at)
    support.talked(teo, sasha, at=at, again_on=(at + 8 * DAY).date())
    assert (offers.tasks(sasha, at + DAY).needs_me, len(offers.tasks(sasha, at + DAY).waiting)) == ([], 1)
    assert [row.next_move for row in offers.tasks(sasha, at + 8 * DAY).needs_me] == ["Talk to them again"]


@pytest.mark.parametrize("days, agreed, again, sentence", [
    (2, "Said", None, "still to come"), (-1, "Said", None, "before you were asked"), (1, "", None, "what you agreed"),
    (1, "Said", 0, "still to come"),
])  # fmt: skip
def test_what_cannot_have_been(teo, tam, gus, sasha, at, days, agreed, again, sentence):
    support.aimed_at(gus, tam, teo, at=at)
    again_on = None if again is None else (at + again * DAY).date()
    with pytest.raises(Refused, match=sentence):
        support.talked(teo, sasha, at=at + DAY, spoken_at=at + days * DAY, agreed=agreed, again_on=again_on)


def test_it_closes_when_what_was_agreed_is_past(teo, tam, gus, sasha, at):
    support.aimed_at(gus, tam, teo, at=at)
    support.talked(teo, sasha, at=at, again_on=(at + 8 * DAY).date())
    with pytest.raises(Refused, match="talk again"):
        support.step("close", teo, sasha, at=at + DAY, reason=support.REASON)
    row = support.step("close", teo, sasha, at=at + 9 * DAY, reason=support.REASON)
    assert (row.state, offers.tasks(sasha, at + 9 * DAY).waiting) == ("CLOSED", [])


def test_somebody_else_can_do_it(teo, tam, gus, sasha, hana, at):
    support.aimed_at(gus, tam, teo, at=at)
    support.step("hand_on", teo, sasha, at=at, reason="The two of us have not spoken for a year.")
    assert giver(teo, at) == hana
    with pytest.raises(Refused):
        support.talked(teo, sasha, at=at)


def test_they_have_a_page_once_they_were_spoken_to(teo, tam, gus, sasha, client_of, now):
    support.aimed_at(gus, tam, teo, at=now)
    address = f"/support/{support.of(teo).reference}/mine/"
    assert client_of(teo).get(address).status_code == 404
    assert offers.tasks(teo, now).mine == []
    support.talked(teo, sasha, at=now)
    page = client_of(teo).get(address).content.decode()
    assert "Sasha" in page
    assert "Lauch" not in page
    assert [row.href for row in offers.tasks(teo, now).mine] == [address]


def test_who_tells_of_themselves_has_it_at_once_and_says_what_they_need(teo, tam, sasha, client_of, now):
    support.aimed_at(teo, tam, teo, at=now)
    client, address = client_of(teo), f"/support/{support.of(teo).reference}/need/"
    form = client.get(address).context["form"]
    sent = {"need": "Somebody beside me on Friday.", **{name: form[name].value() for name in ("version", "once")}}
    assert client.post(address, sent).url == client.post(address, sent).url
    assert [one.to for one in Message.objects.filter(code="support.need")] == [sasha]
    assert "Somebody beside me" in client_of(sasha).get(f"/support/{support.of(teo).reference}/").content.decode()


def test_what_they_say_they_need_stands_beside_what_they_said_before(teo, tam, sasha, client_of, now):
    support.aimed_at(teo, tam, teo, at=now - 2 * DAY)
    for days, need in ((2, "Somebody beside me."), (1, "Another room.")):
        support.step("say_need", teo, teo, at=now - days * DAY, need=need)
    rows = list(support.of(teo).needs.all())
    assert [(row.at, sealing.read_one(row)["words_sealed"]) for row in rows] == [
        (now - 2 * DAY, "Somebody beside me."), (now - DAY, "Another room."),
    ]  # fmt: skip
    assert not [row for row in rows if b"room" in bytes(row.words_sealed)]
    for person, page in ((sasha, ""), (teo, "mine/")):
        said = client_of(person).get(f"/support/{support.of(teo).reference}/{page}").context["needs"]
        assert [row.value for row in said] == ["Another room.", "Somebody beside me."]


def decided_and_aimed_at(person, cast, at):
    case = story.about_tam(cast, at)
    (report,) = reports_of(case)
    add_party(report.dossier, person, TARGET, by=cast["hana"], at=at, source="test")
    look_after(report, by=cast["hana"], at=at)
    story.found(story.investigated(case, cast, at), cast, at)
    return story.decided(case, cast, at)


def test_a_case_does_not_close_while_nobody_has_spoken_to_them(cast, sam, cleo, hana, at):
    """Everybody nearer works on it."""
    case = decided_and_aimed_at(sam, cast, at)
    said = {"retention": "informal", "learning": "Nothing new.", "supported": True, "version": case.version}
    with pytest.raises(Refused, match="Nobody has spoken yet"):
        close(case, by=hana, at=at, **said)
    support.talked(sam, cleo, at=at)
    assert close(case, by=hana, at=at, **said).state == "CLOSED"


def test_the_journey_asks_on_the_page_of_what_was_seen(teo, tam, sam, client_of, now):
    aimed = {"what": "A song about us.", "aimed": ["me", "others"], "target_1": str(sam.uuid)}
    report = reported(client_of(teo), {"who": ["colleague"], "colleague_1": str(tam.uuid), "behalf": "own"}, seen=aimed)
    assert set(people_in(report.dossier, now + DAY, TARGET)) == {teo, sam}
    assert {row.person for row in Support.objects.all()} == {teo, sam}
    assert "Aimed at" in client_of(teo).get(f"/reports/{report.reference}/").content.decode()


def test_taken_out_of_the_draft_nobody_is_asked(teo, tam, sam, client_of):
    client = client_of(teo)
    reference = begin(client)
    about = {"who": ["colleague"], "colleague_1": str(tam.uuid), "behalf": "own"}
    fill(client, reference, conduct=about, seen={"what": "A song.", "aimed": ["others"], "target_1": str(sam.uuid)})
    fill(client, reference, conduct=about, seen={"what": "A song."})
    assert send(client, reference).status_code == 302
    assert not Support.objects.exists()


def test_a_target_who_would_read_it_brings_the_readers_back(teo, tam, sasha, client_of):
    client = client_of(teo)
    reference = begin(client)
    about = {"who": ["colleague"], "colleague_1": str(tam.uuid), "behalf": "own"}
    fill(client, reference, conduct=about, seen={"what": "A song.", "aimed": ["others"], "target_1": str(sasha.uuid)})
    page = client.get(f"/reports/{reference}/readers/").content.decode()
    assert "Sasha" not in page
