"""The rules for every answer to a generated request, whatever the data."""

import json
import os
import re

import schemathesis
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    negative_data_rejection,
    positive_data_acceptance,
    response_schema_conformance,
)

from config.wsgi import application
from events.api.urls import PART_ROWS
from events.compat.ucdp.coding import DATASET
from events.models import Article, Event, Release, Version
from events.ogc import definition
from tests.fuzz import real_values
from tests.fuzz.beyond_schema import explanation, misfit

EXAMPLES = int(os.environ.get("EXAMPLES", "10"))
# A fault in a line of text; one of the whole query has no parameter.

# Whether each operation gets requests for each bound and fault of each parameter, before the random ones.
SYSTEMATIC = os.environ.get("SYSTEMATIC", "1") == "1"

api = schemathesis.openapi.from_wsgi("/api/schema/?format=json", application)
# Its URL looks for the newest release, and no test has a database yet.
ogc = schemathesis.openapi.from_dict(json.loads(definition.document("http://localhost/ogc/")))
ogc.app, ogc.location = application, "/ogc/api"
for one in (api, ogc):
    one.config.phases.coverage.enabled = SYSTEMATIC


def check(case, count):
    """Send a request: its answer is documented in full, and refuses what fits the schema for a listed reason only.

    schemathesis checks statuses, content types, headers and bodies, and that what does not fit is refused.
    """
    fits = case.meta.generation.mode == GenerationMode.POSITIVE
    if fits:
        real_values.put(case)
    # The test client does not decompress.
    answer = case.call(headers={"Accept-Encoding": "identity"})
    count("request", f"{'fits' if fits else 'does not fit'}: {answer.status_code}")
    excluded = [positive_data_acceptance]
    if answer.status_code == 206:
        # A part of a file is neither JSON nor what the schema of the whole says.
        excluded.append(response_schema_conformance)
    if not fits and answer.status_code in (200, 206):
        reason = misfit(case, answer.request.url)
        assert reason, (case.meta.phase, answer.request.url)
        count("does not fit, and served", reason)
        excluded.append(negative_data_rejection)
    case.validate_response(answer, excluded_checks=excluded)
    if fits:
        check_refusal(case, answer, count)


def check_refusal(case, answer, count):
    """Check that reasons explain all faults of a request that fits the schema, or that it is not refused."""
    status = answer.status_code
    if status in (200, 206):
        return
    if status in (404, 410):
        assert is_missing(case), answer.request.url
        return
    if status == 416:
        assert begins_beyond(case.headers["Range"], answer.headers["content-range"][0])
        count("reason", "Range: it begins after the last byte of the file")
        return
    assert status == 400, (status, answer.request.url)
    for fault in faults(answer):
        reason = explanation(*fault)
        assert reason, (fault, answer.request.url)
        count("reason", reason)


def begins_beyond(wanted, told):
    """Return whether no range of a Range header begins inside a file, whose size Content-Range tells."""
    size = int(told.removeprefix("bytes */"))
    firsts = re.findall(r"(\d*)-(\d*)", wanted)
    return all(int(first) >= size if first else not int(last or 0) for first, last in firsts)


def is_missing(case):
    """Return whether a path names a record, a release or a version of a dataset that the database does not have."""
    path, named = real_values.path_of(case), case.path_parameters
    if "number" in named and not has_release(named["number"]):
        return True
    for key in (named[name] for name in real_values.KEYS if name in named):
        viewset, number = real_values.viewset_of(path), case.query.get("release")
        if viewset in PART_ROWS.values():
            return is_no_row(viewset.part, key, number)
        states = Version.objects.filter(collection=viewset.model.collection, key=key)
        if path.endswith("/coverage/"):
            # The text of an article of unknown length cannot be accounted for.
            return not Article.objects.filter(slug=key, characters__isnull=False).exists()
        if path.endswith("/versions/"):
            return not states.exists()
        return not of_release(states, number).exists()
    if "version" in named:
        return is_no_version(named["version"], case.query)
    return False


def of_release(states, number):
    """Return those of some versions that release `number` holds, or the newest one without a number."""
    if number:
        return states.standing_at(number)
    return states.filter(last_release=None, document__isnull=False)


def is_no_row(part, key, number):
    """Return whether no row of an event has a key, by the documents of events."""
    code, identity = part.parsed(key) or (key, None)
    states = Version.objects.filter(collection=Event.collection, key=code)
    found = of_release(states, number).values_list("document", flat=True)
    return not any(identity in part.rows(json.loads(document)) for document in found)


def has_release(text):
    """Return whether a text is the number of a release, as one writes it."""
    numbers = Release.objects.values_list("number", flat=True)
    return text == "latest" or text in map(str, numbers)


def is_no_version(version, query):
    """Return whether no release, or not the one asked for, holds a version; a page after the last is missing too."""
    releases = Release.objects.all()
    if "release" in query:
        releases = releases.filter(number=query["release"])
    held = [one.datasets for one in releases]
    if not any(version in one or version == one.get(DATASET) for one in held):
        return True
    size = int(query.get("pagesize", 100))
    return int(query.get("page", 0)) * size >= 1  # the pages that there are depend on the filters


def faults(answer):
    """Return the (parameter, message) of each fault in a refusal."""
    problem = answer.json()
    if problem["type"].endswith("/bad-request"):
        return [(None, problem["detail"])]
    return [(one["parameter"], one["message"]) for one in problem["errors"]]
