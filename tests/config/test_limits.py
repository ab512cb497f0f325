"""The table of limits: each limit has a reason, a variable that works, and a module that keeps to it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import config
from config import limits
from tests.naming import missing

PROJECT = Path(config.__file__).parent.parent
SOURCE = Path(limits.__file__).read_text(encoding="utf-8")
NAMES = re.findall(r"^([A-Z_]+) = _limit\(", SOURCE, re.MULTILINE)


def started(**environment):
    """Return (exit status, what is printed) of a program that reads the settings with these variables."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import config.settings; from config.limits import *; print(MOST_VALUES, RATE)",
        ],
        check=False,
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, (done.stdout + done.stderr).strip()


def test_each_limit_has_one_row():
    assert len(NAMES) == len(limits.limits()) == len(set(NAMES))
    variables = [one.variable for one in limits.limits() if one.variable]
    assert len(set(variables)) == len(variables)
    assert [one for one in variables if not re.fullmatch(r"LIMIT_[A-Z_]+", one)] == []


@pytest.mark.parametrize("limit", limits.limits(), ids=lambda one: one.subject)
def test_a_limit_has_a_reason_and_is_its_default(limit):
    assert limit.reason.endswith(".")
    assert limit.default >= limit.least


def test_each_limit_is_used():
    program = "\n".join(
        file.read_text(encoding="utf-8")
        for folder in ("config", "events")
        for file in (PROJECT / folder).rglob("*.py")
        if file.name != "limits.py"
    )
    assert [name for name in NAMES if not re.search(rf"\b{name}\b", program)] == []


# {limit: a test that crosses it}
CROSSED = {
    "LONGEST_QUERY": "api/query/test_parameters.py::test_a_query_that_is_too_long_is_refused_whole",
    "MOST_VALUES": "api/query/test_parameters.py::test_a_list_has_a_limit_that_counts_every_value_as_maxitems_does",
    "LARGEST_PAGE": "api/answering/test_pagination.py::test_a_page_that_nobody_can_have_is_refused",
    "DEFAULT_PAGE": "api/answering/test_pagination.py::test_a_page_has_a_hundred_records_when_nobody_says",
    "DEEPEST_OFFSET": "api/answering/test_pagination.py::test_a_page_that_nobody_can_have_is_refused",
    "LONGEST_CURSOR": "api/answering/test_pagination.py::test_a_cursor_has_a_longest_length",
    "LONGEST_SEARCH": "api/query/test_search_syntax.py::test_what_cannot_be_read_is_refused_with_what_to_write",
    "MOST_TERMS": "api/query/test_search_syntax.py::test_what_cannot_be_read_is_refused_with_what_to_write",
    "DEEPEST_SEARCH": "api/query/test_search_syntax.py::test_what_cannot_be_read_is_refused_with_what_to_write",
    "MOST_NAMES": "api/views/test_aggregates.py::test_what_cannot_be_counted_is_refused",
    "MOST_GROUPS": "api/views/test_aggregates.py::test_more_groups_than_an_answer_holds_are_refused",
    "MOST_RESOLVED": "api/answering/test_resolving.py::test_more_events_than_a_sum_resolves_are_refused",
    "MOST_REPLACED": "api/store/test_past.py::test_too_many_changes_are_refused_with_what_to_use",
    "LONGEST_HEADER": "api/http/test_negotiation.py::test_the_media_type_that_is_chosen",
    "STATEMENT_SECONDS": "api/store/test_statement_time.py::test_a_long_statement_is_stopped",
    "LOCK_SECONDS": "api/store/test_statement_time.py::test_a_connection_waits_for_locks_as_long_as_the_limit_says",
    "EXPORT_READ_SECONDS": "api/store/test_statement_time.py::test_a_piece_of_an_export_has_a_limit_of_its_own",
    "VERIFY_SECONDS": "api/http/test_health.py::test_a_deep_check_has_an_end",
    "COSTLY_AT_A_TIME": "api/http/test_lane.py::test_one_waits_and_the_next_gets_503",
    "COSTLY_WAITING": "api/http/test_lane.py::test_one_waits_and_the_next_gets_503",
    "COSTLY_SECONDS": "api/http/test_lane.py::test_a_wait_has_an_end",
    "CHEAP_AT_A_TIME": "api/http/test_lane.py::test_so_many_cheap_requests_work_at_a_time_and_probes_go_past_them",
    "MOST_CONNECTIONS": "management/test_serve.py::test_connections_have_a_limit_and_those_that_send_nothing_an_end",
    "HEADER_SECONDS": "management/test_serve.py::test_connections_have_a_limit_and_those_that_send_nothing_an_end",
    "RATE": "api/http/test_edge.py::test_one_request_too_many_gets_429",
    "MOST_CLIENTS": "api/http/test_edge.py::test_clients_are_not_counted_without_end",
    "EXPORTS_AT_A_TIME": "api/exports/test_streams.py::test_some_run_at_a_time_and_the_next_is_told_to_wait",
    "EXPORTS_PER_CLIENT": "api/exports/test_served.py::test_one_client_that_reads_nothing_denies_exports_to_nobody",
    "LONGEST_PAUSE": "api/exports/test_streams.py::test_a_stream_that_nobody_reads_on_is_broken_off_once",
    "FILES_AT_A_TIME": "api/exports/test_kept.py::test_some_are_written_at_a_time_and_the_next_is_told_to_wait",
    "LARGEST_SHELF": "api/exports/test_kept.py::test_the_shelf_has_a_bound_and_the_longest_unused_goes_first",
    "LEAST_FREE": "api/exports/test_kept.py::test_room_is_left_on_the_disk",
    "LONGEST_WAIT": "api/exports/test_ranges.py::test_the_wait_for_the_length_of_a_file_has_an_end",
    "MOST_OWN": "api/exports/test_options.py::test_more_columns_than_a_file_holds_are_refused",
    "MOST_ROWS_OF_XLSX": "api/exports/test_xlsx.py::test_more_rows_than_a_sheet_has_are_refused",
    "LONGEST_CELL_OF_XLSX": "api/exports/test_xlsx.py::test_the_longest_text_fits_and_one_more_character_is_refused",
    "ACLED_ROWS": "compat/test_clients.py::test_views_datafactory_has_every_event_of_acled_once",
    "ACLED_ROWS_IN_MEMORY": "compat/acled/test_views.py::test_a_long_answer_is_streamed_with_the_same_bytes",
    "TOKEN_LIFETIME": "compat/acled/test_token.py::test_every_user_gets_the_token",
    "LARGEST_IMPORT": "importing/reading/test_files.py::test_an_archive_within_limits",
    "LARGEST_IN_MEMORY": "importing/reading/test_json_records.py::test_the_largest_file",
    "MOST_FILES": "importing/reading/test_files.py::test_an_archive_within_limits",
    "LONGEST_ROW": "importing/reading/test_delimited.py::test_the_longest_line",
    "LONGEST_CELL": "importing/reading/test_json_records.py::test_a_record_that_is_not_a_row",
    "MOST_COLUMNS": "importing/reading/test_table.py::test_the_widest_table",
    "MOST_REJECTED": "importing/test_run.py::test_rows_that_cannot_be_read_without_end",
    "MOST_DIGITS": "importing/reading/test_numbers.py::test_not_whole_numbers",
    "LARGEST_FIXTURE": "loading/read/test_contents.py::test_a_file_past_the_limit_is_not_read",
    "LARGEST_ARTICLE": "loading/read/test_contents.py::test_an_article_past_the_limit_is_not_read",
    "DEEPEST_JSON": "loading/read/test_strict_json.py::test_flaws_of_a_record",
    "MOST_JSON_VALUES": "loading/read/test_strict_json.py::test_flaws_of_a_record",
    "LONGEST_TEXT": "loading/read/test_strict_json.py::test_flaws_of_a_record",
    "LONGEST_LINE": "loading/read/test_text_flaws.py::test_the_length_of_a_name",
    "LONGEST_EXACT": "loading/check/test_warnings.py::test_a_long_quotation_is_loaded_with_a_warning",
    "MOST_EXCERPT_WORDS": "loading/test_excerpts.py::test_too_long",
    "LONGEST_EXCERPT": "loading/test_excerpts.py::test_too_long",
    "LONGEST_NUMBER": "loading/read/test_strict_json.py::test_flaws_of_a_record",
    "MOST_PROBLEMS": "loading/test_load_fixtures.py::test_very_many_problems_are_counted",
    "MOST_FOUND": "loading/test_load_fixtures.py::test_the_check_of_a_file_with_even_more_stops",
    "MOST_HASHES": "loading/texts/test_altered.py::test_a_search_that_would_take_too_long_is_given_up",
}


def test_each_limit_is_crossed_by_a_test():
    assert sorted(CROSSED) == sorted(NAMES)
    assert missing(CROSSED.values()) == []


def test_a_variable_changes_a_limit():
    assert started(LIMIT_VALUES="7", LIMIT_RATE="") == (0, "7 0")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("LIMIT_VALUES", "many", "LIMIT_VALUES='many': not a whole number from 1. Default: 100."),
        ("LIMIT_VALUES", "0", "LIMIT_VALUES='0': not a whole number from 1. Default: 100."),
        ("LIMIT_RATE", "-1", "LIMIT_RATE='-1': not a whole number from 0. Default: 0."),
        ("LIMIT_VALUE", "7", "LIMIT_VALUE: no limit has this name. Did you mean LIMIT_VALUES?"),
    ],
)
def test_a_wrong_variable_stops_the_start(name, value, message):
    status, printed = started(**{name: value})
    assert status == 1
    assert message in printed
