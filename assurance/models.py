"""Published figures: once, for a closed term, and frozen from then on; and the page made of them for a meeting, frozen as well."""

import uuid

from django.db import models
from django.db.models import Q

from foundation.people.models import Academy, Person


class Grouping(models.Model):
    """In which unit an academy's figures are shown, fixed for a school year so that no comparison takes a unit apart."""

    school_year = models.PositiveSmallIntegerField()
    academy = models.CharField(max_length=40)
    unit = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school_year", "academy"), name="one_unit_per_academy_and_year"),)

    def __str__(self):
        return f"{self.school_year} {self.academy}"


class Publication(models.Model):
    """The act of publishing one closed term, with the definitions that stood."""

    term = models.CharField(max_length=20, unique=True)
    label = models.CharField(max_length=40)
    first = models.DateField()
    at = models.DateTimeField()
    definitions = models.JSONField()

    class Meta:
        ordering = ("first",)

    def __str__(self):
        return self.label


class PublishedCell(models.Model):
    """One cell of the base table, unit × category × term, as it may be shown. The true count is not kept here."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="cells")
    unit = models.CharField(max_length=200)
    category = models.CharField(max_length=40)
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("publication", "unit", "category"), name="each_cell_published_once"),
            models.CheckConstraint(condition=models.Q(low__lte=models.F("high")), name="cell_range_in_order"),
            # a cell that could be narrowed to one small number must not exist
            models.CheckConstraint(condition=models.Q(high=0) | models.Q(high__gte=models.F("low") + 2), name="cell_hides_small_numbers"),
        )

    def __str__(self):
        return f"{self.unit} {self.category}"


class PublishedShare(models.Model):
    """A percentage of one unit and term in the words it may be shown in."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="shares")
    unit = models.CharField(max_length=200)
    measure = models.CharField(max_length=40)
    shown = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("publication", "unit", "measure"), name="each_share_published_once"),)

    def __str__(self):
        return f"{self.unit} {self.measure}"


class Snapshot(models.Model):
    """What governors of one academy read about one closed term, as it stood when it was made: with the term, or for a meeting.

    `content` is the whole page, definitions beside figures, and nothing in it is a true count; `digest` binds it. The database refuses to
    change or remove it (FROZEN).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="+")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="snapshots")
    meeting = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("academy", "publication"), condition=Q(meeting__isnull=True), name="one_snapshot_with_the_term"),
            models.UniqueConstraint(fields=("academy", "meeting"), condition=Q(meeting__isnull=False), name="one_snapshot_per_meeting"),
            # with the term it is made by nobody; for a meeting somebody answers for it
            models.CheckConstraint(
                condition=Q(meeting__isnull=True, made_by__isnull=True) | Q(meeting__isnull=False, made_by__isnull=False),
                name="a_meeting_s_snapshot_has_a_maker"),
        )

    def __str__(self):
        return f"{self.academy_id} {self.publication_id}"


# table → what makes a row unique beside its id: the database itself refuses changes to these (foundation/trail/triggers)
FROZEN = {
    "assurance_publication": ("term",),
    "assurance_publishedcell": ("publication_id", "unit", "category"),
    "assurance_publishedshare": ("publication_id", "unit", "measure"),
    "assurance_snapshot": ("uuid",),
}
