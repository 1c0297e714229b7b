"""The weighing of proportionality before a decision about expression."""

import uuid

from django.db import models

from cases.casefile.models import Case
from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier


class Proportionality(models.Model):
    """One sealed answer per question of `rules.PROPORTIONALITY`."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="proportionality")
    at = models.DateTimeField()
    words_sealed = SealedText()
    tone_sealed = SealedText()
    audience_sealed = SealedText()
    trust_sealed = SealedText()
    belief_sealed = SealedText()
    disclosure_sealed = SealedText()
    harm_sealed = SealedText()
    work_sealed = SealedText()
    person_sealed = SealedText()
    health_sealed = SealedText()
    comparable_sealed = SealedText()
    least_sealed = SealedText()
    advice_sealed = SealedText()

    def __str__(self):
        return str(self.uuid)
