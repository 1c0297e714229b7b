"""Support for one person who was targeted, in a dossier of its own: whoever gives it needs no door to the report (DESIGN 2, 3)."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier, Stateful
from foundation.people.models import Person
from reports.intake.models import CodedAnswer, Report

from . import rules


class Support(Stateful):
    """That somebody looks after `person`. `told_at`: since when they know of it themselves, and have a page of their own."""

    noun = "support"

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="support")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="supports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    again_on = models.DateField(null=True, blank=True)
    handed_sealed = SealedText()  # why somebody else does it now
    close_sealed = SealedText()
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = CodedAnswer()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("report", "person"), condition=~Q(state=rules.WITHDRAWN), name="one_support_per_report_and_person"
            ),
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="support_state_known"),
            models.CheckConstraint(condition=~Q(state=rules.SPOKEN) | Q(told_at__isnull=False), name="support_spoken_is_told"),
            models.CheckConstraint(condition=Q(state__in=rules.ENDED) ^ Q(closed_at__isnull=True), name="support_closed_has_a_moment"),
            models.CheckConstraint(
                condition=Q(state=rules.WITHDRAWN, withdrawn_because__in=tuple(rules.WITHDRAWN_WORDS))
                | ~Q(state=rules.WITHDRAWN) & Q(withdrawn_because=""),
                name="support_withdrawn_because",
            ),
        )


class Need(models.Model):
    """What the person said they need, at one time; what they say later stands beside it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    support = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="needs")
    at = models.DateTimeField()
    words_sealed = SealedText()

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.support.dossier_id


class Talk(models.Model):
    """One conversation: when, what was offered (codes of `rules.WAYS`), what was agreed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    support = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="talks")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    spoken_at = models.DateTimeField()
    offered = models.JSONField(default=list)
    agreed_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=Q(at__gte=F("spoken_at")), name="talk_was_before"),)

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.support.dossier_id
