"""Every example of the documentation runs, and prints what its page shows."""

import importlib.util
import re
import shutil

import pytest
from django.core.management import get_commands, load_command_class

from tests.docs.pages import PAGES, ROOT, blocks_of, steps_of
from tests.docs.printing import same
from tests.docs.project import project


def with_blocks(*languages):
    return [page for page in PAGES if blocks_of(page, *languages)]


def missing(tools):
    return [tool for tool in sorted(tools) if shutil.which(tool) is None]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    with project(tmp_path_factory.mktemp("loaded")) as one:
        yield one.folder


@pytest.fixture
def made(loaded, tmp_path):
    with project(tmp_path, like=loaded) as one:
        yield one


@pytest.mark.parametrize("page", with_blocks("console"))
def test_the_commands_of_a_page_print_what_it_shows(page, made):
    blocks = blocks_of(page, "console", "hidden")
    tools = {"bash"}
    tools |= {
        found
        for block in blocks
        for step in steps_of(block)
        for found in re.findall(r"\b(curl|sqlite3|awk|cut|sha256sum|sed)\b", step.command)
    }
    if missing(tools):
        pytest.skip(f"not installed here: {', '.join(missing(tools))}")
    faults = []
    for block in blocks:
        assert block.language == "hidden" or block.code.startswith("$ "), (
            f"{page}, line {block.line}: a console block begins with `$ ` and a command"
        )
        for step in steps_of(block):
            printed = made.run(step.command)
            if step.printed is not None and not same(printed, step.printed):
                faults.append((f"{page}, line {block.line}", step.command, printed))
    assert faults == [], "python -m tests.docs.renew writes what the commands print now"


@pytest.mark.parametrize("page", with_blocks("python", "pycon"))
def test_the_python_of_a_page_runs(page, made):
    for block in blocks_of(page, "python", "pycon", "hidden"):
        if block.language == "hidden":
            made.run(block.code)
            continue
        is_session = block.language == "pycon"
        path = made.folder / ("session.txt" if is_session else "script.py")
        path.write_text(made.here(block.code), encoding="utf-8")
        command = f"python -X utf8 {'-m doctest ' if is_session else ''}{path.name} && echo Done"
        printed = made.run(command)
        assert printed.endswith("Done\n"), f"{page}, line {block.line}: {printed}"


@pytest.mark.parametrize("page", with_blocks("r"))
def test_the_r_of_a_page_runs(page, made):
    if missing({"Rscript"}):
        pytest.skip("not installed here: R")
    for block in blocks_of(page, "r", "hidden"):
        if block.language == "hidden":
            made.run(block.code)
            continue
        (made.folder / "script.R").write_text(made.here(block.code), encoding="utf-8")
        printed = made.run("Rscript script.R && echo Done")
        if "there is no package called" in printed:
            pytest.skip(printed.strip())
        assert printed.endswith("Done\n"), f"{page}, line {block.line}: {printed}"


COMMANDS = [
    (page, line.strip())
    for page in PAGES
    for block in blocks_of(page, "sh")
    for line in block.code.replace("\\\n", "").splitlines()
    if re.match(r"(?:\w+=\S+ )*(?:\./manage\.py|make) ", line.strip())
]


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_a_command_that_is_only_shown_exists(page, line):
    """Blocks in `sh` change the system or need files of the reader; their options are checked all the same."""
    words = line.partition(" #")[0].split()
    words = words[[("manage.py" in word or word == "make") for word in words].index(True) :]
    if words[0] == "make":
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        targets = [word for word in words[1:] if "=" not in word]
        assert [one for one in targets if not re.search(rf"^{one}:", makefile, re.MULTILINE)] == []
        return
    name, *arguments = words[1:]
    command = load_command_class(get_commands()[name], name)
    options = {
        text
        for action in command.create_parser("manage.py", name)._actions
        for text in action.option_strings
    }
    used = {one.partition("=")[0] for one in arguments if one.startswith("--")}
    assert used - options == set()


def test_blocks_have_a_language_that_is_tested_or_plain():
    """`text`, `json` and configurations are shown as they are; the tests of their pages read them."""
    known = {
        "console",
        "sh",
        "python",
        "pycon",
        "r",
        "sql",
        "text",
        "json",
        "nginx",
        "caddy",
        "ini",
        "yaml",
    }
    used = {
        found
        for page in PAGES
        for found in re.findall(
            r"^ *```(\w*)", PAGES[page].read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert used - known - {""} == set()


def test_the_readers_of_the_examples_are_installed():
    assert [
        name
        for name in ("requests", "pandas", "polars", "duckdb")
        if importlib.util.find_spec(name) is None
    ] == []


@pytest.mark.parametrize(
    ("shown", "later"),
    [
        (
            "Attest, release 2, 2026-11-27. http://127.0.0.1:8000/events/ukraine-war",
            "Attest, release 2, 2027-01-02. http://127.0.0.1:8000/events/ukraine-war",
        ),
        (r'"year = {2026},\n  month = {11},\n"', r'"year = {2027},\n  month = {1},\n"'),
        (
            '{"issued": {"date-parts": [[2026, 11, 27]]}}',
            '{"issued":{"date-parts":[[2027,1,2]]}}',
        ),
    ],
)
def test_a_page_shows_the_same_on_another_day(shown, later):
    assert same(later, shown)
    assert not same(f"{later} ", f"{shown} more")
