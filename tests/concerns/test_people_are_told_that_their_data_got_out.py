"""A high risk to people: they are told without delay, or one of three reasons says why not; then the record can be closed (UK GDPR 34)."""

import pytest
from django.db import IntegrityError, transaction

from foundation.deadlines.selectors import last, running
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused, Stale
from foundation.messages.models import Message
from foundation.trail.selectors import events_of
from reports.concerns.models import BreachRecord
from reports.triage import offers
from tests.concerns import leaks
from tests.concerns.leaks import HOUR
from tests.told import told_once
from tests.triage import scene

CLOCK = "breach_tell_people"


@told_once
def leak(teo, tam, sasha, at):
    return leaks.suspected(teo, tam, sasha, at=at)


@told_once
def high(leak, priya, at):
    return leaks.weighed(leaks.notified(leak, priya, at=at), priya, at=at)


def test_a_high_risk_starts_the_clock_at_once(high, at):
    assert running(high.uuid, CLOCK).due_at == at
    assert running(high.uuid, CLOCK).owner == "DPO"


def test_a_risk_that_is_not_high_starts_none(leak, priya, at):
    row = leaks.weighed(leaks.notified(leak, priya, at=at), priya, at=at, high=False)
    assert (row.risk, running(row.uuid, CLOCK)) == ("no", None)


def test_the_clock_goes_on_after_the_ico_was_told(leak, priya, at):
    leaks.weighed(leaks.reportable(leak, priya, at=at), priya, at=at)
    leaks.step("notify", leak, priya, at=at, reference="IC-1", told_at=at, late="")
    assert running(leak.uuid, CLOCK)


def test_who_was_told_how_and_what_is_kept_sealed(high, priya, at):
    row = leaks.told(high, priya, at=at + HOUR, when=at)
    telling = row.tellings.get()
    assert (row.people, row.people_at, telling.how, telling.told_at) == ("told", at, "letter", at)
    assert sealing.read_one(telling) == {"who_sealed": "Parents of 7B", "what_sealed": leaks.WORDS}
    assert last(row.uuid, CLOCK).state == "met"


def test_they_may_be_told_in_several_goes(high, priya, at):
    row = leaks.told(leaks.told(high, priya, at=at), priya, at=at + HOUR, who="Parents of 8C")
    assert (row.tellings.count(), row.people_at) == (2, at)


@pytest.mark.parametrize("hours, sentence", [(1, "still to come"), (-1, "before anybody suspected")])
def test_when_they_cannot_have_been_told(high, priya, at, hours, sentence):
    with pytest.raises(Refused, match=sentence):
        leaks.told(high, priya, at=at, when=at + hours * HOUR)


@pytest.mark.parametrize("exception", ["protected", "averted", "public"])
def test_the_law_knows_three_reasons_for_not_telling(high, priya, at, exception):
    row = leaks.step("spare_people", high, priya, at=at, exception=exception, reason=scene.REASON)
    assert (row.people, last(row.uuid, CLOCK).state) == (exception, "stopped")


@pytest.mark.parametrize("exception, reason", [("costly", scene.REASON), ("protected", "Short.")])
def test_no_other_reason_does(high, priya, at, exception, reason):
    with pytest.raises(Refused):
        leaks.step("spare_people", high, priya, at=at, exception=exception, reason=reason)


def test_a_high_risk_is_not_argued_away(high, priya, at):
    with pytest.raises(Refused, match="need not be told"):
        leaks.weighed(high, priya, at=at, high=False)


def test_nobody_is_told_of_a_risk_that_nobody_has_weighed(leak, priya, at):
    with pytest.raises(Refused, match="Decide first"):
        leaks.told(leaks.notified(leak, priya, at=at), priya, at=at)


@pytest.mark.parametrize("done, sentence", [("", "risk"), ("weighed", "people were told"), ("weighed told", "what happened")])
def test_it_closes_when_all_is_settled(leak, priya, at, done, sentence):
    row = leaks.notified(leak, priya, at=at)
    for step in done.split():
        row = getattr(leaks, step)(row, priya, at=at)
    with pytest.raises(Refused, match=sentence):
        leaks.step("close_breach", row, priya, at=at)


def test_settled_it_closes_and_nothing_runs(high, priya, at):
    leaks.described(leaks.told(high, priya, at=at), priya, at=at)
    row = leaks.step("close_breach", high, priya, at=at + HOUR)
    assert (row.state, row.state_since) == ("CLOSED", at + HOUR)
    assert not row.dossier.deadlines.filter(about=row.uuid, ended_at=None).exists()


@pytest.mark.parametrize("columns", [{"state": "CLOSED"}, {"risk": "perhaps"}, {"people": "told"}, {"risk": "no", "people": "public"}])
def test_the_database_says_so_too(leak, priya, at, columns):
    leaks.notified(leak, priya, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        BreachRecord.objects.filter(pk=leak.pk).update(**columns)


@pytest.mark.parametrize("first", ["sasha", "hana", "cleo", "dee"])
def test_it_is_nobody_else_s(high, cast, at, first):
    with pytest.raises(Refused):
        leaks.told(high, cast[first], at=at)


def test_about_the_data_protection_officer_the_chief_executive_does_it(teo, priya, cleo, at):
    report = scene.sent(teo, priya, at=at)
    scene.taken(report, cleo, at=at)
    scene.screened(report, cleo, at=at, breach="yes")
    row = leaks.weighed(leaks.notified(BreachRecord.objects.get(report=report), cleo, at=at), cleo, at=at)
    assert leaks.told(row, cleo, at=at).people == "told"


def test_an_older_page_is_told_so(high, priya, at):
    with pytest.raises(Stale):
        leaks.step("tell_people", high, priya, at=at, who="All", how="letter", what=leaks.WORDS, told_at=at, version=high.version - 1)


def test_no_event_and_no_mail_says_who(high, priya, at):
    leaks.told(high, priya, at=at)
    assert [event.ids for event in events_of(high.dossier.uuid).filter(action__startswith="breach.") if event.ids] == []
    assert not Message.objects.filter(code__startswith="breach.").exists()


def test_the_first_page_says_what_is_next(leak, priya, at):
    def next_():
        return [row.title for row in offers.tasks(priya, at).needs_me]

    leaks.notified(leak, priya, at=at)
    assert next_() == ["Say whether the risk to the people whose data it is is high"]
    leaks.weighed(leak, priya, at=at)
    assert next_() == ["Tell the people whose data it is, or write down why not"]
    leaks.described(leaks.told(leak, priya, at=at), priya, at=at)
    assert next_() == ["Write the breach into the register, and close its record"]
    leaks.step("close_breach", leak, priya, at=at)
    assert next_() == []


def test_through_the_pages(teo, tam, sasha, priya, client_of, now):
    leak = leaks.reportable(leaks.suspected(teo, tam, sasha, at=now), priya, at=now)
    client, base = client_of(priya), f"/triage/{leak.report.reference}"
    form = client.get(f"{base}/risk/").context["form"]
    sent = {"high": "yes", "reason": scene.REASON, **{name: form[name].value() for name in ("version", "once")}}
    assert client.post(f"{base}/risk/", sent).url == f"{base}/" == client.post(f"{base}/risk/", sent).url
    page = client.get(f"{base}/").content.decode()
    assert all(f"{base}/{name}/" in page for name in ("tell-people", "spare-people", "notify", "register-entry"))
    assert f"{base}/risk/" not in page
    assert client_of(sasha).get(f"{base}/tell-people/").status_code == 422


def test_the_words_are_not_for_every_reader(teo, tam, sasha, priya, hana, client_of, now):
    leak = leaks.told(leaks.weighed(leaks.notified(leaks.suspected(teo, tam, sasha, at=now), priya, at=now), priya, at=now), priya, at=now)
    pages = [client_of(one).get(f"/triage/{leak.report.reference}/").content.decode() for one in (priya, hana, sasha)]
    assert ["Weissdorn" in page for page in pages] == [True, True, False]


def test_an_older_page_keeps_what_was_typed_and_can_be_sent_again(teo, tam, sasha, priya, client_of, now):
    leak = leaks.weighed(leaks.notified(leaks.suspected(teo, tam, sasha, at=now), priya, at=now), priya, at=now)
    client, address = client_of(priya), f"/triage/{leak.report.reference}/register-entry/"
    form = client.get(address).context["form"]
    sent = {**dict.fromkeys(("facts", "effects", "actions"), leaks.WORDS), "once": form["once"].value(), "version": form["version"].value()}
    leaks.told(leak, priya, at=now)
    answer = client.post(address, sent)
    assert (answer.status_code, answer.content.decode().count("Weissdorn")) == (422, 3)
    assert client.post(address, sent | {"version": answer.context["form"]["version"].value()}).status_code == 302
