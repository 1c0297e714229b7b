"""Whoever triages, opens, investigates, advises on or checks something of what happened looks after nobody it was aimed at (ADR 24)."""

from datetime import timedelta

from cases.casefile.services import step_back
from cases.investigation import services as investigation
from foundation.deadlines.services import sweep
from foundation.dossiers.models import Link, Party
from foundation.dossiers.rules import SUPPORTER
from foundation.dossiers.selectors import people_in
from foundation.messages.models import Message
from reports.care.selectors import had_a_part
from reports.intake.selectors import may_read
from reports.targets import offers
from reports.targets.selectors import support_for
from tests.cases import story
from tests.concerns import support
from tests.told import told_once
from tests.triage import scene

DAY = timedelta(days=1)


def giver(person, at):
    (found,) = people_in(support.of(person).dossier, at, SUPPORTER)
    return found.name.split()[0].lower()


def about_tam(cast, at, *targets):
    """gus reports tam, iona or sasha proposes a case: aimed at `targets`."""
    report = support.aimed_at(cast["gus"], cast["tam"], *targets, at=at)
    return scene.proposed(report, cast["sasha"], at=at, codes=(story.BRAND,))


@told_once
def report(cast, at):
    return about_tam(cast, at, cast["teo"])


def test_whoever_takes_it_on_gives_it_up(teo, tam, gus, sasha, client_of, now):
    report = support.aimed_at(gus, tam, teo, at=now)
    assert giver(teo, now) == "sasha"
    scene.taken(report, sasha, at=now)
    assert giver(teo, now) == "hana"
    assert support_for(sasha, support.of(teo).reference, now) is None
    assert offers.tasks(sasha, now).needs_me == []
    assert may_read(sasha, report, now)


def test_the_page_says_so_before(teo, tam, gus, sasha, hana, client_of, now):
    report = support.aimed_at(gus, tam, teo, at=now)
    pages = {one: client_of(one).get(f"/triage/{report.reference}/take-on/").content.decode() for one in (sasha, hana)}
    assert ["You look after somebody" in pages[one] for one in (sasha, hana)] == [True, False]


def test_whoever_triages_it_is_not_asked_in_the_first_place(teo, tam, gus, sasha, at):
    report = scene.sent(gus, tam, at=at)
    scene.taken(report, sasha, at=at)
    scene.step("name_target", report, sasha, at=at, who=teo, reason=scene.REASON)
    assert giver(teo, at) == "hana"


def test_not_by_handing_it_back_either(teo, tam, gus, sasha, at):
    report = scene.sent(gus, tam, at=at)
    scene.taken(report, sasha, at=at)
    scene.step("hand_back", report, sasha, at=at)
    scene.step("name_target", report, sasha.line_manager, at=at, who=teo, reason=scene.REASON)
    assert giver(teo, at) == "hana"


def test_whoever_opens_the_case_and_whoever_advises_on_it_are_passed_by(report, cast, at):
    """sasha triages, hana manages, rhys advises by role: it is the chief executive."""
    assert giver(cast["teo"], at) == "hana"
    story.opened(scene.fresh(report), cast["hana"], at=at)
    assert giver(cast["teo"], at) == "cleo"


def test_whoever_becomes_the_investigator_gives_it_up(cast, at):
    dot, iona = cast["dot"], cast["iona"]
    type(dot).objects.filter(pk=dot.pk).update(line_manager=iona)
    dot.refresh_from_db()
    case = story.opened(scene.fresh(about_tam(cast, at, dot)), cast["hana"], at=at)
    assert giver(dot, at) == "iona"
    appointment = investigation.appoint(case, iona, by=cast["hana"], at=at, version=story.fresh(case).version)
    assert giver(dot, at) == "iona"
    investigation.answer(appointment, by=iona, at=at, answer="accepted", conflict="")
    assert giver(dot, at) == "cleo"
    assert support_for(iona, support.of(dot).reference, at) is None


def test_whoever_checks_a_removal_gives_it_up(cast, at):
    """hana triages and manages it herself, so sasha has no part in it until she is to look whether a post is gone."""
    report = scene.proposed(support.aimed_at(cast["gus"], cast["tam"], cast["teo"], at=at), cast["hana"], at=at, codes=(story.BRAND,))
    case = story.opened(scene.fresh(report), cast["hana"], at=at)
    assert giver(cast["teo"], at) == "sasha"
    story.issued(case, cast, at, exhibit=None, evidence_reason="It was gone when I looked.")
    assert giver(cast["teo"], at) == "cleo"


def test_what_is_late_does_not_bring_in_whoever_manages_the_case(report, cast, at):
    story.opened(scene.fresh(report), cast["hana"], at=at)
    for days in range(1, 15):
        sweep(at=at + days * DAY)
    reference = support.of(cast["teo"]).reference
    assert [first for first in ("hana", "rhys", "sasha") if support_for(cast[first], reference, at + 14 * DAY)] == []


def test_whom_the_case_goes_to_is_passed_by_too(report, cast, at):
    """hana steps back, so the case is the chief executive's."""
    case = story.opened(scene.fresh(report), cast["hana"], at=at)
    step_back(case, by=cast["hana"], at=at, words="A friend of mine.")
    assert giver(cast["teo"], at) == "chidi"


def test_looking_after_somebody_is_no_part_in_the_report(teo, tam, gus, sasha, hana, at):
    """Kept out of the support, they go on with the report; and who asks the reporter how they are is not passed by for it."""
    report = support.aimed_at(gus, tam, teo, at=at)
    scene.taken(report, sasha, at=at)
    assert giver(teo, at) == "hana"
    assert may_read(sasha, report, at)
    assert may_read(hana, report, at)
    assert hana not in [person for person, _, _ in had_a_part(report, at)]
    assert not Party.objects.filter(dossier=report.dossier, part="recused").exists()


# -- one support for what happened once -------------------------------------------------------------------------------------------


@told_once
def two(gus, dot, teo, tam, hana, at):
    """gus and dot report the same post; both say that it is aimed at teo. hana triages the first."""
    first, other = (support.aimed_at(by, tam, teo, at=at) for by in (gus, dot))
    scene.taken(first, hana, at=at)
    return first, other


def live(person):
    return [row for row in support.all_of(person) if row.state != "WITHDRAWN"]


def test_the_same_twice_is_one_support_and_one_page(two, teo, sasha, hana, client_of, at):
    first, other = two
    assert len(live(teo)) == 2
    scene.step("merge", first, hana, at=at, others=[scene.fresh(other)])
    (row,) = live(teo)
    assert row.report == first
    (gone,) = (one for one in support.all_of(teo) if one.state == "WITHDRAWN")
    assert [one.to for one in Message.objects.filter(about=gone.uuid, code="support.withdrawn")] == [sasha]
    page = client_of(sasha).get(f"/support/{gone.reference}/").content.decode()
    assert "Somebody looks after them already" in page
    assert len(offers.tasks(sasha, at).needs_me) == 1


def test_the_one_in_which_somebody_has_spoken_stays_with_what_was_said(two, teo, sasha, hana, at):
    first, other = two
    rows = {row.report_id: row for row in support.all_of(teo)}
    support.talk_in(rows[other.pk], sasha, at=at)
    support.need_in(rows[other.pk], teo, at=at)
    scene.step("merge", first, hana, at=at, others=[scene.fresh(other)])
    assert [(row.report, row.needs.count()) for row in live(teo)] == [(other, 1)]


def test_what_they_said_on_the_page_that_goes_stays(two, teo, sasha, hana, at):
    first, other = two
    for row in support.all_of(teo):
        support.talk_in(row, sasha, at=at)
        support.need_in(row, teo, at=at)
    scene.step("merge", first, hana, at=at, others=[scene.fresh(other)])
    (row,) = live(teo)
    assert row.needs.count() == 2
    assert len(offers.tasks(teo, at).mine) == 1


def test_whoever_is_barred_by_one_of_them_is_barred_from_the_support(two, hana, teo, dot, at):
    first, other = two
    scene.step("merge", first, hana, at=at, others=[scene.fresh(other)])
    (row,) = live(teo)
    assert set(Link.objects.filter(case=row.dossier).values_list("report", flat=True)) == {first.dossier_id, other.dossier_id}
    assert Party.objects.filter(dossier=row.dossier, person=dot, part="reporter", until=None).exists()


def test_one_who_is_named_only_in_the_other_is_looked_after_on(gus, dot, teo, sam, tam, hana, client_of, now):
    first, other = support.aimed_at(gus, tam, teo, at=now), support.aimed_at(dot, tam, sam, at=now)
    scene.taken(first, hana, at=now)
    scene.step("merge", first, hana, at=now, others=[scene.fresh(other)])
    assert [(row.report, row.state) for row in support.all_of(sam)] == [(other, "OPEN")]
    assert "Support for Sam" in client_of(hana).get(f"/triage/{first.reference}/").content.decode()


def test_one_told_in_confidence_hides_in_the_whole(gus, dot, teo, tam, sasha, hana, at):
    """sasha tells in confidence of what gus told openly: she no longer looks after teo, and who comes instead is HR."""
    first, other = support.aimed_at(gus, tam, teo, at=at), support.aimed_at(sasha, tam, teo, at=at, mode="confidential")
    scene.taken(first, hana, at=at)
    scene.step("merge", first, hana, at=at, others=[scene.fresh(other)])
    (row,) = live(teo)
    assert [one.name.split()[0] for one in people_in(row.dossier, at, SUPPORTER)] == ["Rhys"]
