"""Letters between triage and the reporter, and notes of those who triage: two tables, so that no page of a reporter can show a note."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.dossiers.fields import SealedText
from foundation.people.models import Person
from reports.intake.models import CodedAnswer, Report

from . import rules


class Letter(models.Model):
    """What one of them wrote to the other. `read_at`: when somebody who triages said that they have what the reporter wrote."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="letters")
    direction = CodedAnswer()
    kind = CodedAnswer()
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # empty: who did not sign in
    at = models.DateTimeField()
    words_sealed = SealedText()
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("report",), condition=Q(direction=rules.FROM_REPORTER, read_at__isnull=True), name="letter_unread"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=rules.QUESTION, direction=rules.TO_REPORTER)
                | Q(kind__in=(rules.CLOSING, rules.PROGRESS), direction=rules.TO_REPORTER)
                | Q(kind=rules.ANSWER, direction=rules.FROM_REPORTER)
                | Q(kind=rules.FREE, direction__in=(rules.TO_REPORTER, rules.FROM_REPORTER)),
                name="letter_kind_known",
            ),
            models.CheckConstraint(condition=Q(by__isnull=False) | Q(direction=rules.FROM_REPORTER), name="letter_to_reporter_by_somebody"),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(direction=rules.FROM_REPORTER, read_at__gte=F("at"), read_by__isnull=False),
                name="letter_read_by_somebody",
            ),
        )

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.report.dossier_id


class Note(models.Model):
    """What somebody who triages wrote for the others who do. No reporter, and nobody a case is about, is ever shown one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words_sealed = SealedText()

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.report.dossier_id
