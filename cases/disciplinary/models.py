"""A disciplinary process that a decision on a case opened: its hearings, who hears it, what was decided (DOMAIN 9.5).

An appeal is heard and decided in the same tables: `stage` of a hearing or a seat, and the second outcome.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from cases.casefile.models import Allegation, Case
from cases.casefile.rules import FINDINGS
from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier, Stateful
from foundation.evidence.models import Exhibit
from foundation.people.models import Person

from . import rules

_CODE = {"max_length": 20, "blank": True}
_STAGES = (rules.HEARING, rules.APPEAL)
_RAN = tuple(state for state in rules.STATES if state not in (rules.OPENED, rules.WITHDRAWN))


def _somebody(**options):
    return models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", **options)


def _maybe():
    return _somebody(null=True, blank=True)


def _when():
    return models.DateTimeField(null=True, blank=True)


def _inside():
    return models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")


def _id():
    return models.UUIDField(default=uuid.uuid4, unique=True, editable=False)


def _known(name, codes, *, empty=True):
    return Q(**{f"{name}__in": (*(("",) if empty else ()), *codes)})


def _together(first, second):
    return Q(**{f"{first}__isnull": True, f"{second}__isnull": True}) | Q(**{f"{first}__isnull": False, f"{second}__isnull": False})


class Disciplinary(Stateful):
    """Runs inside the case's dossier: the same door, chain and key. `worst`: the most it can lead to; `members`: how many sit beside
    whoever chairs; what the person says is theirs to change until the hearing."""

    noun = "disciplinary"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="disciplinary")
    opened_at = models.DateTimeField()
    worst = models.CharField(**_CODE)
    members = models.PositiveSmallIntegerField(default=0)
    no_evidence_sealed = SealedText()
    companion = models.CharField(**_CODE)
    companion_sealed = SealedText()
    statement_sealed = SealedText()
    said_at = _when()
    withdraw_asked_by = _maybe()
    withdraw_asked_at = _when()
    withdraw_sealed = SealedText()
    withdrawn_by = _maybe()
    concluded_at = _when()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="disciplinary_state_known"),
            models.CheckConstraint(condition=_known("worst", rules.WORST), name="disciplinary_worst_known"),
            models.CheckConstraint(condition=~Q(state__in=_RAN) | ~Q(worst=""), name="disciplinary_arranged_knows_the_worst"),
            models.CheckConstraint(condition=_known("companion", rules.COMPANIONS), name="disciplinary_companion_known"),
            models.CheckConstraint(
                condition=_together("withdraw_asked_by", "withdraw_asked_at"), name="disciplinary_withdrawal_has_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True) | Q(withdraw_asked_by__isnull=False) & ~Q(withdrawn_by=F("withdraw_asked_by")),
                name="disciplinary_is_withdrawn_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.WITHDRAWN) | Q(withdrawn_by__isnull=False), name="disciplinary_withdrawn_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state=rules.CONCLUDED, concluded_at__isnull=False) | ~Q(state=rules.CONCLUDED),
                name="disciplinary_concluded_has_a_moment",
            ),
        )


class Hearing(models.Model):
    """A day that was set. One that was postponed stays, with its reason; `number` counts them. What was written down there is its own."""

    uuid = _id()
    dossier = _inside()
    disciplinary = models.ForeignKey(Disciplinary, on_delete=models.PROTECT, related_name="hearings")
    stage = models.CharField(max_length=20, default=rules.HEARING)
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    place_sealed = SealedText()
    arranged_by = _somebody()
    arranged_at = models.DateTimeField()
    invited_at = _when()
    invited_how = models.CharField(**_CODE)
    not_reached_sealed = SealedText()
    asked_at = _when()
    asked_why = models.CharField(**_CODE)
    asked_for = _when()
    asked_sealed = SealedText()
    answered_at = _when()
    answer_sealed = SealedText()
    postponed_at = _when()
    postponed_why = models.CharField(**_CODE)
    postponed_sealed = SealedText()
    heard_at = _when()
    came = models.CharField(max_length=3, blank=True)
    notes_sealed = SealedText()
    present_sealed = SealedText()
    absence_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=_known("stage", _STAGES, empty=False), name="hearing_stage_known"),
            models.UniqueConstraint(fields=("disciplinary", "stage", "number"), name="hearings_are_counted"),
            models.UniqueConstraint(
                fields=("disciplinary", "stage"), condition=Q(postponed_at__isnull=True), name="one_day_of_a_hearing_holds"
            ),
            models.UniqueConstraint(
                fields=("disciplinary", "stage"), condition=Q(postponed_why=rules.COMPANION), name="one_postponement_for_a_companion"
            ),
            models.CheckConstraint(condition=Q(starts_at__gt=F("arranged_at")), name="hearing_is_arranged_before_it_is_held"),
            models.CheckConstraint(condition=_known("invited_how", rules.REACHED), name="hearing_invited_how_known"),
            models.CheckConstraint(condition=_known("asked_why", rules.POSTPONED_FOR), name="hearing_asked_why_known"),
            models.CheckConstraint(condition=_known("postponed_why", rules.POSTPONED_FOR), name="hearing_postponed_why_known"),
            models.CheckConstraint(condition=_known("came", ("yes", "no")), name="hearing_came_known"),
            models.CheckConstraint(
                condition=Q(postponed_at__isnull=True, postponed_why="") | Q(postponed_at__isnull=False) & ~Q(postponed_why=""),
                name="hearing_postponed_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(heard_at__isnull=True)
                | Q(heard_at__gte=F("starts_at"), invited_at__isnull=False, postponed_at__isnull=True) & ~Q(came=""),
                name="only_whoever_was_invited_is_heard",
            ),
        )

    def __str__(self):
        return f"{self.stage} {self.number}"

    @property
    def wished(self) -> bool:
        """Whether the person has asked for another day and has no answer yet."""
        return self.asked_at is not None and self.answered_at is None and self.postponed_at is None


class Seat(models.Model):
    """Who hears it, as chair or beside the chair. Nobody sits twice in one process: not in the hearing and the appeal, not after they
    stepped back."""

    disciplinary = models.ForeignKey(Disciplinary, on_delete=models.PROTECT, related_name="seats")
    stage = models.CharField(max_length=20, default=rules.HEARING)
    person = _somebody()
    chair = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = _when()
    declared_at = _when()

    class Meta:
        ordering = ("-chair", "pk")
        constraints = (
            models.CheckConstraint(condition=_known("stage", _STAGES, empty=False), name="seat_stage_known"),
            models.UniqueConstraint(fields=("disciplinary", "person"), name="nobody_sits_twice"),
            models.UniqueConstraint(
                fields=("disciplinary", "stage"), condition=Q(chair=True, until__isnull=True), name="one_chair_of_a_hearing"
            ),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="seat_dates_in_order"),
        )

    def __str__(self):
        return f"{self.stage} {'chair' if self.chair else 'member'}"


class Released(models.Model):
    """An exhibit that goes to the person with the invitation, and to those who hear it."""

    disciplinary = models.ForeignKey(Disciplinary, on_delete=models.PROTECT, related_name="released")
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="+")
    by = _somebody()
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("disciplinary", "exhibit"), name="an_exhibit_is_released_once"),)

    def __str__(self):
        return str(self.exhibit_id)


class Outcome(models.Model):
    """What was decided. The first is the hearing's; one that an appeal changes it to is another row. `uuid`: what its letter and the
    message about it are about, shown to the person once it is issued."""

    uuid = _id()
    dossier = _inside()
    disciplinary = models.ForeignKey(Disciplinary, on_delete=models.PROTECT, related_name="outcomes")
    number = models.PositiveSmallIntegerField(default=1)
    sanction = models.CharField(max_length=30)
    decided_by = _somebody()
    decided_at = models.DateTimeField()
    reread = models.BooleanField(default=False)
    mitigation_sealed = SealedText()
    warnings_sealed = SealedText()
    reason_sealed = SealedText()
    issued_at = _when()
    issued_how = models.CharField(**_CODE)
    not_reached_sealed = SealedText()
    live_until = models.DateField(null=True, blank=True)
    appeal_until = _when()
    appeal_to = _maybe()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("disciplinary", "number"), name="outcomes_are_counted"),
            models.CheckConstraint(condition=_known("sanction", rules.SANCTIONS, empty=False), name="outcome_sanction_known"),
            models.CheckConstraint(condition=_known("issued_how", rules.REACHED), name="outcome_issued_how_known"),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, appeal_until__isnull=True)
                | Q(
                    issued_at__isnull=False,
                    appeal_until__isnull=False,
                    issued_at__gte=F("decided_at"),
                    appeal_until__gt=F("issued_at"),
                ),
                name="outcome_issued_can_be_appealed",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, live_until__isnull=True)
                | Q(issued_at__isnull=False, live_until__isnull=False, sanction__in=tuple(rules.WARNINGS))
                | Q(issued_at__isnull=False, live_until__isnull=True) & ~Q(sanction__in=tuple(rules.WARNINGS)),
                name="outcome_a_warning_counts_until_a_day",
            ),
        )

    def __str__(self):
        return f"{self.sanction} {self.number}"


class Ruling(models.Model):
    """What those who heard it found about one allegation."""

    uuid = _id()
    dossier = _inside()
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="rulings")
    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=20)
    reason_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("outcome", "allegation"), name="one_ruling_an_allegation"),
            models.CheckConstraint(condition=_known("finding", FINDINGS, empty=False), name="ruling_finding_known"),
        )

    def __str__(self):
        return str(self.uuid)
