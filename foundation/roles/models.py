"""A role that takes two people: who asked, who agreed, and the placement that came of it."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.people.models import Academy, Person, Placement
from foundation.people.rules import ROLE_NAMES

from .rules import AGREED, ASKED, REFUSED, STATES, STOPPED


class RoleRequest(models.Model):
    """`academy` empty means the trust. `asked_by` empty: whoever runs the server. `stopped_by`: who took it back before it began."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_requests")
    role = models.CharField(max_length=30)
    academy = models.ForeignKey(Academy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=ASKED)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    placement = models.OneToOneField(Placement, null=True, on_delete=models.PROTECT, related_name="request")

    class Meta:
        ordering = ("asked_at", "pk")
        indexes = (models.Index(fields=("person",), condition=Q(state__in=(ASKED, AGREED)), name="role_request_of_person"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=STATES), name="role_request_state_known"),
            models.CheckConstraint(condition=Q(role__in=sorted(ROLE_NAMES)), name="role_request_role_known"),
            models.CheckConstraint(condition=~Q(asked_by=F("person")), name="role_asked_by_another"),
            models.CheckConstraint(condition=~Q(decided_by=F("person")), name="role_agreed_by_another"),
            models.CheckConstraint(condition=~Q(decided_by=F("asked_by")), name="role_takes_two_people"),
            models.CheckConstraint(condition=Q(decided_by__isnull=True) ^ Q(decided_at__isnull=False), name="role_decided_has_time"),
            models.CheckConstraint(
                condition=Q(state=ASKED, decided_at__isnull=True) | Q(state__in=(AGREED, REFUSED), decided_at__isnull=False)
                | Q(state=STOPPED),
                name="role_decided_by_somebody",
            ),
            models.CheckConstraint(condition=Q(state=STOPPED) ^ Q(stopped_at__isnull=True), name="role_stopped_has_time"),
            models.CheckConstraint(condition=~Q(state=AGREED) | Q(placement__isnull=False), name="role_agreed_is_placed"),
            models.CheckConstraint(condition=Q(placement__isnull=True) | Q(decided_at__isnull=False), name="role_placed_is_agreed"),
            models.UniqueConstraint(  # two, because SQLite takes two NULLs for different
                fields=("person", "role", "academy"), condition=Q(state=ASKED, academy__isnull=False), name="role_asked_once_at_an_academy"
            ),
            models.UniqueConstraint(
                fields=("person", "role"), condition=Q(state=ASKED, academy__isnull=True), name="role_asked_once_at_the_trust"
            ),
        )

    def __str__(self):
        return str(self.uuid)
