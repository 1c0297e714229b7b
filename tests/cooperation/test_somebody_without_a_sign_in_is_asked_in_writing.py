"""sam, who has no sign-in, is served what iona asks of him; the clocks run from the day that counts; his account comes on paper and is
written down for him (DESIGN 5, DOMAIN 9.4, ADR 32)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.casefile import services as casefile
from cases.cooperation import links, services
from cases.cooperation.models import CooperationRequest, Supply
from cases.cooperation.rules import moves_of
from cases.cooperation.selectors import standing
from cases.serving.models import Delivery, Reply
from cases.serving.services import open_code
from foundation.deadlines.models import Deadline
from foundation.deadlines.selectors import calendar_of, last
from foundation.dossiers import sealing
from foundation.dossiers.models import Disclosure
from foundation.dossiers.rules import Refused
from foundation.letters.selectors import words
from foundation.messages.models import Message
from foundation.people.models import Person
from foundation.trail.models import Event
from tests.cases.story import picture
from tests.cooperation.scene import (
    GROUNDS,
    TALK,
    WHAT,
    WHY,
    agreed,
    case_about_sam,
    case_about_tam,
    decided,
    fresh,
    issued,
    session_draft,
    told,
)
from tests.told import told_once
from tmt_policy.demo.cooperating import lettered
from tmt_policy.serving import GIVEN

PROOF = "Recorded delivery KX 4711 2290 8GB, by rhys."
CODE = "K7QM-2XPT-9RWD-HB4C"
SAID = "I did not write it. My phone was in the office that day."
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@told_once
def case(cast, at):
    return case_about_sam(cast, at)


@told_once
def row(case, cast, at):
    """iona asks sam for an account, hana has approved it; the letter is made."""
    row = issued(case, cast, at)
    lettered(row, by=cast["iona"], at=at)
    return fresh(row)


def served(row, by, at, **said):
    row = fresh(row)
    return services.serve(row, **{"way": "post", "sent_at": at, "proof": PROOF, "version": row.version} | said, by=by, at=at)


def fated(row, by, at, fate, came=None):
    row = fresh(row)
    return services.record_fate(row, fate=fate, arrived_at=came, proof="The receipt says so.", by=by, at=at, version=row.version)


def on_paper(row, by, at, **said):
    row = fresh(row)
    return services.on_paper(row, **{"words": SAID, "came_on": at.date(), "version": row.version} | said, by=by, at=at)


def starts(row):
    """From when its running clocks count, by kind."""
    running = Deadline.objects.filter(about=row.uuid, state="running")
    return {clock.kind: clock.ledger.get(event="start").trigger_at for clock in running}


def both(moment):
    return {"coop_ack": moment, "coop_response": moment}


def test_by_post_the_clocks_run_from_the_second_working_day(row, case, rhys, at):
    row = served(row, rhys, at)
    days = calendar_of(case.dossier).without_closures
    assert row.reached_at.date() == days.add_working_days(at.date(), 2)
    assert (row.reached_how, starts(row)) == ("post", both(row.reached_at))


def test_by_hand_they_run_at_once(row, iona, at):
    row = served(row, iona, at + HOUR, way="hand", sent_at=at + HOUR / 2)
    assert starts(row) == both(at + HOUR / 2)


@pytest.mark.parametrize(("way", "offered"), [("post", True), ("code", True), ("hand", False)])
def test_only_what_is_on_its_way_may_come_back(row, iona, at, way, offered):
    row = served(row, iona, at, way=way, code=CODE)
    assert ("fate" in links.offered(row, iona, at)) == offered


def test_with_a_code_they_run_from_its_opening(row, rhys, at):
    row = served(row, rhys, at, way="code", code=CODE)
    assert (row.reached_at, starts(row)) == (None, {})
    assert open_code(CODE, at=at + HOUR, **GIVEN)
    assert (fresh(row).reached_at, starts(row)) == (at + HOUR, both(at + HOUR))


def test_the_proof_is_sealed_and_stands_nowhere_else(row, rhys, at):
    served(row, rhys, at)
    assert sealing.read_one(Delivery.objects.get())["proof_sealed"] == PROOF
    assert not [event for event in Event.objects.all() if "KX 4711" in str(event.ids) + event.reason]


def test_a_code_opens_one_letter_and_nothing_of_the_case(row, case, cast, at, client):
    served(row, cast["rhys"], at, way="code", code=CODE)
    Delivery.objects.update(code_until=at + timedelta(days=36500))
    shown = client.post("/served/", {"code": CODE}).content.decode()
    assert WHAT in shown
    assert not [word for word in (case.reference, cast["teo"].name, cast["hana"].name) if word in shown]


def test_what_came_back_was_not_served_and_stops_the_clocks(row, rhys, iona, at):
    served(row, rhys, at)
    row = fated(row, rhys, at + DAY, "came_back")
    assert (row.told_at, row.reached_how, row.reached_at, starts(row)) == (None, "", None, {})
    assert last(row.uuid, "coop_response").state == "stopped"
    assert not Disclosure.objects.filter(object_uuid=row.uuid, until=None)
    row = served(row, iona, at + 2 * DAY, way="hand")
    assert (starts(row), Delivery.objects.filter(ended_at=None).count()) == (both(at + 2 * DAY), 1)


def test_a_code_whose_letter_came_back_opens_nothing(row, rhys, at):
    served(row, rhys, at, way="code", code=CODE)
    fated(row, rhys, at + HOUR, "came_back")
    assert open_code(CODE, at=at + HOUR, **GIVEN) is None


def test_a_proof_that_it_came_earlier_moves_the_clocks(row, rhys, at):
    served(row, rhys, at)
    row = fated(row, rhys, at + 2 * HOUR, "arrived", at + HOUR)
    assert (row.reached_at, starts(row)) == (at + HOUR, both(at + HOUR))


def test_but_not_one_whose_date_somebody_has_given(row, rhys, iona, at):
    row = served(row, rhys, at)
    row = services.give_time(row, until=(at + 30 * DAY).date(), by=iona, at=at, version=row.version)
    due = last(row.uuid, "coop_response").due_at
    fated(row, rhys, at + 2 * HOUR, "arrived", at + HOUR)
    assert (last(row.uuid, "coop_response").due_at, starts(row)["coop_ack"]) == (due, at + HOUR)


def test_an_answer_before_the_day_brings_nothing_forward(row, rhys, iona, at):
    row = served(row, rhys, at)
    counts = row.reached_at
    row = services.acknowledge(row, by=iona, at=at + HOUR, version=row.version)
    assert (row.reached_at, starts(row)) == (counts, {"coop_response": counts})


def test_after_more_time_the_letter_is_served_anew(row, cast, at):
    row = served(row, cast["rhys"], at, way="code", code=CODE)
    row = services.decline(row, reason="Not without my union.", by=cast["iona"], at=at, version=row.version)
    row = decided(row, cast, at, outcome="more_time")
    assert open_code(CODE, at=at, **GIVEN) is None
    assert starts(served(row, cast["rhys"], at + HOUR, way="hand")) == both(at + HOUR)


def test_not_on_somebody_who_can_sign_in(cast, at):
    row = issued(case_about_tam(cast, at), cast, at)
    with pytest.raises(Refused, match="can sign in"):
        served(row, cast["rhys"], at)
    with pytest.raises(Refused, match="cannot sign in"):
        services.write_letter(row, by=cast["iona"], at=at)


def test_somebody_who_has_left_is_served_and_answered_for(cast, at):
    row = issued(case_about_tam(cast, at), cast, at)
    Person.objects.filter(pk=cast["tam"].pk).update(left_on=at.date())
    lettered(row, by=cast["iona"], at=at)
    row = served(row, cast["iona"], at, way="hand")
    assert services.acknowledge(row, by=cast["iona"], at=at, version=row.version).state == "ACKNOWLEDGED"


def test_not_without_its_letter_nor_twice_nor_on_hold(case, cast, at):
    row, hana = issued(case, cast, at), cast["hana"]
    with pytest.raises(Refused, match="Make the letter first"):
        served(row, hana, at)
    lettered(row, by=cast["iona"], at=at)
    with transaction.atomic():
        case.refresh_from_db()
        casefile.hold(case, reason="police", words="They asked us to wait for their own talk.", by=hana, at=at, version=case.version)
        with pytest.raises(Refused, match="on hold"):
            served(row, hana, at)
        transaction.set_rollback(True)
    served(row, hana, at)
    with pytest.raises(Refused, match="already recorded"):
        served(row, hana, at)


def test_the_invitation_is_not_what_is_served(case, cast, at):
    row = issued(case, cast, at, TALK)
    CooperationRequest.objects.filter(pk=row.pk).update(state="SCHEDULED", meets_at=at + DAY, led_by=cast["iona"], note_taker=cast["clem"])
    sealing.write(row, "place_sealed", "The office")
    row.save(update_fields=["place_sealed"])
    lettered(row, by=cast["iona"], at=at)
    CooperationRequest.objects.filter(pk=row.pk).update(state="ISSUED")
    with pytest.raises(Refused, match="Make the letter first"):
        served(row, cast["iona"], at)


def test_the_letter_says_what_by_when_and_that_they_may_decline(row, cast, at):
    served(row, cast["rhys"], at)
    said = words(Delivery.objects.get().letter)
    for one in (WHAT, WHY, "Within 5 working days. Say within 2 working days", "You may decline", "no sanction"):
        assert one in said


def test_the_letter_of_a_session_says_exactly_what_is_looked_at(case, cast, at):
    row = agreed(session_draft(case, cast, at), cast, at)
    row = services.approve(row, by=cast["hana"], at=at, version=row.version)
    said = words(lettered(row, by=cast["iona"], at=at))
    assert "- Which account: tam.ellis on the picture platform" in said
    assert GROUNDS in said
    assert served(row, cast["iona"], at, way="hand").may_decline_said


@pytest.mark.parametrize("first", ["sasha", "teo", "cleo", "olu", "sam"])
def test_nobody_serves_it_but_hr_and_whoever_asks(row, cast, first, at):
    served(row, cast["rhys"], at)
    for step in (lambda by: fated(row, by, at, "came_back"), lambda by: served(row, by, at), lambda by: on_paper(row, by, at)):
        with pytest.raises(Refused, match="somebody else"):
            step(cast[first])


@pytest.mark.parametrize("first", ["rhys", "iona", "hana"])
def test_an_account_on_paper_is_written_down_for_him(row, cast, first, at):
    by = cast[first]
    row = served(row, cast["rhys"], at, way="hand")
    row = on_paper(row, by, at + 3 * DAY, came_on=(at + DAY).date())
    sent = Supply.objects.get()
    assert (row.state, sent.written_by, sent.came_on, sealing.read_one(sent)["words_sealed"]) == ("COMPLETED", by, (at + DAY).date(), SAID)
    assert list(Reply.objects.values_list("step", "by", "of__person")) == [("paper", by.pk, cast["sam"].pk)]
    assert (starts(row), last(row.uuid, "coop_response").state) == ({}, "met")
    assert Message.objects.filter(code="coop.answered", to=cast["iona"]).exists() == (first != "iona")


@pytest.mark.parametrize("days", [-1, 1])
def test_it_came_after_it_was_asked_for_and_not_tomorrow(row, iona, at, days):
    served(row, iona, at, way="hand")
    with pytest.raises(Refused, match="the day on which it came"):
        on_paper(row, iona, at, came_on=at.date() + timedelta(days=days))


def test_no_account_on_paper_of_somebody_who_writes_it_here(cast, at):
    row = told(case_about_tam(cast, at), cast, at)
    with pytest.raises(Refused, match="can sign in"):
        on_paper(row, cast["rhys"], at)


def test_a_picture_of_the_paper_goes_with_it(row, rhys, at):
    row = served(row, rhys, at, way="hand")
    services.add_file(row, upload=picture(), image_answer="no", by=rhys, at=at)
    on_paper(row, rhys, at, words="")
    assert Supply.objects.get().files.count() == 1


def test_hr_adds_no_file_for_somebody_who_can(cast, at):
    row = told(case_about_tam(cast, at), cast, at)
    with pytest.raises(Refused, match="somebody else"):
        services.add_file(row, upload=picture(), image_answer="no", by=cast["rhys"], at=at)


def test_what_is_said_for_him_is_kept_as_said_for_him(row, cast, at):
    row = served(row, cast["iona"], at, way="hand")
    row = services.acknowledge(row, by=cast["iona"], at=at, version=row.version)
    services.decline(row, reason="Not without my union.", by=cast["iona"], at=at, version=row.version)
    assert list(Reply.objects.values_list("step", flat=True)) == ["ack", "decline"]


def test_what_tam_says_himself_is_no_reply_of_anybody(cast, at):
    row = told(case_about_tam(cast, at), cast, at)
    services.acknowledge(row, by=cast["tam"], at=at, version=row.version)
    assert not Reply.objects.exists()


def test_hr_writes_down_an_account_and_nothing_else(row, rhys, at):
    row = served(row, rhys, at, way="hand")
    assert moves_of(row.kind, row.state, standing(row, rhys, at)) == ["serve", "fate", "paper"]


def test_the_database_knows_how_somebody_can_be_reached(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        CooperationRequest.objects.update(reached_how="pigeon")


def test_through_the_pages(case, cast, client, client_of, now):
    row = issued(case, cast, now)
    iona, rhys, here = client_of(cast["iona"]), client_of(cast["rhys"]), f"/cooperation/{row.reference}/"
    assert "so it is what is served" in iona.get(here).content.decode()
    answer = rhys.get(f"{here}serve/")
    assert (answer.status_code, "Write the letter and make it first" in answer.content.decode()) == (422, True)
    lettered(row, by=cast["iona"], at=now)
    code = rhys.get(f"{here}serve/").context["code"]
    day = {"day_day": now.day, "day_month": now.month, "day_year": now.year}
    said = {"way": "code", "proof": PROOF, "code": code, "version": fresh(row).version, **day, "time": f"{now:%H:%M}"}
    assert rhys.post(f"{here}serve/", said | {"proof": ""}).status_code == 422
    assert rhys.post(f"{here}serve/", said).headers["Location"] == here
    assert "Not opened yet" in rhys.get(here).content.decode()
    assert "A letter to you" in client.post("/served/", {"code": code}).content.decode()
    given = {"words": SAID, "version": fresh(row).version, **day}
    assert rhys.post(f"{here}on-paper/", given).headers["Location"] == here
    shown = rhys.get(here).content.decode()
    assert ("Came on paper" in shown, "Written down by" in shown, SAID in shown) == (True, True, True)
