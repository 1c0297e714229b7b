import uuid

import django.db.models.deletion
from django.db import migrations, models

import foundation.dossiers.fields
from foundation.dossiers import sealing


def keep(apps, schema_editor):
    """What somebody said they need becomes a row of its own: sealed anew, because what is sealed opens only in its own row."""
    support, need = apps.get_model("targets", "Support"), apps.get_model("targets", "Need")
    for said in support.objects.filter(need_sealed__isnull=False, need_at__isnull=False):
        row = need(uuid=uuid.uuid4(), support=said, at=said.need_at)
        row.dossier_id = said.dossier_id
        sealing.write(row, "words_sealed", sealing.read_one(said)["need_sealed"])
        row.save()


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0004_kinds"),
        ("targets", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("at", models.DateTimeField()),
                ("words_sealed", foundation.dossiers.fields.SealedText(null=True)),
                (
                    "support",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="targets.support"),
                ),
            ],
            options={"ordering": ("pk",)},
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
