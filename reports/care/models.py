"""A reporter who is looked after: a dossier of its own, so that whoever asks them reads nothing of the report."""

import uuid

from django.db import models
from django.db.models import Q

from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier, Stateful
from foundation.people.models import Person
from reports.intake.models import CodedAnswer, Report

from . import rules


class Care(Stateful):
    """One reporter of one report that has ended (DOMAIN 8.3). An opened and ended one again begins another."""

    noun = "care"

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="care")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="cares")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    nobody_since = models.DateTimeField(null=True, blank=True)  # since when nobody can ask them: all who could had a part in it

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="care_state_known"),
            models.UniqueConstraint(
                fields=("report", "person"), condition=~Q(state=rules.STOPPED), name="one_care_per_report_and_reporter"
            ),
        )


class CheckIn(models.Model):
    """How the reporter is: what they said when they were asked, or wrote unasked. The words are sealed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    care = models.ForeignKey(Care, on_delete=models.PROTECT, related_name="check_ins")
    outcome = CodedAnswer()
    step = CodedAnswer()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=(*rules.OUTCOMES, rules.SAID)), name="check_in_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome=rules.WORSE, step__in=sorted(rules.STEPS)) | ~Q(outcome=rules.WORSE) & Q(step=""),
                name="check_in_worse_has_a_step",
            ),
        )

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.care.dossier_id
