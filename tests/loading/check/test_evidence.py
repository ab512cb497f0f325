"""Evidence whole, inside the text, and of the very words."""

import pytest

SILENCE = "silence.json"
STALEMATE = "stalemate.json"

# (place, what is spoiled there, the problems; those of other records with their place)
FAULTS = (
    (
        (SILENCE, 2),
        {"evidence_end": ...},
        ["evidence_end is missing; give all three parts of evidence, or none"],
    ),
    (
        (SILENCE, 2),
        {"evidence_end": ..., "evidence_sha256": None},
        ["evidence_end and evidence_sha256 are missing; give all three parts of evidence, or none"],
    ),
    (
        (SILENCE, 2),
        {"evidence_start": ..., "evidence_end": ..., "evidence_sha256": ...},
        [
            "no evidence, but the text of article 'silence' was read; give evidence_start, evidence_end and evidence_sha256 (manage.py locate)"
        ],
    ),
    (
        (SILENCE, 7),
        {"evidence_start": 50, "evidence_end": 50},
        [
            "evidence_end 50 is not after evidence_start 50; give the offset after the last character"
        ],
    ),
    (
        (SILENCE, 7),
        {"evidence_end": 5000},
        [
            "evidence_end 5000 is past the end of article 'silence', which has 166 characters; measure it again (manage.py locate)"
        ],
    ),
    (
        (SILENCE, 7),
        {"evidence_start": 5000, "evidence_end": 5001},
        [
            "evidence_end 5001 is past the end of article 'silence', which has 166 characters; measure it again (manage.py locate)"
        ],
    ),
    (
        (SILENCE, 2),
        {
            "text": "no one in the European Union has said a word about security guarantees for Russia."
        },
        [
            "text has 82 characters but its evidence has 81 (24 to 105); a verbatim text is the passage itself"
        ],
    ),
    (
        (SILENCE, 2),
        {
            "text": "no one in the European Union has said a term about security guarantees for Russia"
        },
        [
            "text does not have the hash evidence_sha256; copy the words exactly as printed, with their quotation marks, dashes and blanks (the hash of this text is 1efe6a00f2d6c0896f4215d4c00cd687d6284b501fc6f1fcdacc074b7da5a562)"
        ],
    ),
    (
        (SILENCE, 2),
        {"evidence_sha256": "0000000000000000000000000000000000000000000000000000000000000000"},
        [
            "text does not have the hash evidence_sha256; copy the words exactly as printed, with their quotation marks, dashes and blanks (the hash of this text is 397504847a1d34499b0df2cd10249f052204e7359d25941eafc85f4a0fa99d8e)"
        ],
    ),
    (
        (SILENCE, 1),
        {"characters": None},
        ["characters is null but sha256 is given; give both (manage.py locate) or none"],
    ),
    (
        (SILENCE, 1),
        {"sha256": ...},
        ["sha256 is null but characters is given; give both (manage.py locate) or none"],
    ),
    (
        (SILENCE, 1),
        {"characters": 100},
        [
            (
                (SILENCE, 2),
                "evidence_end 105 is past the end of article 'silence', which has 100 characters; measure it again (manage.py locate)",
            ),
            (
                (SILENCE, 7),
                "evidence_end 149 is past the end of article 'silence', which has 100 characters; measure it again (manage.py locate)",
            ),
            (
                (SILENCE, 8),
                "evidence_end 163 is past the end of article 'silence', which has 100 characters; measure it again (manage.py locate)",
            ),
            (
                (SILENCE, 11),
                "evidence_end 124 is past the end of article 'silence', which has 100 characters; measure it again (manage.py locate)",
            ),
        ],
    ),
    (
        (STALEMATE, 1),
        {"characters": ..., "sha256": ...},
        [
            (
                (STALEMATE, 2),
                "article 'stalemate' has no sha256, so nobody can check this evidence; give the article's characters and sha256, or no evidence",
            ),
            (
                (STALEMATE, 4),
                "article 'stalemate' has no sha256, so nobody can check this evidence; give the article's characters and sha256, or no evidence",
            ),
            (
                (STALEMATE, 5),
                "article 'stalemate' has no sha256, so nobody can check this evidence; give the article's characters and sha256, or no evidence",
            ),
        ],
    ),
    ((SILENCE, 7), {"evidence_end": 166}, []),
    (
        (SILENCE, 7),
        {"evidence_end": 167},
        [
            "evidence_end 167 is past the end of article 'silence', which has 166 characters; measure it again (manage.py locate)"
        ],
    ),
    (
        (SILENCE, 7),
        {"evidence_start": -1},
        ["evidence_start -1 is out of range; give a whole number from 0 to 2147483647"],
    ),
    ((SILENCE, 2), {"form": "paraphrase", "text": "He says so."}, []),
    (
        (SILENCE, 2),
        {
            "text": "no one in the European Union has said a word about security guarantees for Russia",
            "evidence_start": ...,
        },
        ["evidence_start is missing; give all three parts of evidence, or none"],
    ),
    ((SILENCE, 2), {"evidence_start": 23, "evidence_end": 104}, []),
    (
        (SILENCE, 2),
        {"article": ["nowhere"]},
        [
            "article 'nowhere' is not an article; add it to the files or give the key of one that is there"
        ],
    ),
)


@pytest.mark.parametrize(("place", "change", "problems"), FAULTS)
def test_each_fault_is_told_with_what_is_right(draft, place, change, problems):
    draft.spoil(place, change)

    assert draft.told(place) == problems
