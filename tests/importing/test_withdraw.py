"""Events that the files of a dataset no longer hold, withdrawn on request."""

import pytest

from events.importing.acled import importer as acled
from events.importing.problem import Stopped
from events.importing.ucdp import importer as ucdp
from events.models import (
    Actor,
    Article,
    Claim,
    Dataset,
    Event,
    Place,
    Report,
    Source,
    Statement,
    StatementEvent,
    Version,
)
from tests.importing.tables import acled_file, ucdp_file

# A second event that shares nothing with the first but side A.
OTHER = {
    "id": "2",
    "side_b": "Rebels",
    "side_b_new_id": "99",
    "gwnob": "",
    "where_coordinates": "Low town",
    "source_article": '"Outlet C,2022-03-04,x"',
    "number_of_sources": "1",
}


@pytest.fixture
def both(imported, tmp_path):
    imported(ucdp_file(tmp_path, {}, OTHER))


def test_nothing_is_withdrawn_unasked(both, imported, tmp_path):
    assert imported(ucdp_file(tmp_path, {})) == ({"unchanged": 1}, None)
    assert Event.objects.count() == 2


def test_the_event_goes_with_what_nothing_refers_to_any_more(both, imported, tmp_path):
    fates, changes = imported(ucdp_file(tmp_path, {}), withdraw_missing=True)

    assert fates == {"unchanged": 1}
    assert changes == {
        "sources": (0, 0, 1),
        "articles": (0, 0, 1),
        "actors": (0, 0, 1),
        "places": (0, 0, 1),
        "events": (0, 0, 1),
    }
    assert list(Event.objects.values_list("code", flat=True)) == ["ucdp-ged-900001"]
    assert list(Actor.objects.values_list("slug", flat=True)) == ["ucdp-actor-57", "ucdp-actor-61"]
    gone = Version.objects.get(key="ucdp-ged-2", operation="withdraw")
    assert (gone.document, gone.first_release.number) == (None, 2)


def test_it_comes_back_when_a_file_holds_it_again(both, imported, tmp_path):
    imported(ucdp_file(tmp_path, {}), withdraw_missing=True)

    fates, changes = imported(ucdp_file(tmp_path, {}, OTHER))

    assert fates == {"added": 1, "unchanged": 1}
    assert changes["events"] == (1, 0, 0)


def test_what_a_change_left_unused_goes_too(both, imported, tmp_path):
    path = ucdp_file(tmp_path, {}, {**OTHER, "where_coordinates": "High town"})

    fates, changes = imported(path, withdraw_missing=True)

    assert fates == {"changed": 1, "unchanged": 1}
    assert changes == {"places": (1, 0, 1), "events": (0, 1, 0)}


def test_several_files_are_one_dataset(both, imported, tmp_path):
    one = ucdp_file(tmp_path, {}, name="one.csv")
    other = ucdp_file(tmp_path, OTHER, name="other.csv")

    assert imported(one, other, withdraw_missing=True) == ({"unchanged": 2}, None)


def test_other_datasets_are_not_missing(both, imported, tmp_path):
    fates, changes = imported(acled_file(tmp_path, {}), form=acled, withdraw_missing=True)

    assert fates == {"added": 1}
    assert "withdraw" not in changes
    assert Event.objects.count() == 3


def test_what_somebody_else_uses_stays(both, imported, tmp_path):
    other = Event.objects.get(code="ucdp-ged-2")
    kept = Event.objects.get(code="ucdp-ged-900001")
    article = Report.objects.get(event=other).article
    # A claim names an actor by its key.
    Claim.objects.create(
        event=kept, number=1, attribute="actor", value="ucdp-actor-99", article=article
    )
    Place.objects.create(slug="mine", name="Mine", kind="point", within=other.place)

    _, changes = imported(ucdp_file(tmp_path, {}), withdraw_missing=True)

    assert {name: gone for name, (_, _, gone) in changes.items()} == {"events": 1}
    assert Actor.objects.filter(slug="ucdp-actor-99").exists()
    assert Article.objects.filter(pk=article.pk).exists()


def test_sources_that_were_never_used_stay(both, imported, tmp_path):
    Source.objects.create(slug="mine", name="Mine", kind="ngo")

    imported(ucdp_file(tmp_path, {}), withdraw_missing=True)

    assert list(Source.objects.values_list("slug", flat=True)) == ["mine", "outlet-a", "outlet-b"]


def own(**fields):
    dataset, _ = Dataset.objects.get_or_create(slug="own", title="Own", license="CC0-1.0")
    common = {"dataset": dataset, "type": "ASSAULT", "quad_class": 4, "title": "t"}
    return Event.objects.create(**common, **fields)


def test_an_event_that_others_refer_to_stops_all(both, imported, tmp_path):
    other = Event.objects.get(code="ucdp-ged-2")
    own(code="mine", part_of=other)
    own(code="mine-too", same_as=other)
    statement = Statement.objects.create(
        code="said",
        dataset=other.dataset,
        article=Article.objects.first(),
        speaker=Actor.objects.first(),
        form="paraphrase",
        text="t",
        act="COMMENT",
    )
    StatementEvent.objects.create(statement=statement, event=other, relation="comments_on")

    with pytest.raises(Stopped) as refused:
        imported(ucdp_file(tmp_path, {}), withdraw_missing=True)

    assert str(refused.value) == (
        "events that the files no longer hold are referred to by event mine (part_of ucdp-ged-2), "
        "event mine-too (same_as ucdp-ged-2), statement said (of ucdp-ged-2); "
        "change those first, or import without --withdraw-missing"
    )
    assert Event.objects.count() == 4


def test_a_part_and_its_whole_go_together(both, imported, tmp_path):
    one, other = Event.objects.order_by("pk")
    Event.objects.filter(pk=one.pk).update(part_of=other)
    Event.objects.filter(pk=other.pk).update(same_as=one)

    fates, changes = imported(ucdp_file(tmp_path, {"id": "3"}), withdraw_missing=True)

    assert fates == {"added": 1}
    assert changes["events"] == (1, 0, 2)


def test_more_events_than_one_query_holds(imported, tmp_path, told):
    rows = [{"id": str(number)} for number in range(1, 1203)]
    imported(ucdp_file(tmp_path, *rows))

    fates, changes = imported(ucdp_file(tmp_path, *rows[::2]), withdraw_missing=True)

    assert fates == {"unchanged": 601}
    assert changes == {"events": (0, 0, 601)}
    assert sorted(Event.objects.values_list("code", flat=True)) == sorted(
        f"ucdp-ged-{row['id']}" for row in rows[::2]
    )


def test_a_row_that_is_put_aside_is_not_missing(both, imported, tmp_path):
    path = ucdp_file(tmp_path, {}, {**OTHER, "best": "many"})

    fates, changes = imported(path, withdraw_missing=True, keep_going=True)

    assert (fates, changes) == ({"unchanged": 1, "rejected": 1}, None)
    assert Event.objects.filter(code="ucdp-ged-2").exists()


def test_what_has_no_place_among_our_records_any_more_is_missing(imported, tmp_path):
    attack = acled_file(tmp_path, {})
    other = {"event_type": "Strategic developments", "sub_event_type": "Other"}
    imported(attack, form=acled)

    fates, changes = imported(acled_file(tmp_path, other), form=acled, withdraw_missing=True)

    assert fates == {"left out": 1}
    assert changes["events"] == (0, 0, 1)


def test_a_row_that_does_not_say_which_event_it_is_stops_all(both, imported, tmp_path):
    path = ucdp_file(tmp_path, {}, {**OTHER, "id": "?"})

    with pytest.raises(Stopped) as refused:
        imported(path, withdraw_missing=True, keep_going=True)

    assert str(refused.value) == (
        f"{path}:3: this row does not say which event it is about, so nobody can tell which events "
        "are missing; correct it, or import without --withdraw-missing"
    )
    assert imported(path, keep_going=True) == ({"unchanged": 1, "rejected": 1}, None)


def test_a_check_tells_how_many_would_go(both, imported, tmp_path, told):
    from events.importing.run import Wanted, run

    done = run(ucdp, [ucdp_file(tmp_path, {})], Wanted(withdraw_missing=True, check=True), told)

    assert str(done.counts) == (
        "1 row read = 0 added + 0 changed + 1 unchanged + 0 rejected; 1 event withdrawn"
    )
    assert Event.objects.count() == 2
