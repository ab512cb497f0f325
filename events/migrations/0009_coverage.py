"""What a dataset looked at, and what is left out of an article."""

import django.db.models.deletion
import events.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0008_event_side"),
    ]

    operations = [
        migrations.CreateModel(
            name='LeftOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text="Place in the article's list of what is left out, from 1.")),
                ('start', models.PositiveIntegerField(help_text="Offset of the first character of the stretch in the article's text, from 0.")),
                ('end', models.PositiveIntegerField(help_text="Offset after the last character of the stretch in the article's text.")),
                ('sha256', models.CharField(help_text="SHA-256, in lower-case hexadecimal, of the stretch's UTF-8 bytes.", max_length=64)),
                ('reason', events.models.fields.WordField(help_text='Why it is not coded.', max_length=40)),
                ('note', models.TextField(blank=True, help_text="What the stretch is about, in the coder's own words.", null=True)),
            ],
            options={
                'verbose_name': 'left-out stretch',
                'verbose_name_plural': 'left-out stretches',
                'ordering': ('article_id', 'number'),
            },
        ),
        migrations.AddField(
            model_name='dataset',
            name='covers_countries',
            field=models.JSONField(blank=True, default=list, help_text='The countries that were looked at, ISO 3166-1 alpha-2; empty where that is not stated.'),
        ),
        migrations.AddField(
            model_name='dataset',
            name='covers_from',
            field=models.DateField(blank=True, help_text='First day of the period that was looked at; null where that is not stated.', null=True),
        ),
        migrations.AddField(
            model_name='dataset',
            name='covers_sources',
            field=models.ManyToManyField(blank=True, help_text='The sources that were read; empty where that is not stated.', related_name='covered_by', to='events.source'),
        ),
        migrations.AddField(
            model_name='dataset',
            name='covers_to',
            field=models.DateField(blank=True, help_text='Last day of the period that was looked at; null where that is not stated.', null=True),
        ),
        migrations.AddField(
            model_name='dataset',
            name='inclusion',
            field=models.TextField(blank=True, help_text='The rules by which records were included or left out.', null=True),
        ),
        migrations.AddConstraint(
            model_name='dataset',
            constraint=models.CheckConstraint(condition=models.Q(('covers_from__lte', models.F('covers_to')), ('covers_from__isnull', True), ('covers_to__isnull', True), _connector='OR'), name='dataset_covers_from_in_order'),
        ),
        migrations.AddConstraint(
            model_name='dataset',
            constraint=models.CheckConstraint(condition=models.Q(('inclusion', ''), _negated=True), name='dataset_inclusion_not_empty'),
        ),
        migrations.AddField(
            model_name='leftout',
            name='article',
            field=models.ForeignKey(help_text='The article.', on_delete=django.db.models.deletion.CASCADE, related_name='left_out', to='events.article'),
        ),
        migrations.AddIndex(
            model_name='leftout',
            index=models.Index(fields=['reason', 'article'], name='leftout_reason'),
        ),
        migrations.AddConstraint(
            model_name='leftout',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['heading', 'byline', 'boilerplate', 'repetition', 'analysis', 'forecast', 'doctrine', 'background', 'other']), ('reason__isnull', True), _connector='OR'), name='leftout_reason_known'),
        ),
        migrations.AddConstraint(
            model_name='leftout',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}\\Z'), ('sha256__isnull', True), _connector='OR'), name='leftout_sha256_well_formed'),
        ),
        migrations.AddConstraint(
            model_name='leftout',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start')), ('start__gte', 0)), name='leftout_end_after_start'),
        ),
        migrations.AddConstraint(
            model_name='leftout',
            constraint=models.UniqueConstraint(fields=('article', 'number'), name='leftout_once'),
        ),
        migrations.AddConstraint(
            model_name='leftout',
            constraint=models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='leftout_note_not_empty'),
        ),
    ]
