"""The column source_article, as it is in real rows."""

import datetime

import pytest

from events.importing.ucdp.source_articles import articles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Reuters,2014-01-27,Dead man"', [("reuters", "2014-01-27", "Dead man")]),
        (
            '"A,2014-01-22,One, and two";"B, C,2014-01-23, Three "',
            [("a", "2014-01-22", "One, and two"), ("b-c", "2014-01-23", "Three")],
        ),
        (
            '"A,2014-01-22,One" ;\r\n "B,2014-01-22,Two"',
            [("a", "2014-01-22", "One"), ("b", "2014-01-22", "Two")],
        ),
        # The first date between commas parts office and headline.
        ('"A,2014-01-22,Of 2014-01-21,and more"', [("a", "2014-01-22", "Of 2014-01-21,and more")]),
        ('"War, 1990-1995,1992-05-01,A book"', [("war-1990-1995", "1992-05-01", "A book")]),
        ('"A,2014-01-22,He said ""no"";\tthen"', [("a", "2014-01-22", 'He said ""no""; then')]),
        ('"A,2014-01-22,Line\r\nbreak"', [("a", "2014-01-22", "Line break")]),
        ('"A,2014-01-22,"', [("a", "2014-01-22", None)]),
        # The same article twice is two entries of the list.
        ('"A,2014-01-22,x";"A,2014-01-22,x"', [("a", "2014-01-22", "x"), ("a", "2014-01-22", "x")]),
    ],
)
def test_articles(text, expected):
    found = articles(text)

    assert [
        (article["source"]["slug"], str(article["published_on"]), article["title"])
        for article in found
    ] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Reuters, 4/13/1998 Thirty rebels, four soldiers die in Algeria",
        "Burma Human Rights Yearbook 2003",
        '"',
        '"Reuters"',
        '"Reuters,2014-02-30,No such day"',
        '",2014-01-22,No office"',
        '"A,2014-01-22,One";"B"',
        '"A,2014-01-22,Cut',
    ],
)
def test_what_lists_no_articles(text):
    assert articles(text) is None


def test_an_article_and_its_source():
    (article,) = articles('"El Heraldo de Juárez ,2023-05-06, Hallan cuerpo "')

    assert article == {
        "slug": "el-heraldo-de-juarez-2023-05-06-a59368bd5b72",
        "source": {
            "slug": "el-heraldo-de-juarez",
            "name": "El Heraldo de Juárez",
            "kind": "unknown",
            "note": "Named in a dataset of events, which does not say what kind of publisher it is.",
        },
        "title": "Hallan cuerpo",
        "published_on": datetime.date(2023, 5, 6),
        "published_precision": "day",
    }


def test_articles_of_one_day_are_told_apart_by_their_headline():
    one, two, again = articles('"A,2014-01-22,x";"A,2014-01-22,y";"a ,2014-01-22, x"')

    assert one["slug"] == again["slug"] != two["slug"]
