"""What happened, chained so that a change shows; and totals kept as rows. No foreign key leaves this room."""

import uuid

from django.db import models

CELL = ("measure", "academy", "month", "category", "tier")  # the rows of a Tally that add up


class Event(models.Model):
    """One thing that happened in one chain (a dossier, an academy or the trust). Codes, ids and dates; never narrative."""

    chain = models.UUIDField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    actor = models.CharField(max_length=36)
    role = models.CharField(max_length=40, blank=True)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    ids = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chain", "seq"), name="one_event_per_place_in_chain"),)
        ordering = ("chain", "seq")

    def __str__(self):
        return f"{self.chain}#{self.seq} {self.action}"


class ChainHead(models.Model):
    """The last link of a chain; its row lock makes one writer at a time."""

    chain = models.UUIDField(primary_key=True, default=uuid.uuid4)
    seq = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    sealed_seq = models.PositiveIntegerField(default=0)
    sealed_in = models.PositiveIntegerField(default=0)  # the number of the seal that says so

    class Meta:
        indexes = (
            models.Index(name="heads_moved", fields=("chain",), condition=models.Q(seq__gt=models.F("sealed_seq"))),
            models.Index(name="heads_by_seal", fields=("sealed_in",)),
        )
        constraints = (models.CheckConstraint(condition=models.Q(seq__gte=models.F("sealed_seq")), name="sealed_no_further_than_written"),)

    def __str__(self):
        return f"{self.chain}#{self.seq}"


class Seal(models.Model):
    """The heads that moved since the seal before, under a keyed digest: a lost tail shows against it."""

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    heads = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self):
        return f"seal {self.number}"


class Tally(models.Model):
    """A step of a total: `measure` in `academy` (a code, empty for the trust) in `month`, by `category` and `tier`."""

    measure = models.CharField(max_length=40)
    academy = models.CharField(max_length=40, blank=True)
    month = models.DateField()
    category = models.CharField(max_length=40, blank=True)
    tier = models.PositiveSmallIntegerField(default=0)
    amount = models.IntegerField()

    class Meta:
        indexes = (models.Index(name="tally_cells", fields=(*CELL, "amount")),)

    def __str__(self):
        return f"{self.measure} {self.academy} {self.month:%Y-%m} {self.amount:+d}"


class Restore(models.Model):
    """A backup was brought back: to prove that it can be (`proof`), or for good (`real`). Who (a token of the trust's chain), when, of
    which moment, whether all was as it had been, and numbers."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=10)
    at = models.DateTimeField()
    taken_at = models.DateTimeField()
    good = models.BooleanField()
    counts = models.JSONField(default=dict)
    by = models.CharField(max_length=36)

    class Meta:
        ordering = ("at", "id")
        constraints = (models.CheckConstraint(condition=models.Q(purpose__in=("proof", "real")), name="restore_purpose_known"),)

    def __str__(self):
        return f"{self.purpose} {self.at}"
