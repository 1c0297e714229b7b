"""How a letter was served on somebody who cannot sign in, and what they answered on paper or by word of mouth."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier, Party
from foundation.letters.models import Letter
from foundation.people.models import Person

from . import rules


class Delivery(models.Model):
    """One letter on its way to one person. `about`: the thing it asks for. Of a code only a keyed hash is kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    about = models.UUIDField(db_index=True)
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # letters are disposed of
    to = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10)
    sent_at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    served_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    came_back_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # something else was served in its place, or it came back
    code_index = models.CharField(max_length=64, unique=True, null=True, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    proof_sealed = SealedText()
    fate_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(way__in=tuple(rules.WAYS)), name="delivery_way_known"),
            models.CheckConstraint(
                condition=Q(way=rules.CODE, code_index__isnull=False, code_until__isnull=False)
                | ~Q(way=rules.CODE) & Q(code_index__isnull=True, code_until__isnull=True, opened_at__isnull=True, served_at__isnull=False),
                name="delivery_has_a_code_or_a_day",
            ),
            models.CheckConstraint(condition=Q(served_at__isnull=True) | Q(served_at__gte=F("sent_at")), name="delivery_served_once_sent"),
            models.CheckConstraint(condition=Q(sent_at__lte=F("recorded_at")), name="delivery_recorded_once_sent"),
            models.CheckConstraint(
                condition=Q(arrived_at__isnull=True) | Q(arrived_at__gte=F("sent_at"), way=rules.POST), name="delivery_arrived_by_post"
            ),
            models.UniqueConstraint(fields=("about",), condition=Q(ended_at__isnull=True), name="one_delivery_at_a_time"),
        )

    def __str__(self):
        return f"{self.way} {self.sent_at:%Y-%m-%d}"


class Reply(models.Model):
    """What somebody said who cannot say it here, written down by somebody else: which step it was, by whom, for whom."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    about = models.UUIDField(db_index=True)
    step = models.CharField(max_length=20)
    of = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return f"{self.step} {self.at:%Y-%m-%d}"
