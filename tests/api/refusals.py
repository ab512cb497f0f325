"""The form of every error of the API, asserted in one place."""

from events.api.problems.kinds import PROBLEMS

# Of the problems that tell more than others.
MORE = {"withdrawn": ("withdrawn_in", "reason", "merged_into", "merged_into_url")}
ENTRY = {"parameter", "message", "allowed", "did_you_mean"}


def assert_problem(answer, name, parameters=()):
    """Assert that an answer is the problem `name`, with faults of exactly these `parameters`, in order.

    Return its entries.
    """
    status, title, *_ = PROBLEMS[name]
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    body = answer.json()
    assert list(body) == ["type", "title", "status", "detail", "errors", *MORE.get(name, ())]
    assert body["type"] == f"/errors/{name}"
    assert (body["title"], body["status"]) == (title, status)
    assert isinstance(body["detail"], str)
    assert body["detail"]
    for entry in body["errors"]:
        assert set(entry) <= ENTRY
        assert isinstance(entry["message"], str)
        assert entry["message"]
        assert all(isinstance(word, str) for word in entry.get("allowed", ()))
        assert isinstance(entry.get("did_you_mean", ""), str)
    assert [entry["parameter"] for entry in body["errors"]] == list(parameters)
    return body["errors"]
