"""Somebody we know of, where they are placed, and how they sign in. A login is optional."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from .rules import ROLE_NAMES


class Academy(models.Model):
    """A school of the trust. Its `uuid` is also the id of its own dossier and chain; `urn` is the Department for Education's number."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    local_authority = models.CharField(max_length=80)
    lado_contact = models.CharField(max_length=200, blank=True)
    headcount = models.PositiveIntegerField(default=0)
    urn = models.CharField(max_length=6, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=("urn",), condition=~models.Q(urn=""), name="one_academy_per_urn"),)

    def __str__(self):
        return self.name


class Person(models.Model):
    """Staff with or without e-mail, trustees, governors, volunteers, leavers. `academy` empty means the trust itself. `staff_id`: as the
    trust's own HR system calls them, so that its list finds them again."""

    class Kind(models.TextChoices):
        EMPLOYEE = "employee"
        TRUSTEE = "trustee"
        GOVERNOR = "governor"
        VOLUNTEER = "volunteer"
        AGENCY = "agency"
        EXTERNAL = "external"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    staff_id = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.EMPLOYEE)
    job = models.CharField(max_length=80, blank=True)
    academy = models.ForeignKey(Academy, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    line_manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reports_to_me")
    started_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(models.functions.Lower("email"), condition=~models.Q(email=""), name="one_person_per_email"),
            models.UniqueConstraint(fields=("staff_id",), condition=~models.Q(staff_id=""), name="one_person_per_staff_id"),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True)
                | models.Q(started_on__isnull=True)
                | models.Q(left_on__gte=models.F("started_on")),
                name="person_leaves_after_starting",
            ),
        )

    def __str__(self):
        return self.name


class UserManager(BaseUserManager):
    def get_queryset(self):
        return super().get_queryset().select_related("person__academy")

    def create_user(self, email, password=None, **extra):
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A sign-in for one person. What they may do hangs on the person's placements, not on the login."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ()
    objects = UserManager()

    def __str__(self):
        return self.email


class Identity(models.Model):
    """How a provider of sign-ins knows somebody: its issuer and its subject, and nothing else of what it says about them (ADR 45).
    `listed`: a list of staff said so, and not they themselves."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    since = models.DateTimeField()
    listed = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("issuer", "subject"), name="one_person_per_issuer_and_subject"),
            models.UniqueConstraint(fields=("user", "issuer"), name="one_identity_per_person_and_issuer"),
        )

    def __str__(self):
        return str(self.pk)


class Invitation(models.Model):
    """Somebody without a sign-in may choose one, once, until `until`. The link is made when the mail is sent and stands nowhere."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(until__gte=models.F("at")), name="invitation_dates_in_order"),)

    def __str__(self):
        return str(self.uuid)


class Session(AbstractBaseSession):
    """Where somebody is signed in; without a user, whoever is about to. `name` calls it on a page, `device` as its owner would."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    name = models.UUIDField(null=True, db_index=True)
    device = models.CharField(max_length=40, blank=True)
    since = models.DateTimeField(null=True)
    used = models.DateTimeField()

    def __str__(self):
        return str(self.name)


class Placement(models.Model):
    """A dated role in an academy, or in the trust where `academy` is empty (DOMAIN 6.1)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="placements")
    role = models.CharField(max_length=30)
    academy = models.ForeignKey(Academy, null=True, blank=True, on_delete=models.PROTECT, related_name="placements")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("role", "academy"), name="placement_role_place"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(role__in=sorted(ROLE_NAMES)), name="placement_role_known"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")), name="placement_dates_in_order"
            ),
        )

    def __str__(self):
        return f"{self.person_id} {self.role} {self.academy_id or 'trust'}"


class Absence(models.Model):
    """Somebody with a role is away from `first` to `last`, both included; `deputy` does what they do meanwhile. Ended, never deleted."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="deputises")
    first = models.DateField()
    last = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("first", "pk")
        indexes = (models.Index(fields=("last", "first"), condition=models.Q(ended_at__isnull=True), name="absence_running"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="absence_dates_in_order"),
            models.CheckConstraint(condition=~models.Q(deputy=models.F("person")), name="nobody_deputises_for_themselves"),
        )

    def __str__(self):
        return str(self.uuid)


class Relation(models.Model):
    """A declared close relation between two people; conflicts both ways (DOMAIN 6.2)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="related_to")
    kind = models.CharField(max_length=30, default="family")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="relation_of_two"),
            models.UniqueConstraint(fields=("person", "other", "kind"), name="one_relation_of_a_kind"),
        )

    def __str__(self):
        return f"{self.person_id}–{self.other_id}"


class Alias(models.Model):
    """One token per person and chain, so that disposal can empty the names and the chain still verifies."""

    chain = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="aliases")
    token = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chain", "person"), name="one_alias_per_chain_and_person"),)

    def __str__(self):
        return str(self.token)


class Setting(models.Model):
    """One value a trust chose, with who, when and on what basis. Rows are only added; the newest counts."""

    key = models.CharField(max_length=80)
    academy = models.ForeignKey(Academy, null=True, blank=True, on_delete=models.PROTECT, related_name="settings")
    value = models.JSONField()
    basis = models.CharField(max_length=20, default="trust default")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("key", "academy", "-id"), name="setting_newest"),)

    def __str__(self):
        return self.key
