"""The regions of the world as ACLED and UCDP divide it."""

from events.vocabulary import ACLED_REGIONS

# ACLED's regions by number: ISO 3166-1 alpha-2 codes.
_COUNTRIES_BY_REGION = {
    1: "BJ BF CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    2: "AO CD CF CG CM GA GQ ST TD",
    3: "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",
    4: "BW LS NA SZ ZA",
    5: "DZ EG EH LY MA SD TN",
    7: "AF BD BT IN LK MV NP PK",
    9: "BN ID KH LA MM MY PH SG TH TL VN",
    11: "AE BH IL IQ IR JO KW LB OM PS QA SA SY TR YE",
    12: (
        "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT "
        "LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK"
    ),
    13: "AM AZ GE KG KZ TJ TM UZ",
    14: "BZ CR GT HN MX NI PA SV",
    15: "AR BO BR CL CO EC FK GF GY PE PY SR UY VE",
    16: "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    17: "CN HK JP KP KR MN MO TW",
    18: "BM CA GL PM US",
    19: "AS AU CC CK CX FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
    20: "AQ BV GS HM",
}
ACLED_REGION = {
    country: ACLED_REGIONS[number]
    for number, countries in _COUNTRIES_BY_REGION.items()
    for country in countries.split()
}
ACLED_REGION_NUMBER = {name: number for number, name in ACLED_REGIONS.items()}

_UCDP_BY_ACLED = {
    **dict.fromkeys((1, 2, 3, 4, 5), "Africa"),
    **dict.fromkeys((7, 9, 13, 17, 19), "Asia"),
    11: "Middle East",
    12: "Europe",
    **dict.fromkeys((14, 15, 16, 18), "Americas"),
}
UCDP_REGION = {
    country: _UCDP_BY_ACLED.get(ACLED_REGION_NUMBER[region])
    for country, region in ACLED_REGION.items()
} | {"AM": "Europe", "AZ": "Europe", "GE": "Europe", "CY": "Europe", "EG": "Middle East"}
