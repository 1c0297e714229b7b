"""Time limits: shipped ones, what the trust set, and what it cannot set."""

import pytest

from foundation.deadlines import services
from foundation.deadlines.models import Deadline
from foundation.deadlines.rules import setting
from foundation.deadlines.rules.kinds import GUARDS, KINDS
from foundation.dossiers.rules import Refused, Stale
from foundation.people.selectors import setting_history

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(ada, now):
    """change(kind, amount): ada sets it."""

    def made(kind, amount, *, basis=setting.OWN, since=0, at=now):
        return services.set_clock(kind, amount=amount, basis=basis, since=since, by=ada, at=at)

    return made


def test_what_begins_after_it_runs_so_long(begin, change):
    change("evidence_capture", 5)
    clock = begin("evidence_capture")
    assert (clock.due_at - clock.started_at).total_seconds() == 5 * 3600


def test_what_runs_keeps_the_time_it_began_with(begin, change):
    before = begin("evidence_capture")
    change("evidence_capture", 5)
    assert Deadline.objects.get().due_at == before.due_at
    assert services.days.check_all() == []


def test_a_longer_clock_is_reminded_of_as_long_ones_are(begin, change):
    change("triage_high", 5)
    assert ("T-2wd" in dict(begin("triage_high").terms.ladder)) is ("T-2wd" in dict(KINDS["triage_normal"].terms.ladder))


def test_its_author_and_what_it_was_before_stay(change, ada):
    first = change("coop_ack", 3, basis=setting.POLICY)
    change("coop_ack", 4, since=first.pk)
    assert [(row.value["amount"], row.basis, row.by) for row in setting_history("clock.coop_ack")] == [
        (4, setting.OWN, ada), (3, setting.POLICY, ada),
    ]


def test_whoever_comes_second_is_told(change):
    change("coop_ack", 3)
    with pytest.raises(Stale):
        change("coop_ack", 4)
    assert setting_history("clock.coop_ack").count() == 1


@pytest.mark.parametrize(("kind", "amount"), [
    ("ico_notify", 80),  # UK GDPR Art 33
    ("breach_tell_people", 1),  # at once
    ("removal_recheck", 3),  # on days 1, 7, 30
    ("companion_postpone", 9),  # ERelA 1999 s10
    ("triage_critical", 5), ("dsl_review", 5), ("lado_no_pursue_action", 4),  # a child's safety
    ("coop_ack", 0), ("coop_ack", 91), ("coop_ack", 2),  # none, no limit, and what holds already
    ("removal_urgent", 25), ("investigation_report_sg", 21),  # a child
    ("hearing_notice", 4), ("appeal_window", 4), ("warning_first", 13),  # whoever it is about
])
def test_what_cannot_be_set(change, kind, amount):
    with pytest.raises(Refused):
        change(kind, amount)
    assert not setting_history(f"clock.{kind}").exists()


def test_a_child_s_safety_can_be_given_less_time(change, begin):
    change("triage_critical", 2)
    clock = begin("triage_critical")
    assert (clock.due_at - clock.started_at).total_seconds() == 2 * 3600


def test_every_kind_in_use_has_a_name_of_its_own():
    names = [setting.name(kind) for kinds in setting.shown().values() for kind in kinds]
    assert len(set(names)) == len(names)
    shown = {kind.key for kinds in setting.shown().values() for kind in kinds}
    assert shown == {key for key, kind in (KINDS | GUARDS).items() if kind.wired} - {"case_task"}


def test_the_page_asks_in_the_clock_s_own_unit(client_of, ada):
    page = client_of(ada).get("/deadlines/limits/coop_ack/change/").content.decode()
    assert "How many working days?" in page


def test_a_leader_reads_it_and_changes_nothing(client_of, hana):
    browser = client_of(hana)
    page = browser.get("/deadlines/limits/coop_ack/").content.decode()
    assert "2 working days" in page
    assert "Change it" not in page
    assert browser.get("/deadlines/limits/coop_ack/change/").status_code == 404


def test_only_what_the_reader_may_open_is_listed_as_running(client_of, begin, sasha, ada):
    row = begin("evidence_capture")
    assert row.reference in client_of(sasha).get("/deadlines/limits/evidence_capture/").content.decode()
    assert row.reference not in client_of(ada).get("/deadlines/limits/evidence_capture/").content.decode()


def test_what_was_typed_stays_when_it_is_refused(client_of, ada):
    browser, address = client_of(ada), "/deadlines/limits/triage_critical/change/"
    form = browser.get(address).context["form"]
    sent = {"amount": "9", "basis": setting.OWN, "version": "0", "once": form["once"].value()}
    answer = browser.post(address, sent)
    assert answer.status_code == 422
    assert "never longer" in answer.content.decode()
    assert 'value="9"' in answer.content.decode()


def test_sent_and_good_it_holds(client_of, ada):
    browser, address = client_of(ada), "/deadlines/limits/coop_ack/change/"
    form = browser.get(address).context["form"]
    sent = {"amount": "3", "basis": setting.POLICY, "version": "0", "once": form["once"].value()}
    assert browser.post(address, sent).url == browser.post(address, sent).url == "/deadlines/limits/coop_ack/"
    page = browser.get("/deadlines/limits/coop_ack/").content.decode()
    assert "3 working days" in page
    assert "Ada" in page
    assert setting_history("clock.coop_ack").count() == 1
