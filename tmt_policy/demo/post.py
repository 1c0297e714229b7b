"""The mail server of the demo's past: what is sent goes nowhere; it does not know two addresses, and one mailbox is full."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.dummy import EmailBackend
from django.test.utils import override_settings

UNKNOWN, FULL = (550, b"no such person"), (452, b"the mailbox is full")
ANSWERS = {"sid": UNKNOWN, "ann": UNKNOWN, "cass": FULL}


class Nowhere(EmailBackend):
    def send_messages(self, email_messages):
        for mail in email_messages:
            [to] = mail.to
            if answer := ANSWERS.get(to.partition("@")[0]):
                raise SMTPRecipientsRefused({to: answer})
        return len(email_messages)


@contextmanager
def nowhere() -> Iterator[None]:
    """Mail of the past goes this way, and nobody who starts the demo reads in its log what did not leave years ago."""
    log = logging.getLogger("foundation.messages.delivery")
    usual = log.level
    log.setLevel(logging.ERROR)
    try:
        with override_settings(EMAIL_BACKEND=f"{Nowhere.__module__}.{Nowhere.__qualname__}"):
            yield
    finally:
        log.setLevel(usual)
