"""What triage answered about harm and data, and the records that a yes or a doubt opens beside the report."""

import uuid

from django.db import models
from django.db.models import Q

from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier, Stateful
from foundation.people.models import Person
from reports.intake.models import CodedAnswer, Report
from reports.intake.rules import NO, YES

from . import rules
from .rules import breaches

_GIVEN = ("", *rules.ANSWERS)


class Screening(models.Model):
    """The answers to the four questions of the harm threshold and to the one about data; the event of each says who and when."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="screening")
    harmed = CodedAnswer()
    offence = CodedAnswer()
    risk = CodedAnswer()
    unsuitable = CodedAnswer()
    breach = CodedAnswer()

    class Meta:
        constraints = tuple(
            models.CheckConstraint(condition=Q(**{f"{name}__in": _GIVEN}), name=f"screening_{name}_known")
            for name in (*rules.LIMBS, rules.BREACH)
        )

    def __str__(self):
        return f"screening of {self.report_id}"

    @property
    def answers(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in (*rules.LIMBS, rules.BREACH)}


class SafeguardingRecord(Stateful):
    """A report in which a child may have been harmed (DOMAIN 9.2): what the safeguarding lead made of it."""

    noun = "safeguarding"

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="safeguarding")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    aware_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_sealed = SealedText()
    elsewhere_sealed = SealedText()  # where the child's record stands in the system the academy keeps those in
    restricted = CodedAnswer()  # whether naming the person in public might be an offence (Education Act 2002 section 141F)
    outcome = models.CharField(max_length=20, blank=True)
    outcome_sealed = SealedText()
    line_sealed = SealedText()  # what may be said when somebody asks, where nothing may be made public
    line_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=rules.SAFEGUARDING_STATES), name="safeguarding_state_known"),
            models.CheckConstraint(
                condition=Q(state=rules.FLAGGED) | Q(reviewed_at__isnull=False), name="safeguarding_reviewed_has_a_moment"
            ),
            models.CheckConstraint(condition=Q(restricted__in=_GIVEN), name="safeguarding_restricted_known"),
            models.CheckConstraint(
                condition=Q(state__in=(rules.OUTCOME, rules.CLOSED), outcome__in=sorted(rules.OUTCOMES))
                | (~Q(state__in=(rules.OUTCOME, rules.CLOSED)) & Q(outcome="")),
                name="safeguarding_outcome_has_a_word",
            ),
        )


class Contact(models.Model):
    """What the LADO, or the police, said about a report, and when; written down by whoever spoke to them (DOMAIN 9.2)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    record = models.ForeignKey(SafeguardingRecord, on_delete=models.PROTECT, related_name="contacts")
    whom = CodedAnswer()
    answer = models.CharField(max_length=12)
    removal = CodedAnswer()  # whether they have no objection to what was posted being removed: it may be evidence
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    spoken_at = models.DateTimeField()
    with_sealed = SealedText()
    advice_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(whom__in=sorted(rules.WHOM)), name="contact_whom_known"),
            models.CheckConstraint(condition=Q(answer__in=rules.ANSWERS_OF_THE_LADO), name="contact_answer_known"),
            models.CheckConstraint(condition=~Q(answer="advice") | Q(whom=rules.LADO), name="contact_advice_is_the_lado_s"),
            models.CheckConstraint(condition=Q(removal__in=_GIVEN), name="contact_removal_known"),
            models.CheckConstraint(condition=Q(at__gte=models.F("spoken_at")), name="contact_was_before"),
        )

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.record.dossier_id


class Knower(models.Model):
    """Somebody who knows and has no door here: why they need to, who told them, when, what they may say (Education Act 2002 s141F)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    record = models.ForeignKey(SafeguardingRecord, on_delete=models.PROTECT, related_name="knowers")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_on = models.DateField()
    name_sealed = SealedText()
    why_sealed = SealedText()
    told_by_sealed = SealedText()
    may_say_sealed = SealedText()

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.record.dossier_id


class BreachRecord(Stateful):
    """A report in which personal data may have got out (DOMAIN 9.2; UK GDPR article 33)."""

    noun = "breach"

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="data_breach")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    aware_at = models.DateTimeField()
    assessed_at = models.DateTimeField(null=True, blank=True)
    assessment_sealed = SealedText()
    ico_told_at = models.DateTimeField(null=True, blank=True)
    ico_reference_sealed = SealedText()
    late_sealed = SealedText()  # why the ICO was told later than 72 hours
    risk = CodedAnswer()  # whether the risk to the people whose data it is is high (UK GDPR article 34)
    risk_sealed = SealedText()
    people = CodedAnswer(max_length=12)  # that they were told, or which reason lets the trust not tell them
    people_at = models.DateTimeField(null=True, blank=True)
    spared_sealed = SealedText()
    facts_sealed = SealedText()  # what the register keeps of every breach (UK GDPR article 33(5))
    effects_sealed = SealedText()
    actions_sealed = SealedText()
    described_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=rules.BREACH_STATES), name="breach_state_known"),
            models.CheckConstraint(
                condition=Q(state=rules.SUSPECTED) | Q(assessed_at__isnull=False), name="breach_assessed_has_a_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.NOTIFIED) | Q(ico_told_at__isnull=False), name="breach_notified_has_a_moment"
            ),
            models.CheckConstraint(condition=Q(risk__in=("", YES, NO)), name="breach_risk_known"),
            models.CheckConstraint(condition=Q(people__in=breaches.PEOPLE), name="breach_people_known"),
            models.CheckConstraint(
                condition=Q(people="", people_at__isnull=True) | (~Q(people="") & Q(risk=YES, people_at__isnull=False)),
                name="breach_people_where_risk_is_high",
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.CLOSED)
                | (Q(described_at__isnull=False, risk__in=(YES, NO)) & (~Q(risk=YES) | ~Q(people=""))),
                name="breach_closed_is_settled",
            ),
        )


class Telling(models.Model):
    """People whose data got out were told so: once or in several goes (UK GDPR article 34(1), (2))."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    record = models.ForeignKey(BreachRecord, on_delete=models.PROTECT, related_name="tellings")
    how = models.CharField(max_length=12)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_at = models.DateTimeField()
    who_sealed = SealedText()
    what_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(how__in=sorted(breaches.HOW_TOLD)), name="telling_how_known"),
            models.CheckConstraint(condition=Q(at__gte=models.F("told_at")), name="telling_was_before"),
        )

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.record.dossier_id
