from django.db import migrations


def write_down(apps, schema_editor):
    day_off = apps.get_model("outbox", "DayOff")
    holidays = apps.get_model("deadlines", "BankHoliday").objects.values_list("day", flat=True)
    closures = apps.get_model("deadlines", "Closure").objects.values_list("academy_id", "day")
    rows = [day_off(day=day) for day in holidays] + [day_off(academy_id=academy, day=day) for academy, day in closures]
    day_off.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ("deadlines", "0002_bank_holidays"),
        ("outbox", "0003_days_off"),
    ]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
