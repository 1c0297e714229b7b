"""A draft thrown away, or left alone for as long as the trust says, is disposed of; its chain still verifies (DOMAIN 7, DESIGN 4, 6)."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier, DossierKey, OneTimeKey, Party
from foundation.evidence import vault
from foundation.evidence.models import Exhibit
from foundation.people.models import Alias
from foundation.people.selectors import setting_history
from foundation.trail.models import Event
from reports.intake import rules, services
from reports.intake.models import Report
from tests.told import told_once
from tmt_policy.demo import reporting

MONTH = timedelta(days=30)


@told_once
def draft(teo, tam, sasha, at):
    told = reporting.Told(by=teo, about=(tam, "parent:Zinnober"), what="A post about a parent.", addresses=("https://x.com/1",),
                          clauses=("C7.3l",), picture=True, not_these=(sasha,))
    return reporting.draft(told, at=at)


def again(draft):
    return Report.objects.select_related("dossier").get(pk=draft.pk)


def files(at):
    return list(vault.files(before=at + timedelta(days=400)))


def in_the_dark(draft, at):
    """The reporter says that a picture they had handed in may show a child."""
    return services.answer(draft, "child", {"child": "yes", "image": "unsure"}, by=draft.dossier.parties.get(part="reporter").person, at=at)


def test_it_is_deleted_thirty_days_after_its_last_change(draft, at):
    assert services.expire_drafts(at=at + MONTH - timedelta(days=1)) == 0
    assert services.expire_drafts(at=at + MONTH) == 1
    assert again(draft).state == "DISCARDED"


def test_a_change_keeps_it_longer(draft, teo, at):
    services.answer(draft, "seen", {"what": "More."}, by=teo, at=at + MONTH / 2)
    assert services.expire_drafts(at=at + MONTH) == 0


def test_the_trust_says_how_long(draft, at, ada):
    services.keep_drafts_for(90, by=ada, at=at)
    services.keep_drafts_for(7, by=ada, at=at)
    assert services.expire_drafts(at=at + timedelta(days=7)) == 1
    assert [row.value for row in setting_history(rules.DRAFT_DAYS)] == [7, 90]


@pytest.mark.parametrize("days", [0, 6, 366])
def test_not_any_number_of_days(db, at, ada, days):
    with pytest.raises(ValueError, match="7 to 365"):
        services.keep_drafts_for(days, by=ada, at=at)


@pytest.mark.parametrize("ending", ["thrown away", "expired"])
def test_nothing_of_it_leads_to_anybody(draft, teo, at, ending, django_capture_on_commit_callbacks):
    assert len(files(at)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        services.discard(draft, by=teo, at=at) if ending == "thrown away" else services.expire_drafts(at=at + MONTH)
    gone = again(draft)
    assert not DossierKey.objects.filter(dossier=gone.dossier).exists()
    assert not Party.objects.filter(dossier=gone.dossier).exists()
    assert not Alias.objects.filter(chain=gone.dossier.uuid).exists()
    assert not OneTimeKey.objects.filter(answer=draft.reference).exists()
    assert not Exhibit.objects.filter(dossier=gone.dossier).exists()
    assert [rows.count() for rows in (gone.addresses, gone.clauses, gone.answered)] == [0, 0, 0]
    assert not any(sealing.read_one(gone).values())
    assert (gone.what_sealed, gone.danger, gone.academy, gone.dossier.open) == (None, "", None, False)
    assert files(at) == []


def test_its_events_stay_and_everything_still_agrees(draft, teo, at):
    before = list(Event.objects.filter(chain=draft.dossier.uuid).values_list("digest", flat=True))
    services.discard(draft, by=teo, at=at)
    rows = Event.objects.filter(chain=draft.dossier.uuid)
    assert [row.digest for row in rows][: len(before)] == before
    assert [row.action for row in rows][len(before) :] == ["report.discard", "dossier.disposed"]
    for command in (("verify_trail",), ("recount",), ("recompute_deadlines", "--check")):
        call_command(*command)


@pytest.mark.parametrize("ending", ["thrown away", "expired"])
def test_a_picture_that_may_show_a_child_keeps_it(draft, teo, at, ending):
    sealed = in_the_dark(draft, at)
    services.discard(sealed, by=teo, at=at) if ending == "thrown away" else None
    assert services.expire_drafts(at=at + MONTH) == 0
    assert DossierKey.objects.filter(dossier=draft.dossier).exists()
    assert len(files(at)) == 2


@pytest.mark.parametrize("ending", ["thrown away", "expired"])
def test_a_legal_hold_keeps_it_until_it_is_lifted(draft, teo, at, ending):
    held = Dossier.objects.filter(pk=draft.dossier_id)
    held.update(hold=True)
    services.discard(draft, by=teo, at=at) if ending == "thrown away" else None
    assert services.expire_drafts(at=at + MONTH) == 0
    assert DossierKey.objects.filter(dossier=draft.dossier).exists()
    held.update(hold=False)
    assert services.expire_drafts(at=at + MONTH) == 1
    assert not DossierKey.objects.filter(dossier=draft.dossier).exists()


def test_what_is_sent_stays(draft, teo, at):
    sent = services.submit(draft, by=teo, at=at, declaration=rules.DECLARATION)
    assert services.expire_drafts(at=at + 10 * MONTH) == 0
    assert DossierKey.objects.filter(dossier=sent.dossier).exists()


def test_the_draft_s_page_says_from_which_day_it_is_gone(client_of, teo, now):
    draft = reporting.draft(reporting.Told(by=teo), at=now, upto="place")
    shown = client_of(teo).get(reverse("reports:own", args=[draft.reference]))
    day = rules.gone_from(now.astimezone().date(), 30)
    assert shown.context["gone_from"].startswith(str(day.day))
    assert "it is deleted on" in shown.content.decode()
