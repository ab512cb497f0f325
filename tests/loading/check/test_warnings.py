"""Records that are loaded with a warning."""

import pytest

from config.limits import LONGEST_EXACT
from tests.loading.conftest import sha256
from tests.loading.test_load_fixtures import run


@pytest.mark.parametrize("length", [LONGEST_EXACT, LONGEST_EXACT + 1])
def test_a_long_quotation_is_loaded_with_a_warning(draft, empty, length):
    article, statement = (one["fields"] for one in draft.files["silence.json"][:2])
    article["characters"] = 1000
    text = "a" * length
    end = statement["evidence_start"] + length
    statement |= {"text": text, "evidence_end": end, "evidence_sha256": sha256(text)}
    status, _, err = run(draft.write(), "--check")
    assert status == 0
    told = "text quotes 601 characters, and 600 are the most that should be quoted"
    assert any(told in line for line in err) is (length > LONGEST_EXACT)
