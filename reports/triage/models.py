"""What triage keeps beside the report: words about who may work on it, what makes it serious, and whether it was decided in time."""

import uuid

from django.db import models
from django.db.models import Q

from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Party
from foundation.people.models import Academy, Person
from reports.intake import rules as intake
from reports.intake.models import CodedAnswer, Report

from . import rules

_LAWFUL = tuple(one for one in rules.questions.SOURCES if one != rules.questions.NO_RECORD)


class Remark(models.Model):
    """Why somebody stepped back because of a conflict, or why somebody kept out was let in. The event says when; the words are sealed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=20)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words_sealed = SealedText()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=rules.REMARKS), name="remark_kind_known"),)

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.report.dossier_id


class Naming(models.Model):
    """Triage said who somebody is: the part they got by it, and what was so before, to which a name that was wrong goes back. Why, and why
    it was wrong, are sealed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="namings")
    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="naming")
    instead_of = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # whom nobody could name
    academy = models.ForeignKey(Academy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # where it belonged before
    tier = models.PositiveSmallIntegerField()  # the rung on which it stood before
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why_sealed = SealedText()
    back_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    back_at = models.DateTimeField(null=True, blank=True)
    back_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(back_by__isnull=True, back_at__isnull=True) | Q(back_by__isnull=False, back_at__isnull=False),
                name="naming_taken_back_by_somebody",
            ),
        )

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.report.dossier_id


class Weighing(models.Model):
    """Circumstances the triager found, as codes of `policy.rules.MODIFIERS` (DOMAIN 2.1)."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="weighing")
    circumstances = models.JSONField(default=list)
    policies = models.JSONField(default=list)  # which others it would break offline (policy 5.1)
    protected = CodedAnswer()  # whether it could be a protected disclosure or union activity
    source = CodedAnswer()  # how it was found out, where that could be by watching staff (policy 9.1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(protected__in=("", *rules.questions.PROTECTED_ANSWERS)), name="weighing_protected_known"),
            models.CheckConstraint(condition=Q(source__in=("", *_LAWFUL)), name="weighing_source_is_lawful"),
        )

    def __str__(self):
        return f"weighing of {self.report_id}"

    @property
    def answers(self) -> dict[str, object]:
        """What the rules ask, question → answer."""
        return {name: getattr(self, name) for name in (rules.questions.POLICIES, rules.questions.PROTECTED, rules.questions.SOURCE)}


class Timeliness(models.Model):
    """Whether the first decision came by the original date (DOMAIN 8.1): once a report, as it was counted, whatever happens later."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="timeliness")
    month = models.DateField()
    tier = models.PositiveSmallIntegerField()
    in_time = models.BooleanField()

    def __str__(self):
        return f"timeliness of {self.report_id}"


class Outcome(models.Model):
    """How a report ended without a case, each time it did: what was decided stays where it is opened again. The words are sealed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="outcomes")
    state = models.CharField(max_length=40)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    passed_to = CodedAnswer(max_length=20)
    passed_on = models.DateField(null=True, blank=True)
    words_sealed = SealedText()
    reference_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=intake.ENDED), name="outcome_state_known"),
            models.CheckConstraint(
                condition=Q(state=intake.REFERRED_OUT, passed_to__in=sorted(intake.PASSED_TO), passed_on__isnull=False)
                | (~Q(state=intake.REFERRED_OUT) & Q(passed_to="", passed_on__isnull=True)),
                name="outcome_passed_on_to_somebody",
            ),
        )

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.report.dossier_id


class Agreement(models.Model):
    """Somebody else is asked to agree before a report ends: the safeguarding lead, or a second person where it would be void. What was
    asked and what was said are sealed. One that was overtaken by something else has lapsed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField(max_length=10)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    words_sealed = SealedText()
    agreed = models.BooleanField(null=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_sealed = SealedText()
    lapsed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=rules.AGREEMENTS), name="agreement_kind_known"),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True, answered_by__isnull=True, answered_at__isnull=True)
                | Q(agreed__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                name="agreement_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("asked_by")), name="agreement_of_somebody_else"
            ),
            models.UniqueConstraint(
                fields=("report",), condition=Q(answered_at__isnull=True, lapsed_at__isnull=True), name="one_open_agreement_a_report"
            ),
        )

    def __str__(self):
        return f"{self.kind} {self.uuid}"

    @property
    def dossier_id(self):
        return self.report.dossier_id
