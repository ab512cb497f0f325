"""manage.py import_acled, with rows of the tests' own."""

import pytest
from django.core.management import call_command

from events.models import Dataset, Event
from tests.importing.tables import acled_file

OTHER = {
    "event_id_cnty": "UKR2",
    "event_type": "Strategic developments",
    "sub_event_type": "Other",
}


@pytest.mark.usefixtures("db")
def test_import(capsys, tmp_path):
    path = acled_file(tmp_path, {}, OTHER, delimiter=";")

    call_command("import_acled", str(path), "--rejects", str(tmp_path / "rejects.csv"))

    assert capsys.readouterr().out.splitlines()[1:3] == [
        (
            "Left out: 1 row: Strategic developments / Other, which has no equivalent among the "
            "event types"
        ),
        f"The rows that were not imported are in {tmp_path}/rejects.csv.",
    ]
    assert Event.objects.get(dataset__slug="acled").code == "acled-ukr900001"
    assert Dataset.objects.get(slug="acled").license == "LicenseRef-ACLED-Terms"
