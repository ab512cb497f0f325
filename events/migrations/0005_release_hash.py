import events.models.fields
from django.db import migrations, models

# Collections that stand in the search index by their primary keys: their current states now say by which.
STORED_IN_ORDER = ("dataset", "source", "article", "actor", "place")
FILL = (
    "UPDATE events_version SET newest_first = stored.id FROM events_{} AS stored "
    "WHERE events_version.id = stored.current_id"
)


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0004_release_fingerprint'),
    ]

    operations = [
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collection', events.models.fields.WordField(help_text='The collection of the records.', max_length=40)),
                ('first_key', events.models.fields.KeyField(help_text='The public key of the first record; the block ends before the next block.', max_length=120)),
                ('sha256', models.CharField(help_text='SHA-256 of the lines `collection key sha256` of the records.', max_length=64)),
            ],
            options={
                'ordering': ('collection', 'first_key'),
            },
        ),
        migrations.AddField(
            model_name='release',
            name='hash_recipe',
            field=events.models.fields.WordField(default='lines', help_text='How `sha256` is computed from the lines `collection key sha256` of all records, sorted.', max_length=40),
        ),
        migrations.AlterField(
            model_name='release',
            name='sha256',
            field=models.CharField(help_text='SHA-256 of all records that it holds, computed as `hash_recipe` says.', max_length=64),
        ),
        migrations.AlterField(
            model_name='version',
            name='newest_first',
            field=models.BigIntegerField(blank=True, help_text='The place of the record in its collection in this state. Statements and events are in the order of their dates, the newest first; others are in the order in which they were stored. Null once withdrawn.', null=True),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(('hash_recipe__in', ['lines', 'blocks']), ('hash_recipe__isnull', True), _connector='OR'), name='release_hash_recipe_known'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.CheckConstraint(condition=models.Q(('collection__in', ['datasets', 'sources', 'articles', 'actors', 'places', 'statements', 'events']), ('collection__isnull', True), _connector='OR'), name='block_collection_known'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.UniqueConstraint(fields=('collection', 'first_key'), name='block_once'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.CheckConstraint(condition=models.Q(('first_key', ''), _negated=True), name='block_first_key_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.CheckConstraint(condition=models.Q(('sha256', ''), _negated=True), name='block_sha256_not_empty'),
        ),
        *(migrations.RunSQL(FILL.format(name), migrations.RunSQL.noop) for name in STORED_IN_ORDER),
    ]
