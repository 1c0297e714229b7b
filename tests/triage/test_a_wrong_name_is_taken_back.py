"""Before somebody is named, the page says who loses what; a name that was wrong is taken back, and leaves nothing behind (ADR 14, 24)."""

from datetime import timedelta

import pytest

from foundation.deadlines.selectors import running
from foundation.dossiers import sealing
from foundation.dossiers.models import Party
from foundation.dossiers.rules import BARRING, SUPPORTER, UNKNOWN, Refused
from foundation.dossiers.selectors import people_in
from foundation.messages.models import Message
from foundation.trail.selectors import events_of
from reports.intake.models import Report
from reports.intake.rules import Named
from reports.intake.selectors import may_read, report_for
from reports.targets import offers
from reports.triage import selectors
from reports.triage.services import foresee
from tests.concerns import support
from tests.told import told_once
from tests.triage import scene

DAY = timedelta(days=1)


def targeted(report, who, by, *, at):
    return scene.step("name_target", report, by, at=at, who=who, reason=scene.REASON)


def named(report, who, by, *, at):
    (party,) = selectors.parties(report.dossier, "subject", at)
    return scene.step("name_person", report, by, at=at, party=party, who=who, reason=scene.REASON)


def back(report, by, *, at, reason=scene.REASON):
    return scene.step("unname", report, by, at=at, naming=report.namings.get(back_at=None), reason=reason)


def rows(answer):
    return {row.key: row.value for row in answer.context["rows"]}


@told_once
def taken(gus, tam, hana, now):
    """gus tells of tam; hana triages it."""
    return scene.taken(scene.sent(gus, tam, at=now - DAY), hana, at=now)


@told_once
def pupil(gus, hana, now):
    """About somebody whom gus took for a pupil; hana triages it."""
    return scene.taken(scene.sent(gus, at=now - DAY, outsiders=[Named("pupil", name="Kolibri")]), hana, at=now)


@pytest.fixture
def asked(client_of):
    """asked(hana, address, **answers): what the page answers to them; `send` in `answers` means that they have seen what it does."""

    def post(person, address, **answers):
        form = client_of(person).get(address).context["form"]
        carried = {name: form[name].value() for name in ("version", "once")}
        return client_of(person).post(address, carried | {"reason": scene.REASON} | answers)

    return post


# -- before it is done ---------------------------------------------------------------------------------------------------------------


def test_the_page_says_who_loses_it_and_who_is_asked_and_does_nothing(taken, sasha, asked, now):
    answer = asked(sasha.line_manager, f"/triage/{taken.reference}/targets/", who=str(sasha.uuid))
    said = rows(answer)
    assert (said["You name"], said["Sees nothing of it any more"], said["No longer read it"]) == (sasha.name, sasha.name, "Nobody else")
    assert not Party.objects.filter(dossier=taken.dossier, part="target").exists()
    assert not support.all_of(sasha)
    assert events_of(taken.dossier.uuid).last().action != "report.name_target"


def test_it_names_whoever_would_look_after_them(taken, teo, sasha, asked):
    said = rows(asked(sasha.line_manager, f"/triage/{taken.reference}/targets/", who=str(teo.uuid)))
    assert said["Looks after Teo Marsh"] == sasha.name


def test_it_says_where_it_goes_and_that_it_goes_past_whoever_names(pupil, hana, sid, olu, asked):
    (party,) = selectors.parties(pupil.dossier, "subject", pupil.state_since)
    answer = asked(hana, f"/triage/{pupil.reference}/name/{party.uuid}/", who=str(sid.uuid))
    assert "You no longer see it" in answer.content.decode()
    assert rows(answer)["Read it from then on"] == olu.name
    assert may_read(hana, pupil, pupil.state_since)


def test_in_confidence_it_does_not_say_that_they_were_kept_out_already(sasha, teo, tam, hana, asked, now):
    """sasha reported it: naming her, and naming teo whom she manages, reads as it does where she did not."""
    for reporter in (sasha, teo):
        report = scene.taken(scene.sent(reporter, tam, at=now, mode="confidential"), hana, at=now)
        said = rows(asked(hana, f"/triage/{report.reference}/targets/", who=str(sasha.uuid)))
        assert (said["Sees nothing of it any more"], said["No longer read it"]) == (sasha.name, "Nobody else")
        assert said["Looks after Sasha Reid"].startswith("HR, or whoever")


def test_sent_on_it_is_done_and_the_reason_is_kept_sealed(taken, hana, teo, asked, client_of):
    asked(hana, f"/triage/{taken.reference}/targets/", who=str(teo.uuid), send="1")
    (row,) = taken.namings.all()
    assert sealing.read_one(row)["why_sealed"] == scene.REASON
    assert scene.REASON in client_of(hana).get(f"/triage/{taken.reference}/").content.decode()


def test_without_a_reason_nobody_is_named(taken, hana, teo, now):
    with pytest.raises(Refused, match="reason"):
        scene.step("name_target", taken, hana, at=now, who=teo, reason="Because.")


def test_changed_before_it_is_sent_nothing_typed_is_lost(taken, hana, teo, asked):
    form = asked(hana, f"/triage/{taken.reference}/targets/", who=str(teo.uuid), change="1").context["form"]
    assert (form["who"].value(), form["reason"].value()) == (str(teo.uuid), scene.REASON)


def test_what_is_foreseen_is_what_happens(pupil, hana, sid, now):
    (party,) = selectors.parties(pupil.dossier, "subject", now)
    given = {"party": party, "who": sid, "reason": scene.REASON}
    seen = foresee(pupil, lambda: scene.step("name_person", pupil, hana, at=now, **given), at=now)
    assert may_read(hana, pupil, now)
    scene.step("name_person", pupil, hana, at=now, **given)
    assert [may_read(one, pupil, now) for one in (*seen.gains, *seen.loses)] == [True] * len(seen.gains) + [False] * len(seen.loses)
    assert hana in seen.loses


# -- taken back ----------------------------------------------------------------------------------------------------------------------


def test_their_bar_ends_and_whoever_looks_after_them_need_not(taken, sasha, hana, client_of, now):
    targeted(taken, sasha, hana, at=now)
    (giver,) = people_in(support.of(sasha).dossier, now, SUPPORTER)
    assert not may_read(sasha, taken, now)
    row = back(taken, hana, at=now)
    assert may_read(sasha, row, now)
    assert not Party.objects.filter(person=sasha, part__in=BARRING, until=None).exists()
    gone = support.of(sasha)
    assert (gone.state, gone.withdrawn_because, running(gone.uuid, "victim_support")) == ("WITHDRAWN", "mistake", None)
    assert [one.to for one in Message.objects.filter(about=gone.uuid, code="support.withdrawn")] == [giver]
    assert offers.tasks(giver, now).needs_me == []
    assert "named by mistake" in client_of(giver).get(f"/support/{gone.reference}/").content.decode()


def test_it_is_an_event_with_a_sealed_reason(taken, teo, hana, client_of, now):
    targeted(taken, teo, hana, at=now)
    back(taken, hana, at=now, reason="It was another person of that name.")
    (row,) = taken.namings.all()
    assert (row.back_by, sealing.read_one(row)["back_sealed"]) == (hana, "It was another person of that name.")
    assert "report.unname" in [event.action for event in events_of(taken.dossier.uuid)]
    page = client_of(hana).get(f"/triage/{taken.reference}/").content.decode()
    assert "It was another person of that name." in page
    assert "took a name back that was wrong" in page


def test_whoever_had_spoken_to_them_is_told_that_it_was_wrong_and_their_page_goes(taken, teo, hana, sasha, client_of, now):
    targeted(taken, teo, hana, at=now)
    support.talked(teo, sasha, at=now)
    address = f"/support/{support.of(teo).reference}/mine/"
    assert client_of(teo).get(address).status_code == 200
    back(taken, hana, at=now)
    assert client_of(teo).get(address).status_code == 404
    assert offers.tasks(teo, now).mine == []


def test_somebody_who_was_spoken_to_does_not_come_back_as_a_reader(taken, sasha, hana, now):
    targeted(taken, sasha, hana, at=now)
    row = support.of(sasha)
    (giver,) = people_in(row.dossier, now, SUPPORTER)
    support.talk_in(row, giver, at=now)
    with pytest.raises(Refused, match="spoken to them"):
        back(taken, hana, at=now)
    assert not may_read(sasha, taken, now)
    assert support.of(sasha).state == "SPOKEN"


def test_what_the_reporter_named_is_not_triage_s_to_take_back(gus, tam, teo, hana, client_of, now):
    report = scene.taken(support.aimed_at(gus, tam, teo, at=now), hana, at=now)
    assert not report.namings.exists()
    assert "Take the name back" not in client_of(hana).get(f"/triage/{report.reference}/").content.decode()


def test_a_report_that_is_the_same_still_names_them(gus, dot, tam, teo, hana, now):
    """Taken back in the one, they stay kept out, and looked after, for the other."""
    other, report = support.aimed_at(dot, tam, teo, at=now), scene.taken(scene.sent(gus, tam, at=now), hana, at=now)
    targeted(report, teo, hana, at=now)
    scene.step("merge", report, hana, at=now, others=[scene.fresh(other)])
    back(report, hana, at=now)
    assert [row.state for row in support.all_of(teo)].count("OPEN") == 1
    assert not may_read(teo, report, now)


def test_named_again_later_they_are_looked_after_again(taken, teo, hana, now):
    targeted(taken, teo, hana, at=now)
    back(taken, hana, at=now)
    targeted(taken, teo, hana, at=now)
    assert [row.state for row in support.all_of(teo)] == ["WITHDRAWN", "OPEN"]


def test_once_is_enough(taken, teo, hana, now):
    targeted(taken, teo, hana, at=now)
    naming = taken.namings.get()
    back(taken, hana, at=now)
    with pytest.raises(Refused, match="does not stand here"):
        scene.step("unname", taken, hana, at=now, naming=naming, reason=scene.REASON)


def test_whom_it_was_about_stands_there_unnamed_again(pupil, cast, hana, olu, cleo, now):
    """It had gone to the other academy; it comes back, and nobody of theirs reads it any more."""
    named(pupil, cast["sid"], hana, at=now)
    assert report_for(olu, pupil.reference, now)
    row = back(Report.objects.get(pk=pupil.pk), olu, at=now)
    assert row.academy.code == "alder"
    (party,) = selectors.parties(row.dossier, "subject", now)
    assert (party.person, party.kind, sealing.read_one(party)["name_sealed"]) == (None, "pupil", "Kolibri")
    assert report_for(olu, pupil.reference, now) is None
    assert report_for(hana, pupil.reference, now) == pupil


def test_an_unknown_author_s_report_does_not_go_down(gus, tam, cleo, hana, now):
    report = scene.taken(scene.sent(gus, at=now, outsiders=[Named(UNKNOWN)]), cleo, at=now)
    named(report, tam, cleo, at=now)
    row = back(report, cleo, at=now)
    assert row.dossier.tier == 3
    assert report_for(hana, report.reference, now) is None


@pytest.mark.parametrize("first", ["rhys", "dee", "gus", "teo"])
def test_nobody_else_takes_it_back(taken, cast, hana, now, first):
    targeted(taken, cast["teo"], hana, at=now)
    with pytest.raises(Refused, match="somebody else"):
        back(taken, cast[first], at=now)


def test_the_page_goes_the_same_way(taken, teo, hana, asked, client_of, now):
    targeted(taken, teo, hana, at=now)
    address = f"/triage/{taken.reference}/unname/{taken.namings.get().uuid}/"
    said = rows(asked(hana, address))
    assert (said["Named wrongly"], said["Need not look after Teo Marsh"]) == (teo.name, "Sasha Reid")
    assert taken.namings.get().back_at is None
    assert asked(hana, address, send="1").status_code == 302
    assert client_of(hana).get(address).status_code == 404
