"""Coded events to tables: what differs is written, and nothing else."""

import pytest

from events.importing.ucdp import importer as ucdp
from events.importing.write import Writer
from events.models import Claim, Dataset, Event, Participant, Quality, Report
from tests.importing.tables import read, ucdp_file

pytestmark = pytest.mark.usefixtures("empty")


@pytest.fixture
def write(tmp_path):
    """Write rows as a run of its own would; return (how each was counted, the Writer)."""

    def do(*rows):
        writer = Writer(ucdp.DATASET)
        batch = [ucdp.coded(row) for row in read(ucdp, ucdp_file(tmp_path, *rows))]
        return list(writer.write(batch).values()), writer

    return do


def touched(writer):
    return {model.collection: len(keys) for model, keys in writer.touched.items() if keys}


def test_a_new_event_is_written_whole(write):
    counted, writer = write({"low": "4"})

    assert counted == ["added"]
    assert touched(writer) == {
        "datasets": 1,
        "sources": 2,
        "articles": 2,
        "actors": 2,
        "places": 1,
        "events": 1,
    }
    event = Event.objects.get()
    assert (event.code, event.dataset.slug, event.place.name) == (
        "ucdp-ged-900001",
        "ucdp-ged",
        "Middletown town",
    )
    assert (event.fatalities_low, event.original["low"]) == (4, 4)
    assert list(Participant.objects.order_by("pk").values_list("actor__slug", "role")) == [
        ("ucdp-actor-57", "actor"),
        ("ucdp-actor-61", "recipient"),
    ]
    assert list(
        Report.objects.order_by("number").values_list("number", "article__title", "role")
    ) == [
        (1, "Shells, and fire", "primary"),
        (2, "A town is hit", "corroborating"),
    ]
    assert [quality.code for quality in event.quality.all()] == ["low_above_best"]


def test_the_same_again_is_unchanged(write):
    write({})

    counted, writer = write({})

    assert (counted, touched(writer)) == (["unchanged"], {})


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # Of a column that is nowhere but in the original.
        ({"relid": "other"}, {}),
        ({"best": "4", "deaths_b": "2"}, {"fatalities_best": 4}),
        ({"date_prec": "2"}, {"date_precision": "week"}),
        ({"where_coordinates": "Low town"}, {"place__name": "Low town"}),
        ({"side_b": "Rebels", "side_b_new_id": "99", "gwnob": ""}, {}),
        ({"source_article": '"C,2022-03-04,x"', "number_of_sources": "1"}, {}),
        ({"event_clarity": "2"}, {}),
        ({"country_id": "365"}, {"country": "RU"}),
    ],
)
def test_a_change_of_any_kind_is_written(write, row, expected):
    write({}, {"id": "2"})
    kept = Event.objects.get(code="ucdp-ged-900001").pk

    counted, writer = write({**row}, {"id": "2"})

    assert counted == ["changed", "unchanged"]
    assert list(writer.touched[Event]) == [kept]
    assert Event.objects.filter(pk=kept, code="ucdp-ged-900001", **expected).exists()
    again, writer = write({**row}, {"id": "2"})
    assert (again, touched(writer)) == (["unchanged", "unchanged"], {})


def test_parts_are_put_in_the_place_of_what_they_were(write):
    write({"low": "4"})

    write(
        {
            "side_b": "Civilians",
            "side_b_new_id": "1",
            "gwnob": "",
            "event_clarity": "2",
            "source_article": '"C,2022-03-04,x"',
            "number_of_sources": "1",
        }
    )

    assert list(Participant.objects.order_by("pk").values_list("actor__slug", "role")) == [
        ("ucdp-actor-57", "actor"),
        ("ucdp-actor-1", "recipient"),
    ]
    assert list(Report.objects.values_list("number", "article__title")) == [(1, "x")]
    assert list(Event.quality.through.objects.values_list("quality", flat=True)) == [
        "summary_event"
    ]


def test_parts_that_are_the_same_stay_as_they_are(write):
    write({})
    before = set(Report.objects.values_list("pk", flat=True))

    write({"relid": "other"})

    assert set(Report.objects.values_list("pk", flat=True)) == before


def test_what_the_dataset_does_not_speak_of_is_left_alone(write):
    write({}, {"id": "2"})
    event, whole = Event.objects.order_by("code")
    Event.objects.filter(pk=event.pk).update(part_of=whole, disputed=True)
    event.contexts.add("military")
    Claim.objects.create(
        event=event,
        number=1,
        attribute="type",
        value="ASSAULT",
        article=Report.objects.first().article,
    )

    counted, _ = write({"relid": "other"}, {"id": "2", "relid": "other"})

    event.refresh_from_db()
    assert counted == ["changed", "changed"]
    assert (event.part_of, event.disputed, event.claims.count()) == (whole, True, 1)
    assert [context.code for context in event.contexts.all()] == ["military"]


def test_a_report_that_somebody_coded_with_its_evidence_is_left_alone(write):
    write({})
    report = Report.objects.get(number=2)
    coded = {"evidence_start": 0, "evidence_end": 3, "evidence_sha256": "0" * 64}
    Report.objects.create(event=report.event, number=3, article=report.article, **coded)

    assert write({})[0] == ["unchanged"]
    counted, _ = write({"source_article": '"C,2022-03-04,x"', "number_of_sources": "1"})

    assert counted == ["changed"]
    assert list(Report.objects.order_by("number").values_list("number", "evidence_end")) == [
        (1, None),
        (3, 3),
    ]


def test_what_was_changed_by_hand_is_set_right_again(write):
    write({})
    Event.objects.update(title="Mine")
    Participant.objects.all().delete()
    Event.objects.get().quality.add(Quality.objects.first())

    counted, _ = write({})

    event = Event.objects.get()
    assert counted == ["changed"]
    assert (event.title[:20], event.participants.count(), event.quality.count()) == (
        "Government of Russia",
        2,
        0,
    )


def test_what_a_changed_event_referred_to_is_remembered(write):
    _, writer = write({})
    assert not any(writer.disused.values())

    _, writer = write({"side_b": "Rebels", "side_b_new_id": "99", "gwnob": "", "latitude": "49.6"})

    assert {model.collection: sorted(keys) for model, keys in writer.disused.items()} == {
        "articles": sorted(Report.objects.values_list("article__slug", flat=True)),
        "actors": ["ucdp-actor-57", "ucdp-actor-61"],
        "places": ["middletown-town-acb968ca"],
    }


def test_the_record_of_the_dataset(write):
    write({})
    dataset = Dataset.objects.get()
    assert (dataset.slug, dataset.license, dataset.publisher, dataset.version) == (
        "ucdp-ged",
        "CC-BY-4.0",
        "Uppsala Conflict Data Program",
        None,
    )

    Writer({**ucdp.DATASET, "version": "24.1"})
    _, writer = write({})

    # A version that is not given stays.
    assert Dataset.objects.get().version == "24.1"
    assert touched(writer) == {}
