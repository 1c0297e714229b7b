import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    """What was checked before was looked at when it was recorded, and is judged by the first clock that ran for it."""
    requests, deadlines = apps.get_model("removals", "RemovalRequest"), apps.get_model("deadlines", "Deadline")
    requests.objects.filter(verified_at__isnull=False).update(looked_at=models.F("verified_at"))
    for row in requests.objects.all():
        first = deadlines.objects.filter(about=row.uuid, kind__in=("removal_urgent", "removal_standard")).order_by("pk").first()
        requests.objects.filter(pk=row.pk).update(judged_by=first)


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0002_bank_holidays"),
        ("removals", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="removalrequest",
            name="judged_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="deadlines.deadline"
            ),
        ),
        migrations.AddField(model_name="removalrequest", name="late_before", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="removalrequest", name="looked_at", field=models.DateTimeField(blank=True, null=True)),
        migrations.AddField(model_name="removalrequest", name="looked_how", field=models.CharField(blank=True, max_length=20)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
