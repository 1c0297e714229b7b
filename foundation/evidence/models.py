"""A piece of evidence: the file's facts are here, the file itself lies sealed in the vault."""

import uuid

from django.db import models
from django.db.models import Q

from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier
from foundation.people.models import Person

from . import rules


class Exhibit(models.Model):
    """One file of one dossier (DOMAIN 4.2). The name it was uploaded under is not kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="exhibits")
    number = models.PositiveIntegerField()
    original = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_name = models.CharField(max_length=40, unique=True)
    preview_name = models.CharField(max_length=40, unique=True, null=True, blank=True)  # only a picture has one
    captured_at = models.DateTimeField(null=True, blank=True)
    captured_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    how_seen = models.CharField(max_length=20)
    visibility = models.CharField(max_length=20)
    covered = models.BooleanField(default=False)
    stripped = models.BooleanField(default=False)
    address_sealed = SealedText()
    address_index = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(max_length=10, default=rules.WAITING)
    scan_tries = models.PositiveIntegerField(default=0)
    scan_due_at = models.DateTimeField(null=True, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    may_show_child = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("scan_due_at",), condition=Q(state=rules.WAITING), name="exhibit_waits_for_scan"),)
        constraints = (
            models.UniqueConstraint(fields=("dossier", "number"), name="one_exhibit_per_number"),
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="exhibit_state_known"),
            models.CheckConstraint(condition=Q(number__gte=1, size__gte=1), name="exhibit_has_number_and_size"),
            # only recorded police advice takes this back, or destroys it, and it says so in a row of its own
            models.CheckConstraint(
                condition=Q(may_show_child=False) | Q(state__in=(rules.SEALED, rules.DESTROYED)),
                name="exhibit_that_may_show_a_child_is_sealed",
            ),
        )

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        return f"E-{self.number}"

    @property
    def kind(self) -> rules.Kind:
        return rules.KINDS[self.media_type]

    @property
    def file_names(self) -> tuple[str, ...]:
        """The names under which its bytes lie in the vault."""
        return (self.stored_name, self.preview_name) if self.preview_name else (self.stored_name,)

    @property
    def file_name(self) -> str:
        """What a download is called: never what somebody once called it."""
        return self.label + self.kind.extensions[0]


class PoliceAdvice(models.Model):
    """What the police said about a sealed exhibit, written down by whoever spoke to them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="advice")
    decision = models.CharField(max_length=10)
    spoken_at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    with_sealed = SealedText()
    reference_sealed = SealedText()
    words_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(decision__in=sorted(rules.advice.DECISIONS)), name="police_decision_known"),
            models.CheckConstraint(condition=Q(at__gte=models.F("spoken_at")), name="police_spoke_before"),
        )

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.exhibit.dossier_id
