from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0003_documents_in_place")]

    operations = [
        migrations.AddField(
            model_name="release",
            name="fingerprint",
            field=models.JSONField(
                editable=False,
                help_text="Which rules made each derived state, as hashes; null for a release of an earlier program.",
                null=True,
            ),
        ),
    ]
