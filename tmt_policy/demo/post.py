"""The mail server of the demo's past: what is sent goes nowhere; it does not know two addresses, and one mailbox is full."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.dummy import EmailBackend

UNKNOWN, FULL = (550, b"no such person"), (452, b"the mailbox is full")
ANSWERS = {"sid": UNKNOWN, "ann": UNKNOWN, "cass": FULL}


class Nowhere(EmailBackend):
    def send_messages(self, email_messages):
        for mail in email_messages:
            [to] = mail.to
            if answer := ANSWERS.get(to.partition("@")[0]):
                raise SMTPRecipientsRefused({to: answer})
        return len(email_messages)
