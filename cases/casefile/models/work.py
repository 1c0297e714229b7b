"""What is done on a case beside its moves: it waits, it is handed over, somebody notes something or has to do something."""

import uuid

from django.db import models
from django.db.models import F, Q

from cases.casefile import rules
from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier
from foundation.people.models import Person

from .case import Case, in_order


class Hold(models.Model):
    """A time in which the case waits: why, what was agreed, and the advice on which it went on (DOMAIN 9.2)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=20)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    words_sealed = SealedText()
    advice_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(reason__in=tuple(rules.HOLD_REASONS)), name="hold_reason_known"),
            models.UniqueConstraint(fields=("case",), condition=Q(ended_at__isnull=True), name="one_hold_at_a_time"),
            in_order("began_at", "ended_at"),
        )

    def __str__(self):
        return f"{self.reason} {self.began_at:%Y-%m-%d}"


class HandOver(models.Model):
    """Somebody was asked to manage the case in place of whoever does; they see it only after accepting, with their declaration made."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=16, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hand_overs")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=12, default=rules.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("to",), condition=Q(answer=rules.ASKED), name="hand_over_waiting"),)
        constraints = (
            models.CheckConstraint(condition=Q(answer__in=tuple(rules.HAND_OVERS)), name="hand_over_answer_known"),
            models.CheckConstraint(
                condition=Q(answer=rules.ASKED, answered_at__isnull=True) | ~Q(answer=rules.ASKED) & Q(answered_at__isnull=False),
                name="hand_over_answered_has_a_moment",
            ),
            models.UniqueConstraint(fields=("case",), condition=Q(answer=rules.ASKED), name="one_hand_over_at_a_time"),
        )

    def __str__(self):
        return self.reference


class Reopening(models.Model):
    """Somebody who leads asked to open the closed case again; HR agreed, or did not. What had been decided by then stands here as it was
    (DOMAIN 9.2)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reopenings")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, default=rules.ASKED)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=20, blank=True)
    intent = models.CharField(max_length=20, blank=True)
    protected = models.CharField(max_length=20, blank=True)
    outcome_word = models.CharField(max_length=20, blank=True)
    retention = models.CharField(max_length=20, blank=True)
    new_sealed = SealedText()
    answer_sealed = SealedText()
    hr_advice_sealed = SealedText()
    consistency_sealed = SealedText()
    compared_sealed = SealedText()
    protected_sealed = SealedText()
    decision_reason_sealed = SealedText()
    learning_sealed = SealedText()
    weighing_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(answer__in=tuple(rules.REOPENINGS)), name="reopening_answer_known"),
            models.CheckConstraint(
                condition=Q(answer=rules.ASKED, answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer=rules.ASKED) & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="reopening_answered_by_somebody",
            ),
            models.CheckConstraint(condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")), name="reopening_takes_two"),
            models.CheckConstraint(
                condition=~Q(answer=rules.AGREED) | Q(decided_at__isnull=False, closed_at__isnull=False) & ~Q(decision=""),
                name="reopening_keeps_what_was_decided",
            ),
            models.UniqueConstraint(fields=("case",), condition=Q(answer=rules.ASKED), name="one_reopening_at_a_time"),
            in_order("asked_at", "answered_at"),
        )

    def __str__(self):
        return f"{self.answer} {self.asked_at:%Y-%m-%d}"


class HoldReview(models.Model):
    """Somebody looked again, and the case has to wait on."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="reviews")
    at = models.DateTimeField()
    words_sealed = SealedText()

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"


class CaseNote(models.Model):
    """What somebody who works on the case wrote for the others who do. Never changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words_sealed = SealedText()

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"


class CaseTask(models.Model):
    """Something one person has to do by a day, before the case can close."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=16, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    due_on = models.DateField()
    ended = models.CharField(max_length=10, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    words_sealed = SealedText()
    came_of_it_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("owner", "due_on"), condition=Q(ended=""), name="case_task_open"),)
        constraints = (
            models.CheckConstraint(condition=Q(ended__in=("", *rules.TASK_ENDS)), name="case_task_end_known"),
            models.CheckConstraint(
                condition=Q(ended="", ended_at__isnull=True) | ~Q(ended="") & Q(ended_at__isnull=False), name="case_task_ended_has_a_moment"
            ),
            in_order("made_at", "ended_at"),
        )

    def __str__(self):
        return self.reference
