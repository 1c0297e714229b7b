"""A report from its draft on. Coded answers stand in plain columns; everything somebody wrote is sealed with the dossier's key."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier, Party, Stateful
from foundation.people.models import Academy, Person
from policy.models import Clause, Platform, PolicyVersion

from . import rules

_ANSWERS = ("", rules.YES, rules.NO, rules.UNSURE)
_JUDGED = ("", rules.NO, rules.POSSIBLE)


class CodedAnswer(models.CharField):
    """A code of a few letters that a form offered, never words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 10, "blank": True, **kwargs})


def _one_of(name, codes):
    return models.CheckConstraint(condition=Q(**{f"{name}__in": codes}), name=f"report_{name}_known")


def _in_order(first, second):
    ordered = Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True}) | Q(**{f"{second}__gte": F(first)})
    return models.CheckConstraint(condition=ordered, name=f"report_{second}_after_{first}")


class Report(Stateful):
    """What somebody told the trust. People (reporter, subjects, triager) are parties of its dossier."""

    noun = "report"

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="report")
    academy = models.ForeignKey(Academy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mode = CodedAnswer(default=rules.NAMED, max_length=14)
    behalf = CodedAnswer()
    danger = CodedAnswer()
    leader_involved = CodedAnswer()
    live = CodedAnswer()
    child = CodedAnswer()
    image = CodedAnswer()
    platform = models.ForeignKey(Platform, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField(null=True, blank=True)
    what_sealed = SealedText()
    platform_other_sealed = SealedText()
    when_sealed = SealedText()
    policy_version = models.ForeignKey(PolicyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    declaration = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    withdrew_at = models.DateTimeField(null=True, blank=True)  # the reporter took it back; whoever triages it decides what follows

    # what triage and concerns learn, written down here because the case asks for it
    harm = CodedAnswer()
    breach = CodedAnswer()
    evidence_reason_sealed = SealedText()
    severity_suggested = models.PositiveSmallIntegerField(null=True, blank=True)
    severity = models.PositiveSmallIntegerField(null=True, blank=True)
    severity_reason_sealed = SealedText()
    rationale_sealed = SealedText()
    rationale_length = models.PositiveIntegerField(default=0)
    proposed_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    same_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="same")

    class Meta:
        indexes = (
            models.Index(fields=("academy", "-submitted_at", "-id"), condition=Q(state__in=rules.OPEN), name="report_open"),
            models.Index(fields=("-submitted_at", "-id"), name="report_newest"),
        )
        constraints = (
            _one_of("state", rules.STATES),
            _one_of("mode", rules.MODES),
            _one_of("behalf", ("", *rules.BEHALVES)),
            *(_one_of(name, _ANSWERS) for name in ("danger", "leader_involved", "live", "child", "image")),
            _one_of("harm", (*_JUDGED, rules.ADVISED)),
            _one_of("breach", _JUDGED),
            *(_one_of(name, (1, 2, 3, 4)) for name in ("severity", "severity_suggested")),
            models.CheckConstraint(
                condition=Q(state__in=rules.UNSENT, submitted_at__isnull=True)
                | (~Q(state__in=rules.UNSENT) & Q(submitted_at__isnull=False)),
                name="report_sent_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="report_acknowledged_by_somebody",
            ),
            _in_order("submitted_at", "acknowledged_at"),
            models.CheckConstraint(
                condition=Q(state=rules.DUPLICATE, same_as__isnull=False) | (~Q(state=rules.DUPLICATE) & Q(same_as__isnull=True)),
                name="report_duplicate_of_another",
            ),
            models.CheckConstraint(condition=Q(same_as__isnull=True) | ~Q(same_as=F("pk")), name="report_not_the_same_as_itself"),
            _in_order("submitted_at", "withdrew_at"),
            _in_order("submitted_at", "proposed_at"),
            _in_order("proposed_at", "agreed_at"),
            _in_order("submitted_at", "decided_at"),
            _in_order("decided_at", "finished_at"),
        )


class ReportAddress(models.Model):
    """A web address the reporter gave: sealed as typed, with a blind index of its normalised form (DOMAIN 4.3)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="addresses")
    address_sealed = SealedText()
    address_index = models.CharField(max_length=64, db_index=True)
    handle_index = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("report", "address_index"), name="one_address_once_a_report"),)

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.report.dossier_id


class ReportClause(models.Model):
    """A rule the report may be about; at most one is the main one."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="clauses")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    primary = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("report", "clause"), name="one_clause_once_a_report"),
            models.UniqueConstraint(fields=("report",), condition=Q(primary=True), name="one_main_clause_a_report"),
        )

    def __str__(self):
        return f"{self.report_id} {self.clause_id}"


class ReportStrand(models.Model):
    """Something the rooms above run on the report alone, about `party`: they write here where it stands, so that the report's page and
    its end can name it, and a case opened about that person takes it along."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="strands")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(unique=True)
    reference = models.CharField(max_length=16)
    words = models.CharField(max_length=60)
    path = models.CharField(max_length=200)
    settled = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return self.reference


class Opening(models.Model):
    """Somebody looked up who a confidential reporter is, once each; the reporter reads who, when and why."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="openings")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why_sealed = SealedText()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("report", "by"), name="one_opening_per_person_and_report"),)

    def __str__(self):
        return str(self.uuid)

    @property
    def dossier_id(self):
        return self.report.dossier_id


class Hint(models.Model):
    """A rule the reporter thought it might be about. Triage begins with these and chooses anew in `ReportClause`; these stay as said."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="hints")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("report", "clause"), name="one_hint_once_a_report"),)

    def __str__(self):
        return f"{self.report_id} {self.clause_id}"


class Founded(models.Model):
    """That what a report said about a person turned out to be so: a case found it proven or ended in action, or it was settled informally.
    What was not founded has no row, and what is looked at again has none that counts."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="founded")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("report", "person"), condition=Q(until__isnull=True), name="founded_once_a_report_and_person"),
        )

    def __str__(self):
        return f"{self.report_id} {self.person_id}"


class Answered(models.Model):
    """That the reporter has been past a step of the journey: an optional question left empty is not asked again."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="answered")
    step = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "step"), name="one_answer_per_step"),)

    def __str__(self):
        return self.step
