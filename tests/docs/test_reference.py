"""The reference pages in docs/reference/ are what `manage.py write_reference` writes."""

import pytest

from events.api.problems.kinds import PROBLEMS
from events.api.urls import router
from events.reference import limits
from events.reference.pages import PAGES
from tests.docs.pages import ROOT, text_of

FOLDER = ROOT / "docs" / "reference"


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_up_to_date(name):
    written = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert written == PAGES[name](), "Run ./manage.py write_reference"


def test_no_other_page_is_in_the_folder():
    assert {path.stem for path in FOLDER.iterdir()} == set(PAGES)


def test_the_page_of_filters_describes_the_search_once():
    page = text_of("docs/reference/filters.md")
    assert page.count("must not occur") == 1
    assert page.count("[Search](#search)") == 6


def test_each_filter_of_events_is_on_the_page():
    page = text_of("docs/reference/filters.md").partition("## events")[2]
    (viewset,) = [one for name, one, _ in router.registry if name == "events"]
    missing = [name for name in viewset.filterset_class.base_filters if f"| `{name}` |" not in page]
    assert missing == []


def test_each_error_has_a_heading_that_its_type_ends_in():
    page = text_of("docs/reference/errors.md")
    assert [name for name in PROBLEMS if f"\n## {name}\n" not in page] == []


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (2**31, "bytes", "2 GiB"),
        (256 * 2**20, "bytes", "256 MiB"),
        (16_384, "bytes", "16,384 bytes"),
        (10_000, "groups", "10,000 groups"),
    ],
)
def test_an_amount_is_shown_in_the_largest_whole_unit(value, unit, shown):
    assert limits.amount(value, unit) == shown
