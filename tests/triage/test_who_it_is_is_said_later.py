"""Naming somebody later sends the report at once where it belongs then, and past whoever is in conflict (DESIGN 3)."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from assurance.recount import differences
from foundation.deadlines.selectors import running
from foundation.dossiers.rules import UNKNOWN, Refused
from foundation.dossiers.selectors import people_in
from foundation.dossiers.services import see
from reports.intake.rules import Named
from reports.intake.selectors import report_for
from reports.triage import selectors, services
from tests.told import told_once
from tests.triage import scene
from tests.triage.test_pages_of_triage import text

DAY = timedelta(days=1)


@told_once
def pupil(teo, at):
    """About somebody whom teo took for a pupil: the head reads it."""
    return scene.sent(teo, at=at, outsiders=[Named("pupil", name="Kolibri")])


def named(report, who, by, *, at):
    row = scene.fresh(report)
    (party,) = selectors.parties(row.dossier, "subject", at)
    return services.name_person(row, party, who=who, reason=scene.REASON, by=by, at=at, version=row.version)


def test_the_named_see_nothing_and_the_clock_goes_on(pupil, hana, sasha, at):
    scene.taken(pupil, hana, at=at)
    before = running(pupil.uuid, "triage_normal").due_at
    row = named(pupil, sasha, hana, at=at + DAY)
    assert people_in(row.dossier, at + DAY, "subject") == [sasha]
    assert (people_in(row.dossier, at + DAY, "triager"), row.state) == ([hana], "IN_TRIAGE")
    assert report_for(sasha, pupil.reference, at + DAY) is None
    assert running(pupil.uuid, "triage_normal").due_at == before


def test_whoever_triages_it_is_told_that_somebody_else_said_it(pupil, hana, cleo, sasha, tam, at):
    pupil.dossier.desks.create(role="CEO", since=at)
    scene.taken(pupil, hana, at=at)
    named(pupil, tam, cleo, at=at)
    assert scene.told(pupil, "report.named") == {"hana"}


def test_it_can_go_past_whoever_says_it(pupil, hana, dee, cleo, at):
    scene.taken(pupil, hana, at=at)
    row = named(pupil, hana, hana, at=at + DAY)
    assert (row.state, row.dossier.tier, people_in(row.dossier, at + DAY, "triager")) == ("SUBMITTED", 3, [])
    assert report_for(hana, pupil.reference, at + DAY) is None
    assert report_for(cleo, pupil.reference, at + DAY) == pupil
    assert scene.told(pupil, "report.waiting") == {"hana", "cleo"}


def test_to_the_academy_of_whoever_it_is(pupil, cast, hana, olu, at):
    scene.taken(pupil, hana, at=at)
    row = named(pupil, cast["sid"], hana, at=at + DAY)
    assert (row.academy.code, row.state) == ("birch", "SUBMITTED")
    assert report_for(hana, pupil.reference, at + DAY) is None
    assert report_for(olu, pupil.reference, at + DAY) == pupil
    assert differences() == []


def test_an_unknown_author_s_report_stays_with_the_trust_while_it_is_triaged(teo, tam, cleo, at):
    report = scene.sent(teo, at=at, outsiders=[Named(UNKNOWN)])
    scene.taken(report, cleo, at=at)
    assert named(report, tam, cleo, at=at + DAY).dossier.tier == 3
    assert report_for(cleo, report.reference, at + DAY) == report


@pytest.mark.parametrize("first", ["sasha", "dee", "teo"])
def test_nobody_else_may_say_it(pupil, cast, tam, hana, at, first):
    with pytest.raises(Refused, match="somebody else"):
        named(pupil, tam, cast[first], at=at)


def test_who_is_known_is_not_named_again(pupil, tam, hana, at):
    row = scene.fresh(pupil)
    (party,) = selectors.parties(row.dossier, "subject", at)
    given = {"reason": scene.REASON, "by": hana, "at": at}
    services.name_person(row, party, who=tam, version=row.version, **given)
    with pytest.raises(Refused, match="already"):
        services.name_person(scene.fresh(pupil), party, who=hana, version=scene.fresh(pupil).version, **given)


def test_whoever_holds_it_reads_who_has_seen_it(pupil, hana, cleo, sasha, client_of, now):
    see(pupil.dossier, hana, now - DAY)
    named(pupil, hana, hana, at=now)
    shown = client_of(cleo).get(f"/triage/{pupil.reference}/")
    rows = {row.key: row.value for row in shown.context["people"]}
    assert "Hana" in rows["Who has read it"]


def test_the_page_says_before_what_it_does(pupil, hana, tam, client_of):
    href = next(row.href for row in client_of(hana).get(f"/triage/{pupil.reference}/").context["people"] if row.key == "Not named yet")
    assert "It can go past you" in text(client_of(hana).get(href))
    form = client_of(hana).get(href).context["form"]
    sent = {name: form[name].value() for name in ("version", "once")} | {"who": str(tam.uuid), "reason": scene.REASON}
    assert "Nothing has been done yet" in text(client_of(hana).post(href, sent))
    assert selectors.is_about(pupil, tam, now()) is False
    answer = client_of(hana).post(href, sent | {"send": "1"}, follow=True)
    assert "Tam Ellis is named." in text(answer)
