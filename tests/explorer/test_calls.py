"""The call of the same rows, in four languages."""

import pytest

from events.explorer import calls

URL = "http://127.0.0.1:8000/api/v1/events/?q=%22a%22&type=ASSAULT"


def test_each_language_has_the_address():
    found = dict(calls.snippets(URL))
    assert list(found) == ["curl", "Python", "R", "JavaScript"]
    assert all(URL in code for code in found.values())


def test_no_quote_in_an_address_ends_the_text_around_it():
    for _, code in calls.snippets("http://127.0.0.1/?q=it's\""):
        assert "it%27s%22" in code


def test_the_call_in_python_is_python():
    compile(dict(calls.snippets(URL))["Python"], "snippet", "exec")


@pytest.mark.parametrize(("one", "end"), [(False, "['results']"), (True, "answer.json()")])
def test_a_list_has_results_and_a_record_has_none(one, end):
    assert dict(calls.snippets(URL, one=one))["Python"].endswith(end)
