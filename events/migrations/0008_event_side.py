from itertools import islice

import django.db.models.deletion
import events.models.fields
from django.db import migrations, models


BATCH = 10_000  # rows written at a time: some megabytes


def list_modes(apps, schema_editor):
    """Write the one mode of each event into the list that takes its place.

    The definitions of the words are written after every migration.
    """
    event, mode = apps.get_model("events", "Event"), apps.get_model("events", "Mode")
    link, using = event.modes.through, schema_editor.connection.alias
    coded = event.objects.using(using).filter(mode__isnull=False).order_by()
    words = sorted(set(coded.values_list("mode", flat=True).distinct()))
    mode.objects.using(using).bulk_create(mode(code=word, definition=word) for word in words)
    pairs = coded.order_by("pk").values_list("pk", "mode").iterator(chunk_size=BATCH)
    while some := list(islice(pairs, BATCH)):
        link.objects.using(using).bulk_create(link(event_id=pk, mode_id=word) for pk, word in some)


def keep_one_mode(apps, schema_editor):
    """Write the first mode of each event back; refuse where one has several, so that none is lost."""
    event, using = apps.get_model("events", "Event"), schema_editor.connection.alias
    link = event.modes.through.objects.using(using).order_by()
    several = link.values("event__code").annotate(number=models.Count("pk")).filter(number__gt=1)
    codes = list(several.order_by("event__code").values_list("event__code", flat=True)[:5])
    if codes:
        raise RuntimeError(
            f"Events with several modes cannot go back to one: {', '.join(codes)}. Leave them one mode first."
        )
    for word in sorted(set(link.values_list("mode_id", flat=True).distinct())):
        owners = link.filter(mode_id=word).values("event_id")
        event.objects.using(using).filter(pk__in=owners).update(mode=word)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_statement_attribution"),
    ]

    operations = [
        migrations.CreateModel(
            name="EventLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "evidence_start",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Offset of the first character of the passage in the article's text, from 0.",
                        null=True,
                    ),
                ),
                (
                    "evidence_end",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Offset after the last character of the passage in the article's text.",
                        null=True,
                    ),
                ),
                (
                    "evidence_sha256",
                    models.CharField(
                        blank=True,
                        help_text="SHA-256, in lower-case hexadecimal, of the passage's UTF-8 bytes.",
                        max_length=64,
                        null=True,
                    ),
                ),
                (
                    "evidence_opening",
                    models.TextField(
                        blank=True,
                        help_text="First words of the passage, at most six; null where they are not given.",
                        null=True,
                    ),
                ),
                (
                    "evidence_closing",
                    models.TextField(
                        blank=True,
                        help_text="Last words of the passage, at most six, after the opening ones; null where the passage has no more than six words.",
                        null=True,
                    ),
                ),
                (
                    "relation",
                    events.models.fields.WordField(
                        help_text="How the event relates to the other one.", max_length=40
                    ),
                ),
            ],
            options={
                "ordering": ("event_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Mode",
            fields=[
                (
                    "code",
                    models.CharField(
                        help_text="The word.", max_length=40, primary_key=True, serialize=False
                    ),
                ),
                ("definition", models.TextField(help_text="What the word means.")),
            ],
            options={
                "ordering": ("code",),
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_attribute_known",
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="event_mode_known",
        ),
        migrations.RemoveIndex(
            model_name="event",
            name="event_mode",
        ),
        migrations.AddField(
            model_name="actor",
            name="part_of",
            field=models.ForeignKey(
                blank=True,
                help_text="The actor of which it is a member or an organ.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="actor",
            name="public_figure",
            field=models.BooleanField(
                blank=True,
                help_text="Whether a person is a public figure in a public role; null for an actor that is not a person.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="chosen",
            field=models.BooleanField(
                default=False, help_text="Whether the event's own value follows this claim."
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="quantifier",
            field=events.models.fields.WordField(
                blank=True,
                help_text="How the number or value is meant; null where that is not coded.",
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="reason",
            field=models.TextField(
                blank=True,
                help_text="Why the coder follows this claim; required when it is chosen.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="stands",
            field=events.models.fields.WordField(
                blank=True,
                help_text="How the claim relates to the event's own value and to the other claims on the attribute; null where that is not judged.",
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="unit",
            field=models.TextField(
                blank=True, help_text="What the numbers count, such as US dollars.", null=True
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="date_basis",
            field=events.models.fields.WordField(
                blank=True,
                help_text="Where the dates come from; null where that is not coded.",
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="date_reason",
            field=models.TextField(
                blank=True,
                help_text="Why the coder inferred the dates; required when they are inferred.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="modality",
            field=events.models.fields.WordField(
                blank=True,
                help_text="How the reports put the event; null where that is not coded.",
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="place_basis",
            field=events.models.fields.WordField(
                blank=True,
                help_text="Where the place comes from; null where that is not coded.",
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="place_reason",
            field=models.TextField(
                blank=True,
                help_text="Why the coder inferred the place; required when it is inferred.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="polarity",
            field=events.models.fields.WordField(
                blank=True,
                help_text="Whether the reports affirm or deny the event; null where that is not coded.",
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="basis",
            field=events.models.fields.WordField(
                blank=True,
                help_text="Where the part comes from; null where that is not coded.",
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="reason",
            field=models.TextField(
                blank=True,
                help_text="Why the coder inferred it; required when it is inferred.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="disputed",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Whether one of its claims contradicts another value. Computed when it is published.",
            ),
        ),
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(fields=["part_of", "slug"], name="actor_part_of"),
        ),
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(fields=["public_figure", "slug"], name="actor_public_figure"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["stands", "event"], name="claim_stands"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["attribute", "event"], name="claim_attribute"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "attribute__in",
                        [
                            "start_date",
                            "end_date",
                            "fatalities",
                            "type",
                            "place",
                            "actor",
                            "recipient",
                            "mediator",
                            "supporter",
                            "beneficiary",
                            "represented",
                            "status",
                            "duration",
                            "amount",
                        ],
                    ),
                    ("attribute__isnull", True),
                    _connector="OR",
                ),
                name="claim_attribute_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quantifier__in", ["exact", "about", "more_than", "less_than"]),
                    ("quantifier__isnull", True),
                    _connector="OR",
                ),
                name="claim_quantifier_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stands__in", ["agrees", "differs_in_wording", "contradicts"]),
                    ("stands__isnull", True),
                    _connector="OR",
                ),
                name="claim_stands_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("chosen", False), ("reason__isnull", False), _connector="OR"),
                name="claim_chosen_reasoned",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit", ""), _negated=True), name="claim_unit_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="claim_reason_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("basis__in", ["stated", "inferred", "reference"]),
                    ("basis__isnull", True),
                    _connector="OR",
                ),
                name="participant_basis_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "inferred"), _negated=True),
                    ("reason__isnull", False),
                    _connector="OR",
                ),
                name="participant_basis_reasoned",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="participant_reason_not_empty",
            ),
        ),
        migrations.AddField(
            model_name="eventlink",
            name="article",
            field=models.ForeignKey(
                help_text="The article that says so.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="event_links",
                to="events.article",
            ),
        ),
        migrations.AddField(
            model_name="eventlink",
            name="event",
            field=models.ForeignKey(
                help_text="The event that is linked.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="related_events",
                to="events.event",
            ),
        ),
        migrations.AddField(
            model_name="eventlink",
            name="target",
            field=models.ForeignKey(
                help_text="The other event.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="linked_from",
                to="events.event",
            ),
        ),
        migrations.AddConstraint(
            model_name="mode",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", ""), _negated=True), name="mode_code_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="mode",
            constraint=models.CheckConstraint(
                condition=models.Q(("definition", ""), _negated=True),
                name="mode_definition_not_empty",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="modes",
            field=models.ManyToManyField(
                blank=True,
                help_text="PLOVER modes of the type that fit the event.",
                related_name="events",
                to="events.mode",
            ),
        ),
        migrations.RunPython(list_modes, keep_one_mode),
        migrations.RemoveField(
            model_name="event",
            name="mode",
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("modality__in", ["asserted", "possible", "hypothetical"]),
                    ("modality__isnull", True),
                    _connector="OR",
                ),
                name="event_modality_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("polarity__in", ["affirmed", "negated"]),
                    ("polarity__isnull", True),
                    _connector="OR",
                ),
                name="event_polarity_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_basis__in", ["stated", "inferred", "reference"]),
                    ("date_basis__isnull", True),
                    _connector="OR",
                ),
                name="event_date_basis_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("place_basis__in", ["stated", "inferred", "reference"]),
                    ("place_basis__isnull", True),
                    _connector="OR",
                ),
                name="event_place_basis_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("date_basis", "inferred"), _negated=True),
                    ("date_reason__isnull", False),
                    _connector="OR",
                ),
                name="event_date_basis_reasoned",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place_basis", "inferred"), _negated=True),
                    ("place_reason__isnull", False),
                    _connector="OR",
                ),
                name="event_place_basis_reasoned",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("date_reason", ""), _negated=True),
                name="event_date_reason_not_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("place_reason", ""), _negated=True),
                name="event_place_reason_not_empty",
            ),
        ),
        migrations.AddIndex(
            model_name="eventlink",
            index=models.Index(fields=["target", "relation", "event"], name="event_link_target"),
        ),
        migrations.AddIndex(
            model_name="eventlink",
            index=models.Index(fields=["relation", "event"], name="event_link_relation"),
        ),
        migrations.AddConstraint(
            model_name="eventlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("relation__in", ["in_response_to", "because_of", "continues"]),
                    ("relation__isnull", True),
                    _connector="OR",
                ),
                name="eventlink_relation_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("evidence_end__isnull", True),
                        ("evidence_sha256__isnull", True),
                        ("evidence_start__isnull", True),
                    ),
                    models.Q(
                        ("evidence_end__gt", models.F("evidence_start")),
                        ("evidence_end__isnull", False),
                        ("evidence_sha256__isnull", False),
                        ("evidence_sha256__regex", "^[0-9a-f]{64}\\Z"),
                        ("evidence_start__gte", 0),
                        ("evidence_start__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="eventlink_evidence_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventlink",
            constraint=models.UniqueConstraint(
                fields=("event", "relation", "target"), name="event_link_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="eventlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("event", models.F("target")), _negated=True),
                name="event_link_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("evidence_opening__isnull", True),
                    ("evidence_start__isnull", False),
                    _connector="OR",
                ),
                name="eventlink_opening_of_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("evidence_closing__isnull", True),
                    ("evidence_opening__isnull", False),
                    _connector="OR",
                ),
                name="eventlink_closing_after_opening",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("evidence_opening", ""), _negated=True),
                name="eventlink_evidence_opening_not_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("evidence_closing", ""), _negated=True),
                name="eventlink_evidence_closing_not_empty",
            ),
        ),
    ]
