"""A case and what belongs to it. Coded facts stand in plain columns; everything somebody wrote is sealed with the dossier's key."""

import uuid

from django.db import models
from django.db.models import F, Q

from cases.casefile import rules
from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier, Party, Stateful
from foundation.people.models import Academy, Person
from policy.models import Clause, PolicyVersion
from reports.concerns.rules import OUTCOMES
from reports.intake.models import Report

_CODE = {"max_length": 20, "blank": True}


def in_order(first, second):
    """Of two dates of a row the second is not before the first."""
    ordered = Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True}) | Q(**{f"{second}__gte": F(first)})
    return models.CheckConstraint(condition=ordered, name=f"case_{second}_after_{first}")


class Case(Stateful):
    """What was done about reports on one person. Who manages and investigates it are parties of its dossier."""

    noun = "case"

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="case")
    academy = models.ForeignKey(Academy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    incident_on = models.DateField()
    counted_tier = models.PositiveSmallIntegerField()  # the rung it was opened on: totals do not move when it is re-routed
    held_from = models.CharField(**_CODE)  # the state it goes on in
    opened_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    advised_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(**_CODE)  # the state it was decided to, also once it is closed
    intent = models.CharField(**_CODE)
    protected = models.CharField(**_CODE)
    outcome_word = models.CharField(**_CODE)
    retention = models.CharField(**_CODE)
    scope_sealed = SealedText()
    later_sealed = SealedText()
    hr_advice_sealed = SealedText()
    consistency_sealed = SealedText()
    compared_sealed = SealedText()
    protected_sealed = SealedText()
    decision_reason_sealed = SealedText()
    learning_sealed = SealedText()

    class Meta:
        indexes = (
            models.Index(fields=("-opened_at", "-reference"), condition=~Q(state=rules.CLOSED), name="case_open"),
            models.Index(fields=("-opened_at", "-reference"), name="case_newest"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="case_state_known"),
            models.CheckConstraint(
                condition=Q(state=rules.HELD, held_from__in=rules.HOLDABLE) | ~Q(state=rules.HELD) & Q(held_from=""),
                name="case_held_knows_where_from",
            ),
            models.CheckConstraint(condition=Q(protected__in=("", *rules.DISCLOSURES)), name="case_protected_known"),
            models.CheckConstraint(condition=Q(outcome_word__in=("", *OUTCOMES)), name="case_outcome_word_known"),
            models.CheckConstraint(condition=~Q(state__in=rules.DECIDED) | Q(decision=F("state")), name="case_decided_as_it_stands"),
            models.CheckConstraint(condition=Q(intent__in=("", *rules.INTENTS)), name="case_intent_known"),
            models.CheckConstraint(condition=Q(retention__in=("", *rules.RETENTION)), name="case_retention_known"),
            models.CheckConstraint(
                condition=Q(state=rules.CLOSED, closed_at__isnull=False) | ~Q(state=rules.CLOSED) & Q(closed_at__isnull=True),
                name="case_closed_has_a_moment",
            ),
            models.CheckConstraint(condition=~Q(state__in=rules.DECIDED) | Q(decided_at__isnull=False), name="case_decided_has_a_moment"),
            in_order("opened_at", "told_at"),
            in_order("opened_at", "advised_at"),
            in_order("opened_at", "decided_at"),
            in_order("decided_at", "closed_at"),
        )


    @property
    def stage(self) -> str:
        """How far it has come; on hold, the state it was held in."""
        return self.held_from or self.state

    @property
    def own_page(self) -> str:
        """Where the person it is about reads what is theirs to read; "" before anybody has told them."""
        return f"/about-you/{self.subject.uuid}/" if self.told_at else ""


class CaseReport(models.Model):
    """A report that a case is about, with its party who is the case's person: one case per report and person."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="cases")
    subject = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "subject"), name="one_case_per_report_and_subject"),)

    def __str__(self):
        return f"{self.report_id}→{self.case_id}"


class Allegation(models.Model):
    """One clause the case looks into, and what was found about it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="allegations")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    primary = models.BooleanField(default=False)
    added_at = models.DateTimeField(null=True, blank=True)  # later than the opening: whoever it is about was not told of it with the rest
    finding = models.CharField(**_CODE)
    finding_reason_sealed = SealedText()
    found_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-primary", "pk")
        constraints = (
            models.UniqueConstraint(fields=("case", "clause"), name="one_allegation_per_case_and_clause"),
            models.UniqueConstraint(fields=("case",), condition=Q(primary=True), name="one_main_allegation_a_case"),
            models.CheckConstraint(condition=Q(finding__in=("", *rules.FINDINGS)), name="allegation_finding_known"),
            models.CheckConstraint(
                condition=Q(finding="", found_at__isnull=True) | ~Q(finding="") & Q(found_at__isnull=False),
                name="allegation_found_has_a_moment",
            ),
        )

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.case.dossier_id


class Declaration(models.Model):
    """What somebody said about conflicts before taking a part: none, or in words (DOMAIN 6.3 R10)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=30)
    conflict = models.BooleanField()
    words_sealed = SealedText()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(conflict=False) | Q(words_sealed__isnull=False), name="declared_conflict_has_words"),
        )

    def __str__(self):
        return f"{self.part} {self.at:%Y-%m-%d}"


class Strand(models.Model):
    """Something the rooms above run inside the case: they write here where it stands, so that the case page and closing can name it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="strands")
    uuid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20)
    reference = models.CharField(max_length=16)
    words = models.CharField(max_length=60)
    path = models.CharField(max_length=200, blank=True)
    settled = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=Q(kind__in=tuple(rules.STRANDS)), name="strand_kind_known"),)

    def __str__(self):
        return self.reference
