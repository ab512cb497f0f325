"""manage.py verify_release: what it finds altered, and its exit status."""

import pytest

from events.models import Actor, Release, Version
from events.publishing.redaction import redact
from events.vocabulary import HashRecipe

LAST = ["1 release could not be verified."]


def verified(number, records):
    return f"Release {number}: {records} records and the hash verified."


def test_every_release_is_verified(command, releases):
    assert command("verify_release") == (0, [verified(3, 20)], [])
    assert command("verify_release", "1") == (0, [verified(1, 19)], [])
    assert command("verify_release", "--all") == (
        0,
        [verified(1, 19), verified(2, 20), verified(3, 20)],
        [],
    )


def test_an_altered_document_is_named(command, releases):
    state = Version.objects.standing_at(3).order_by("pk").first()
    text = state.document.replace("{", "{ ", 1)
    Version.objects.filter(pk=state.pk).update(document=text)
    status, lines, errors = command("verify_release")
    assert (status, lines, errors[1:]) == (1, [], LAST)
    assert errors[0].startswith(f"{state.collection}/{state.key}: its document has the sha256 ")
    assert errors[0].endswith(f", but was published with {state.sha256}.")


def test_a_state_that_is_gone_is_found_by_the_hash(command, releases):
    state = Version.objects.standing_at(3).order_by("pk").first()
    Version.objects.filter(pk=state.pk).delete()
    status, lines, errors = command("verify_release")
    assert (status, lines, errors[1:]) == (1, [], LAST)
    expected = Release.objects.get(number=3).sha256
    assert errors[0].startswith(f"Release 3: its sha256 is {expected}, but its records have ")


def test_a_document_whose_hash_was_altered_as_well_is_found(command, releases):
    state = Version.objects.standing_at(3).order_by("pk").first()
    Version.objects.filter(pk=state.pk).update(
        document="{}", sha256="44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    )
    status, _, errors = command("verify_release")
    assert (status, errors[1:]) == (1, LAST)
    assert "its records have" in errors[0]


def test_a_release_of_an_earlier_program_has_its_own_recipe(command, releases):
    Release.objects.filter(number=1).update(hash_recipe=HashRecipe.LINES)
    status, _, errors = command("verify_release", "1")
    assert (status, errors[1:]) == (1, LAST)
    found = errors[0].rpartition(" ")[2].removesuffix(".")
    Release.objects.filter(number=1).update(sha256=found)
    assert command("verify_release", "1") == (0, [verified(1, 19)], [])


def test_a_redacted_release_is_verified(command, releases):
    redact(Actor, Actor.objects.first().slug, "name", "Asked for by the person.")
    status, lines, errors = command("verify_release", "--all")
    assert (status, errors, len(lines)) == (0, [], 4)


def test_a_pruned_release_cannot_be_verified(command, releases):
    Release.objects.filter(number=1).update(pruned=True)
    status, _, errors = command("verify_release", "1")
    assert (status, errors[1:]) == (1, LAST)
    assert errors[0].startswith("Release 1: some of its states were deleted to save space")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("4",), "Release 4 does not exist. Releases: 1 to 3."),
        (("0",), "Release 0 does not exist. Releases: 1 to 3."),
        (("1", "--all"), "Give the number of a release or --all, not both."),
    ],
)
def test_what_cannot_be_checked_is_refused(command, releases, arguments, error):
    assert command("verify_release", *arguments) == (1, [], [error])


def test_before_the_first_release(command, empty):
    error = "Nothing is published yet: run manage.py load_fixtures."
    assert command("verify_release") == (1, [], [error])
