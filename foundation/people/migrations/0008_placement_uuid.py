import uuid

from django.db import migrations, models


def fill(apps, schema_editor):
    placements = apps.get_model("people", "Placement")
    rows = list(placements.objects.filter(uuid__isnull=True))
    for row in rows:
        row.uuid = uuid.uuid4()
    placements.objects.bulk_update(rows, ["uuid"], batch_size=500)


class Migration(migrations.Migration):
    """A random id for each placement there is, then for each there will be."""

    dependencies = [("people", "0007_sessions")]

    operations = [
        migrations.AddField("placement", "uuid", models.UUIDField(editable=False, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("placement", "uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
    ]
