"""The value of each field: its type, form, words and range."""

import pytest

DATASETS = "datasets.json"
ACTORS = "actors.json"
PLACES = "places.json"
SILENCE = "silence.json"
STALEMATE = "stalemate.json"

# (place, what is spoiled there, the problems; those of other records with their place)
FAULTS = (
    ((ACTORS, 1), {"slug": "Russia "}, ["slug begins or ends with a blank; remove it"]),
    (
        (STALEMATE, 2),
        {"code": "aggregate"},
        [
            "code 'aggregate' is a word of the API's URLs; give another key",
            (
                (STALEMATE, 3),
                "statement 'unacceptable' is not a statement; add it to the files or give the key of one that is there",
            ),
        ],
    ),
    (
        (ACTORS, 1),
        {"slug": "Rus_sia"},
        [
            "slug 'Rus_sia' is not well formed; give lower-case letters a-z, digits and single hyphens, as in 'sergey-lavrov'"
        ],
    ),
    (
        (DATASETS, 1),
        {"slug": "x" * 121},
        [
            "slug has 121 characters; 120 are the most",
            (
                (SILENCE, 2),
                "dataset 'attest' is not a dataset; add it to the files or give the key of one that is there",
            ),
            (
                (SILENCE, 4),
                "dataset 'attest' is not a dataset; add it to the files or give the key of one that is there",
            ),
            (
                (SILENCE, 9),
                "dataset 'attest' is not a dataset; add it to the files or give the key of one that is there",
            ),
            (
                (STALEMATE, 2),
                "dataset 'attest' is not a dataset; add it to the files or give the key of one that is there",
            ),
        ],
    ),
    ((DATASETS, 1), {"slug": "attest\n"}, ["slug begins or ends with a blank; remove it"]),
    (
        (ACTORS, 1),
        {"country": "ru"},
        [
            "country 'ru' is not one of its 250 codes (Country it belongs to, ISO 3166-1 alpha-2); did you mean 'RU'?"
        ],
    ),
    (
        (ACTORS, 1),
        {"country": "Rusia"},
        [
            "country 'Rusia' is not one of its 250 codes (Country it belongs to, ISO 3166-1 alpha-2); did you mean 'RU'?"
        ],
    ),
    ((ACTORS, 2), {"nmae": "x"}, ["unknown field 'nmae'; did you mean 'name'?"]),
    (
        (ACTORS, 2),
        {"zzz": 1},
        [
            (
                "unknown field 'zzz'; events.actor has slug, name, name_original, aliases, kind, country, wikidata, "
                "named, part_of, public_figure, note"
            )
        ],
    ),
    (
        (ACTORS, 2),
        {"current": 1},
        ["current is not a field of fixtures: the program sets it; remove it"],
    ),
    ((ACTORS, 2), {"name": ...}, ["name is missing; give a text"]),
    ((ACTORS, 2), {"name": None}, ["name is null; give a text"]),
    ((ACTORS, 2), {"name": ""}, ["name is empty; give a text"]),
    ((ACTORS, 2), {"note": ""}, ["note is empty; say null"]),
    ((ACTORS, 2), {"name": " Ukraine"}, ["name begins or ends with a blank; remove it"]),
    ((ACTORS, 2), {"name": 7}, ["name is 7; give a text"]),
    (
        (ACTORS, 2),
        {"kind": "country"},
        [
            "kind 'country' is not one of person, state, international_organization, alliance, organization, party, company, media, armed_group, identity_group, collective, civilians, unknown"
        ],
    ),
    (
        (ACTORS, 2),
        {"kind": "State"},
        [
            "kind 'State' is not one of person, state, international_organization, alliance, organization, party, company, media, armed_group, identity_group, collective, civilians, unknown; did you mean 'state'?"
        ],
    ),
    (
        (ACTORS, 2),
        {"country": "UKR"},
        ["country 'UKR' is not one of its 250 codes (Country it belongs to, ISO 3166-1 alpha-2)"],
    ),
    (
        (ACTORS, 2),
        {"country": "Ukraine"},
        [
            "country 'Ukraine' is not one of its 250 codes (Country it belongs to, ISO 3166-1 alpha-2); did you mean 'UA'?"
        ],
    ),
    ((ACTORS, 2), {"country": ""}, ["country is empty; say null"]),
    (
        (ACTORS, 4),
        {"wikidata": "7184"},
        ["wikidata '7184' is not well formed; give Q and digits, as in 'Q159'"],
    ),
    ((ACTORS, 4), {"named": "yes"}, ["named is 'yes'; give true or false"]),
    ((ACTORS, 4), {"named": 1}, ["named is 1; give true or false"]),
    ((ACTORS, 4), {"named": None}, ["named is null; give true or false"]),
    ((ACTORS, 3), {"aliases": "EU"}, ["aliases is 'EU'; give a list of texts"]),
    ((ACTORS, 3), {"aliases": ["EU", "EU"]}, ["aliases holds 'EU' twice; keep one"]),
    (
        (ACTORS, 3),
        {"aliases": ["EU", ""]},
        ["aliases holds ''; give texts that are not empty and have no blanks at their ends"],
    ),
    ((ACTORS, 3), {"aliases": None}, ["aliases is null; give a list of texts"]),
    (
        (ACTORS, 3),
        {"aliases": [1]},
        ["aliases holds 1; give texts that are not empty and have no blanks at their ends"],
    ),
    ((PLACES, 2), {"latitude": "45.3"}, ["latitude is '45.3'; give a number"]),
    ((PLACES, 2), {"latitude": 91}, ["latitude 91 is out of range; give a number from -90 to 90"]),
    (
        (PLACES, 2),
        {"longitude": -180.5},
        ["longitude -180.5 is out of range; give a number from -180 to 180"],
    ),
    ((PLACES, 2), {"geonames": 1.0}, ["geonames is 1.0; give a whole number"]),
    ((PLACES, 2), {"geonames": True}, ["geonames is true; give a whole number"]),
    (
        (PLACES, 2),
        {"geonames": -1},
        ["geonames -1 is out of range; give a whole number from 0 to 2147483647"],
    ),
    (
        (PLACES, 2),
        {"geonames": 2147483648},
        ["geonames 2147483648 is out of range; give a whole number from 0 to 2147483647"],
    ),
    (
        (PLACES, 2),
        {"within": "ukraine"},
        ["within 'ukraine' is not a reference; write [\"ukraine\"]"],
    ),
    ((PLACES, 2), {"within": 7}, ['within is 7; give a place, as in ["its-key"]']),
    (
        (PLACES, 2),
        {"within": ["ukraine", "x"]},
        ['within is a list; give a place, as in ["its-key"]'],
    ),
    (
        (DATASETS, 1),
        {"homepage": "attest.example"},
        [
            "homepage 'attest.example' is not well formed; give a URL that begins with http:// or https:// and has no blanks"
        ],
    ),
    (
        (SILENCE, 1),
        {"relays": ["glavkom"]},
        ["relays holds 'glavkom', which is not a reference; write [\"glavkom\"]"],
    ),
    (
        (SILENCE, 1),
        {"relays": [7]},
        ['relays holds 7, which is not a reference; write ["its-key"]'],
    ),
    (
        (SILENCE, 1),
        {"relays": "glavkom"},
        ["relays is 'glavkom'; give a list of references, [] for none"],
    ),
    ((SILENCE, 1), {"relays": None}, ["relays is null; give a list of references, [] for none"]),
    (
        (SILENCE, 1),
        {"relays": [["glavkom"], ["glavkom"]]},
        ["relays holds 'glavkom' twice; keep one"],
    ),
    (
        (SILENCE, 1),
        {"sha256": "ABC"},
        ["sha256 'ABC' is not well formed; give 64 digits 0-9 and a-f"],
    ),
    (
        (SILENCE, 1),
        {"accessed_on": "22/11/2026"},
        ["accessed_on '22/11/2026' is not a date; write YYYY-MM-DD, as in '2022-02-24'"],
    ),
    (
        (SILENCE, 1),
        {"accessed_on": "2026-02-29"},
        ["accessed_on '2026-02-29' is not a day of the calendar; give one that is"],
    ),
    ((SILENCE, 1), {"accessed_on": 20261122}, ["accessed_on is 20261122; give a date, YYYY-MM-DD"]),
    (
        (SILENCE, 1),
        {"accessed_on": "20261122"},
        ["accessed_on '20261122' is not a date; write YYYY-MM-DD, as in '2022-02-24'"],
    ),
    (
        (SILENCE, 1),
        {"accessed_on": "2026-W47-7"},
        ["accessed_on '2026-W47-7' is not a date; write YYYY-MM-DD, as in '2022-02-24'"],
    ),
    ((SILENCE, 4), {"quad_class": "4"}, ["quad_class is '4'; give one of 1, 2, 3, 4"]),
    ((SILENCE, 4), {"quad_class": 5}, ["quad_class 5 is not one of 1, 2, 3, 4"]),
    (
        (SILENCE, 4),
        {"contexts": ["war", "military"]},
        [
            "contexts 'war' is not one of military, intelligence, executive, legislative, election, political_institutions, pro_democracy, pro_autocracy, economic, legal, reparations, human_rights, rights_freedoms, repression, human_security, gender, lgbt, religion_ethnicity, inequality, diplomatic, territory, peacekeeping, health, asylum, migration, disasters, natural_resource, environment, technology, terrorism, cbrn, cyber, misinformation, crime, corruption, illegal_drugs, trafficking"
        ],
    ),
    (
        (SILENCE, 4),
        {"contexts": ["military", "military"]},
        ["contexts holds 'military' twice; keep one"],
    ),
    (
        (SILENCE, 4),
        {"contexts": [["military"]]},
        [
            "contexts a list is not one of military, intelligence, executive, legislative, election, political_institutions, pro_democracy, pro_autocracy, economic, legal, reparations, human_rights, rights_freedoms, repression, human_security, gender, lgbt, religion_ethnicity, inequality, diplomatic, territory, peacekeeping, health, asylum, migration, disasters, natural_resource, environment, technology, terrorism, cbrn, cyber, misinformation, crime, corruption, illegal_drugs, trafficking"
        ],
    ),
    ((SILENCE, 4), {"original": [1]}, ["original is a list; give an object"]),
    (
        (SILENCE, 4),
        {"disputed": True},
        ["disputed is not a field of fixtures: the program sets it; remove it"],
    ),
    (
        (SILENCE, 4),
        {"last_day": None},
        ["last_day is not a field of fixtures: the program sets it; remove it"],
    ),
    (
        (ACTORS, 1),
        {"slug": 7},
        [
            "slug is 7; give lower-case letters a-z, digits and single hyphens, as in 'sergey-lavrov'",
            (
                (SILENCE, 2),
                "on_behalf_of 'russia' is not an actor; add it to the files or give the key of one that is there",
            ),
            (
                (SILENCE, 5),
                "actor 'russia' is not an actor; add it to the files or give the key of one that is there",
            ),
            (
                (SILENCE, 10),
                "actor 'russia' is not an actor; add it to the files or give the key of one that is there",
            ),
        ],
    ),
    (
        (ACTORS, 1),
        {
            "name": "x" * 1000,
            "note": None,
            "aliases": [],
        },
        [],
    ),
    ((PLACES, 2), {"latitude": 90, "longitude": -180}, []),
    ((PLACES, 2), {"latitude": 0, "longitude": 0}, []),
    ((PLACES, 2), {"geonames": 2147483647}, []),
    ((SILENCE, 1), {"accessed_on": "2024-02-29"}, []),
    ((SILENCE, 1), {"accessed_on": "0001-01-01"}, []),
    (
        (SILENCE, 1),
        {"accessed_on": "0000-01-01"},
        ["accessed_on '0000-01-01' is not a day of the calendar; give one that is"],
    ),
    (
        (SILENCE, 1),
        {"accessed_on": "２０２４-01-01"},
        ["accessed_on '２０２４-01-01' is not a date; write YYYY-MM-DD, as in '2022-02-24'"],
    ),
    (
        (SILENCE, 7),
        {"number": 32768},
        ["number 32768 is out of range; give a whole number from 0 to 32767"],
    ),
    ((SILENCE, 4), {"original": {"id": "7", "deaths": {"best": 1}}, "contexts": []}, []),
    ((SILENCE, 4), {"contexts": None}, ["contexts is null; give a list of words, [] for none"]),
    (
        (SILENCE, 5),
        {"role": "aktor"},
        [
            "role 'aktor' is not one of actor, recipient, mediator, supporter, beneficiary, represented; did you mean 'actor'?"
        ],
    ),
    ((SILENCE, 7), {"number": "1"}, ["number is '1'; give a whole number"]),
)


@pytest.mark.parametrize(("place", "change", "problems"), FAULTS)
def test_each_fault_is_told_with_what_is_right(draft, place, change, problems):
    draft.spoil(place, change)

    assert draft.told(place) == problems
