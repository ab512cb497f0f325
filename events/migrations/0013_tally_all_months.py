"""An index of the tally by month: sums within some days read only its rows of those."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0001_squashed_0012_not_imported'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='tally',
            index=models.Index(fields=['month', 'country', 'start_date', 'last_day', 'events', 'fatalities_low', 'fatalities_best', 'fatalities_high'], name='tally_all_months'),
        ),
    ]
