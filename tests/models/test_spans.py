"""How much of a text is accounted for: stretches, what lies between them, and gaps."""

import pytest

from events.models.spans import account, evidenced, pointing

TEXT = "He said “no”. They left.\n\nAll is quiet now."


@pytest.mark.parametrize(
    ("evidence", "left_out", "text", "counts", "gaps"),
    [
        ([], [], None, (0, 0), ((0, 43),)),
        ([(0, 43)], [], None, (43, 0), ()),
        ([(0, 12), (14, 23)], [(26, 43)], TEXT, (21, 17), ()),
        # Without the text, up to eight characters are taken for punctuation, and the ninth is not.
        ([(0, 10), (18, 43)], [], None, (35, 0), ()),
        ([(0, 10), (19, 43)], [], None, (34, 0), ((10, 19),)),
        # With it, the shortest word is a gap.
        ([(0, 9), (11, 43)], [], TEXT, (41, 0), ((9, 11),)),
        # Overlaps count once; a character that is both counts as both.
        ([(0, 20), (10, 30), (30, 43)], [(5, 8)], None, (43, 3), ()),
        # A span past the end is cut off.
        ([(0, 99), (60, 70)], [], None, (43, 0), ()),
    ],
)
def test_an_account(evidence, left_out, text, counts, gaps):
    found = account(len(TEXT), evidence, left_out, text)
    assert (found.evidence, found.left_out) == counts
    assert found.gaps == gaps
    assert found.share == 1 - sum(end - start for start, end in gaps) / 43


def test_an_empty_text_is_accounted_for():
    assert account(0, [], []).share == 1


def test_whatever_points_into_a_text_counts():
    names = {model.__name__ for model in evidenced()}
    assert {"Statement", "Report", "Claim"} <= names
    assert "Article" not in names
    assert "LeftOut" not in names


def test_the_spans_that_a_row_has():
    found = {model.__name__: found for model, found in pointing().items()}
    evidence = ("evidence_start", "evidence_end", "evidence_sha256")
    assert found["Statement"] == (
        "article",
        (
            evidence,
            ("source_start", "source_end", "source_sha256"),
            ("cue_start", "cue_end", "cue_sha256"),
        ),
    )
    assert found["StatementLink"] == ("statement__article", (evidence,))
    assert found["LeftOut"] == ("article", (("start", "end", "sha256"),))
    assert found.keys() - {model.__name__ for model in evidenced()} == {"LeftOut"}
