"""The dossier: one door, one conflict rule, one chain, one key, one unit of retention (DESIGN 2)."""

import uuid

from django.db import models
from django.db.models import Q

from foundation.people.models import Academy, Person

from .fields import SealedText
from .rules import BARRING, WORKING


class Dossier(models.Model):
    class Kind(models.TextChoices):
        REPORT = "report"
        CASE = "case"
        DECLARATION = "declaration"
        ACCOUNT = "account"
        CARE = "care"
        CONCERN = "concern"
        ACADEMY = "academy"
        TRUST = "trust"
        SUPPORT = "support"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    academy = models.ForeignKey(Academy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    tier = models.PositiveSmallIntegerField(default=0)
    open = models.BooleanField(default=True)
    hold = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    draft_token = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("report", "case", "declaration", "account", "care", "concern", "support", "academy", "trust")),
                name="dossier_kind_known",
            ),
            models.CheckConstraint(condition=Q(tier__lte=6), name="dossier_tier_known"),
            models.UniqueConstraint(fields=("draft_token",), condition=~Q(draft_token=""), name="one_dossier_per_token"),
        )

    def __str__(self):
        return f"{self.kind} {self.uuid}"


class DossierKey(models.Model):
    """The dossier's data key, wrapped by the key `key_id` of the environment. Destroying it disposes of the words."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="key")
    wrapped = models.BinaryField()
    key_id = models.CharField(max_length=40)

    def __str__(self):
        return self.key_id


class Link(models.Model):
    """A report that belongs to a case."""

    report = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="links_to_cases")
    case = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="links_to_reports")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "case"), name="one_link_per_report_and_case"),)

    def __str__(self):
        return f"{self.report_id}→{self.case_id}"


class Party(models.Model):
    """A person's part in a dossier. An outsider has no person but a sealed name and a blind index.

    A copy (`link` set) bars and counts for separation of duties; it never grants.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=30)
    kind = models.CharField(max_length=20, blank=True)
    name_sealed = SealedText()
    name_index = models.CharField(max_length=64, blank=True, db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=40)
    link = models.ForeignKey(Link, null=True, blank=True, on_delete=models.PROTECT, related_name="copies")

    class Meta:
        indexes = (models.Index(fields=("person", "part", "dossier"), condition=Q(until__isnull=True), name="party_current"),
                   models.Index(fields=("dossier", "part"), name="party_of_dossier"))
        constraints = (
            models.CheckConstraint(condition=Q(part__in=sorted(BARRING | WORKING)), name="party_part_known"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="party_dates_in_order"),
            models.UniqueConstraint(
                fields=("dossier", "part"),
                name="one_holder_of_a_single_part",
                condition=Q(until__isnull=True, link__isnull=True, part__in=("triager", "case_manager", "hearing_chair", "appeal_chair")),
            ),
            models.UniqueConstraint(
                fields=("dossier", "person", "part"),
                name="one_party_per_person_and_part",
                condition=Q(until__isnull=True, link__isnull=True, person__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.part} in {self.dossier_id}"


class Desk(models.Model):
    """A role queue the dossier stands in. `academy` empty means the trust's role."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="desks")
    role = models.CharField(max_length=30)
    academy = models.ForeignKey(Academy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=30, default="routing")

    class Meta:
        indexes = (models.Index(fields=("role", "academy", "dossier"), condition=Q(until__isnull=True), name="desk_current"),)
        constraints = (  # two, because SQLite takes two NULLs for different
            models.UniqueConstraint(
                fields=("dossier", "role", "academy"), condition=Q(until__isnull=True, academy__isnull=False), name="one_desk_at_an_academy"
            ),
            models.UniqueConstraint(
                fields=("dossier", "role"), condition=Q(until__isnull=True, academy__isnull=True), name="one_desk_at_the_trust"
            ),
        )

    def __str__(self):
        return f"{self.role} on {self.dossier_id}"


class Disclosure(models.Model):
    """What has been shown to the person concerned or a witness."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="disclosures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disclosures")
    object_kind = models.CharField(max_length=30)
    object_uuid = models.UUIDField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "object_uuid"), condition=Q(until__isnull=True), name="one_current_disclosure"),
        )

    def __str__(self):
        return f"{self.object_kind} {self.object_uuid}"


class Seen(models.Model):
    """The first read of the day: proof, and the test of an untainted panel."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="seen")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dossier", "person", "day"), name="seen_once_a_day"),)

    def __str__(self):
        return f"{self.day}"


class Attempt(models.Model):
    """Somebody asked for something by its name and was answered that there is nothing: written alike whether there is or not, so that
    no answer takes longer than another. What is found to be there becomes an event of its dossier; the row goes after a day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named = models.CharField(max_length=36)
    day = models.DateField()
    at = models.DateTimeField()
    settled = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "named", "day"), name="one_attempt_a_day"),)
        indexes = (models.Index(fields=("id",), condition=Q(settled=False), name="attempt_to_settle"),)

    def __str__(self):
        return f"{self.day}"


class OneTimeKey(models.Model):
    """A form sent twice gives the same answer: the key is spent with the change, and remembers where it led."""

    key = models.UUIDField(unique=True)
    purpose = models.CharField(max_length=60)
    holder = models.CharField(max_length=36)
    answer = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    def __str__(self):
        return self.purpose


class Stateful(models.Model):
    """What every thing with a state machine has: an id, a reference to speak of, its state, and the version pages compare."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=16, unique=True, editable=False)
    state = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)
    state_since = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self):
        return self.reference
