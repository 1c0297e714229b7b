"""Deadlines and the ledger they follow from; the days nobody works; the moment reminders last ran (DESIGN 5)."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.dossiers.models import Dossier
from foundation.people.models import Academy, Person

from .fields import TermsField
from .rules.ledger import ENDED, EVENTS, LIVE, PAUSED, RUNNING, STATES


class Deadline(models.Model):
    """One clock on one thing (`about`: uuid of the report, case or request). What stands here follows from its ledger and the calendar.

    `owner` holds symbols of parts and roles ("triager,DSL"), resolved when somebody is reminded; `owner_person` names one person
    instead. `reference` and `path` are what a reminder may say: a random reference and where to go.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="deadlines")
    about = models.UUIDField()
    kind = models.CharField(max_length=40)
    terms = TermsField()
    owner = models.CharField(max_length=80, blank=True)
    owner_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=16)
    path = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=RUNNING)
    started_at = models.DateTimeField()
    original_due = models.DateTimeField()
    due_at = models.DateTimeField()
    last_rung_at = models.DateTimeField(null=True, blank=True)
    next_rung_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(name="deadline_next_rung", fields=("next_rung_at", "id"), condition=Q(next_rung_at__isnull=False)),
            models.Index(name="deadline_live", fields=("about",), condition=Q(state__in=sorted(LIVE))),
            models.Index(name="deadline_of_dossier", fields=("dossier", "due_at"), condition=Q(state__in=sorted(LIVE))),
        )
        constraints = (
            models.UniqueConstraint(name="one_live_clock_of_a_kind", fields=("about", "kind"), condition=Q(state__in=sorted(LIVE))),
            models.CheckConstraint(name="deadline_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="only_running_clocks_remind", condition=Q(state=RUNNING) | Q(next_rung_at__isnull=True)),
            models.CheckConstraint(name="deadline_ended_or_live",
                                   condition=Q(state__in=sorted(LIVE), ended_at__isnull=True) | Q(state__in=ENDED, ended_at__isnull=False)),
        )

    def __str__(self):
        return f"{self.kind} of {self.reference}"

    @property
    def paused(self) -> bool:
        return self.state == PAUSED


class ClockEvent(models.Model):
    """One line of a deadline's ledger. `reason` is a code; `held_by` is the one person whose deadline was moved, where there is one."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="ledger")
    revision = models.PositiveIntegerField()
    event = models.CharField(max_length=12)
    terms = TermsField(null=True)
    trigger_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=60, blank=True)
    old_due = models.DateTimeField(null=True)
    new_due = models.DateTimeField()

    class Meta:
        ordering = ("deadline", "revision")
        constraints = (
            models.UniqueConstraint(name="one_entry_per_revision", fields=("deadline", "revision")),
            models.CheckConstraint(name="clock_event_known", condition=Q(event__in=EVENTS)),
            models.CheckConstraint(name="a_start_has_its_terms",
                                   condition=~Q(event="start") | Q(terms__isnull=False, trigger_at__isnull=False)),
            # nobody gives themselves more time, or lets themselves off (DOMAIN 6.3 R15)
            models.CheckConstraint(name="somebody_gives_time", condition=~Q(event__in=("extend", "waive")) | Q(by__isnull=False)),
            models.CheckConstraint(name="approver_is_not_the_owner",
                                   condition=Q(held_by__isnull=True) | Q(by__isnull=True) | ~Q(by=F("held_by"))),
        )

    def __str__(self):
        return f"{self.deadline_id}#{self.revision} {self.event}"


class BankHoliday(models.Model):
    """A bank holiday in England and Wales."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ("day",)

    def __str__(self):
        return f"{self.day} {self.name}"


class Closure(models.Model):
    """A day an academy is closed: school holidays, INSET."""

    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="closures")
    day = models.DateField()

    class Meta:
        ordering = ("day",)
        constraints = (models.UniqueConstraint(name="one_closure_a_day", fields=("academy", "day")),)

    def __str__(self):
        return f"{self.academy_id} {self.day}"


class CalendarFeed(models.Model):
    """Where other programs read one person's deadlines: of what it carries only a keyed hash is kept. Stopped, never deleted."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key_index = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="one_feed_of_a_person", fields=("person",), condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(name="feed_ends_after_it_began", condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at"))),
        )

    def __str__(self):
        return str(self.uuid)


class Heartbeat(models.Model):
    """When the reminders last ran; one row."""

    at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(name="one_heartbeat", condition=Q(id=1)),)

    def __str__(self):
        return f"{self.at}"
