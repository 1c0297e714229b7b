"""What the person a case is about is asked to do for the investigation (10.2), and what they gave. There is no place for a credential."""

import uuid

from django.db import models
from django.db.models import F, Q

from cases.casefile.models import Allegation, Case
from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier, Party, Stateful
from foundation.evidence.models import Exhibit
from foundation.messages.rules import COULD_NOT
from foundation.people.models import Person

from . import rules

_CODE = {"max_length": 20, "blank": True}


def _somebody(**options):
    return models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", **options)


def _maybe():
    return _somebody(null=True, blank=True)


def _when():
    return models.DateTimeField(null=True, blank=True)


def _apart(first, second):
    apart = Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True}) | ~Q(**{first: F(second)})
    return models.CheckConstraint(condition=apart, name=f"coop_{first}_is_not_{second}")


def _needs(states, column):
    return models.CheckConstraint(condition=~Q(state__in=states) | Q(**{f"{column}__isnull": False}), name=f"coop_has_{column}")


def _if(kinds, holds, name):
    return models.CheckConstraint(condition=~Q(kind__in=kinds) | holds, name=f"coop_{name}")


_OUT = tuple(state for state in rules.STATES if state not in (rules.DRAFT, rules.WITHDRAWN))


_SESSION = (rules.SUPERVISED_SESSION,)
_GIVEN_BACK = (rules.RETURN_TRUST_DEVICE, rules.TRUST_ACCOUNT_TRANSFER)
_PAIRS = (  # who must be two people, beside those below
    ("hr_agreed_by", "dpo_agreed_by"), ("hr_agreed_by", "drafted_by"), ("dpo_agreed_by", "drafted_by"), ("hr_agreed_by", "approved_by"),
    ("dpo_agreed_by", "approved_by"), ("hr_agreed_by", "reviewed_by"), ("dpo_agreed_by", "reviewed_by"),
)  # fmt: skip


class CooperationRequest(Stateful):
    """One thing one person is asked to do. Clocks run from `reached_at`, when the person knew (DESIGN 5)."""

    noun = "coop"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="cooperation")
    target = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    drafted_by = _somebody()
    created_at = models.DateTimeField()
    returned_at = _when()
    approved_by = _maybe()
    issued_at = _when()
    round = models.PositiveSmallIntegerField(default=1)
    told_at = _when()
    reached_at = _when()
    reached_how = models.CharField(**_CODE)
    acknowledged_at = _when()
    date_asked_at = _when()
    date_wished = models.DateField(null=True, blank=True)
    date_answered_at = _when()
    declined_at = _when()
    reviewed_by = _maybe()
    reviewed_at = _when()
    absence = models.CharField(max_length=3, blank=True)
    review_told_at = _when()
    review_told_how = models.CharField(**_CODE)
    hr_agreed_by = _maybe()
    dpo_agreed_by = _maybe()
    may_decline_said = models.BooleanField(default=False)
    trusts_own = models.BooleanField(default=False)
    stopped_at = _when()
    logged_out_at = _when()
    meets_at = _when()
    led_by = _maybe()
    note_taker = _maybe()
    allegation = models.ForeignKey(Allegation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what_sealed = SealedText()
    why_sealed = SealedText()
    returned_sealed = SealedText()
    not_reached_sealed = SealedText()
    date_reason_sealed = SealedText()
    date_answer_sealed = SealedText()
    decline_sealed = SealedText()
    asked_hr_sealed = SealedText()
    review_sealed = SealedText()
    review_not_told_sealed = SealedText()
    ended_sealed = SealedText()
    place_sealed = SealedText()
    companion_sealed = SealedText()
    missed_sealed = SealedText()

    class Meta:
        indexes = (
            models.Index(fields=("dossier", "state"), name="coop_of_dossier"),
            models.Index(fields=("dossier",), condition=Q(state__in=sorted(rules.WITH_HR)), name="coop_to_review"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="coop_state_known"),
            models.CheckConstraint(condition=Q(kind__in=rules.CODES), name="coop_kind_known"),
            models.CheckConstraint(condition=Q(reached_how__in=("", *rules.TOLD_HOW)), name="coop_reached_how_known"),
            models.CheckConstraint(condition=Q(review_told_how__in=("", *rules.REACHED)), name="coop_review_told_how_known"),
            models.CheckConstraint(condition=Q(absence__in=("", "yes", "no")), name="coop_absence_known"),
            models.CheckConstraint(condition=~Q(state=rules.UNREASONABLE) | ~Q(absence="yes"), name="coop_nobody_unwell_was_unreasonable"),
            _apart("approved_by", "drafted_by"),
            _apart("reviewed_by", "drafted_by"),
            _apart("reviewed_by", "approved_by"),
            _needs(_OUT, "issued_at"),
            _needs(_OUT, "approved_by"),
            _needs(tuple(sorted(rules.REVIEWED)), "reviewed_by"),
            *(_needs((rules.SCHEDULED,), column) for column in ("meets_at", "led_by", "note_taker")),
            _apart("led_by", "note_taker"),
            *(_apart(one, other) for one, other in _PAIRS),
            _if(_SESSION, ~Q(state__in=_OUT) | Q(hr_agreed_by__isnull=False, dpo_agreed_by__isnull=False), "session_is_agreed_by_both"),
            _if(_SESSION, Q(reached_how__in=("", COULD_NOT)) | Q(may_decline_said=True), "session_may_be_declined"),
            _if(_SESSION, ~Q(state=rules.COMPLETED) | Q(logged_out_at__isnull=False), "session_ends_logged_out"),
            _if(_GIVEN_BACK, Q(trusts_own=True), "only_the_trusts_own_comes_back"),
            models.CheckConstraint(
                condition=Q(allegation__isnull=True) | Q(state=rules.UNREASONABLE), name="coop_only_unreasonable_is_alleged"
            ),
        )

    @property
    def wishes_another_date(self) -> bool:
        """Whether the person has asked for another date and has no answer yet."""
        return self.date_asked_at is not None and (self.date_answered_at is None or self.date_answered_at < self.date_asked_at)


class Supply(models.Model):
    """What the person sent at one time: words, and the files added since the time before. A later one adds to it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(CooperationRequest, on_delete=models.PROTECT, related_name="supplies")
    at = models.DateTimeField()
    written_by = _somebody()
    whole = models.BooleanField()
    came_on = models.DateField(null=True, blank=True)  # the day it came on paper
    words_sealed = SealedText()
    missing_sealed = SealedText()

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return str(self.uuid)


class SuppliedFile(models.Model):
    """A file the person added, as an exhibit of the case; `supply` once it was sent."""

    request = models.ForeignKey(CooperationRequest, on_delete=models.PROTECT, related_name="files")
    exhibit = models.OneToOneField(Exhibit, on_delete=models.PROTECT, related_name="+")
    supply = models.ForeignKey(Supply, null=True, blank=True, on_delete=models.PROTECT, related_name="files")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return str(self.exhibit_id)


class Minutes(models.Model):
    """What was said on the day, as whoever took notes wrote it down; never changed. What is missing stands beside it, with a signature."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(CooperationRequest, on_delete=models.PROTECT, related_name="minutes")
    at = models.DateTimeField()
    written_by = _somebody()
    words_sealed = SealedText()

    def __str__(self):
        return str(self.uuid)


class Signature(models.Model):
    """Under minutes, once for each side: signed, with what is missing; or not, and why."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = _somebody()
    signed = models.BooleanField()
    words_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(side__in=rules.SIDES), name="coop_signature_side_known"),
            models.CheckConstraint(condition=Q(signed=True) | Q(side=rules.BY_THEM), name="coop_only_the_person_may_not_sign"),
            models.UniqueConstraint(fields=("minutes", "side"), name="coop_one_signature_a_side"),
        )

    def __str__(self):
        return str(self.uuid)


class Scope(models.Model):
    """Exactly what a supervised session looks at, and why nothing less would do."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(CooperationRequest, on_delete=models.PROTECT, related_name="scope")
    first_day = models.DateField()
    last_day = models.DateField()
    kinds = models.JSONField()
    account_sealed = SealedText()
    counterpart_sealed = SealedText()
    necessity_sealed = SealedText()
    tried_sealed = SealedText()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="coop_scope_days_in_order"),)

    def __str__(self):
        return str(self.uuid)


class Captured(models.Model):
    """One thing that was shown in a session, inside what was agreed, with a picture of it where there is one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(CooperationRequest, on_delete=models.PROTECT, related_name="captured")
    at = models.DateTimeField()
    by = _somebody()
    what = models.CharField(max_length=20)
    day = models.DateField()
    exhibit = models.OneToOneField(Exhibit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=Q(what__in=tuple(rules.CONTENT)), name="coop_captured_what_known"),)

    def __str__(self):
        return str(self.uuid)


class Handover(models.Model):
    """What belongs to the trust came back: by whom, witnessed by whom. The name of an item in the password manager, never what is in it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(CooperationRequest, on_delete=models.PROTECT, related_name="handover")
    at = models.DateTimeField()
    done_by = _somebody()
    witness = _somebody()
    second_factor = models.BooleanField(null=True, blank=True)
    item_sealed = SealedText()
    words_sealed = SealedText()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(done_by=F("witness")), name="coop_handover_has_a_witness"),)

    def __str__(self):
        return str(self.uuid)
