"""Redactions, and the hashes that redacted states had."""

import django.db.models.deletion
import events.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0009_coverage'),
    ]

    operations = [
        migrations.AddField(
            model_name='release',
            name='redacted',
            field=models.DateTimeField(blank=True, help_text='When a value was last removed from states that it held, in UTC; null if none was.', null=True),
        ),
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collection', events.models.fields.WordField(help_text='The collection of the record.', max_length=40)),
                ('key', events.models.fields.KeyField(help_text='The public key of the record.', max_length=120)),
                ('field', models.TextField(help_text='The field whose value was removed: `name`, or `claims.2.note` of a nested row.')),
                ('reason', models.TextField(help_text='Why it was removed.')),
                ('day', models.DateField(help_text='The day on which it was removed.')),
                ('release', models.ForeignKey(help_text='The release that published the removal.', on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='events.release')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='RedactedState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(help_text="SHA-256 of the document's UTF-8 bytes before the redaction. The hashes of releases are of it.", max_length=64)),
                ('version', models.ForeignKey(help_text='The state.', on_delete=django.db.models.deletion.CASCADE, related_name='redacted', to='events.version')),
                ('redaction', models.ForeignKey(help_text='What was removed from it.', on_delete=django.db.models.deletion.PROTECT, related_name='states', to='events.redaction')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.CheckConstraint(condition=models.Q(('collection__in', ['datasets', 'sources', 'articles', 'actors', 'places', 'statements', 'events']), ('collection__isnull', True), _connector='OR'), name='redaction_collection_known'),
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='redaction_key_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.CheckConstraint(condition=models.Q(('field', ''), _negated=True), name='redaction_field_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='redaction_reason_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.UniqueConstraint(fields=('collection', 'key', 'field', 'release'), name='redaction_once'),
        ),
        migrations.AddConstraint(
            model_name='redactedstate',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}\\Z'), ('sha256__isnull', True), _connector='OR'), name='redactedstate_sha256_well_formed'),
        ),
        migrations.AddConstraint(
            model_name='redactedstate',
            constraint=models.UniqueConstraint(fields=('version', 'redaction'), name='redactedstate_once'),
        ),
    ]
