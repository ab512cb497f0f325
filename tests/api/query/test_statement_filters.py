"""The statements of the world that each filter selects."""

import pytest

from events.api.query.filters import StatementFilter

# In the default order: said 2023-07-12 (both), 2022-03-10, 2022-02-25, 2022-02-24; of two it is not known when.
BIDEN, RUSSIA, DENIES, ZELENSKY, STOLTENBERG, ANALYSTS, SILENT = (
    "biden-backs-guarantees",
    "russia-rejects-guarantees",
    "lavrov-denies-attack",
    "zelensky-all-here",
    "stoltenberg-condemns-invasion",
    "analysts-see-obstacle",
    "lavrov-eu-silent",
)
QUESTIONS = {
    "": [BIDEN, RUSSIA, DENIES, ZELENSKY, STOLTENBERG, ANALYSTS, SILENT],
    "dataset=attest": [BIDEN, RUSSIA, DENIES, ZELENSKY, STOLTENBERG, ANALYSTS, SILENT],
    "dataset=ucdp-ged": [],
    "source=glavkom": [ZELENSKY],  # the others are in an article that only relays it
    "source=nato,tass": [DENIES, STOLTENBERG],
    "article=guarantees-for-ukraine": [BIDEN, RUSSIA, ANALYSTS, SILENT],
    "article=lavrov-in-antalya,zelensky-address": [DENIES, ZELENSKY],
    "article=kyiv-under-fire": [],
    "speaker=sergey-lavrov": [DENIES, SILENT],
    "speaker=sergey-lavrov&speaker=russia": [RUSSIA, DENIES, SILENT],
    "speaker=nato": [],
    "on_behalf_of=russia": [DENIES, SILENT],
    "on_behalf_of=ukraine,nato": [ZELENSKY, STOLTENBERG],
    "on_behalf_of=joe-biden": [],
    "addressee=nato": [RUSSIA],
    "addressee=nato,joe-biden": [RUSSIA],  # addresses both, listed once
    "addressee=european-union,russia": [STOLTENBERG],
    "addressee=analysts": [],
    "addressee_basis=inferred": [RUSSIA],
    # It names one of its two addressees.
    "addressee_basis=stated": [BIDEN, RUSSIA, STOLTENBERG],
    "addressee_basis=stated,inferred": [BIDEN, RUSSIA, STOLTENBERG],
    "audience=recep-tayyip-erdogan": [DENIES],
    "audience=nato": [],  # it is addressed, and not a bystander
    "target=ukraine": [RUSSIA, DENIES],
    "target=nato,european-union": [BIDEN, SILENT],
    "target=analysts": [],
    # The European Union holds NATO and Erdogan, and NATO holds Ukraine and Stoltenberg.
    "speaker=european-union&within=true": [STOLTENBERG],
    "speaker=european-union&within=false": [],
    "speaker=ukraine&within=true": [],  # a member is not the group that holds it
    "on_behalf_of=nato&within=true": [ZELENSKY, STOLTENBERG],
    "on_behalf_of=nato&within=false": [STOLTENBERG],
    "addressee=european-union&within=true": [BIDEN, RUSSIA],
    "audience=european-union&within=true": [DENIES],
    "target=nato&within=true": [BIDEN, RUSSIA, DENIES],
    "target=ukraine&within=true": [RUSSIA, DENIES],
    "speaker=nato&target=ukraine&within=true": [],
    "speaker_kind=state": [RUSSIA],
    "speaker_kind=collective,state": [RUSSIA, ANALYSTS],
    "speaker_kind=alliance": [],
    "speaker_role=NATO Secretary General": [STOLTENBERG],
    "speaker_role=President": [],
    "form=verbatim": [DENIES, ZELENSKY, SILENT],
    "form=paraphrase": [BIDEN, RUSSIA, STOLTENBERG, ANALYSTS],
    "act=ACCUSE": [STOLTENBERG, SILENT],
    "act=REJECT,SUPPORT": [BIDEN, RUSSIA, DENIES],
    "act=THREATEN": [],
    "modality=possible": [BIDEN],
    "modality=asserted,possible": [BIDEN, RUSSIA, DENIES, SILENT],  # of the others it is not coded
    "modality=hypothetical": [],
    "polarity=affirmed": [BIDEN],
    "polarity=negated": [RUSSIA, DENIES, SILENT],
    "topic=diplomatic": [RUSSIA, SILENT],
    "topic=diplomatic,security_guarantees": [BIDEN, RUSSIA, SILENT],  # on both, listed once
    "topic=cyber": [],
    "stated_from=2022-02-25": [BIDEN, RUSSIA, DENIES, ZELENSKY],  # the very day
    "stated_from=2022-02-26": [BIDEN, RUSSIA, DENIES],  # the day after
    "stated_to=2022-02-24": [STOLTENBERG],  # the very day
    "stated_to=2022-02-23": [],  # the day before
    "stated_from=2022-02-24&stated_to=2022-02-25": [ZELENSKY, STOLTENBERG],
    "stated_from=2022-02-25&stated_to=2022-02-25": [ZELENSKY],
    "stated_basis=inferred": [SILENT],
    "stated_basis=reference,inferred": [BIDEN, SILENT],
    "stated_basis=stated": [],
    # Without a date, but with the bounds 2014-01-01 and 2026-11-22; the analysts have no bounds either.
    "stated_from=2026-11-22&stated_within_bounds=true": [SILENT],  # the very last day
    "stated_from=2026-11-23&stated_within_bounds=true": [],  # the day after
    "stated_to=2014-01-01&stated_within_bounds=true": [SILENT],  # the very first day
    "stated_to=2013-12-31&stated_within_bounds=true": [],  # the day before
    "stated_from=2024-01-01&stated_to=2024-12-31&stated_within_bounds=true": [SILENT],
    "stated_from=2024-01-01&stated_to=2024-12-31&stated_within_bounds=false": [],
    "stated_from=2022-02-25&stated_to=2022-03-10&stated_within_bounds=true": [
        DENIES,
        ZELENSKY,
        SILENT,
    ],
    "event=invasion": [DENIES, ZELENSKY, STOLTENBERG],
    "event=guarantees-proposal": [BIDEN, RUSSIA],  # one speaks of it in two ways, listed once
    "event=guarantees-rejection,ukraine-war": [RUSSIA, DENIES],
    "event=kyiv-strike": [],
    "relation=comments_on": [RUSSIA, ZELENSKY],
    "relation=denies,accuses": [DENIES, STOLTENBERG],
    "relation=threatens": [],
    "event=guarantees-proposal&relation=rejects": [RUSSIA],
    # It speaks of the proposal, and it announces something: but not that.
    "event=guarantees-proposal&relation=announces": [],
    "event=invasion&relation=justifies": [],
    "event=invasion,ukraine-war&relation=justifies,denies": [DENIES],
    "related_statement=biden-backs-guarantees": [RUSSIA],
    "related_statement=russia-rejects-guarantees": [],  # it is the one that responds
    "statement_relation=responds_to,quotes": [RUSSIA],
    "statement_relation=contradicts": [],
    "related_statement=biden-backs-guarantees&statement_relation=responds_to": [RUSSIA],
    "related_statement=biden-backs-guarantees&statement_relation=quotes": [],
    "original_language=ru": [DENIES, SILENT],
    "original_language=RU": [DENIES, SILENT],  # case carries no meaning
    "original_language=uk": [],
    "translated=true": [SILENT],
    "translated=false": [DENIES],  # of the others it is not known
    "language=ru": [DENIES],
    "language=uk,ru": [DENIES, ZELENSKY],
    "language=fr": [],
    "q=лавров": [DENIES, SILENT],
    "q=тут": [ZELENSKY],
    "q=guarantees": [BIDEN, RUSSIA, SILENT],
    "speaker=sergey-lavrov&form=verbatim&language=en&act=ACCUSE&topic=diplomatic": [SILENT],
    "speaker=sergey-lavrov&stated_from=2022-03-10&event=invasion&relation=denies": [DENIES],
    "speaker=sergey-lavrov&stated_from=2022-03-11": [],
}


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_filter_selects_exactly(get, grouped, question, answer):
    records = get(f"/statements/?{question}").json()["results"]
    assert [record["code"] for record in records] == answer


def test_every_filter_is_asked():
    asked = {part.split("=")[0] for question in QUESTIONS for part in question.split("&") if part}
    assert asked == set(StatementFilter.base_filters)


WARNED = {
    "": [],
    "speaker=sergey-lavrov": [],
    "stated_from=2022-02-25": ["2 of the statements that match otherwise have no stated_on, "],
    "stated_from=2022-02-25&stated_to=2022-03-10&form=verbatim": [
        "1 of the statements that match otherwise have no stated_on, "
    ],
    "stated_to=2022-02-25&speaker=volodymyr-zelensky": [],
}


@pytest.mark.parametrize(("question", "warnings"), WARNED.items(), ids=WARNED)
def test_an_answer_by_date_says_what_has_no_date(get, question, warnings):
    answer = get(f"/statements/?{question}").json()["warnings"]
    assert [sentence.split("so that")[0] for sentence in answer] == warnings
