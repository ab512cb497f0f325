"""Before anything is timed, and after: the systems must give the same answers to the same questions."""

from benchmarks.processes import Trouble
from benchmarks.questions import One
from benchmarks.systems import Attest

# Questions that every system answers before the measurement; laps of fresh questions begin after them.
COMPARED = 25


def compare(contenders):
    """End the program where one system's answer to a question of the work is not Attest's."""
    for contender in contenders:
        reference = _reference(contenders, contender)
        if reference not in (None, contender):
            for question in reference.questions[:COMPARED]:
                expected, answer = reference.understood(question), contender.understood(question)
                _require_same(contender, question, expected, answer)


def compare_kept(contenders):
    """Do the same with the bodies that were kept while the systems were under load."""
    for contender in contenders:
        reference = _reference(contenders, contender)
        for question, body in contender.kept if reference else ():
            expected = reference.understood(question)
            _require_same(contender, question, expected, contender.understood(question, body))


def compare_line(contenders, contender, line):
    """Do the same with the first record of an export."""
    reference = _reference(contenders, contender)
    if reference:
        exported = contender.understood(One(""), line)
        question = One(exported["code"])
        _require_same(contender, question, reference.understood(question), exported)


def _reference(contenders, contender):
    """Return Attest over the database of `contender`, or None where it takes no part."""
    for other in contenders:
        if isinstance(other.system, Attest) and other.system.database == contender.system.database:
            return other
    return None


def _require_same(contender, question, expected, answer):
    expected = contender.system.shown(question, expected)
    if answer != expected:
        raise Trouble(
            f"{contender.system.name} and Attest differ on {contender.system.path(question)}\n"
            f"  {_first_difference(expected, answer)}"
        )


def _first_difference(expected, answer):
    """Return words for where two answers part."""
    if isinstance(expected, dict) and isinstance(answer, dict):
        for key in expected | answer:
            if expected.get(key) != answer.get(key):
                return f"{key}: {_first_difference(expected.get(key), answer.get(key))}"
    if isinstance(expected, list) and isinstance(answer, list) and len(expected) == len(answer):
        for number, (left, right) in enumerate(zip(expected, answer, strict=True)):
            if left != right:
                return f"[{number}]: {_first_difference(left, right)}"
    if hasattr(expected, "events") and expected.count == answer.count:
        return _first_difference(expected.events, answer.events)
    return f"Attest {str(expected)[:300]} | it {str(answer)[:300]}"
