"""A letter: a draft while its text may change, and then for good the PDF that was made of it."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier
from foundation.people.models import Person

_FROZEN = ("frozen_at", "frozen_by", "stored_name", "size")


def _all(empty: bool) -> Q:
    return Q(**{f"{name}__isnull": empty for name in _FROZEN})


class Letter(models.Model):
    """One version of one letter. `about`: the thing it is about, whose page `path` is; whoever `about` is disclosed to and it is written
    `to` reads what was made of it. `right`: what one must hold in the dossier to write it. The PDF lies sealed in the vault."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="letters")
    reference = models.CharField(max_length=16, unique=True, editable=False)
    about = models.UUIDField(db_index=True)
    path = models.CharField(max_length=100)
    right = models.CharField(max_length=40)
    to = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    template_version = models.PositiveSmallIntegerField()
    supersedes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by")
    text_sealed = SealedText()
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stored_name = models.CharField(max_length=40, unique=True, null=True, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=_all(True) & Q(sha256="") | _all(False) & ~Q(sha256=""), name="letter_is_frozen_or_draft"),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | Q(frozen_at__gte=F("created_at")), name="letter_is_frozen_after_it_was_begun"
            ),
            models.UniqueConstraint(
                fields=("dossier", "about", "template"), condition=Q(frozen_at__isnull=True), name="one_draft_of_a_letter"
            ),
        )

    def __str__(self):
        return self.reference

    @property
    def frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def file_name(self) -> str:
        """What a download is called."""
        return f"{self.reference}.pdf"
