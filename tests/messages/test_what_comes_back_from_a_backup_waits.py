"""Whatever may have been sent between a backup and its return is sent by nobody but whoever operates the system."""

from datetime import timedelta

import pytest

from foundation.messages import rules, services
from foundation.messages.models import Message
from tests.sending import Browser

HOUR = timedelta(hours=1)


@pytest.fixture
def told(tell, sasha, hana, dee, at):
    """Ready to leave; written after the backup; for tomorrow, known to the backup."""
    return tell(sasha), tell(hana, at=at + HOUR, not_before=at + 30 * HOUR), tell(dee, not_before=at + 30 * HOUR)


@pytest.fixture
def withheld(told, at):
    services.withhold(written_by=at, at=at + 2 * HOUR)
    return [Message.objects.get(pk=one.pk) for one in told]


def test_what_was_surely_not_sent_still_leaves(withheld):
    assert [one.state for one in withheld] == [rules.FAILED, rules.FAILED, rules.QUEUED]


def test_nothing_of_it_is_sent(withheld, at, mailoutbox):
    assert services.send_due(at=at + 3 * HOUR) == 0
    assert mailoutbox == []


def test_a_claimed_one_waits_too(tell, sasha, at, as_now, transactional_db):
    row = tell(sasha)
    services.claim(at=at, limit=1)
    services.withhold(written_by=at, at=at)
    assert as_now(row).reason == rules.RESTORED


def test_whoever_operates_the_system_sends_it(withheld, ada, client_of, as_now):
    browser: Browser = client_of(ada)
    assert "it may have been sent before" in browser.get("/system/mail/").content.decode()
    assert browser.post("/system/mail/try-again/restored/", {}).status_code == 302
    assert [as_now(one).state for one in withheld] == [rules.QUEUED] * 3
