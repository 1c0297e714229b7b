"""Who reported in confidence is not to be seen from support either: not by a page that opens, not by who is asked, not by who comes in."""

from datetime import timedelta

import pytest

from foundation.deadlines.services import sweep
from foundation.dossiers.rules import SUPPORTER, Refused
from foundation.dossiers.selectors import people_in
from foundation.messages.models import Message
from reports.targets import offers
from reports.targets.models import Support
from tests.concerns import support
from tests.triage import scene

DAY = timedelta(days=1)


def givers(at):
    """First names of whoever looks after each of those targeted, by their first name."""
    rows = Support.objects.select_related("dossier", "person").order_by("pk")
    return {_first(row.person): [_first(one) for one in people_in(row.dossier, at, SUPPORTER)] for row in rows}


def _first(person):
    return person.name.split()[0].lower()


def test_no_page_opens_for_somebody_who_told_of_it_in_confidence(teo, tam, client_of, now):
    support.aimed_at(teo, tam, teo, at=now, mode="confidential")
    assert offers.tasks(teo, now).mine == []
    for page in ("mine", "need"):
        assert client_of(teo).get(f"/support/{support.of(teo).reference}/{page}/").status_code == 404


def test_it_opens_as_for_everybody_when_they_were_spoken_to(teo, tam, rhys, client_of, now):
    support.aimed_at(teo, tam, teo, at=now, mode="confidential")
    with pytest.raises(Refused, match="Nobody has spoken to you yet"):
        support.step("say_need", teo, teo, at=now, need="Somebody beside me.")
    support.talked(teo, rhys, at=now)
    assert client_of(teo).get(f"/support/{support.of(teo).reference}/mine/").status_code == 200


@pytest.mark.parametrize("reporter", ["teo", "gus", "sasha", "hana"])
def test_hr_is_asked_whoever_reported_in_confidence(cast, at, reporter):
    """Also where the line manager is the reporter: that nobody asks them says nothing then."""
    support.aimed_at(cast[reporter], cast["tam"], cast["teo"], cast["dot"], at=at, mode="confidential")
    assert givers(at) == {"teo": ["rhys"], "dot": ["rhys"]}
    assert {message.to.name for message in Message.objects.filter(code="support.asked")} == {cast["rhys"].name}


def test_past_hr_it_is_the_trustee_for_whistleblowing(teo, tam, rhys, win, at):
    support.aimed_at(rhys, tam, teo, at=at, mode="confidential")
    assert givers(at) == {"teo": [_first(win)]}


def test_handed_on_it_does_not_go_down_the_line(teo, tam, rhys, win, at):
    support.aimed_at(teo, tam, teo, at=at, mode="confidential")
    support.step("hand_on", teo, rhys, at=at, reason="The two of us have not spoken for a year.")
    assert givers(at) == {"teo": [_first(win)]}


def test_what_is_late_brings_nobody_of_the_line_in(teo, tam, at):
    support.aimed_at(teo, tam, teo, at=at, mode="confidential")
    for days in range(1, 15):
        sweep(at=at + days * DAY)
    about = Message.objects.filter(about=support.of(teo).uuid).exclude(code="support.asked")
    assert {message.to.name.split()[0] for message in about} == {"Rhys", "Win"}


def test_named_later_without_a_named_reporter_it_is_hr_too(teo, tam, gus, sasha, at):
    report = scene.sent(gus, tam, at=at, mode="confidential")
    scene.taken(report, sasha, at=at)
    scene.step("name_target", report, sasha, at=at, who=teo, reason=scene.REASON)
    assert givers(at) == {"teo": ["rhys"]}


def test_the_page_of_the_report_says_the_same_of_each_of_them(teo, tam, dot, hana, client_of, now):
    report = support.aimed_at(teo, tam, teo, dot, at=now, mode="confidential")
    page = client_of(hana).get(f"/triage/{report.reference}/").content.decode()
    assert page.count("Nobody has spoken to them yet") == 2


def test_the_reporter_reads_only_whom_they_named(teo, tam, sam, gus, hana, client_of, now):
    report = support.aimed_at(gus, tam, sam, at=now)
    scene.taken(report, hana, at=now)
    scene.step("name_target", report, hana, at=now, who=teo, reason=scene.REASON)
    page = client_of(gus).get(f"/reports/{report.reference}/").content.decode()
    assert sam.name in page
    assert teo.name not in page
