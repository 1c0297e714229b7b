"""A change of how somebody signs in that takes two people: what it is, who asked, who agreed, and when it is done."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.people.models import Person

from .rules import ADDRESS, AGREED, ASKED, DONE, LAPSED, OPEN, REFUSED, STATES, STOPPED, WHAT


class SignInChange(models.Model):
    """`address`: the new one. `asked_by` empty: whoever runs the server. `begins`: the moment from which it is done, once agreed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sign_in_changes")
    what = models.CharField(max_length=12)
    address = models.EmailField(blank=True)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=ASKED)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    begins = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at", "pk")
        indexes = (models.Index(fields=("begins",), condition=Q(state=AGREED), name="sign_in_change_agreed"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=STATES), name="sign_in_state_known"),
            models.CheckConstraint(condition=Q(what__in=sorted(WHAT)), name="sign_in_change_known"),
            models.CheckConstraint(condition=Q(what=ADDRESS) ^ Q(address=""), name="sign_in_address_where_it_is_one"),
            models.CheckConstraint(condition=~Q(asked_by=F("person")), name="sign_in_asked_by_another"),
            models.CheckConstraint(condition=~Q(decided_by=F("person")), name="sign_in_agreed_by_another"),
            models.CheckConstraint(condition=~Q(decided_by=F("asked_by")), name="sign_in_takes_two_people"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="sign_in_decided_has_time",
            ),
            models.CheckConstraint(condition=~Q(state__in=(AGREED, DONE, REFUSED, LAPSED)) | Q(decided_by__isnull=False),
                                   name="sign_in_decided_by_somebody"),
            models.CheckConstraint(condition=~Q(state__in=(AGREED, DONE, LAPSED)) | Q(begins__gte=F("decided_at")),
                                   name="sign_in_agreed_begins"),
            models.CheckConstraint(condition=Q(state__in=OPEN, ended_at__isnull=True) | ~Q(state__in=OPEN) & Q(ended_at__isnull=False),
                                   name="sign_in_over_has_time"),
            models.CheckConstraint(condition=~Q(state=DONE) | Q(ended_at__gte=F("begins")), name="sign_in_done_in_time"),
            models.CheckConstraint(condition=Q(state=STOPPED) | Q(stopped_by__isnull=True), name="sign_in_stopped_by_somebody"),
            models.UniqueConstraint(fields=("person", "what"), condition=Q(state__in=OPEN), name="sign_in_change_open_once"),
        )

    def __str__(self):
        return str(self.uuid)
