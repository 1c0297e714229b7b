from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("targets", "0002_each_need_is_kept")]

    operations = [
        migrations.RemoveField(model_name="support", name="need_sealed"),
        migrations.RemoveField(model_name="support", name="need_at"),
    ]
