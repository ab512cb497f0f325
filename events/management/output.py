"""How commands tell what was published, and that nothing was."""

import os
import sys
from contextlib import contextmanager

from events.documents.fingerprint import REMEDY, stale
from events.models import RECORDS, Release

WORDS = {"add": "added", "change": "changed", "withdraw": "withdrawn"}


def release_lines(release):
    """Yield the lines that describe a new Release, or, for None, the current one; and what to run next."""
    if release is None:
        last = Release.objects.first()
        current = f"release {last.number} is current" if last else "there is no release yet"
        yield f"Nothing changed; {current}."
        yield from stale_lines(last)
        return
    yield f"Release {release.number} is published:"
    for collection, told in collection_lines(release.counts):
        yield f"  {collection}: {told}"
    yield from stale_lines(release)


def stale_lines(release):
    """Yield the line that names what a different version of the program made, by the newest Release, if there is any."""
    if states := stale(release):
        yield (
            f"A different version of the program made these parts of the database: {', '.join(states)}. "
            f"Run {REMEDY} to rebuild them."
        )


def collection_lines(counts):
    """Yield (collection, what was added, changed and withdrawn) of counts, where there is any."""
    for collection in (model.collection for model in RECORDS):
        of_collection = counts.get(collection, {})
        told = [
            f"{of_collection[name]:,} {word}"
            for name, word in WORDS.items()
            if of_collection.get(name)
        ]
        if told:
            yield collection, ", ".join(told)


@contextmanager
def until_closed(command):
    """Write until the reader has read enough: `| head` and a closed pager are no faults."""
    try:
        yield
        command.stdout.flush()
    except BrokenPipeError:
        # Python would try to write the rest of its buffer at its end, and report the same failure again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def stop(command, *lines):
    """End a command that failed: say why, and that nothing was changed."""
    for line in lines:
        command.stderr.write(line)
    sys.exit(1)


def warn(command, problems):
    """Write each Problem that did not stop a command as a warning."""
    for problem in problems:
        command.stderr.write(f"Warning: {problem}")


def count(number, noun):
    """Return a number of things: `1 problem`, `2 problems`."""
    return f"{number:,} {noun}{'s'[: number != 1]}"
