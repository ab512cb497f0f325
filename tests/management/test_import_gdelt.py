"""manage.py import_gdelt."""

import pytest
from django.core.management import call_command

from events.models import Event
from tests.importing.tables import EXCERPTS


@pytest.mark.usefixtures("db")
def test_import(capsys):
    call_command("import_gdelt", str(EXCERPTS / "gdelt_2.csv"))

    told = capsys.readouterr().out.splitlines()
    assert told[1:3] == [
        "Left out: 3 rows: no PLOVER equivalent (CAMEO 01, make public statement)",
        "Left out: 1 row: no PLOVER equivalent (CAMEO 02, appeal)",
    ]
    assert told[-1] == "12 rows read = 8 added + 0 changed + 0 unchanged + 4 left out + 0 rejected."
    assert Event.objects.filter(dataset__slug="gdelt").count() == 8
