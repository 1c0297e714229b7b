import json
from pathlib import Path

from django.db import migrations

TABLE = Path(__file__).resolve().parent.parent / "data" / "bank_holidays.json"


def fill(apps, schema_editor):
    days = {day: name for name, found in json.loads(TABLE.read_text()).items() for day in found}
    BankHoliday = apps.get_model("deadlines", "BankHoliday")
    BankHoliday.objects.using(schema_editor.connection.alias).bulk_create(
        [BankHoliday(day=day, name=name) for day, name in sorted(days.items())], ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
