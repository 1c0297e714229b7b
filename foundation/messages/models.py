"""A mail is a row before it is a mail; what people are told by a person is a row too (DESIGN 4, 5; ADR 0005)."""

import uuid

from django.db import models
from django.db.models import Q

from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier
from foundation.people.models import Academy, Person

from .rules import CLAIMED, COULD_NOT, ENDED, FAILED, HELD, HOW_NAMES, NEVER_LEFT, QUEUED, SENT, STATES, UNREACHABLE, UNSENT, URGENCIES


class Spoken(models.Model):
    """Somebody was told of a matter by a person, or could not be told and why. `about` empty: told of all that waited then."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="spoken")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=30)
    about = models.UUIDField(null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    how = models.CharField(max_length=20)
    why_not_sealed = SealedText()

    class Meta:
        indexes = (models.Index(fields=("dossier", "person", "matter"), name="spoken_of_matter"),)
        constraints = (
            models.CheckConstraint(condition=Q(how__in=sorted(HOW_NAMES)), name="spoken_how_known"),
            models.CheckConstraint(condition=Q(how=COULD_NOT) ^ Q(why_not_sealed__isnull=True), name="spoken_or_why_not"),
            models.CheckConstraint(condition=~Q(matter=""), name="spoken_of_something"),
            models.CheckConstraint(condition=~Q(person=models.F("by")), name="spoken_by_another"),
        )

    def __str__(self):
        return f"{self.matter} {self.uuid}"


class Message(models.Model):
    """One thing to tell one person. It holds no words: the wording is a template found by `code`.

    `matter` names what may not be learnt from a mail: such a message is held until `spoken` points at the telling.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="messages")
    code = models.CharField(max_length=60)
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    about = models.UUIDField()
    reference = models.CharField(max_length=16, blank=True)
    path = models.CharField(max_length=200)
    due_at = models.DateTimeField(null=True)
    urgency = models.CharField(max_length=10)
    matter = models.CharField(max_length=30, blank=True)
    safety = models.BooleanField(default=False)
    spoken = models.ForeignKey(Spoken, null=True, on_delete=models.PROTECT, related_name="released", db_index=False)  # few have one
    key = models.CharField(max_length=200, null=True)  # noqa: DJ001 many messages without a key, never two with the same
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=20, blank=True)
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    put_off_at = models.DateTimeField(null=True)  # when the mail server first took no more, as it came to this one
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("not_before",), condition=Q(state=QUEUED), name="message_queued"),
            models.Index(fields=("not_before",), condition=Q(state__in=(HELD, QUEUED, CLAIMED)), name="message_waiting"),
            models.Index(fields=("claimed_at",), condition=Q(state=CLAIMED), name="message_claimed"),
            models.Index(fields=("spoken",), condition=Q(spoken__isnull=False), name="message_spoken"),
            models.Index(fields=("dossier", "to", "matter"), condition=Q(state=HELD), name="message_held"),
            models.Index(fields=("about",), condition=Q(state__in=sorted(UNSENT)), name="message_unsent"),
            models.Index(fields=("-ended_at", "-id"), condition=Q(state__in=(FAILED, UNREACHABLE)), name="message_failed"),
            models.Index(fields=("-sent_at", "-id"), condition=Q(state=SENT), name="message_sent"),
        )
        constraints = (
            models.UniqueConstraint(fields=("key",), name="one_message_of_a_key"),  # unique=True would bring a second index, for LIKE
            models.CheckConstraint(condition=Q(state__in=STATES), name="message_state_known"),
            models.CheckConstraint(condition=Q(urgency__in=URGENCIES), name="message_urgency_known"),
            models.CheckConstraint(condition=Q(state=SENT) ^ Q(sent_at__isnull=True), name="message_sent_has_time"),
            models.CheckConstraint(condition=Q(state__in=sorted(ENDED)) ^ Q(ended_at__isnull=True), name="message_ended_has_time"),
            models.CheckConstraint(condition=Q(state=CLAIMED) ^ Q(claim__isnull=True), name="message_claimed_has_token"),
            models.CheckConstraint(condition=Q(state=CLAIMED) ^ Q(claimed_at__isnull=True), name="message_claimed_has_time"),
            # nobody learns of an allegation, a suspension or an outcome from a mail: the database says so
            models.CheckConstraint(condition=Q(matter="") | Q(spoken__isnull=False) | Q(state__in=sorted(NEVER_LEFT)),
                                   name="message_of_matter_is_spoken_first"),
            models.CheckConstraint(condition=Q(path__startswith="/"), name="message_path_of_this_site"),
        )

    def __str__(self):
        return f"{self.code} {self.uuid}"


class Pace(models.Model):
    """That the mail server takes no more for now; one row. What is not urgent waits `until` then; it has been so `since` then."""

    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    holds = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(name="one_pace", condition=Q(id=1)),)

    def __str__(self):
        return f"{self.until}"


class ResetAsked(models.Model):
    """Somebody typed this address to choose a new password. One row for every address, known or not; the sender finds out which."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    address_sealed = SealedText()
    at = models.DateTimeField()

    def __str__(self):
        return str(self.uuid)


class DayOff(models.Model):
    """A weekday on which mail that is not urgent waits: a bank holiday, or (with `academy`) a closure. The room of deadlines, which knows
    the calendar, writes them down here."""

    academy = models.ForeignKey(Academy, null=True, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        indexes = (models.Index(fields=("day", "academy"), name="day_off"),)
        constraints = (
            models.UniqueConstraint(fields=("academy", "day"), condition=Q(academy__isnull=False), name="one_day_off_of_an_academy"),
            models.UniqueConstraint(fields=("day",), condition=Q(academy__isnull=True), name="one_day_off_of_all"),
        )

    def __str__(self):
        return f"{self.academy_id or 'everybody'} {self.day}"
