import django.db.models.deletion
import foundation.dossiers.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casefile', '0007_notes_and_tasks'),
        ('disciplinary', '0001_initial'),
        ('dossiers', '0004_kinds'),
        ('evidence', '0005_police_advice'),
        ('people', '0003_absences'),
    ]

    operations = [
        migrations.AddField(
            model_name='disciplinary',
            name='companion',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='disciplinary',
            name='companion_sealed',
            field=foundation.dossiers.fields.SealedText(null=True),
        ),
        migrations.AddField(
            model_name='disciplinary',
            name='concluded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='disciplinary',
            name='members',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='disciplinary',
            name='no_evidence_sealed',
            field=foundation.dossiers.fields.SealedText(null=True),
        ),
        migrations.AddField(
            model_name='disciplinary',
            name='said_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='disciplinary',
            name='statement_sealed',
            field=foundation.dossiers.fields.SealedText(null=True),
        ),
        migrations.AddField(
            model_name='disciplinary',
            name='withdraw_asked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='disciplinary',
            name='withdraw_asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='disciplinary',
            name='withdraw_sealed',
            field=foundation.dossiers.fields.SealedText(null=True),
        ),
        migrations.AddField(
            model_name='disciplinary',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='disciplinary',
            name='worst',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddConstraint(
            model_name='disciplinary',
            constraint=models.CheckConstraint(condition=models.Q(('worst__in', ('', 'first_written', 'final_written', 'dismiss_notice', 'dismiss_summary'))), name='disciplinary_worst_known'),
        ),
        migrations.AddConstraint(
            model_name='disciplinary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('SCHEDULED', 'HEARD', 'DECIDED', 'OUTCOME_ISSUED', 'APPEAL_LODGED', 'APPEAL_HEARD', 'APPEAL_DECIDED', 'CONCLUDED')), _negated=True), models.Q(('worst', ''), _negated=True), _connector='OR'), name='disciplinary_arranged_knows_the_worst'),
        ),
        migrations.AddConstraint(
            model_name='disciplinary',
            constraint=models.CheckConstraint(condition=models.Q(('companion__in', ('', 'union', 'colleague', 'other', 'nobody'))), name='disciplinary_companion_known'),
        ),
        migrations.AddConstraint(
            model_name='disciplinary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdraw_asked_at__isnull', True), ('withdraw_asked_by__isnull', True)), models.Q(('withdraw_asked_at__isnull', False), ('withdraw_asked_by__isnull', False)), _connector='OR'), name='disciplinary_withdrawal_has_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='disciplinary',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_by__isnull', True), models.Q(('withdraw_asked_by__isnull', False), models.Q(('withdrawn_by', models.F('withdraw_asked_by')), _negated=True)), _connector='OR'), name='disciplinary_is_withdrawn_by_two'),
        ),
        migrations.AddConstraint(
            model_name='disciplinary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'WITHDRAWN'), _negated=True), ('withdrawn_by__isnull', False), _connector='OR'), name='disciplinary_withdrawn_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='disciplinary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concluded_at__isnull', False), ('state', 'CONCLUDED')), models.Q(('state', 'CONCLUDED'), _negated=True), _connector='OR'), name='disciplinary_concluded_has_a_moment'),
        ),
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('stage', models.CharField(default='hearing', max_length=20)),
                ('number', models.PositiveSmallIntegerField()),
                ('starts_at', models.DateTimeField()),
                ('place_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('arranged_at', models.DateTimeField()),
                ('invited_at', models.DateTimeField(blank=True, null=True)),
                ('invited_how', models.CharField(blank=True, max_length=20)),
                ('not_reached_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('asked_why', models.CharField(blank=True, max_length=20)),
                ('asked_for', models.DateTimeField(blank=True, null=True)),
                ('asked_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answer_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('postponed_at', models.DateTimeField(blank=True, null=True)),
                ('postponed_why', models.CharField(blank=True, max_length=20)),
                ('postponed_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('heard_at', models.DateTimeField(blank=True, null=True)),
                ('came', models.CharField(blank=True, max_length=3)),
                ('notes_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('present_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('absence_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('arranged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('disciplinary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='disciplinary.disciplinary')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossier')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ('hearing', 'appeal'))), name='hearing_stage_known'), models.UniqueConstraint(fields=('disciplinary', 'stage', 'number'), name='hearings_are_counted'), models.UniqueConstraint(condition=models.Q(('postponed_at__isnull', True)), fields=('disciplinary', 'stage'), name='one_day_of_a_hearing_holds'), models.UniqueConstraint(condition=models.Q(('postponed_why', 'companion')), fields=('disciplinary', 'stage'), name='one_postponement_for_a_companion'), models.CheckConstraint(condition=models.Q(('starts_at__gt', models.F('arranged_at'))), name='hearing_is_arranged_before_it_is_held'), models.CheckConstraint(condition=models.Q(('invited_how__in', ('', 'in_person', 'phone', 'could_not'))), name='hearing_invited_how_known'), models.CheckConstraint(condition=models.Q(('asked_why__in', ('', 'companion', 'unwell', 'other'))), name='hearing_asked_why_known'), models.CheckConstraint(condition=models.Q(('postponed_why__in', ('', 'companion', 'unwell', 'other'))), name='hearing_postponed_why_known'), models.CheckConstraint(condition=models.Q(('came__in', ('', 'yes', 'no'))), name='hearing_came_known'), models.CheckConstraint(condition=models.Q(models.Q(('postponed_at__isnull', True), ('postponed_why', '')), models.Q(('postponed_at__isnull', False), models.Q(('postponed_why', ''), _negated=True)), _connector='OR'), name='hearing_postponed_has_a_moment'), models.CheckConstraint(condition=models.Q(('heard_at__isnull', True), models.Q(('heard_at__gte', models.F('starts_at')), ('invited_at__isnull', False), ('postponed_at__isnull', True), models.Q(('came', ''), _negated=True)), _connector='OR'), name='only_whoever_was_invited_is_heard')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(default='hearing', max_length=20)),
                ('chair', models.BooleanField(default=False)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('declared_at', models.DateTimeField(blank=True, null=True)),
                ('disciplinary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='disciplinary.disciplinary')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ('-chair', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ('hearing', 'appeal'))), name='seat_stage_known'), models.UniqueConstraint(fields=('disciplinary', 'person'), name='nobody_sits_twice'), models.UniqueConstraint(condition=models.Q(('chair', True), ('until__isnull', True)), fields=('disciplinary', 'stage'), name='one_chair_of_a_hearing'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='seat_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Released',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('disciplinary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='released', to='disciplinary.disciplinary')),
                ('exhibit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.exhibit')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('disciplinary', 'exhibit'), name='an_exhibit_is_released_once')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('sanction', models.CharField(max_length=30)),
                ('decided_at', models.DateTimeField()),
                ('reread', models.BooleanField(default=False)),
                ('mitigation_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('warnings_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('reason_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('issued_at', models.DateTimeField(blank=True, null=True)),
                ('issued_how', models.CharField(blank=True, max_length=20)),
                ('not_reached_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('live_until', models.DateField(blank=True, null=True)),
                ('appeal_until', models.DateTimeField(blank=True, null=True)),
                ('appeal_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('disciplinary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='disciplinary.disciplinary')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossier')),
            ],
            options={
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('disciplinary', 'number'), name='outcomes_are_counted'), models.CheckConstraint(condition=models.Q(('sanction__in', ('none', 'informal', 'first_written', 'final_written', 'alternative', 'dismiss_notice', 'dismiss_summary', 'would_have_dismissed'))), name='outcome_sanction_known'), models.CheckConstraint(condition=models.Q(('issued_how__in', ('', 'in_person', 'phone', 'could_not'))), name='outcome_issued_how_known'), models.CheckConstraint(condition=models.Q(models.Q(('appeal_until__isnull', True), ('issued_at__isnull', True)), models.Q(('appeal_until__gt', models.F('issued_at')), ('appeal_until__isnull', False), ('issued_at__gte', models.F('decided_at')), ('issued_at__isnull', False)), _connector='OR'), name='outcome_issued_can_be_appealed'), models.CheckConstraint(condition=models.Q(models.Q(('issued_at__isnull', True), ('live_until__isnull', True)), models.Q(('issued_at__isnull', False), ('live_until__isnull', False), ('sanction__in', ('first_written', 'final_written'))), models.Q(('issued_at__isnull', False), ('live_until__isnull', True), models.Q(('sanction__in', ('first_written', 'final_written')), _negated=True)), _connector='OR'), name='outcome_a_warning_counts_until_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('finding', models.CharField(max_length=20)),
                ('reason_sealed', foundation.dossiers.fields.SealedText(null=True)),
                ('allegation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casefile.allegation')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossier')),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='disciplinary.outcome')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('outcome', 'allegation'), name='one_ruling_an_allegation'), models.CheckConstraint(condition=models.Q(('finding__in', ('proven', 'partly', 'not_proven'))), name='ruling_finding_known')],
            },
        ),
    ]
