"""Reads a page, a record, a problem and every closed list of a server with the models of datamodel-code-generator.

It runs where `models.py` is: `use_models.py URL FILE`; FILE holds {name: values} of the closed lists.
"""

import json
import sys
import urllib.error
import urllib.request

import models

url, file = sys.argv[1:]


def get(path):
    try:
        with urllib.request.urlopen(f"{url}/api/v1/{path}") as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


def same(model, value):
    """Assert that a model holds a value in full."""
    assert model.model_validate(value).model_dump(mode="json", by_alias=True) == value, model


same(models.StatementPage, get("statements/"))
same(models.EventPage, get("events/"))
same(models.Statement, get("statements/lavrov-no-future-decided-by-foreign-powers/"))
same(models.Event, get("events/ukraine-war/"))
same(models.Release, get("releases/latest/"))
problem = models.Problem.model_validate(get("events/?page_size=2000"))
assert [one.parameter for one in problem.errors] == ["page_size"]
with open(file, encoding="utf-8") as opened:
    for name, values in json.load(opened).items():
        found = getattr(models, name)
        if hasattr(found, "__members__"):
            assert [one.value for one in found] == values, name
        else:
            for value in values:
                assert found.model_validate(value).root == value, (name, value)
