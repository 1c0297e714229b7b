"""A low-level concern, in a dossier of its own with few eyes (DOMAIN 6.3 R14)."""

import uuid

from django.db import models
from django.db.models import Q

from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier, Stateful
from foundation.people.models import Person
from reports.intake.models import Report

from . import rules


class LowLevelConcern(Stateful):
    """One concern about one person, out of a report that ended so. Kept until the person leaves, then looked at again (DOMAIN 7); in no
    reference unless it became misconduct. `context_sealed`: what happened, in the words of whoever triaged it."""

    noun = "concern"

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="concern")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="low_level")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")  # whose words the context is
    clauses = models.JSONField(default=list)  # codes of the rules it was about
    about_children = models.BooleanField(default=False)  # one of them is about safeguarding
    context_sealed = SealedText()

    class Meta:
        indexes = (models.Index(fields=("person", "recorded_at"), name="concerns_of_a_person"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="concern_state_known"),
            models.UniqueConstraint(
                fields=("report", "person"),
                condition=Q(state__in=rules.OPEN),
                name="one_open_concern_per_report_and_person",
            ),
        )


class Decision(models.Model):
    """What was decided about it, each time; the reasons are sealed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    concern = models.ForeignKey(LowLevelConcern, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=40)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=Q(state__in=rules.STATES), name="concern_decision_state_known"),)

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.concern.dossier_id
