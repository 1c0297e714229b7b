"""Versions of the policy, the clauses of each, and the platforms it is about. Public text: nothing here is sealed."""

import uuid

from django.db import models
from django.db.models import F, Q

from . import rules


class PolicyVersion(models.Model):
    """One text of the policy, in force from `effective_from` up to, not including, `superseded_on`.

    The days say what is in force; the state follows them at the next change.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    label = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=20, default=rules.DRAFT)
    approved_on = models.DateField(null=True, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)
    minute_ref = models.CharField(max_length=80, blank=True)
    body = models.TextField()
    body_hash = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=rules.VERSION_STATES), name="policy_version_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=(rules.APPROVED, rules.PUBLISHED, rules.SUPERSEDED)) | Q(approved_on__isnull=False),
                name="policy_version_approved_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(rules.PUBLISHED, rules.SUPERSEDED))
                | Q(effective_from__isnull=False, effective_from__gte=F("approved_on")),
                name="policy_version_in_force_after_approval",
            ),
            models.CheckConstraint(
                condition=Q(superseded_on__isnull=True) | Q(superseded_on__gt=F("effective_from")), name="policy_version_dates_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.SUPERSEDED) | Q(superseded_on__isnull=False), name="policy_version_superseded_has_a_day"
            ),
            models.UniqueConstraint(
                fields=("effective_from",),
                condition=Q(state__in=(rules.PUBLISHED, rules.SUPERSEDED)),
                name="one_policy_version_begins_a_day",
            ),
            # nobody follows it yet: two of these would both be in force
            models.UniqueConstraint(
                fields=("state",), condition=Q(state=rules.PUBLISHED, superseded_on__isnull=True), name="one_policy_version_in_force"
            ),
        )

    def __str__(self):
        return self.label


class Clause(models.Model):
    """One rule that a concern can be about, in our words (DOMAIN 2). `default_severity` 0: no breach on its own."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="clauses")
    code = models.CharField(max_length=12)
    ref = models.CharField(max_length=20)
    label = models.CharField(max_length=160)
    applies_to = models.CharField(max_length=10)
    level = models.CharField(max_length=10)
    default_severity = models.PositiveSmallIntegerField()
    related_policies = models.JSONField(default=list)
    law_guidance = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    route = models.CharField(max_length=20)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("version", "code"), name="one_clause_per_code_and_version"),
            models.CheckConstraint(condition=Q(applies_to__in=tuple(rules.AUDIENCES)), name="clause_audience_known"),
            models.CheckConstraint(condition=Q(level__in=tuple(rules.LEVELS)), name="clause_level_known"),
            models.CheckConstraint(condition=Q(route__in=tuple(rules.ROUTES)), name="clause_route_known"),
            models.CheckConstraint(condition=Q(default_severity__lte=4), name="clause_severity_in_range"),
            models.CheckConstraint(
                condition=Q(level=rules.ADVICE, default_severity=0) | (~Q(level=rules.ADVICE) & Q(default_severity__gte=1)),
                name="clause_advice_is_no_breach",
            ),
        )

    def __str__(self):
        return self.code

    @property
    def family(self) -> str:
        return rules.family(self.code)


class Platform(models.Model):
    """Where it happened (DOMAIN 4.1). `last_checked` empty: nobody at the trust has confirmed these facts yet."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60, unique=True)
    aliases = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=10, default=rules.PLATFORM_ACTIVE)
    named_in_policy = models.BooleanField(default=False)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    authorised = models.BooleanField(default=False)
    report_routes = models.JSONField(default=list, blank=True)
    url_hosts = models.JSONField(default=list, blank=True)
    ephemeral = models.BooleanField(default=False)
    e2e_private = models.BooleanField(default=False)
    notes = models.TextField(blank=True)
    last_checked = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=Q(status__in=tuple(rules.PLATFORM_STATES)), name="platform_status_known"),)

    def __str__(self):
        return self.name
