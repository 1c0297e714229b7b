from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casefile', '0005_decisions_are_told_apart'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('FORMAL', 'INFORMAL_ACTION', 'NO_CASE')), _negated=True), ('decision', models.F('state')), _connector='OR'), name='case_decided_as_it_stands'),
        ),
    ]
