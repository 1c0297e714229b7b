"""A disciplinary process that a decision on a case opened."""

from django.db import models
from django.db.models import Q

from cases.casefile.models import Case
from foundation.dossiers.models import Dossier, Stateful

from . import rules


class Disciplinary(Stateful):
    """Runs inside the case's dossier: the same door, chain and key."""

    noun = "disciplinary"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="disciplinary")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(state__in=rules.STATES), name="disciplinary_state_known"),)
