"""Generated requests, valid and invalid by the schema, to a database with fixtures/. `make fuzz` runs it."""

from hypothesis import settings

from tests.fuzz.answers import EXAMPLES, api, check, ogc


@api.parametrize()
@settings(max_examples=EXAMPLES)
def test_an_answer_is_documented_and_the_right_one(fixtures, db, record_property, case):
    check(case, record_property)


@ogc.parametrize()
@settings(max_examples=EXAMPLES)
def test_an_answer_of_ogc_is_documented_and_the_right_one(fixtures, db, record_property, case):
    check(case, record_property)
