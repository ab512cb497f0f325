"""Imported events are found by the words of their dataset's own columns."""

from events.importing.acled import importer as acled
from events.importing.gdelt import importer as gdelt
from tests.importing.tables import EXCERPTS, acled_file, ucdp_file
from tests.importing.test_real_files import V22, plain_rows, real
from tests.searching import found


def test_an_event_of_ucdp_is_found_by_its_places_headlines_and_conflict(imported, tmp_path):
    row = {"adm_2": "Nether raion", "country": "Ukraine", "conflict_name": "Ukraine: Donetsk"}
    imported(ucdp_file(tmp_path, row))
    code = ["ucdp-ged-900001"]
    for words in (
        "place:bridge",
        '"middle oblast"',
        "place:nether",
        "place:ukraine",
        "text:donetsk",
    ):
        assert found("events", words) == code, words
    for words in ('text:"shells and fire"', 'text:"government of russia government of ukraine"'):
        assert found("events", words) == code, words
    # Not what is no word about it, and no phrase from one column into the next.
    for words in ("clear", "council", '"oblast nether"', "place:shells"):
        assert found("events", words) == [], words


def test_an_event_of_acled_is_found_by_its_places_and_notes(imported, tmp_path):
    imported(acled_file(tmp_path, {"admin2": "Nether", "admin3": "Upper"}), form=acled)
    for words in ("place:nether", "place:upper", "place:ukraine", 'text:"shells fell"'):
        assert found("events", words) == ["acled-ukr900001"], words
    assert found("events", "place:europe OR national") == []


def test_an_event_of_gdelt_is_found_by_all_of_its_places(imported):
    imported(EXCERPTS / "gdelt_2.csv", form=gdelt)
    # A student in Canada; an actor from Canada in Sri Lanka
    assert "gdelt-479492312" in found("events", "place:canada")
    assert "gdelt-479492312" in found("events", '"sri lanka"')


def test_every_event_that_names_mariupol_is_found(imported):
    imported(real(V22))
    named = sorted(
        f"ucdp-ged-{row['id']}"
        for row in plain_rows(V22)
        if "mariupol" in " ".join(row.values()).lower()
    )
    assert len(named) == 70
    assert found("events", "Mariupol") == named
