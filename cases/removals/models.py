"""A request to remove content, and how it went."""

from django.db import models
from django.db.models import F, Q

from cases.casefile.models import Case
from foundation.deadlines.models import Deadline
from foundation.dossiers.fields import SealedText
from foundation.dossiers.models import Dossier, Party, Stateful
from foundation.evidence.models import Exhibit
from foundation.people.models import Academy, Person
from policy.models import Clause, Platform
from reports.intake.models import CodedAnswer, Report
from reports.intake.rules import NO

from . import rules
from .rules import beyond

_CODE = {"max_length": 20, "blank": True}


def _person(name):
    return models.ForeignKey(Person, null=name != "issuer", blank=name != "issuer", on_delete=models.PROTECT, related_name="+")


def _exhibit():
    return models.ForeignKey(Exhibit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


def _needs(states, column):
    return models.CheckConstraint(condition=~Q(state__in=states) | Q(**{f"{column}__isnull": False}), name=f"removal_has_{column}")


class RemovalRequest(Stateful):
    """One address that one person is asked to remove, on a case or on a report alone. The clock runs from `reached_at`, when the person
    knew (DESIGN 5)."""

    noun = "removal"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="removals")
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.PROTECT, related_name="removals")  # where there is no case
    target = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    issuer = _person("issuer")
    verifier = _person("verifier")
    judge = _person("judge")
    clause = models.ForeignKey(Clause, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(**_CODE)
    signs = models.JSONField(default=list, blank=True)
    exhibit = _exhibit()
    reveals = CodedAnswer()  # whether the exhibit could show who reported it: somebody else looks at it
    proof = _exhibit()
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_how = models.CharField(**_CODE)
    round = models.PositiveSmallIntegerField(default=1)
    judged_by = models.ForeignKey(Deadline, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    late_before = models.BooleanField(default=False)  # an earlier time that it came down, before it was there again
    created_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    reached_how = models.CharField(**_CODE)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    contested_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_how = models.CharField(**_CODE)
    verified_at = models.DateTimeField(null=True, blank=True)
    in_time = models.BooleanField(null=True, blank=True)
    counted_in = models.ForeignKey(Academy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # on a report alone
    counted_tier = models.PositiveSmallIntegerField(null=True, blank=True)  # a report can be routed elsewhere later
    not_done_at = models.DateTimeField(null=True, blank=True)
    platform = models.ForeignKey(Platform, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    filer = models.CharField(**_CODE)
    filed_at = models.DateTimeField(null=True, blank=True)
    further = models.CharField(**_CODE)
    further_at = models.DateTimeField(null=True, blank=True)
    address_index = models.CharField(max_length=64, db_index=True, blank=True)
    address_sealed = SealedText()
    why_sealed = SealedText()
    evidence_reason_sealed = SealedText()
    not_reached_sealed = SealedText()
    objection_sealed = SealedText()
    answer_sealed = SealedText()
    claim_sealed = SealedText()
    check_sealed = SealedText()
    found_sealed = SealedText()  # how it was found out that they could have done it
    filed_sealed = SealedText()  # the platform's own reference
    further_sealed = SealedText()
    ended_sealed = SealedText()
    support_sealed = SealedText()

    class Meta:
        indexes = (
            models.Index(fields=("verifier",), condition=Q(state=rules.CLAIMED_REMOVED), name="removal_to_check"),
            models.Index(fields=("judge",), condition=Q(state=rules.CONTESTED), name="removal_to_judge"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="removal_state_known"),
            models.CheckConstraint(condition=Q(case__isnull=False) ^ Q(report__isnull=False), name="removal_on_a_case_or_a_report"),
            models.CheckConstraint(condition=Q(action__in=("", *rules.ACTIONS)), name="removal_action_known"),
            models.CheckConstraint(condition=Q(exhibit__isnull=True) | Q(reveals=NO), name="removal_evidence_keeps_the_reporter_out"),
            models.CheckConstraint(condition=Q(reached_how__in=("", *rules.TOLD_HOW)), name="removal_reached_how_known"),
            models.CheckConstraint(condition=Q(claimed_how__in=("", *rules.METHODS)), name="removal_method_known"),
            models.CheckConstraint(condition=Q(looked_how__in=("", *rules.LOOK_WORDS)), name="removal_look_known"),
            models.CheckConstraint(condition=Q(verifier__isnull=True) | ~Q(verifier=F("issuer")), name="removal_checked_by_another"),
            models.CheckConstraint(condition=Q(judge__isnull=True) | ~Q(judge=F("issuer")), name="removal_judged_by_another"),
            models.CheckConstraint(
                condition=Q(judge__isnull=True) | Q(verifier__isnull=True) | ~Q(judge=F("verifier")), name="removal_judged_past_the_checker"
            ),
            models.CheckConstraint(condition=Q(filer__in=("", *beyond.FILERS)), name="removal_filer_known"),
            models.CheckConstraint(condition=Q(further__in=("", *beyond.FURTHER)), name="removal_further_known"),
            models.CheckConstraint(
                condition=~Q(state=rules.VERIFIED) | Q(claimed_at__isnull=False) | Q(filed_at__isnull=False), name="removal_came_down"
            ),
            _needs((rules.ISSUED, rules.ACKNOWLEDGED, rules.CONTESTED, rules.CLAIMED_REMOVED, rules.NON_COMPLIED), "issued_at"),
            _needs((rules.CLAIMED_REMOVED,), "claimed_at"),
            _needs((rules.NON_COMPLIED,), "not_done_at"),
            _needs((rules.PLATFORM_REPORTED, rules.PLATFORM_ESCALATED), "filed_at"),
            _needs((rules.PLATFORM_ESCALATED,), "further_at"),
            _needs((rules.VERIFIED,), "verified_at"),
            _needs((rules.VERIFIED, rules.CLOSED), "looked_at"),
        )
