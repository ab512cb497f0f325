"""All tables as the migrations up to 0012 leave them, for new databases: each table is made once, with its constraints.

Databases of earlier programs go through the migrations that this one replaces. A test compares the tables. The help texts,
which no database holds, are those of this version.
"""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import events.models.fields
from django.db import migrations, models
from events.models import search

# Bytes of a row up to which PostgreSQL leaves it whole and uncompressed: nearly all documents (0003).
WHOLE = 8160


def create(apps, schema_editor):
    search.create(schema_editor.connection.alias)


def drop(apps, schema_editor):
    search.drop(schema_editor.connection.alias)


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE events_version SET (toast_tuple_target = {WHOLE})")


class Migration(migrations.Migration):

    replaces = [
        ('events', '0001_initial'),
        ('events', '0002_search_index'),
        ('events', '0003_documents_in_place'),
        ('events', '0004_release_fingerprint'),
        ('events', '0005_release_hash'),
        ('events', '0006_search_fields'),
        ('events', '0007_statement_attribution'),
        ('events', '0008_event_side'),
        ('events', '0009_coverage'),
        ('events', '0010_redaction'),
        ('events', '0011_help_texts'),
        ('events', '0012_not_imported'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Context',
            fields=[
                ('code', models.CharField(help_text='The word.', max_length=40, primary_key=True, serialize=False)),
                ('definition', models.TextField(help_text='Meaning of the word.')),
            ],
            options={
                'ordering': ('code',),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='context_code_not_empty'), models.CheckConstraint(condition=models.Q(('definition', ''), _negated=True), name='context_definition_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Quality',
            fields=[
                ('code', models.CharField(help_text='The word.', max_length=40, primary_key=True, serialize=False)),
                ('definition', models.TextField(help_text='Meaning of the word.')),
            ],
            options={
                'ordering': ('code',),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='quality_code_not_empty'), models.CheckConstraint(condition=models.Q(('definition', ''), _negated=True), name='quality_definition_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('number', models.PositiveIntegerField(help_text='1, 2, 3 and so on.', primary_key=True, serialize=False)),
                ('time', models.DateTimeField(help_text='When it was published, in UTC.')),
                ('label', models.TextField(blank=True, help_text="The publisher's name for it.", null=True)),
                ('note', models.TextField(blank=True, help_text='Purpose of the load.', null=True)),
                ('counts', models.JSONField(help_text='How many records were added, changed and withdrawn, by collection.')),
                ('sha256', models.CharField(help_text='SHA-256 of all records that it holds, computed as `hash_recipe` says.', max_length=64)),
                ('datasets', models.JSONField(default=dict, help_text='The version of each dataset that it holds, by its slug; null for one that states none.')),
                ('pruned', models.BooleanField(default=False, help_text='Whether states that it held, and that were replaced later, have been deleted to save space.')),
                ('fingerprint', models.JSONField(editable=False, help_text='Which rules made each derived state, as hashes; null for a release of an earlier program.', null=True)),
                ('hash_recipe', events.models.fields.WordField(default='lines', help_text='How `sha256` is computed from the lines `collection key sha256` of all records, sorted.', max_length=40)),
                ('redacted', models.DateTimeField(blank=True, help_text='When a value was last removed from states that it held, in UTC; null if none was.', null=True)),
                ('not_imported', models.JSONField(default=dict, help_text="How many rows of a dataset's files the import left out, by the dataset's slug and the reason; empty where it left out none.")),
            ],
            options={
                'ordering': ('-number',),
                'constraints': [models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='release_label_not_empty'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='release_note_not_empty'), models.CheckConstraint(condition=models.Q(('hash_recipe__in', ['lines', 'blocks']), ('hash_recipe__isnull', True), _connector='OR'), name='release_hash_recipe_known')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', events.models.fields.WordField(help_text='Country in which they happened.', max_length=40, null=True)),
                ('start_date', events.models.fields.DayField(help_text='First day of their intervals.', null=True)),
                ('last_day', events.models.fields.DayField(help_text='Last day of their intervals.', null=True)),
                ('long', models.BooleanField(help_text='Whether the intervals are longer than a month.')),
                ('month', models.IntegerField(help_text='The month in which they begin.', null=True)),
                ('newest_first', models.BigIntegerField(help_text='The first place of an event of the first day.')),
                ('events', models.PositiveIntegerField(help_text='How many events these are.')),
                ('fatalities_low', models.BigIntegerField(help_text='Sum of the lowest estimates.', null=True)),
                ('fatalities_best', models.BigIntegerField(help_text='Sum of the best estimates.', null=True)),
                ('fatalities_high', models.BigIntegerField(help_text='Sum of the highest estimates.', null=True)),
            ],
            options={
                'ordering': ('id',),
                'indexes': [models.Index(fields=['newest_first', 'last_day', 'events'], name='tally_newest'), models.Index(fields=['country', 'newest_first', 'last_day', 'events'], name='tally_country'), models.Index(condition=models.Q(('long', True)), fields=['country', 'newest_first', 'last_day', 'long', 'events'], name='tally_long'), models.Index(fields=['country', 'month', 'start_date', 'last_day', 'events', 'fatalities_low', 'fatalities_best', 'fatalities_high'], name='tally_months')],
                'constraints': [models.CheckConstraint(condition=models.Q(('country__in', ['AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EG', 'EH', 'ER', 'ES', 'ET', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PL', 'PM', 'PN', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'XK', 'YE', 'YT', 'ZA', 'ZM', 'ZW']), ('country__isnull', True), _connector='OR'), name='tally_country_known')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('code', models.CharField(help_text='The word.', max_length=40, primary_key=True, serialize=False)),
                ('definition', models.TextField(help_text='Meaning of the word.')),
            ],
            options={
                'ordering': ('code',),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='topic_code_not_empty'), models.CheckConstraint(condition=models.Q(('definition', ''), _negated=True), name='topic_definition_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collection', events.models.fields.WordField(help_text='The collection of the record.', max_length=40)),
                ('key', events.models.fields.KeyField(help_text='The public key of the record.', max_length=120)),
                ('document', models.TextField(blank=True, help_text='The record as published, in JSON; null once withdrawn.', null=True)),
                ('sha256', models.CharField(blank=True, help_text="SHA-256 of the document's UTF-8 bytes; null once withdrawn.", max_length=64, null=True)),
                ('operation', events.models.fields.WordField(help_text='How this state came about.', max_length=40)),
                ('reason', models.TextField(blank=True, help_text='Why, where it was given.', null=True)),
                ('merged_into', models.CharField(blank=True, help_text='Public key of the record that replaced a withdrawn one.', max_length=120, null=True)),
                ('dataset', events.models.fields.KeyField(blank=True, help_text='Slug of the dataset that coded the record; null for what datasets share.', max_length=120, null=True)),
                ('newest_first', models.BigIntegerField(blank=True, help_text='The place of the record in its collection in this state. Statements and events are in the order of their dates, the newest first; others are in the order in which they were stored. Null once withdrawn.', null=True)),
                ('first_release', models.ForeignKey(db_index=False, help_text='The release that brought this state.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.release')),
                ('last_release', models.ForeignKey(blank=True, db_index=False, help_text='The last release with this state; null for the current one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.release')),
            ],
            options={
                'ordering': ('collection', 'key', '-first_release_id'),
                'indexes': [models.Index(fields=['first_release', 'collection', 'key'], name='version_release'), models.Index(condition=models.Q(('dataset__isnull', False)), fields=['dataset', 'first_release', 'collection', 'key'], name='version_dataset'), models.Index(condition=models.Q(('last_release__isnull', False)), fields=['last_release', 'collection', 'first_release'], name='version_replaced')],
                'constraints': [models.CheckConstraint(condition=models.Q(('collection__in', ['datasets', 'sources', 'articles', 'actors', 'places', 'statements', 'events']), ('collection__isnull', True), _connector='OR'), name='version_collection_known'), models.CheckConstraint(condition=models.Q(('operation__in', ['add', 'change', 'withdraw']), ('operation__isnull', True), _connector='OR'), name='version_operation_known'), models.UniqueConstraint(fields=('collection', 'key', 'first_release'), name='version_once'), models.UniqueConstraint(condition=models.Q(('last_release__isnull', True)), fields=('collection', 'key'), name='version_one_current'), models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', True), ('operation', 'withdraw')), models.Q(models.Q(('operation', 'withdraw'), _negated=True), ('document__isnull', False)), _connector='OR'), name='version_document_unless_withdrawn'), models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='version_key_not_empty'), models.CheckConstraint(condition=models.Q(('document', ''), _negated=True), name='version_document_not_empty'), models.CheckConstraint(condition=models.Q(('sha256', ''), _negated=True), name='version_sha256_not_empty'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='version_reason_not_empty'), models.CheckConstraint(condition=models.Q(('merged_into', ''), _negated=True), name='version_merged_into_not_empty'), models.CheckConstraint(condition=models.Q(('dataset', ''), _negated=True), name='version_dataset_not_empty')],
            },
        ),
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
                'constraints': [models.CheckConstraint(condition=models.Q(('collection__in', ['datasets', 'sources', 'articles', 'actors', 'places', 'statements', 'events']), ('collection__isnull', True), _connector='OR'), name='block_collection_known'), models.UniqueConstraint(fields=('collection', 'first_key'), name='block_once'), models.CheckConstraint(condition=models.Q(('first_key', ''), _negated=True), name='block_first_key_not_empty'), models.CheckConstraint(condition=models.Q(('sha256', ''), _negated=True), name='block_sha256_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Mode',
            fields=[
                ('code', models.CharField(help_text='The word.', max_length=40, primary_key=True, serialize=False)),
                ('definition', models.TextField(help_text='Meaning of the word.')),
            ],
            options={
                'ordering': ('code',),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='mode_code_not_empty'), models.CheckConstraint(condition=models.Q(('definition', ''), _negated=True), name='mode_definition_not_empty')],
            },
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
                'constraints': [models.CheckConstraint(condition=models.Q(('collection__in', ['datasets', 'sources', 'articles', 'actors', 'places', 'statements', 'events']), ('collection__isnull', True), _connector='OR'), name='redaction_collection_known'), models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='redaction_key_not_empty'), models.CheckConstraint(condition=models.Q(('field', ''), _negated=True), name='redaction_field_not_empty'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='redaction_reason_not_empty'), models.UniqueConstraint(fields=('collection', 'key', 'field', 'release'), name='redaction_once')],
            },
        ),
        migrations.CreateModel(
            name='RedactedState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(help_text="SHA-256 of the document's UTF-8 bytes before the redaction. The hashes of releases are of it.", max_length=64)),
                ('version', models.ForeignKey(help_text='The state.', on_delete=django.db.models.deletion.CASCADE, related_name='redacted', to='events.version')),
                ('redaction', models.ForeignKey(help_text='The redaction that removed a value from it.', on_delete=django.db.models.deletion.PROTECT, related_name='states', to='events.redaction')),
            ],
            options={
                'ordering': ('id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}\\Z'), ('sha256__isnull', True), _connector='OR'), name='redactedstate_sha256_well_formed'), models.UniqueConstraint(fields=('version', 'redaction'), name='redactedstate_once')],
            },
        ),
        migrations.CreateModel(
            name='Actor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', events.models.fields.KeyField(help_text='Public key of the actor.', max_length=120, unique=True)),
                ('name', models.TextField(help_text='Name in the Latin script.')),
                ('name_original', models.TextField(blank=True, help_text='Name in its own script, where that is not the Latin one.', null=True)),
                ('aliases', models.JSONField(blank=True, default=list, help_text='Other names, a list of texts.')),
                ('kind', events.models.fields.WordField(help_text='Kind of actor.', max_length=40)),
                ('country', events.models.fields.WordField(blank=True, help_text='Country it belongs to, ISO 3166-1 alpha-2.', max_length=40, null=True)),
                ('wikidata', models.CharField(blank=True, help_text='Wikidata item, Q and digits.', max_length=20, null=True)),
                ('named', models.BooleanField(default=True, help_text='False for a collective whose members are not named.')),
                ('note', models.TextField(blank=True, help_text="The coder's remarks.", null=True)),
                ('current', models.ForeignKey(editable=False, help_text='The published state that reads serve; null until the record is published.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='events.version')),
                ('part_of', models.ForeignKey(blank=True, help_text='The actor that it is a member or an organ of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='events.actor')),
                ('public_figure', models.BooleanField(blank=True, help_text='Whether a person is a public figure in a public role; null for an actor that is not a person.', null=True)),
            ],
            options={
                'ordering': ('slug',),
                'indexes': [models.Index(fields=['kind', 'slug'], name='actor_kind'), models.Index(fields=['country', 'slug'], name='actor_country'), models.Index(fields=['named', 'slug'], name='actor_named'), models.Index(fields=['part_of', 'slug'], name='actor_part_of'), models.Index(fields=['public_figure', 'slug'], name='actor_public_figure')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug__regex', '^[a-z0-9]+(-[a-z0-9]+)*\\Z'), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('slug'), 120)), ('slug__isnull', True), _connector='OR'), name='actor_slug_well_formed'), models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'state', 'international_organization', 'alliance', 'organization', 'party', 'company', 'media', 'armed_group', 'identity_group', 'collective', 'civilians', 'unknown']), ('kind__isnull', True), _connector='OR'), name='actor_kind_known'), models.CheckConstraint(condition=models.Q(('country__in', ['AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EG', 'EH', 'ER', 'ES', 'ET', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PL', 'PM', 'PN', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'XK', 'YE', 'YT', 'ZA', 'ZM', 'ZW']), ('country__isnull', True), _connector='OR'), name='actor_country_known'), models.CheckConstraint(condition=models.Q(('wikidata__regex', '^Q[1-9][0-9]{0,18}\\Z'), ('wikidata__isnull', True), _connector='OR'), name='actor_wikidata_well_formed'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='actor_name_not_empty'), models.CheckConstraint(condition=models.Q(('name_original', ''), _negated=True), name='actor_name_original_not_empty'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='actor_note_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', events.models.fields.KeyField(help_text='Public key of the source.', max_length=120, unique=True)),
                ('name', models.TextField(help_text='Name in the Latin script.')),
                ('name_original', models.TextField(blank=True, help_text='Name in its own script, where that is not the Latin one.', null=True)),
                ('kind', events.models.fields.WordField(help_text='Kind of source.', max_length=40)),
                ('country', events.models.fields.WordField(blank=True, help_text='Country it publishes from, ISO 3166-1 alpha-2.', max_length=40, null=True)),
                ('language', events.models.fields.WordField(blank=True, help_text='Main language it publishes in, a BCP 47 tag.', max_length=40, null=True)),
                ('homepage', models.TextField(blank=True, help_text='Its front page.', null=True)),
                ('note', models.TextField(blank=True, help_text="The coder's remarks.", null=True)),
                ('current', models.ForeignKey(editable=False, help_text='The published state that reads serve; null until the record is published.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='events.version')),
            ],
            options={
                'ordering': ('slug',),
                'indexes': [models.Index(fields=['kind', 'slug'], name='source_kind'), models.Index(fields=['country', 'slug'], name='source_country'), models.Index(fields=['language', 'slug'], name='source_language')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug__regex', '^[a-z0-9]+(-[a-z0-9]+)*\\Z'), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('slug'), 120)), ('slug__isnull', True), _connector='OR'), name='source_slug_well_formed'), models.CheckConstraint(condition=models.Q(('kind__in', ['newspaper', 'magazine', 'news_agency', 'broadcaster', 'news_site', 'government', 'military', 'international_organization', 'ngo', 'research', 'social_media', 'other', 'unknown']), ('kind__isnull', True), _connector='OR'), name='source_kind_known'), models.CheckConstraint(condition=models.Q(('country__in', ['AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EG', 'EH', 'ER', 'ES', 'ET', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PL', 'PM', 'PN', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'XK', 'YE', 'YT', 'ZA', 'ZM', 'ZW']), ('country__isnull', True), _connector='OR'), name='source_country_known'), models.CheckConstraint(condition=models.Q(('homepage__regex', '^https?://[^\\s]+\\Z'), ('homepage__isnull', True), _connector='OR'), name='source_homepage_well_formed'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='source_name_not_empty'), models.CheckConstraint(condition=models.Q(('name_original', ''), _negated=True), name='source_name_original_not_empty'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='source_note_not_empty'), models.CheckConstraint(condition=models.Q(('language__regex', '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?\\Z'), ('language__isnull', True), _connector='OR'), name='source_language_well_formed')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', events.models.fields.KeyField(help_text='Public key of the place.', max_length=120, unique=True)),
                ('name', models.TextField(help_text='Name in the Latin script.')),
                ('name_original', models.TextField(blank=True, help_text='Name in its own script, where that is not the Latin one.', null=True)),
                ('kind', events.models.fields.WordField(help_text='Kind of place.', max_length=40)),
                ('country', events.models.fields.WordField(blank=True, help_text='Country by ISO 3166-2, ISO 3166-1 alpha-2; null for seas and regions of several.', max_length=40, null=True)),
                ('admin1', models.TextField(blank=True, help_text='First-level division: ISO 3166-2 code, or a name.', null=True)),
                ('latitude', models.FloatField(blank=True, help_text='Degrees north, -90 to 90.', null=True)),
                ('longitude', models.FloatField(blank=True, help_text='Degrees east, -180 to 180.', null=True)),
                ('geonames', models.PositiveIntegerField(blank=True, help_text='GeoNames identifier.', null=True)),
                ('wikidata', models.CharField(blank=True, help_text='Wikidata item, Q and digits.', max_length=20, null=True)),
                ('note', models.TextField(blank=True, help_text="The coder's remarks.", null=True)),
                ('within', models.ForeignKey(blank=True, help_text='The place that it is a part of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='events.place')),
                ('current', models.ForeignKey(editable=False, help_text='The published state that reads serve; null until the record is published.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='events.version')),
            ],
            options={
                'ordering': ('slug',),
                'indexes': [models.Index(fields=['kind', 'slug'], name='place_kind'), models.Index(fields=['country', 'slug'], name='place_country'), models.Index(fields=['latitude', 'longitude'], name='place_coordinates')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug__regex', '^[a-z0-9]+(-[a-z0-9]+)*\\Z'), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('slug'), 120)), ('slug__isnull', True), _connector='OR'), name='place_slug_well_formed'), models.CheckConstraint(condition=models.Q(('kind__in', ['country', 'admin1', 'admin2', 'populated_place', 'region', 'water', 'point', 'other']), ('kind__isnull', True), _connector='OR'), name='place_kind_known'), models.CheckConstraint(condition=models.Q(('country__in', ['AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EG', 'EH', 'ER', 'ES', 'ET', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PL', 'PM', 'PN', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'XK', 'YE', 'YT', 'ZA', 'ZM', 'ZW']), ('country__isnull', True), _connector='OR'), name='place_country_known'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__gte', -90), ('latitude__lte', 90)), ('latitude__isnull', True), _connector='OR'), name='place_latitude_in_range'), models.CheckConstraint(condition=models.Q(models.Q(('longitude__gte', -180), ('longitude__lte', 180)), ('longitude__isnull', True), _connector='OR'), name='place_longitude_in_range'), models.CheckConstraint(condition=models.Q(('wikidata__regex', '^Q[1-9][0-9]{0,18}\\Z'), ('wikidata__isnull', True), _connector='OR'), name='place_wikidata_well_formed'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='place_coordinates_whole'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='place_name_not_empty'), models.CheckConstraint(condition=models.Q(('name_original', ''), _negated=True), name='place_name_original_not_empty'), models.CheckConstraint(condition=models.Q(('admin1', ''), _negated=True), name='place_admin1_not_empty'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='place_note_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', events.models.fields.KeyField(help_text='Public key of the article.', max_length=120, unique=True)),
                ('title', models.TextField(blank=True, help_text='Title as printed.', null=True)),
                ('url', models.TextField(blank=True, help_text='Address at which it was published.', null=True)),
                ('archive_url', models.TextField(blank=True, help_text='Address of an archived copy.', null=True)),
                ('accessed_on', models.DateField(blank=True, help_text='Day on which it was read.', null=True)),
                ('published_on', models.DateField(blank=True, help_text='Day of publication; null where it is not stated.', null=True)),
                ('published_precision', events.models.fields.WordField(default='unknown', help_text='How exactly the day of publication is known.', max_length=40)),
                ('published_not_before', models.DateField(blank=True, help_text='Earliest day of publication that can be inferred.', null=True)),
                ('published_not_after', models.DateField(blank=True, help_text='Latest day of publication that can be inferred.', null=True)),
                ('language', events.models.fields.WordField(blank=True, help_text='Language of the text, a BCP 47 tag.', max_length=40, null=True)),
                ('byline', models.TextField(blank=True, help_text='Author as printed.', null=True)),
                ('summary', models.TextField(blank=True, help_text="Summary of the article, in the coder's own words.", null=True)),
                ('characters', models.PositiveIntegerField(blank=True, help_text='Length of the text in Unicode code points.', null=True)),
                ('sha256', models.CharField(blank=True, help_text="SHA-256, in lower-case hexadecimal, of the text's UTF-8 bytes.", max_length=64, null=True)),
                ('note', models.TextField(blank=True, help_text="The coder's remarks, and the reason of each inferred value.", null=True)),
                ('relays', models.ManyToManyField(blank=True, help_text='Sources whose report it says that it passes on.', related_name='relayed_by', to='events.source')),
                ('source', models.ForeignKey(blank=True, help_text='The source that published it; null where that is not stated.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='events.source')),
                ('current', models.ForeignKey(editable=False, help_text='The published state that reads serve; null until the record is published.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='events.version')),
                ('published_basis', events.models.fields.WordField(blank=True, help_text='On what the day of publication and its bounds rest; null where that is not coded.', max_length=40, null=True)),
                ('published_reason', models.TextField(blank=True, help_text='Why the coder infers the day of publication or its bounds; null where they are not inferred.', null=True)),
            ],
            options={
                'ordering': ('slug',),
                'indexes': [models.Index(fields=['source', 'slug'], name='article_source'), models.Index(fields=['language', 'slug'], name='article_language'), models.Index(fields=['published_on', 'slug'], name='article_published_on'), models.Index(fields=['sha256'], name='article_sha256')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug__regex', '^[a-z0-9]+(-[a-z0-9]+)*\\Z'), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('slug'), 120)), ('slug__isnull', True), _connector='OR'), name='article_slug_well_formed'), models.CheckConstraint(condition=models.Q(('url__regex', '^https?://[^\\s]+\\Z'), ('url__isnull', True), _connector='OR'), name='article_url_well_formed'), models.CheckConstraint(condition=models.Q(('archive_url__regex', '^https?://[^\\s]+\\Z'), ('archive_url__isnull', True), _connector='OR'), name='article_archive_url_well_formed'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}\\Z'), ('sha256__isnull', True), _connector='OR'), name='article_sha256_well_formed'), models.CheckConstraint(condition=models.Q(('published_precision__in', ['day', 'week', 'month', 'year', 'longer', 'unknown']), ('published_precision__isnull', True), _connector='OR'), name='article_published_precision_known'), models.CheckConstraint(condition=models.Q(('published_not_before__lte', models.F('published_not_after')), ('published_not_before__isnull', True), ('published_not_after__isnull', True), _connector='OR'), name='article_published_not_before_in_order'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='article_title_not_empty'), models.CheckConstraint(condition=models.Q(('byline', ''), _negated=True), name='article_byline_not_empty'), models.CheckConstraint(condition=models.Q(('summary', ''), _negated=True), name='article_summary_not_empty'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='article_note_not_empty'), models.CheckConstraint(condition=models.Q(('published_basis__in', ['stated', 'inferred', 'reference']), ('published_basis__isnull', True), _connector='OR'), name='article_published_basis_known'), models.CheckConstraint(condition=models.Q(models.Q(('published_basis', 'inferred'), _negated=True), ('published_reason__isnull', False), _connector='OR'), name='article_published_basis_reasoned'), models.CheckConstraint(condition=models.Q(('language__regex', '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?\\Z'), ('language__isnull', True), _connector='OR'), name='article_language_well_formed'), models.CheckConstraint(condition=models.Q(('published_reason', ''), _negated=True), name='article_published_reason_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Dataset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', events.models.fields.KeyField(help_text='Public key of the dataset.', max_length=120, unique=True)),
                ('title', models.TextField(help_text='Title of the dataset.')),
                ('version', models.TextField(blank=True, help_text="The publisher's own name for the version that is loaded.", null=True)),
                ('publisher', models.TextField(blank=True, help_text='The body that publishes the dataset.', null=True)),
                ('license', models.TextField(help_text='The license of the records: an SPDX identifier, a URL, or LicenseRef- and a name.')),
                ('citation', models.TextField(blank=True, help_text='How to cite the dataset.', null=True)),
                ('homepage', models.TextField(blank=True, help_text='Address of a page about the dataset.', null=True)),
                ('note', models.TextField(blank=True, help_text="The coder's remarks.", null=True)),
                ('current', models.ForeignKey(editable=False, help_text='The published state that reads serve; null until the record is published.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='events.version')),
                ('covers_countries', models.JSONField(blank=True, default=list, help_text='The countries that were looked at, ISO 3166-1 alpha-2; empty where that is not stated.')),
                ('covers_from', models.DateField(blank=True, help_text='First day of the period that was looked at; null where that is not stated.', null=True)),
                ('covers_sources', models.ManyToManyField(blank=True, help_text='The sources that were read; empty where that is not stated.', related_name='covered_by', to='events.source')),
                ('covers_to', models.DateField(blank=True, help_text='Last day of the period that was looked at; null where that is not stated.', null=True)),
                ('inclusion', models.TextField(blank=True, help_text='The rules by which records were included or left out.', null=True)),
            ],
            options={
                'ordering': ('slug',),
                'indexes': [models.Index(fields=['license', 'slug'], name='dataset_license')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug__regex', '^[a-z0-9]+(-[a-z0-9]+)*\\Z'), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('slug'), 120)), ('slug__isnull', True), _connector='OR'), name='dataset_slug_well_formed'), models.CheckConstraint(condition=models.Q(('homepage__regex', '^https?://[^\\s]+\\Z'), ('homepage__isnull', True), _connector='OR'), name='dataset_homepage_well_formed'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='dataset_title_not_empty'), models.CheckConstraint(condition=models.Q(('version', ''), _negated=True), name='dataset_version_not_empty'), models.CheckConstraint(condition=models.Q(('publisher', ''), _negated=True), name='dataset_publisher_not_empty'), models.CheckConstraint(condition=models.Q(('license', ''), _negated=True), name='dataset_license_not_empty'), models.CheckConstraint(condition=models.Q(('citation', ''), _negated=True), name='dataset_citation_not_empty'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='dataset_note_not_empty'), models.CheckConstraint(condition=models.Q(('covers_from__lte', models.F('covers_to')), ('covers_from__isnull', True), ('covers_to__isnull', True), _connector='OR'), name='dataset_covers_from_in_order'), models.CheckConstraint(condition=models.Q(('inclusion', ''), _negated=True), name='dataset_inclusion_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='LeftOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text="Place in the article's list of what is left out, from 1.")),
                ('start', models.PositiveIntegerField(help_text="Offset of the first character of the stretch in the article's text, from 0.")),
                ('end', models.PositiveIntegerField(help_text="Offset after the last character of the stretch in the article's text.")),
                ('sha256', models.CharField(help_text="SHA-256, in lower-case hexadecimal, of the stretch's UTF-8 bytes.", max_length=64)),
                ('reason', events.models.fields.WordField(help_text='Why it is not coded.', max_length=40)),
                ('note', models.TextField(blank=True, help_text="Subject of the stretch, in the coder's own words.", null=True)),
                ('article', models.ForeignKey(help_text='The article.', on_delete=django.db.models.deletion.CASCADE, related_name='left_out', to='events.article')),
            ],
            options={
                'verbose_name': 'left-out stretch',
                'verbose_name_plural': 'left-out stretches',
                'ordering': ('article_id', 'number'),
                'indexes': [models.Index(fields=['reason', 'article'], name='leftout_reason')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['heading', 'byline', 'boilerplate', 'repetition', 'analysis', 'forecast', 'doctrine', 'background', 'other']), ('reason__isnull', True), _connector='OR'), name='leftout_reason_known'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}\\Z'), ('sha256__isnull', True), _connector='OR'), name='leftout_sha256_well_formed'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start')), ('start__gte', 0)), name='leftout_end_after_start'), models.UniqueConstraint(fields=('article', 'number'), name='leftout_once'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='leftout_note_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evidence_start', models.PositiveIntegerField(blank=True, help_text="Offset of the first character of the passage in the article's text, from 0.", null=True)),
                ('evidence_end', models.PositiveIntegerField(blank=True, help_text="Offset after the last character of the passage in the article's text.", null=True)),
                ('evidence_sha256', models.CharField(blank=True, help_text="SHA-256, in lower-case hexadecimal, of the passage's UTF-8 bytes.", max_length=64, null=True)),
                ('number', models.PositiveSmallIntegerField(help_text="Place in the event's list of claims, from 1.")),
                ('attribute', events.models.fields.WordField(help_text='Attribute of the event that the claim is about.', max_length=40)),
                ('value', models.TextField(blank=True, help_text='The claimed value: a word, a date or a public key.', null=True)),
                ('low', models.IntegerField(blank=True, help_text='Lowest number claimed.', null=True)),
                ('best', models.IntegerField(blank=True, help_text='The number claimed.', null=True)),
                ('high', models.IntegerField(blank=True, help_text='Highest number claimed.', null=True)),
                ('note', models.TextField(blank=True, help_text="The coder's remarks.", null=True)),
                ('article', models.ForeignKey(help_text='The article that gives the claim.', on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='events.article')),
                ('claimed_by', models.ForeignKey(blank=True, help_text='The actor that makes the claim; null where the article says it in its own voice.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='events.actor')),
                ('evidence_closing', models.TextField(blank=True, help_text='Last words of the passage, at most six, after the opening ones; null where the passage has no more than six words.', null=True)),
                ('evidence_opening', models.TextField(blank=True, help_text='First words of the passage, at most six; null where they are not given.', null=True)),
                ('chosen', models.BooleanField(default=False, help_text="Whether the event's own value follows this claim.")),
                ('quantifier', events.models.fields.WordField(blank=True, help_text='How the number or value is meant; null where that is not coded.', max_length=40, null=True)),
                ('reason', models.TextField(blank=True, help_text='Why the coder follows this claim; required when it is chosen.', null=True)),
                ('stands', events.models.fields.WordField(blank=True, help_text="How the claim relates to the event's own value and to the other claims on the attribute; null where that is not judged.", max_length=40, null=True)),
                ('unit', models.TextField(blank=True, help_text='Unit of the numbers, such as US dollars.', null=True)),
            ],
            options={
                'ordering': ('event_id', 'number'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('evidence_end__isnull', True), ('evidence_sha256__isnull', True), ('evidence_start__isnull', True)), models.Q(('evidence_end__gt', models.F('evidence_start')), ('evidence_end__isnull', False), ('evidence_sha256__isnull', False), ('evidence_sha256__regex', '^[0-9a-f]{64}\\Z'), ('evidence_start__gte', 0), ('evidence_start__isnull', False)), _connector='OR'), name='claim_evidence_whole'), models.CheckConstraint(condition=models.Q(('value__isnull', False), ('low__isnull', False), ('best__isnull', False), ('high__isnull', False), _connector='OR'), name='claim_says_something'), models.CheckConstraint(condition=models.Q(('value', ''), _negated=True), name='claim_value_not_empty'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='claim_note_not_empty'), models.CheckConstraint(condition=models.Q(('evidence_opening__isnull', True), ('evidence_start__isnull', False), _connector='OR'), name='claim_opening_of_evidence'), models.CheckConstraint(condition=models.Q(('evidence_closing__isnull', True), ('evidence_opening__isnull', False), _connector='OR'), name='claim_closing_after_opening'), models.CheckConstraint(condition=models.Q(('evidence_opening', ''), _negated=True), name='claim_evidence_opening_not_empty'), models.CheckConstraint(condition=models.Q(('evidence_closing', ''), _negated=True), name='claim_evidence_closing_not_empty'), models.CheckConstraint(condition=models.Q(('attribute__in', ['start_date', 'end_date', 'fatalities', 'type', 'place', 'actor', 'recipient', 'mediator', 'supporter', 'beneficiary', 'represented', 'status', 'duration', 'amount']), ('attribute__isnull', True), _connector='OR'), name='claim_attribute_known'), models.CheckConstraint(condition=models.Q(('quantifier__in', ['exact', 'about', 'more_than', 'less_than']), ('quantifier__isnull', True), _connector='OR'), name='claim_quantifier_known'), models.CheckConstraint(condition=models.Q(('stands__in', ['agrees', 'differs_in_wording', 'contradicts']), ('stands__isnull', True), _connector='OR'), name='claim_stands_known'), models.CheckConstraint(condition=models.Q(('chosen', False), ('reason__isnull', False), _connector='OR'), name='claim_chosen_reasoned'), models.CheckConstraint(condition=models.Q(('unit', ''), _negated=True), name='claim_unit_not_empty'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='claim_reason_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', events.models.fields.KeyField(help_text='Public key of the event.', max_length=120, unique=True)),
                ('type', events.models.fields.WordField(help_text='PLOVER event type.', max_length=40)),
                ('quad_class', models.PositiveSmallIntegerField(choices=[(1, 'The actor cooperates in words.'), (2, 'The actor cooperates in deeds.'), (3, 'The actor opposes in words.'), (4, 'The actor opposes in deeds.')], help_text='Quad class: verbal or material, cooperation or conflict.')),
                ('status', events.models.fields.WordField(default='occurred', help_text='Whether it happened, goes on, or is only proposed, threatened, disputed or denied.', max_length=40)),
                ('title', models.TextField(help_text="Short title, in the coder's own words.")),
                ('summary', models.TextField(blank=True, help_text="Summary of the event, in the coder's own words.", null=True)),
                ('start_date', models.DateField(blank=True, help_text='First day on which it can have begun; null where that is not known.', null=True)),
                ('end_date', models.DateField(blank=True, help_text='Last day on which it can have ended; null for one day, and for what goes on.', null=True)),
                ('date_precision', events.models.fields.WordField(default='unknown', help_text='How exactly the dates are known.', max_length=40)),
                ('date_not_before', models.DateField(blank=True, help_text='Earliest day that can be inferred for an unknown start.', null=True)),
                ('date_not_after', models.DateField(blank=True, help_text='Latest day that can be inferred for an unknown start.', null=True)),
                ('place_precision', events.models.fields.WordField(default='unknown', help_text='How exactly the place is known.', max_length=40)),
                ('country', events.models.fields.WordField(blank=True, help_text='Country in which it happened, ISO 3166-1 alpha-2.', max_length=40, null=True)),
                ('fatalities_low', models.PositiveIntegerField(blank=True, help_text='Lowest estimate of the number of people killed.', null=True)),
                ('fatalities_best', models.PositiveIntegerField(blank=True, help_text='Best estimate of the number of people killed.', null=True)),
                ('fatalities_high', models.PositiveIntegerField(blank=True, help_text='Highest estimate of the number of people killed.', null=True)),
                ('original', models.JSONField(blank=True, help_text="The importing dataset's own columns, untouched.", null=True)),
                ('note', models.TextField(blank=True, help_text="The coder's remarks, and the reason of each inferred value.", null=True)),
                ('disputed', models.BooleanField(default=False, editable=False, help_text='Whether one of its claims contradicts another value. Computed when it is published.')),
                ('last_day', models.DateField(editable=False, help_text="Last day of the event's interval; the end of time for what goes on.", null=True)),
                ('long', models.BooleanField(default=False, editable=False, help_text="Whether the event's interval is longer than a month.")),
                ('month', models.IntegerField(editable=False, help_text='The month in which the event begins: its year times twelve, and the months that have passed.', null=True)),
                ('newest_first', models.BigIntegerField(editable=False, help_text='Place of the event in the order with the newest first.', null=True, unique=True)),
                ('contexts', models.ManyToManyField(blank=True, help_text='PLOVER contexts of the event.', related_name='events', to='events.context')),
                ('dataset', models.ForeignKey(help_text='The dataset that coded it.', on_delete=django.db.models.deletion.PROTECT, related_name='events', to='events.dataset')),
                ('part_of', models.ForeignKey(blank=True, help_text='The larger event that it is a part of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='events.event')),
                ('same_as', models.ForeignKey(blank=True, help_text='A record, as a rule of another dataset, of the same event.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='events.event')),
                ('place', models.ForeignKey(blank=True, help_text='Place where it happened.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='events.place')),
                ('quality', models.ManyToManyField(blank=True, help_text='Known weaknesses of the record as its dataset gave it.', related_name='events', to='events.quality')),
                ('current', models.ForeignKey(editable=False, help_text='The published state that reads serve; null until the record is published.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='events.version')),
                ('date_basis', events.models.fields.WordField(blank=True, help_text='Where the dates come from; null where that is not coded.', max_length=40, null=True)),
                ('date_reason', models.TextField(blank=True, help_text='Why the coder inferred the dates; required when they are inferred.', null=True)),
                ('modality', events.models.fields.WordField(blank=True, help_text='How the reports put the event; null where that is not coded.', max_length=40, null=True)),
                ('place_basis', events.models.fields.WordField(blank=True, help_text='Where the place comes from; null where that is not coded.', max_length=40, null=True)),
                ('place_reason', models.TextField(blank=True, help_text='Why the coder inferred the place; required when it is inferred.', null=True)),
                ('polarity', events.models.fields.WordField(blank=True, help_text='Whether the reports affirm or deny the event; null where that is not coded.', max_length=40, null=True)),
                ('modes', models.ManyToManyField(blank=True, help_text='PLOVER modes of the type that fit the event.', related_name='events', to='events.mode')),
            ],
            options={
                'ordering': ('newest_first',),
                'indexes': [models.Index(fields=['newest_first', 'last_day', 'current'], name='event_newest'), models.Index(fields=['country', 'newest_first', 'last_day', 'current'], name='event_country'), models.Index(fields=['type', 'newest_first', 'last_day', 'current'], name='event_type'), models.Index(condition=models.Q(('long', True)), fields=['country', 'newest_first', 'last_day'], name='event_long'), models.Index(fields=['dataset', 'newest_first'], name='event_dataset'), models.Index(fields=['quad_class', 'newest_first'], name='event_quad_class'), models.Index(fields=['status', 'newest_first'], name='event_status'), models.Index(fields=['place', 'newest_first'], name='event_place'), models.Index(fields=['place_precision', 'newest_first'], name='event_place_precision'), models.Index(fields=['date_precision', 'newest_first'], name='event_date_precision'), models.Index(fields=['fatalities_best', 'newest_first'], name='event_fatalities'), models.Index(fields=['part_of', 'newest_first'], name='event_part_of'), models.Index(fields=['disputed', 'newest_first'], name='event_disputed')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code__regex', '^[a-z0-9]+(-[a-z0-9]+)*\\Z'), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('code'), 120)), ('code__isnull', True), _connector='OR'), name='event_code_well_formed'), models.CheckConstraint(condition=models.Q(('type__in', ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT']), ('type__isnull', True), _connector='OR'), name='event_type_known'), models.CheckConstraint(condition=models.Q(('quad_class__in', [1, 2, 3, 4]), ('quad_class__isnull', True), _connector='OR'), name='event_quad_class_known'), models.CheckConstraint(condition=models.Q(('status__in', ['occurred', 'ongoing', 'proposed', 'threatened', 'disputed', 'negated']), ('status__isnull', True), _connector='OR'), name='event_status_known'), models.CheckConstraint(condition=models.Q(('date_precision__in', ['day', 'week', 'month', 'year', 'longer', 'unknown']), ('date_precision__isnull', True), _connector='OR'), name='event_date_precision_known'), models.CheckConstraint(condition=models.Q(('place_precision__in', ['exact', 'near', 'admin2', 'admin1', 'part_of_country', 'country', 'international', 'unknown']), ('place_precision__isnull', True), _connector='OR'), name='event_place_precision_known'), models.CheckConstraint(condition=models.Q(('country__in', ['AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EG', 'EH', 'ER', 'ES', 'ET', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PL', 'PM', 'PN', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'XK', 'YE', 'YT', 'ZA', 'ZM', 'ZW']), ('country__isnull', True), _connector='OR'), name='event_country_known'), models.CheckConstraint(condition=models.Q(('date_not_before__lte', models.F('date_not_after')), ('date_not_before__isnull', True), ('date_not_after__isnull', True), _connector='OR'), name='event_date_not_before_in_order'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='event_title_not_empty'), models.CheckConstraint(condition=models.Q(('summary', ''), _negated=True), name='event_summary_not_empty'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='event_note_not_empty'), models.CheckConstraint(condition=models.Q(('modality__in', ['asserted', 'possible', 'hypothetical']), ('modality__isnull', True), _connector='OR'), name='event_modality_known'), models.CheckConstraint(condition=models.Q(('polarity__in', ['affirmed', 'negated']), ('polarity__isnull', True), _connector='OR'), name='event_polarity_known'), models.CheckConstraint(condition=models.Q(('date_basis__in', ['stated', 'inferred', 'reference']), ('date_basis__isnull', True), _connector='OR'), name='event_date_basis_known'), models.CheckConstraint(condition=models.Q(('place_basis__in', ['stated', 'inferred', 'reference']), ('place_basis__isnull', True), _connector='OR'), name='event_place_basis_known'), models.CheckConstraint(condition=models.Q(models.Q(('date_basis', 'inferred'), _negated=True), ('date_reason__isnull', False), _connector='OR'), name='event_date_basis_reasoned'), models.CheckConstraint(condition=models.Q(models.Q(('place_basis', 'inferred'), _negated=True), ('place_reason__isnull', False), _connector='OR'), name='event_place_basis_reasoned'), models.CheckConstraint(condition=models.Q(('date_reason', ''), _negated=True), name='event_date_reason_not_empty'), models.CheckConstraint(condition=models.Q(('place_reason', ''), _negated=True), name='event_place_reason_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', events.models.fields.WordField(help_text='The part it took.', max_length=40)),
                ('actor', models.ForeignKey(help_text='The actor that takes part.', on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='events.actor')),
                ('event', models.ForeignKey(help_text='The event.', on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='events.event')),
                ('basis', events.models.fields.WordField(blank=True, help_text='Where the part comes from; null where that is not coded.', max_length=40, null=True)),
                ('reason', models.TextField(blank=True, help_text='Why the coder inferred it; required when it is inferred.', null=True)),
            ],
            options={
                'ordering': ('event_id', 'pk'),
                'indexes': [models.Index(fields=['actor', 'role', 'event'], name='participant_actor'), models.Index(fields=['role', 'event'], name='participant_role')],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['actor', 'recipient', 'mediator', 'supporter', 'beneficiary', 'represented']), ('role__isnull', True), _connector='OR'), name='participant_role_known'), models.UniqueConstraint(fields=('event', 'actor', 'role'), name='participant_once'), models.CheckConstraint(condition=models.Q(('basis__in', ['stated', 'inferred', 'reference']), ('basis__isnull', True), _connector='OR'), name='participant_basis_known'), models.CheckConstraint(condition=models.Q(models.Q(('basis', 'inferred'), _negated=True), ('reason__isnull', False), _connector='OR'), name='participant_basis_reasoned'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='participant_reason_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evidence_start', models.PositiveIntegerField(blank=True, help_text="Offset of the first character of the passage in the article's text, from 0.", null=True)),
                ('evidence_end', models.PositiveIntegerField(blank=True, help_text="Offset after the last character of the passage in the article's text.", null=True)),
                ('evidence_sha256', models.CharField(blank=True, help_text="SHA-256, in lower-case hexadecimal, of the passage's UTF-8 bytes.", max_length=64, null=True)),
                ('number', models.PositiveSmallIntegerField(help_text="Place in the event's list of reports, from 1.")),
                ('role', events.models.fields.WordField(default='primary', help_text='Role of the report for the record.', max_length=40)),
                ('note', models.TextField(blank=True, help_text="The coder's remarks.", null=True)),
                ('article', models.ForeignKey(help_text='The article that reports it.', on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='events.article')),
                ('event', models.ForeignKey(help_text='The event reported.', on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='events.event')),
                ('evidence_closing', models.TextField(blank=True, help_text='Last words of the passage, at most six, after the opening ones; null where the passage has no more than six words.', null=True)),
                ('evidence_opening', models.TextField(blank=True, help_text='First words of the passage, at most six; null where they are not given.', null=True)),
            ],
            options={
                'ordering': ('event_id', 'number'),
                'indexes': [models.Index(fields=['article', 'event'], name='report_article')],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['primary', 'corroborating', 'contradicting', 'background']), ('role__isnull', True), _connector='OR'), name='report_role_known'), models.CheckConstraint(condition=models.Q(models.Q(('evidence_end__isnull', True), ('evidence_sha256__isnull', True), ('evidence_start__isnull', True)), models.Q(('evidence_end__gt', models.F('evidence_start')), ('evidence_end__isnull', False), ('evidence_sha256__isnull', False), ('evidence_sha256__regex', '^[0-9a-f]{64}\\Z'), ('evidence_start__gte', 0), ('evidence_start__isnull', False)), _connector='OR'), name='report_evidence_whole'), models.UniqueConstraint(fields=('event', 'number'), name='report_once'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='report_note_not_empty'), models.CheckConstraint(condition=models.Q(('evidence_opening__isnull', True), ('evidence_start__isnull', False), _connector='OR'), name='report_opening_of_evidence'), models.CheckConstraint(condition=models.Q(('evidence_closing__isnull', True), ('evidence_opening__isnull', False), _connector='OR'), name='report_closing_after_opening'), models.CheckConstraint(condition=models.Q(('evidence_opening', ''), _negated=True), name='report_evidence_opening_not_empty'), models.CheckConstraint(condition=models.Q(('evidence_closing', ''), _negated=True), name='report_evidence_closing_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='EventLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evidence_start', models.PositiveIntegerField(blank=True, help_text="Offset of the first character of the passage in the article's text, from 0.", null=True)),
                ('evidence_end', models.PositiveIntegerField(blank=True, help_text="Offset after the last character of the passage in the article's text.", null=True)),
                ('evidence_sha256', models.CharField(blank=True, help_text="SHA-256, in lower-case hexadecimal, of the passage's UTF-8 bytes.", max_length=64, null=True)),
                ('evidence_opening', models.TextField(blank=True, help_text='First words of the passage, at most six; null where they are not given.', null=True)),
                ('evidence_closing', models.TextField(blank=True, help_text='Last words of the passage, at most six, after the opening ones; null where the passage has no more than six words.', null=True)),
                ('relation', events.models.fields.WordField(help_text='How the event relates to the other one.', max_length=40)),
                ('article', models.ForeignKey(help_text='The article that says so.', on_delete=django.db.models.deletion.PROTECT, related_name='event_links', to='events.article')),
                ('event', models.ForeignKey(help_text='The event that is linked.', on_delete=django.db.models.deletion.CASCADE, related_name='related_events', to='events.event')),
                ('target', models.ForeignKey(help_text='The other event.', on_delete=django.db.models.deletion.PROTECT, related_name='linked_from', to='events.event')),
            ],
            options={
                'ordering': ('event_id', 'pk'),
                'indexes': [models.Index(fields=['target', 'relation', 'event'], name='event_link_target'), models.Index(fields=['relation', 'event'], name='event_link_relation')],
                'constraints': [models.CheckConstraint(condition=models.Q(('relation__in', ['in_response_to', 'because_of', 'continues']), ('relation__isnull', True), _connector='OR'), name='eventlink_relation_known'), models.CheckConstraint(condition=models.Q(models.Q(('evidence_end__isnull', True), ('evidence_sha256__isnull', True), ('evidence_start__isnull', True)), models.Q(('evidence_end__gt', models.F('evidence_start')), ('evidence_end__isnull', False), ('evidence_sha256__isnull', False), ('evidence_sha256__regex', '^[0-9a-f]{64}\\Z'), ('evidence_start__gte', 0), ('evidence_start__isnull', False)), _connector='OR'), name='eventlink_evidence_whole'), models.UniqueConstraint(fields=('event', 'relation', 'target'), name='event_link_once'), models.CheckConstraint(condition=models.Q(('event', models.F('target')), _negated=True), name='event_link_of_two'), models.CheckConstraint(condition=models.Q(('evidence_opening__isnull', True), ('evidence_start__isnull', False), _connector='OR'), name='eventlink_opening_of_evidence'), models.CheckConstraint(condition=models.Q(('evidence_closing__isnull', True), ('evidence_opening__isnull', False), _connector='OR'), name='eventlink_closing_after_opening'), models.CheckConstraint(condition=models.Q(('evidence_opening', ''), _negated=True), name='eventlink_evidence_opening_not_empty'), models.CheckConstraint(condition=models.Q(('evidence_closing', ''), _negated=True), name='eventlink_evidence_closing_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evidence_start', models.PositiveIntegerField(blank=True, help_text="Offset of the first character of the passage in the article's text, from 0.", null=True)),
                ('evidence_end', models.PositiveIntegerField(blank=True, help_text="Offset after the last character of the passage in the article's text.", null=True)),
                ('evidence_sha256', models.CharField(blank=True, help_text="SHA-256, in lower-case hexadecimal, of the passage's UTF-8 bytes.", max_length=64, null=True)),
                ('code', events.models.fields.KeyField(help_text='Public key of the statement.', max_length=120, unique=True)),
                ('speaker_role', models.TextField(blank=True, help_text="The speaker's office or role, as the article gives it.", null=True)),
                ('form', events.models.fields.WordField(help_text="Whether the article gives the speaker's own words.", max_length=40)),
                ('text', models.TextField(help_text="The speaker's words exactly as quoted, or the coder's own paraphrase.")),
                ('act', events.models.fields.WordField(help_text='The act that the speaker performs by saying it: a PLOVER type, or COMMENT.', max_length=40)),
                ('reporting_verb', models.TextField(blank=True, help_text='The words of saying as printed, verb or noun; null where there are none.', null=True)),
                ('stated_on', models.DateField(blank=True, help_text='Day on which it was said; null where it is not stated.', null=True)),
                ('stated_precision', events.models.fields.WordField(default='unknown', help_text='How exactly the day is known.', max_length=40)),
                ('stated_not_before', models.DateField(blank=True, help_text='Earliest day that can be inferred.', null=True)),
                ('stated_not_after', models.DateField(blank=True, help_text='Latest day that can be inferred.', null=True)),
                ('language', events.models.fields.WordField(blank=True, help_text='Language of `text`, a BCP 47 tag.', max_length=40, null=True)),
                ('note', models.TextField(blank=True, help_text="The coder's remarks, and the reason of each inferred value.", null=True)),
                ('newest_first', models.BigIntegerField(editable=False, help_text='Place of the statement in the order with the newest first. Computed when it is published.', null=True, unique=True)),
                ('addressees', models.ManyToManyField(blank=True, help_text='Actors to whom it is said.', related_name='statements_received', to='events.actor')),
                ('article', models.ForeignKey(help_text='The article that reports it.', on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='events.article')),
                ('dataset', models.ForeignKey(help_text='The dataset that coded it.', on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='events.dataset')),
                ('on_behalf_of', models.ForeignKey(blank=True, help_text='For whom the speaker speaks.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements_through_others', to='events.actor')),
                ('speaker', models.ForeignKey(help_text='The actor that said it.', on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='events.actor')),
                ('topics', models.ManyToManyField(blank=True, help_text='Topics of the statement.', related_name='statements', to='events.topic')),
                ('current', models.ForeignKey(editable=False, help_text='The published state that reads serve; null until the record is published.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='events.version')),
                ('addressees_reason', models.TextField(blank=True, help_text='Why the coder infers these addressees; null where none is inferred.', null=True)),
                ('audience', models.ManyToManyField(blank=True, help_text='Actors before whom it is said and to whom it is not addressed, such as the press.', related_name='statements_heard', to='events.actor')),
                ('cue_end', models.PositiveIntegerField(blank=True, help_text='Offset after the last character of the words of saying.', null=True)),
                ('cue_sha256', models.CharField(blank=True, help_text='SHA-256, in lower-case hexadecimal, of the UTF-8 bytes of the words of saying.', max_length=64, null=True)),
                ('cue_start', models.PositiveIntegerField(blank=True, help_text='Offset of the first character of the words of saying, verb or noun, from 0.', null=True)),
                ('evidence_closing', models.TextField(blank=True, help_text='Last words of the passage, at most six, after the opening ones; null where the passage has no more than six words.', null=True)),
                ('evidence_opening', models.TextField(blank=True, help_text='First words of the passage, at most six; null where they are not given.', null=True)),
                ('inferred_addressees', models.ManyToManyField(blank=True, help_text='Those of the addressees that the text does not name and the coder infers.', related_name='statements_received_by_inference', to='events.actor')),
                ('modality', events.models.fields.WordField(blank=True, help_text='How sure the speaker presents what is said; null where that is not coded.', max_length=40, null=True)),
                ('original_language', events.models.fields.WordField(blank=True, help_text='Language in which it was said, a BCP 47 tag; null where that is not stated.', max_length=40, null=True)),
                ('polarity', events.models.fields.WordField(blank=True, help_text='Whether the speaker affirms or negates what is said; null where that is not coded.', max_length=40, null=True)),
                ('source_end', models.PositiveIntegerField(blank=True, help_text='Offset after the last character of the words that name the speaker.', null=True)),
                ('source_sha256', models.CharField(blank=True, help_text='SHA-256, in lower-case hexadecimal, of the UTF-8 bytes of those words.', max_length=64, null=True)),
                ('source_start', models.PositiveIntegerField(blank=True, help_text='Offset of the first character of the words that name the speaker, from 0.', null=True)),
                ('stated_basis', events.models.fields.WordField(blank=True, help_text='On what the day and its bounds rest; null where that is not coded.', max_length=40, null=True)),
                ('stated_reason', models.TextField(blank=True, help_text='Why the coder infers the day or its bounds; null where they are not inferred.', null=True)),
                ('targets', models.ManyToManyField(blank=True, help_text='Actors about whom it is said.', related_name='statements_about', to='events.actor')),
                ('translated', models.BooleanField(blank=True, help_text='Whether the words are a translation; null where that is not known.', null=True)),
                ('translated_by', models.TextField(blank=True, help_text='Name of the translator as printed; null where that is not stated.', null=True)),
            ],
            options={
                'ordering': ('newest_first',),
                'indexes': [models.Index(fields=['dataset', 'newest_first'], name='statement_dataset'), models.Index(fields=['article', 'newest_first'], name='statement_article'), models.Index(fields=['speaker', 'newest_first'], name='statement_speaker'), models.Index(fields=['on_behalf_of', 'newest_first'], name='statement_on_behalf_of'), models.Index(fields=['form', 'newest_first'], name='statement_form'), models.Index(fields=['act', 'newest_first'], name='statement_act'), models.Index(fields=['stated_on'], name='statement_stated_on'), models.Index(fields=['language', 'newest_first'], name='statement_language'), models.Index(fields=['original_language', 'newest_first'], name='statement_original'), models.Index(fields=['modality', 'newest_first'], name='statement_modality'), models.Index(fields=['polarity', 'newest_first'], name='statement_polarity'), models.Index(fields=['translated', 'newest_first'], name='statement_translated'), models.Index(fields=['stated_basis', 'newest_first'], name='statement_stated_basis')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code__regex', '^[a-z0-9]+(-[a-z0-9]+)*\\Z'), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('code'), 120)), ('code__isnull', True), _connector='OR'), name='statement_code_well_formed'), models.CheckConstraint(condition=models.Q(('form__in', ['verbatim', 'paraphrase']), ('form__isnull', True), _connector='OR'), name='statement_form_known'), models.CheckConstraint(condition=models.Q(('act__in', ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'COMMENT']), ('act__isnull', True), _connector='OR'), name='statement_act_known'), models.CheckConstraint(condition=models.Q(('stated_precision__in', ['day', 'week', 'month', 'year', 'longer', 'unknown']), ('stated_precision__isnull', True), _connector='OR'), name='statement_stated_precision_known'), models.CheckConstraint(condition=models.Q(('stated_not_before__lte', models.F('stated_not_after')), ('stated_not_before__isnull', True), ('stated_not_after__isnull', True), _connector='OR'), name='statement_stated_not_before_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('evidence_end__isnull', True), ('evidence_sha256__isnull', True), ('evidence_start__isnull', True)), models.Q(('evidence_end__gt', models.F('evidence_start')), ('evidence_end__isnull', False), ('evidence_sha256__isnull', False), ('evidence_sha256__regex', '^[0-9a-f]{64}\\Z'), ('evidence_start__gte', 0), ('evidence_start__isnull', False)), _connector='OR'), name='statement_evidence_whole'), models.CheckConstraint(condition=models.Q(('speaker_role', ''), _negated=True), name='statement_speaker_role_not_empty'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='statement_text_not_empty'), models.CheckConstraint(condition=models.Q(('reporting_verb', ''), _negated=True), name='statement_reporting_verb_not_empty'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='statement_note_not_empty'), models.CheckConstraint(condition=models.Q(('modality__in', ['asserted', 'possible', 'hypothetical']), ('modality__isnull', True), _connector='OR'), name='statement_modality_known'), models.CheckConstraint(condition=models.Q(('polarity__in', ['affirmed', 'negated']), ('polarity__isnull', True), _connector='OR'), name='statement_polarity_known'), models.CheckConstraint(condition=models.Q(('stated_basis__in', ['stated', 'inferred', 'reference']), ('stated_basis__isnull', True), _connector='OR'), name='statement_stated_basis_known'), models.CheckConstraint(condition=models.Q(models.Q(('stated_basis', 'inferred'), _negated=True), ('stated_reason__isnull', False), _connector='OR'), name='statement_stated_basis_reasoned'), models.CheckConstraint(condition=models.Q(('language__regex', '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?\\Z'), ('language__isnull', True), _connector='OR'), name='statement_language_well_formed'), models.CheckConstraint(condition=models.Q(('original_language__regex', '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?\\Z'), ('original_language__isnull', True), _connector='OR'), name='statement_original_language_well_formed'), models.CheckConstraint(condition=models.Q(('evidence_opening__isnull', True), ('evidence_start__isnull', False), _connector='OR'), name='statement_opening_of_evidence'), models.CheckConstraint(condition=models.Q(('evidence_closing__isnull', True), ('evidence_opening__isnull', False), _connector='OR'), name='statement_closing_after_opening'), models.CheckConstraint(condition=models.Q(('evidence_opening', ''), _negated=True), name='statement_evidence_opening_not_empty'), models.CheckConstraint(condition=models.Q(('evidence_closing', ''), _negated=True), name='statement_evidence_closing_not_empty'), models.CheckConstraint(condition=models.Q(models.Q(('source_end__isnull', True), ('source_sha256__isnull', True), ('source_start__isnull', True)), models.Q(('source_end__gt', models.F('source_start')), ('source_end__isnull', False), ('source_sha256__isnull', False), ('source_sha256__regex', '^[0-9a-f]{64}\\Z'), ('source_start__gte', 0), ('source_start__isnull', False)), _connector='OR'), name='statement_source_whole'), models.CheckConstraint(condition=models.Q(models.Q(('cue_end__isnull', True), ('cue_sha256__isnull', True), ('cue_start__isnull', True)), models.Q(('cue_end__gt', models.F('cue_start')), ('cue_end__isnull', False), ('cue_sha256__isnull', False), ('cue_sha256__regex', '^[0-9a-f]{64}\\Z'), ('cue_start__gte', 0), ('cue_start__isnull', False)), _connector='OR'), name='statement_cue_whole'), models.CheckConstraint(condition=models.Q(('addressees_reason', ''), _negated=True), name='statement_addressees_reason_not_empty'), models.CheckConstraint(condition=models.Q(('stated_reason', ''), _negated=True), name='statement_stated_reason_not_empty'), models.CheckConstraint(condition=models.Q(('translated_by', ''), _negated=True), name='statement_translated_by_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='StatementEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', events.models.fields.WordField(help_text='Relation of the statement to the event.', max_length=40)),
                ('event', models.ForeignKey(help_text='The event it speaks of.', on_delete=django.db.models.deletion.PROTECT, related_name='links', to='events.event')),
                ('statement', models.ForeignKey(help_text='The statement.', on_delete=django.db.models.deletion.CASCADE, related_name='links', to='events.statement')),
            ],
            options={
                'ordering': ('statement_id', 'event_id', 'relation', 'pk'),
                'indexes': [models.Index(fields=['event', 'relation'], name='statementevent_event'), models.Index(fields=['relation', 'statement'], name='statementevent_relation')],
                'constraints': [models.CheckConstraint(condition=models.Q(('relation__in', ['rejects', 'announces', 'justifies', 'threatens', 'denies', 'claims_responsibility', 'comments_on', 'proposes', 'supports', 'demands', 'accuses']), ('relation__isnull', True), _connector='OR'), name='statementevent_relation_known'), models.UniqueConstraint(fields=('statement', 'event', 'relation'), name='statementevent_once')],
            },
        ),
        migrations.CreateModel(
            name='StatementLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evidence_start', models.PositiveIntegerField(blank=True, help_text="Offset of the first character of the passage in the article's text, from 0.", null=True)),
                ('evidence_end', models.PositiveIntegerField(blank=True, help_text="Offset after the last character of the passage in the article's text.", null=True)),
                ('evidence_sha256', models.CharField(blank=True, help_text="SHA-256, in lower-case hexadecimal, of the passage's UTF-8 bytes.", max_length=64, null=True)),
                ('evidence_opening', models.TextField(blank=True, help_text='First words of the passage, at most six; null where they are not given.', null=True)),
                ('evidence_closing', models.TextField(blank=True, help_text='Last words of the passage, at most six, after the opening ones; null where the passage has no more than six words.', null=True)),
                ('relation', events.models.fields.WordField(help_text='Relation of the statement to the other one.', max_length=40)),
                ('statement', models.ForeignKey(help_text='The statement.', on_delete=django.db.models.deletion.CASCADE, related_name='related', to='events.statement')),
                ('target', models.ForeignKey(help_text='The other statement.', on_delete=django.db.models.deletion.PROTECT, related_name='relating', to='events.statement')),
            ],
            options={
                'ordering': ('statement_id', 'target_id', 'relation', 'pk'),
                'indexes': [models.Index(fields=['target', 'relation'], name='statementlink_target'), models.Index(fields=['relation', 'statement'], name='statementlink_relation')],
                'constraints': [models.CheckConstraint(condition=models.Q(('relation__in', ['responds_to', 'quotes', 'contradicts']), ('relation__isnull', True), _connector='OR'), name='statementlink_relation_known'), models.CheckConstraint(condition=models.Q(models.Q(('evidence_end__isnull', True), ('evidence_sha256__isnull', True), ('evidence_start__isnull', True)), models.Q(('evidence_end__gt', models.F('evidence_start')), ('evidence_end__isnull', False), ('evidence_sha256__isnull', False), ('evidence_sha256__regex', '^[0-9a-f]{64}\\Z'), ('evidence_start__gte', 0), ('evidence_start__isnull', False)), _connector='OR'), name='statementlink_evidence_whole'), models.CheckConstraint(condition=models.Q(('evidence_opening__isnull', True), ('evidence_start__isnull', False), _connector='OR'), name='statementlink_opening_of_evidence'), models.CheckConstraint(condition=models.Q(('evidence_closing__isnull', True), ('evidence_opening__isnull', False), _connector='OR'), name='statementlink_closing_after_opening'), models.CheckConstraint(condition=models.Q(('evidence_opening', ''), _negated=True), name='statementlink_evidence_opening_not_empty'), models.CheckConstraint(condition=models.Q(('evidence_closing', ''), _negated=True), name='statementlink_evidence_closing_not_empty'), models.UniqueConstraint(fields=('statement', 'target', 'relation'), name='statementlink_once'), models.CheckConstraint(condition=models.Q(('statement', models.F('target')), _negated=True), name='statementlink_to_another')],
            },
        ),
        migrations.AddField(
            model_name='statement',
            name='events',
            field=models.ManyToManyField(help_text='The events that it speaks of, and what it says of each.', related_name='statements', through='events.StatementEvent', to='events.event'),
        ),
        migrations.AddField(
            model_name='event',
            name='participants',
            field=models.ManyToManyField(help_text='The actors that take part, with their roles.', related_name='events', through='events.Participant', to='events.actor'),
        ),
        migrations.AddField(
            model_name='claim',
            name='event',
            field=models.ForeignKey(help_text='The event it is about.', on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='events.event'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['article', 'event'], name='claim_article'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['stands', 'event'], name='claim_stands'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['attribute', 'event'], name='claim_attribute'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(fields=('event', 'number'), name='claim_once'),
        ),
        migrations.RunPython(create, drop),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
