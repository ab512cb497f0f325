"""The world itself is well made: it can be loaded, and its passages stand where it says."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from events.models import MODEL_BY_COLLECTION

WORLD = Path(__file__).parent


def said(*command, **options):
    out = StringIO()
    call_command(*command, **options, stdout=out, stderr=out)
    return out.getvalue()


def test_its_files_have_no_problems(world):
    *warnings, last = said("load_fixtures", str(WORLD), check=True).splitlines()
    assert last == "97 records in 10 files: no problems."
    # The drawn texts have more in them than is coded.
    gaps = [one.partition(": no record covers ")[0].split("; ")[0] for one in warnings]
    assert gaps == [
        "Warning: events.article lavrov-in-antalya: 78.4 % of the text is accounted for",
        "Warning: events.article stoltenberg-on-the-invasion: 89.3 % of the text is accounted for",
        "Warning: events.article zelensky-address: 76.4 % of the text is accounted for",
    ]


def test_every_passage_stands_where_it_says(world):
    told = said("verify_evidence", WORLD / "texts", fixtures=[str(WORLD)])
    assert told == (
        "Passages: 34 verified, 0 altered, 0 not held.\nTexts: 5 verified, 0 altered, 0 not held.\n"
    )


def test_its_files_are_in_the_canonical_form(world, tmp_path):
    said("export_fixtures", tmp_path)
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.json")}
    assert written == {path.name: path.read_text(encoding="utf-8") for path in WORLD.glob("*.json")}


def test_every_record_is_in_the_drawing(world):
    drawing = (WORLD / "README.md").read_text(encoding="utf-8")
    drawn = ("sources", "articles", "statements", "events")
    missing = [
        row.key
        for collection in drawn
        for row in MODEL_BY_COLLECTION[collection].objects.all()
        if row.key not in drawing
    ]
    assert missing == []
