"""Who was asked to investigate, and what the investigation was told to do and found."""

import uuid

from django.db import models
from django.db.models import F, Q

from cases.casefile.models import Case
from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier
from foundation.people.models import Person

from . import rules


class Appointment(models.Model):
    """Somebody was asked to investigate. They see the case only after accepting, with their declaration made."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=16, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, default=rules.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    relieved_sealed = SealedText()

    class Meta:
        indexes = (models.Index(fields=("person",), condition=Q(answer=rules.ASKED), name="appointment_waiting"),)
        constraints = (
            models.CheckConstraint(condition=Q(answer__in=tuple(rules.ANSWERS)), name="appointment_answer_known"),
            models.CheckConstraint(
                condition=Q(answer=rules.ASKED, answered_at__isnull=True) | ~Q(answer=rules.ASKED) & Q(answered_at__gte=F("asked_at")),
                name="appointment_answered_has_a_moment",
            ),
            models.UniqueConstraint(fields=("case",), condition=Q(answer__in=rules.STANDING), name="one_investigator_a_case"),
        )

    def __str__(self):
        return self.reference


class Investigation(models.Model):
    """What the investigator was asked to find out, and the report handed in."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="investigation")
    started_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True, blank=True)
    discontinued_at = models.DateTimeField(null=True, blank=True)
    heard = models.CharField(max_length=10, blank=True)
    terms_sealed = SealedText()
    summary_sealed = SealedText()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(heard__in=("", *rules.HEARD)), name="investigation_heard_known"),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True) | Q(reported_at__gte=F("started_at")), name="investigation_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True) | Q(discontinued_at__isnull=True), name="investigation_ends_in_one_way"
            ),
        )

    def __str__(self):
        return str(self.uuid)

    @property
    def over(self) -> bool:
        return bool(self.reported_at or self.discontinued_at)


class Turn(models.Model):
    """An investigation was ended early, or its report given back: why, and what had been found and advised by then, as it stood."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    reason_sealed = SealedText()
    summary_sealed = SealedText()
    findings_sealed = SealedText()
    advice_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=Q(kind__in=tuple(rules.TURNS)), name="turn_kind_known"),)

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d}"
