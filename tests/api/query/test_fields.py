"""The fields of a record with `fields=`."""

import pytest

from tests.api.records import RECORDS
from tests.api.refusals import assert_problem

STRIKE = RECORDS["/events/kyiv-strike/"]
FIELDS = {
    "fields=code": {"code": "kyiv-strike"},
    "fields=title,code": {"code": "kyiv-strike", "title": "Missiles strike Kyiv"},
    "fields=title&fields=code": {"code": "kyiv-strike", "title": "Missiles strike Kyiv"},
    "fields=code,code": {"code": "kyiv-strike"},
    "fields=summary": {"summary": None},
    "fields=fatalities,claims": {"fatalities": STRIKE["fatalities"], "claims": STRIKE["claims"]},
}


@pytest.mark.parametrize(("question", "record"), FIELDS.items(), ids=FIELDS)
def test_only_the_fields_that_are_asked_for_are_told(get, question, record):
    alone = get(f"/events/kyiv-strike/?{question}").json()
    assert alone == record
    assert list(alone) == list(record)  # in reading order, whatever the order of asking
    assert get(f"/events/?mode=aerial&dataset=attest&{question}").json()["results"] == [record]


def test_all_fields_by_name_are_the_record(get):
    names = ",".join(STRIKE)
    assert get(f"/events/kyiv-strike/?fields={names}").json() == STRIKE


def test_a_field_inside_a_field_is_not_one(get):
    assert_problem(
        get("/events/kyiv-strike/?fields=fatalities.best"), "invalid-parameters", ["fields"]
    )
