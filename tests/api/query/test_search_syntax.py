"""The query language of `q`: what each text is read as, and what is refused in which words."""

import re
from pathlib import Path

import pytest

from events.api.query.search import All, Any, Phrase
from events.api.query.search_refusals import SearchError
from events.api.query.search_syntax import DEEPEST, LONGEST, MOST_TERMS, parse
from events.models.search import SEARCHED
from events.publishing.searched_texts import MOST_OF_ONE_WORD, MOST_WORDS

DOCUMENTATION = Path(__file__).parents[3] / "docs" / "search.md"
FIELDS = ("title", "place", "participant", "text")


def word(*words, **given):
    return Phrase(words, **given)


def both(*wanted, without=()):
    return All(wanted, tuple(without))


KYIV, LVIV, STRIKE = word("kyiv"), word("lviv"), word("strike")

PARSED = {
    # words
    "kyiv": KYIV,
    "Kyiv STRIKE": both(KYIV, STRIKE),
    "and or not near": both(*map(word, ("and", "or", "not", "near"))),
    "NEAR": word("near"),
    "Erdoğan": word("erdogan"),
    "Київ": word("киів"),
    "東京都": word("東京", "京都"),
    "京": word("京", prefix=True),
    "10:30": word("10", "30"),
    # words in a row
    '"strike near"': word("strike", "near"),
    "“strike near”": word("strike", "near"),
    "«strike near»": word("strike", "near"),
    "kyiv-strike": word("kyiv", "strike"),
    "d'Ivoire": word("d", "ivoire"),
    '"AND NOT (or)"': word("and", "not", "or"),
    '"kyiv" "strike"': both(KYIV, STRIKE),
    '"title:kyiv"': word("title", "kyiv"),
    'צה"ל': word("צהל"),
    # beginnings
    "stri*": word("stri", prefix=True),
    "kyiv-stri*": word("kyiv", "stri", prefix=True),
    '"kyiv stri"*': word("kyiv", "stri", prefix=True),
    # punctuation
    "kyiv - strike": both(KYIV, STRIKE),
    "kyiv, strike!": both(KYIV, STRIKE),
    "kyiv & strike": both(KYIV, STRIKE),
    "kyiv — strike / ...": both(KYIV, STRIKE),
    "C++ 50% #kyiv @strike": both(word("c"), word("50"), KYIV, STRIKE),
    # AND
    "kyiv AND strike": both(KYIV, STRIKE),
    "kyiv (strike)": both(KYIV, STRIKE),
    "kyiv AND (strike AND lviv)": both(KYIV, STRIKE, LVIV),
    "((kyiv))": KYIV,
    # OR
    "kyiv OR lviv": Any((KYIV, LVIV)),
    "kyiv OR lviv OR strike": Any((KYIV, LVIV, STRIKE)),
    "kyiv strike OR lviv": Any((both(KYIV, STRIKE), LVIV)),
    "kyiv AND strike OR lviv AND strike": Any((both(KYIV, STRIKE), both(LVIV, STRIKE))),
    "(kyiv OR lviv) strike": both(Any((KYIV, LVIV)), STRIKE),
    "strike AND(kyiv OR lviv)": both(STRIKE, Any((KYIV, LVIV))),
    # what must not occur
    "-near kyiv": both(KYIV, without=[word("near")]),
    "kyiv NOT near": both(KYIV, without=[word("near")]),
    "kyiv AND NOT near": both(KYIV, without=[word("near")]),
    "NOT near AND kyiv": both(KYIV, without=[word("near")]),
    '-"strike near" kyiv': both(KYIV, without=[word("strike", "near")]),
    "-stri* kyiv": both(KYIV, without=[word("stri", prefix=True)]),
    "kyiv -(lviv OR strike)": both(KYIV, without=[Any((LVIV, STRIKE))]),
    "kyiv -lviv -strike": both(KYIV, without=[LVIV, STRIKE]),
    "kyiv NOT (lviv -strike)": both(KYIV, without=[both(LVIV, without=[STRIKE])]),
    "kyiv (strike -lviv)": both(KYIV, STRIKE, without=[LVIV]),
    "kyiv OR (strike -lviv)": Any((KYIV, both(STRIKE, without=[LVIV]))),
    # fields
    "title:kyiv": word("kyiv", column="a"),
    "title: kyiv": word("kyiv", column="a"),
    "place:kyi*": word("kyi", prefix=True, column="b"),
    'text:"strike near"': word("strike", "near", column="d"),
    "title:(kyiv OR lviv)": Any((word("kyiv", column="a"), word("lviv", column="a"))),
    "strike -participant:kyiv": both(STRIKE, without=[word("kyiv", column="c")]),
    "strike NOT title:(kyiv lviv)": both(
        STRIKE, without=[both(word("kyiv", column="a"), word("lviv", column="a"))]
    ),
    "title:(strike -lviv)": both(word("strike", column="a"), without=[word("lviv", column="a")]),
}


@pytest.mark.parametrize(("text", "query"), PARSED.items(), ids=PARSED)
def test_a_text_is_read_as_a_search(text, query):
    assert parse(text, FIELDS) == query


NOTHING = "Nothing to search for: give at least one word that must occur."
SIDES = "Each side of OR and each pair of parentheses needs at least one word that must occur."
LOWER = "In lower case it is a word like any other."
AND, OR = f"AND needs a word on both sides. {LOWER}", f"OR needs a word on both sides. {LOWER}"
NOT = f"NOT needs a word after it. {LOWER}"
TWICE = "Two exclusions follow one another: write one, or none."
OPEN = 'A quotation mark is not closed: write "the words".'
STAR = "a star goes at the end of a word, as in kyi*, and nowhere else."
SIGN = "no sign replaces a letter. Write a beginning and a star, as in kyi*."
RANGE = "ranges cannot be searched for. Days and numbers have parameters of their own."
DISTANCE = (
    'words at a distance cannot be searched for. Write "two words" in quotes if they follow one '
    "another."
)
SIMILAR = f"words of similar spelling cannot be searched for, and {DISTANCE}"
PLUS = 'leave + out: all words must occur, and "words in quotes" must follow one another.'
MINUS = "write the minus sign of the keyboard before a word that must not occur."
WITHOUT = "write -word or NOT word for a word that must not occur."
ALTERNATIVE = "write OR between words, as in kyiv OR lviv."
WEIGHT = "all words count alike. Leave ^ out."
SYMBOL = "it holds no letters or digits. Leave it out."


def unread(word, why):
    return f"{word!r} cannot be read: {why}"


REFUSED = {
    # Nothing is wanted
    "-": NOTHING,
    "—": NOTHING,
    "-kyiv": NOTHING,
    "NOT kyiv": NOTHING,
    '-kyiv -"strike near"': NOTHING,
    "kyiv OR -strike": SIDES,
    "NOT kyiv OR strike": SIDES,
    "kyiv (-strike)": SIDES,
    "kyiv -(-strike)": SIDES,
    "()": "There is nothing to search for in the parentheses.",
    "kyiv ( , )": "There is nothing to search for in the parentheses.",
    '""': '"" cannot be read: it holds no letters or digits.',
    'kyiv "?!"': '"?!" cannot be read: it holds no letters or digits.',
    "😀": unread("😀", SYMBOL),
    "kyiv 😀": unread("😀", SYMBOL),
    # Operators that miss something
    "AND kyiv": AND,
    "kyiv AND": AND,
    "kyiv AND AND strike": AND,
    "kyiv AND OR strike": AND,
    "(kyiv AND) strike": AND,
    "OR": OR,
    "OR kyiv": OR,
    "kyiv OR": OR,
    "kyiv OR OR strike": OR,
    "(OR kyiv)": OR,
    "kyiv NOT": NOT,
    "kyiv NOT OR strike": NOT,
    "kyiv NOT AND strike": NOT,
    "kyiv -NOT strike": TWICE,
    "title:NOT": "Write -title:word where a word must not occur in a field.",
    "title:AND kyiv": "title: needs a word after it.",
    "kyiv NOT NOT strike": TWICE,
    "kyiv NOT -strike": TWICE,
    "kyiv --strike": TWICE,
    "kyiv -(": "A parenthesis is not closed.",
    "(kyiv": "A parenthesis is not closed.",
    "kyiv)": "A parenthesis is closed that is not open.",
    "(kyiv)) OR (strike": "A parenthesis is closed that is not open.",
    '"kyiv': OPEN,
    'kyiv "strike" "': OPEN,
    "kyiv ”": OPEN,
    # Fields
    "title:": "title: needs a word after it.",
    "title:— kyiv OR": OR,
    "title: OR kyiv": "title: needs a word after it.",
    "title:-kyiv": "Write -title:word where a word must not occur in a field.",
    "title: NOT kyiv": "Write -title:word where a word must not occur in a field.",
    "title:place:kyiv": "place: cannot follow another field.",
    "title:(kyiv place:lviv)": "place: cannot follow another field.",
    # Other languages of search
    "+kyiv": unread("+kyiv", PLUS),
    "kyiv + strike": unread("+", PLUS),
    '+"kyiv"': unread("+", PLUS),
    "kyiv|lviv": unread("kyiv|lviv", ALTERNATIVE),
    "kyiv || lviv": unread("||", ALTERNATIVE),
    "kyiv && lviv": unread(
        "&&", "write AND, or just a space, between words that must all occur."
    ),
    "!kyiv": unread("!kyiv", WITHOUT),
    "–kyiv strike": unread("–kyiv", MINUS),
    "^kyiv": unread("^kyiv", WEIGHT),
    "kyiv^2 strike": unread("kyiv^2", WEIGHT),
    '"kyiv strike"^2': unread("^2", WEIGHT),
    "kyi~ strike": unread("kyi~", SIMILAR),
    '"kyiv strike"~5': unread("~5", SIMILAR),
    "NEAR(kyiv, 2)": unread("NEAR(", DISTANCE),
    "kyiv NEAR/5 strike": unread("NEAR/5", DISTANCE),
    "kyiv w/5 strike": unread("w/5", DISTANCE),
    "kyiv NEAR strike": f"NEAR cannot be read: {DISTANCE} {LOWER}",
    "near(kyiv)": unread("near(", DISTANCE),
    "protest(s)": unread("protest(", "write a space before the parenthesis."),
    "k?iv": unread("k?iv", SIGN),
    "kyi?": unread("kyi?", SIGN),
    "%kyiv%": unread("%kyiv%", SIGN),
    "*": unread("*", STAR),
    "*kyiv": unread("*kyiv", STAR),
    "k*iv": unread("k*iv", STAR),
    "kyi**": unread("kyi**", STAR),
    "kyiv * strike": unread("*", STAR),
    "-*kyiv strike": unread("*kyiv", STAR),
    '"stri*"': '"stri*" cannot be read: a star goes after the quotation mark, as in "two wor"*.',
    '"kyiv * strike"': (
        '"kyiv * strike" cannot be read: a star goes after the quotation mark, as in "two wor"*.'
    ),
    "[2014 TO 2015]": unread("[2014", RANGE),
    "{a TO b}": unread("{a", RANGE),
    ">2014": unread(">2014", RANGE),
    "2014..2015": unread("2014..2015", RANGE),
    "country=UA": unread("country=UA", RANGE),
    "kyiv <-> strike": unread("<->", RANGE),
    "/ky.*/": unread("/ky.*/", "regular expressions cannot be searched for. Write words, or a beginning as in kyi*."),
    "kyiv\\-strike": unread("kyiv\\-strike", "there is no escape sign. Write the words in quotes."),
    # Limits
    "a" * (LONGEST + 1): f"The search has {LONGEST + 1} characters; at most {LONGEST} are allowed.",
    "a" * LONGEST: None,
    " ".join("abcdefghijk"): (
        f"The search has {MOST_TERMS + 1} words and phrases; at most {MOST_TERMS} are allowed."
    ),
    " ".join("abcdefghij"): None,
    "(" * DEEPEST + "a" + ")" * DEEPEST: None,
    "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1): (
        f"At most {DEEPEST} parentheses are allowed in one another."
    ),
    "(a) (b) (c) (d) (e) (f)": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=lambda one: repr(one)[:30])
def test_what_cannot_be_read_is_refused_with_what_to_write(text, reason):
    if reason is None:
        parse(text, FIELDS)
        return
    with pytest.raises(SearchError) as caught:
        parse(text, FIELDS)
    assert str(caught.value) == reason
    assert caught.value.allowed is caught.value.did_you_mean is None


# text: (the field in it, the one that was probably meant)
NO_FIELDS = {
    "nope:kyiv": ("nope:", None),
    "titel:kyiv": ("titel:", "title"),
    "Title:kyiv": ("Title:", "title"),
    "-body:kyiv strike": ("body:", None),
    "Algeria: Government": ("Algeria:", None),
    "https://attest.example/": ("https:", None),
    "kyiv:*": ("kyiv:", None),
    "назва:київ": ("назва:", None),
}


@pytest.mark.parametrize(("text", "named"), NO_FIELDS.items(), ids=NO_FIELDS)
def test_an_unknown_field_is_refused_with_those_that_there_are(text, named):
    with pytest.raises(SearchError) as caught:
        parse(text, FIELDS)
    name, meant = named
    assert str(caught.value) == (
        f"{name!r} is not a field of the search: write title:word, or put words with a colon in "
        "quotes. Filters are parameters of their own."
    )
    assert (caught.value.allowed, caught.value.did_you_mean) == (FIELDS, meant)


def documented():
    """Return {search: what the documentation says to write in its place, or None where it is taken}."""
    taken, refused = DOCUMENTATION.read_text(encoding="utf-8").split("## What is refused")
    rows = re.findall(r"^\| `(.+?)` \| (?:`(.+)`|[^`]*) \|$", refused, re.MULTILINE)
    found = dict.fromkeys(re.findall(r"^\| `(.+?)` \| .+ \|$", taken, re.MULTILINE))
    found |= {search.replace("\\|", "|"): instead for search, instead in rows}
    return {search: instead for search, instead in found.items() if search != "q"}


def test_the_documentation_tells_what_is_taken_and_what_is_refused():
    examples = documented()
    assert len(examples) == 24
    for text, instead in examples.items():
        if instead is None:
            parse(text, FIELDS)
        else:
            with pytest.raises(SearchError):
                parse(text, FIELDS)
            parse(instead, FIELDS)


def test_the_documentation_names_the_fields_and_limits():
    text = DOCUMENTATION.read_text(encoding="utf-8")
    for collection, fields in SEARCHED.items():
        (row,) = re.findall(rf"^\| {collection} \| (.+) \|$", text, re.MULTILINE)
        assert tuple(re.findall(r"`(\w+)`", row)) == fields
    limits = (
        f"{LONGEST} characters, {MOST_TERMS} words and phrases, and {DEEPEST} levels of parentheses"
    )
    assert limits in text
    covered = (
        f"first {MOST_WORDS:,} words of a record, and for phrases {MOST_OF_ONE_WORD} positions"
    )
    assert covered in text
