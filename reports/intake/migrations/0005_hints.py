import django.db.models.deletion
from django.db import migrations, models


def keep(apps, schema_editor):
    """What stands as a report's rules is, as far as anybody can tell now, what its reporter thought of."""
    chosen = apps.get_model("intake", "ReportClause").objects.values_list("report_id", "clause_id")
    hint = apps.get_model("intake", "Hint")
    hint.objects.bulk_create([hint(report_id=report, clause_id=clause) for report, clause in chosen.order_by("pk")])


class Migration(migrations.Migration):

    dependencies = [
        ("intake", "0004_same_as"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clause", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.clause")),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="hints", to="intake.report")),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("report", "clause"), name="one_hint_once_a_report")],
            },
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
