"""Every ISO 3166-1 country with its Gleditsch-Ward and FIPS 10-4 codes, and the way back."""

from typing import NamedTuple


class Country(NamedTuple):
    """A country or territory; a code is None where its list has no such entry."""

    alpha2: str
    alpha3: str
    numeric: int | None
    name: str
    gleditsch_ward: int | None
    fips: str | None
    note: str | None = None


# Gleditsch-Ward numbers the states of today, microstates included; dependent territories have none.
# Palestine has none either: UCDP files events in Gaza and the West Bank under Israel (666).
_COUNTRIES = (
    Country("AD", "AND", 20, "Andorra", 232, "AN"),
    Country("AE", "ARE", 784, "United Arab Emirates", 696, "AE"),
    Country("AF", "AFG", 4, "Afghanistan", 700, "AF"),
    Country("AG", "ATG", 28, "Antigua and Barbuda", 58, "AC"),
    Country("AI", "AIA", 660, "Anguilla", None, "AV"),
    Country("AL", "ALB", 8, "Albania", 339, "AL"),
    Country("AM", "ARM", 51, "Armenia", 371, "AM"),
    Country("AO", "AGO", 24, "Angola", 540, "AO"),
    Country("AQ", "ATA", 10, "Antarctica", None, "AY"),
    Country("AR", "ARG", 32, "Argentina", 160, "AR"),
    Country("AS", "ASM", 16, "American Samoa", None, "AQ"),
    Country("AT", "AUT", 40, "Austria", 305, "AU"),
    Country("AU", "AUS", 36, "Australia", 900, "AS"),
    Country("AW", "ABW", 533, "Aruba", None, "AA"),
    Country("AX", "ALA", 248, "Åland Islands", None, None),
    Country("AZ", "AZE", 31, "Azerbaijan", 373, "AJ"),
    Country("BA", "BIH", 70, "Bosnia and Herzegovina", 346, "BK"),
    Country("BB", "BRB", 52, "Barbados", 53, "BB"),
    Country("BD", "BGD", 50, "Bangladesh", 771, "BG"),
    Country("BE", "BEL", 56, "Belgium", 211, "BE"),
    Country("BF", "BFA", 854, "Burkina Faso", 439, "UV"),
    Country("BG", "BGR", 100, "Bulgaria", 355, "BU"),
    Country("BH", "BHR", 48, "Bahrain", 692, "BA"),
    Country("BI", "BDI", 108, "Burundi", 516, "BY"),
    Country("BJ", "BEN", 204, "Benin", 434, "BN"),
    Country("BL", "BLM", 652, "Saint Barthélemy", None, "TB"),
    Country("BM", "BMU", 60, "Bermuda", None, "BD"),
    Country("BN", "BRN", 96, "Brunei", 835, "BX"),
    Country("BO", "BOL", 68, "Bolivia", 145, "BL"),
    Country("BQ", "BES", 535, "Bonaire, Sint Eustatius and Saba", None, None),
    Country("BR", "BRA", 76, "Brazil", 140, "BR"),
    Country("BS", "BHS", 44, "Bahamas", 31, "BF"),
    Country("BT", "BTN", 64, "Bhutan", 760, "BT"),
    Country("BV", "BVT", 74, "Bouvet Island", None, "BV"),
    Country("BW", "BWA", 72, "Botswana", 571, "BC"),
    Country("BY", "BLR", 112, "Belarus", 370, "BO"),
    Country("BZ", "BLZ", 84, "Belize", 80, "BH"),
    Country("CA", "CAN", 124, "Canada", 20, "CA"),
    Country("CC", "CCK", 166, "Cocos (Keeling) Islands", None, "CK"),
    Country("CD", "COD", 180, "Democratic Republic of the Congo", 490, "CG"),
    Country("CF", "CAF", 140, "Central African Republic", 482, "CT"),
    Country("CG", "COG", 178, "Congo", 484, "CF"),
    Country("CH", "CHE", 756, "Switzerland", 225, "SZ"),
    Country("CI", "CIV", 384, "Côte d'Ivoire", 437, "IV"),
    Country("CK", "COK", 184, "Cook Islands", None, "CW"),
    Country("CL", "CHL", 152, "Chile", 155, "CI"),
    Country("CM", "CMR", 120, "Cameroon", 471, "CM"),
    Country("CN", "CHN", 156, "China", 710, "CH"),
    Country("CO", "COL", 170, "Colombia", 100, "CO"),
    Country("CR", "CRI", 188, "Costa Rica", 94, "CS"),
    Country("CU", "CUB", 192, "Cuba", 40, "CU"),
    Country("CV", "CPV", 132, "Cabo Verde", 402, "CV"),
    Country("CW", "CUW", 531, "Curaçao", None, "UC"),
    Country("CX", "CXR", 162, "Christmas Island", None, "KT"),
    Country("CY", "CYP", 196, "Cyprus", 352, "CY"),
    Country("CZ", "CZE", 203, "Czechia", 316, "EZ"),
    Country("DE", "DEU", 276, "Germany", 260, "GM"),
    Country("DJ", "DJI", 262, "Djibouti", 522, "DJ"),
    Country("DK", "DNK", 208, "Denmark", 390, "DA"),
    Country("DM", "DMA", 212, "Dominica", 54, "DO"),
    Country("DO", "DOM", 214, "Dominican Republic", 42, "DR"),
    Country("DZ", "DZA", 12, "Algeria", 615, "AG"),
    Country("EC", "ECU", 218, "Ecuador", 130, "EC"),
    Country("EE", "EST", 233, "Estonia", 366, "EN"),
    Country("EG", "EGY", 818, "Egypt", 651, "EG"),
    Country("EH", "ESH", 732, "Western Sahara", None, "WI"),
    Country("ER", "ERI", 232, "Eritrea", 531, "ER"),
    Country("ES", "ESP", 724, "Spain", 230, "SP"),
    Country("ET", "ETH", 231, "Ethiopia", 530, "ET"),
    Country("FI", "FIN", 246, "Finland", 375, "FI"),
    Country("FJ", "FJI", 242, "Fiji", 950, "FJ"),
    Country("FK", "FLK", 238, "Falkland Islands (Malvinas)", None, "FK"),
    Country("FM", "FSM", 583, "Micronesia", 987, "FM"),
    Country("FO", "FRO", 234, "Faroe Islands", None, "FO"),
    Country("FR", "FRA", 250, "France", 220, "FR"),
    Country("GA", "GAB", 266, "Gabon", 481, "GB"),
    Country("GB", "GBR", 826, "United Kingdom", 200, "UK"),
    Country("GD", "GRD", 308, "Grenada", 55, "GJ"),
    Country("GE", "GEO", 268, "Georgia", 372, "GG"),
    Country("GF", "GUF", 254, "French Guiana", None, "FG"),
    Country("GG", "GGY", 831, "Guernsey", None, "GK"),
    Country("GH", "GHA", 288, "Ghana", 452, "GH"),
    Country("GI", "GIB", 292, "Gibraltar", None, "GI"),
    Country("GL", "GRL", 304, "Greenland", None, "GL"),
    Country("GM", "GMB", 270, "Gambia", 420, "GA"),
    Country("GN", "GIN", 324, "Guinea", 438, "GV"),
    Country("GP", "GLP", 312, "Guadeloupe", None, "GP"),
    Country("GQ", "GNQ", 226, "Equatorial Guinea", 411, "EK"),
    Country("GR", "GRC", 300, "Greece", 350, "GR"),
    Country("GS", "SGS", 239, "South Georgia and the South Sandwich Islands", None, "SX"),
    Country("GT", "GTM", 320, "Guatemala", 90, "GT"),
    Country("GU", "GUM", 316, "Guam", None, "GQ"),
    Country("GW", "GNB", 624, "Guinea-Bissau", 404, "PU"),
    Country("GY", "GUY", 328, "Guyana", 110, "GY"),
    Country("HK", "HKG", 344, "Hong Kong", None, "HK"),
    Country("HM", "HMD", 334, "Heard Island and McDonald Islands", None, "HM"),
    Country("HN", "HND", 340, "Honduras", 91, "HO"),
    Country("HR", "HRV", 191, "Croatia", 344, "HR"),
    Country("HT", "HTI", 332, "Haiti", 41, "HA"),
    Country("HU", "HUN", 348, "Hungary", 310, "HU"),
    Country("ID", "IDN", 360, "Indonesia", 850, "ID"),
    Country("IE", "IRL", 372, "Ireland", 205, "EI"),
    Country("IL", "ISR", 376, "Israel", 666, "IS"),
    Country("IM", "IMN", 833, "Isle of Man", None, "IM"),
    Country("IN", "IND", 356, "India", 750, "IN"),
    Country("IO", "IOT", 86, "British Indian Ocean Territory", None, "IO"),
    Country("IQ", "IRQ", 368, "Iraq", 645, "IZ"),
    Country("IR", "IRN", 364, "Iran", 630, "IR"),
    Country("IS", "ISL", 352, "Iceland", 395, "IC"),
    Country("IT", "ITA", 380, "Italy", 325, "IT"),
    Country("JE", "JEY", 832, "Jersey", None, "JE"),
    Country("JM", "JAM", 388, "Jamaica", 51, "JM"),
    Country("JO", "JOR", 400, "Jordan", 663, "JO"),
    Country("JP", "JPN", 392, "Japan", 740, "JA"),
    Country("KE", "KEN", 404, "Kenya", 501, "KE"),
    Country("KG", "KGZ", 417, "Kyrgyzstan", 703, "KG"),
    Country("KH", "KHM", 116, "Cambodia", 811, "CB"),
    Country("KI", "KIR", 296, "Kiribati", 970, "KR"),
    Country("KM", "COM", 174, "Comoros", 581, "CN"),
    Country("KN", "KNA", 659, "Saint Kitts and Nevis", 60, "SC"),
    Country("KP", "PRK", 408, "North Korea", 731, "KN"),
    Country("KR", "KOR", 410, "South Korea", 732, "KS"),
    Country("KW", "KWT", 414, "Kuwait", 690, "KU"),
    Country("KY", "CYM", 136, "Cayman Islands", None, "CJ"),
    Country("KZ", "KAZ", 398, "Kazakhstan", 705, "KZ"),
    Country("LA", "LAO", 418, "Laos", 812, "LA"),
    Country("LB", "LBN", 422, "Lebanon", 660, "LE"),
    Country("LC", "LCA", 662, "Saint Lucia", 56, "ST"),
    Country("LI", "LIE", 438, "Liechtenstein", 223, "LS"),
    Country("LK", "LKA", 144, "Sri Lanka", 780, "CE"),
    Country("LR", "LBR", 430, "Liberia", 450, "LI"),
    Country("LS", "LSO", 426, "Lesotho", 570, "LT"),
    Country("LT", "LTU", 440, "Lithuania", 368, "LH"),
    Country("LU", "LUX", 442, "Luxembourg", 212, "LU"),
    Country("LV", "LVA", 428, "Latvia", 367, "LG"),
    Country("LY", "LBY", 434, "Libya", 620, "LY"),
    Country("MA", "MAR", 504, "Morocco", 600, "MO"),
    Country("MC", "MCO", 492, "Monaco", 221, "MN"),
    Country("MD", "MDA", 498, "Moldova", 359, "MD"),
    Country("ME", "MNE", 499, "Montenegro", 341, "MJ"),
    Country("MF", "MAF", 663, "Saint Martin", None, "RN"),
    Country("MG", "MDG", 450, "Madagascar", 580, "MA"),
    Country("MH", "MHL", 584, "Marshall Islands", 983, "RM"),
    Country("MK", "MKD", 807, "North Macedonia", 343, "MK"),
    Country("ML", "MLI", 466, "Mali", 432, "ML"),
    Country("MM", "MMR", 104, "Myanmar", 775, "BM"),
    Country("MN", "MNG", 496, "Mongolia", 712, "MG"),
    Country("MO", "MAC", 446, "Macao", None, "MC"),
    Country("MP", "MNP", 580, "Northern Mariana Islands", None, "CQ"),
    Country("MQ", "MTQ", 474, "Martinique", None, "MB"),
    Country("MR", "MRT", 478, "Mauritania", 435, "MR"),
    Country("MS", "MSR", 500, "Montserrat", None, "MH"),
    Country("MT", "MLT", 470, "Malta", 338, "MT"),
    Country("MU", "MUS", 480, "Mauritius", 590, "MP"),
    Country("MV", "MDV", 462, "Maldives", 781, "MV"),
    Country("MW", "MWI", 454, "Malawi", 553, "MI"),
    Country("MX", "MEX", 484, "Mexico", 70, "MX"),
    Country("MY", "MYS", 458, "Malaysia", 820, "MY"),
    Country("MZ", "MOZ", 508, "Mozambique", 541, "MZ"),
    Country("NA", "NAM", 516, "Namibia", 565, "WA"),
    Country("NC", "NCL", 540, "New Caledonia", None, "NC"),
    Country("NE", "NER", 562, "Niger", 436, "NG"),
    Country("NF", "NFK", 574, "Norfolk Island", None, "NF"),
    Country("NG", "NGA", 566, "Nigeria", 475, "NI"),
    Country("NI", "NIC", 558, "Nicaragua", 93, "NU"),
    Country("NL", "NLD", 528, "Netherlands", 210, "NL"),
    Country("NO", "NOR", 578, "Norway", 385, "NO"),
    Country("NP", "NPL", 524, "Nepal", 790, "NP"),
    Country("NR", "NRU", 520, "Nauru", 971, "NR"),
    Country("NU", "NIU", 570, "Niue", None, "NE"),
    Country("NZ", "NZL", 554, "New Zealand", 920, "NZ"),
    Country("OM", "OMN", 512, "Oman", 698, "MU"),
    Country("PA", "PAN", 591, "Panama", 95, "PM"),
    Country("PE", "PER", 604, "Peru", 135, "PE"),
    Country("PF", "PYF", 258, "French Polynesia", None, "FP"),
    Country("PG", "PNG", 598, "Papua New Guinea", 910, "PP"),
    Country("PH", "PHL", 608, "Philippines", 840, "RP"),
    Country("PK", "PAK", 586, "Pakistan", 770, "PK"),
    Country("PL", "POL", 616, "Poland", 290, "PL"),
    Country("PM", "SPM", 666, "Saint Pierre and Miquelon", None, "SB"),
    Country("PN", "PCN", 612, "Pitcairn", None, "PC"),
    Country("PR", "PRI", 630, "Puerto Rico", None, "RQ"),
    Country("PS", "PSE", 275, "Palestine", None, "WE"),
    Country("PT", "PRT", 620, "Portugal", 235, "PO"),
    Country("PW", "PLW", 585, "Palau", 986, "PS"),
    Country("PY", "PRY", 600, "Paraguay", 150, "PA"),
    Country("QA", "QAT", 634, "Qatar", 694, "QA"),
    Country("RE", "REU", 638, "Réunion", None, "RE"),
    Country("RO", "ROU", 642, "Romania", 360, "RO"),
    Country("RS", "SRB", 688, "Serbia", 340, "RI"),
    Country("RU", "RUS", 643, "Russia", 365, "RS"),
    Country("RW", "RWA", 646, "Rwanda", 517, "RW"),
    Country("SA", "SAU", 682, "Saudi Arabia", 670, "SA"),
    Country("SB", "SLB", 90, "Solomon Islands", 940, "BP"),
    Country("SC", "SYC", 690, "Seychelles", 591, "SE"),
    Country("SD", "SDN", 729, "Sudan", 625, "SU"),
    Country("SE", "SWE", 752, "Sweden", 380, "SW"),
    Country("SG", "SGP", 702, "Singapore", 830, "SN"),
    Country("SH", "SHN", 654, "Saint Helena, Ascension and Tristan da Cunha", None, "SH"),
    Country("SI", "SVN", 705, "Slovenia", 349, "SI"),
    Country("SJ", "SJM", 744, "Svalbard and Jan Mayen", None, "SV"),
    Country("SK", "SVK", 703, "Slovakia", 317, "LO"),
    Country("SL", "SLE", 694, "Sierra Leone", 451, "SL"),
    Country("SM", "SMR", 674, "San Marino", 331, "SM"),
    Country("SN", "SEN", 686, "Senegal", 433, "SG"),
    Country("SO", "SOM", 706, "Somalia", 520, "SO"),
    Country("SR", "SUR", 740, "Suriname", 115, "NS"),
    Country("SS", "SSD", 728, "South Sudan", 626, "OD"),
    Country("ST", "STP", 678, "Sao Tome and Principe", 403, "TP"),
    Country("SV", "SLV", 222, "El Salvador", 92, "ES"),
    Country("SX", "SXM", 534, "Sint Maarten", None, "NN"),
    Country("SY", "SYR", 760, "Syria", 652, "SY"),
    Country("SZ", "SWZ", 748, "Eswatini", 572, "WZ"),
    Country("TC", "TCA", 796, "Turks and Caicos Islands", None, "TK"),
    Country("TD", "TCD", 148, "Chad", 483, "CD"),
    Country("TF", "ATF", 260, "French Southern Territories", None, "FS"),
    Country("TG", "TGO", 768, "Togo", 461, "TO"),
    Country("TH", "THA", 764, "Thailand", 800, "TH"),
    Country("TJ", "TJK", 762, "Tajikistan", 702, "TI"),
    Country("TK", "TKL", 772, "Tokelau", None, "TL"),
    Country("TL", "TLS", 626, "Timor-Leste", 860, "TT"),
    Country("TM", "TKM", 795, "Turkmenistan", 701, "TX"),
    Country("TN", "TUN", 788, "Tunisia", 616, "TS"),
    Country("TO", "TON", 776, "Tonga", 972, "TN"),
    Country("TR", "TUR", 792, "Türkiye", 640, "TU"),
    Country("TT", "TTO", 780, "Trinidad and Tobago", 52, "TD"),
    Country("TV", "TUV", 798, "Tuvalu", 973, "TV"),
    Country("TW", "TWN", 158, "Taiwan", 713, "TW"),
    Country("TZ", "TZA", 834, "Tanzania", 510, "TZ"),
    Country("UA", "UKR", 804, "Ukraine", 369, "UP"),
    Country("UG", "UGA", 800, "Uganda", 500, "UG"),
    Country("UM", "UMI", 581, "United States Minor Outlying Islands", None, None),
    Country("US", "USA", 840, "United States", 2, "US"),
    Country("UY", "URY", 858, "Uruguay", 165, "UY"),
    Country("UZ", "UZB", 860, "Uzbekistan", 704, "UZ"),
    Country("VA", "VAT", 336, "Holy See", None, "VT"),
    Country("VC", "VCT", 670, "Saint Vincent and the Grenadines", 57, "VC"),
    Country("VE", "VEN", 862, "Venezuela", 101, "VE"),
    Country("VG", "VGB", 92, "British Virgin Islands", None, "VI"),
    Country("VI", "VIR", 850, "United States Virgin Islands", None, "VQ"),
    Country("VN", "VNM", 704, "Vietnam", 816, "VM"),
    Country("VU", "VUT", 548, "Vanuatu", 935, "NH"),
    Country("WF", "WLF", 876, "Wallis and Futuna", None, "WF"),
    Country("WS", "WSM", 882, "Samoa", 990, "WS"),
    Country("XK", "XKX", None, "Kosovo", 347, "KV", "User-assigned codes; not in ISO 3166-1."),
    Country("YE", "YEM", 887, "Yemen", 678, "YM"),
    Country("YT", "MYT", 175, "Mayotte", None, "MF"),
    Country("ZA", "ZAF", 710, "South Africa", 560, "SF"),
    Country("ZM", "ZMB", 894, "Zambia", 551, "ZA"),
    Country("ZW", "ZWE", 716, "Zimbabwe", 552, "ZI"),
)

COUNTRIES: dict[str, Country] = {country.alpha2: country for country in _COUNTRIES}

# In lower case.
COUNTRY_BY_NAME_OR_ALPHA3: dict[str, str] = {
    word.casefold(): country.alpha2
    for country in _COUNTRIES
    for word in (country.alpha3, country.name)
}

COUNTRY_BY_GLEDITSCH_WARD: dict[int, str] = {
    country.gleditsch_ward: country.alpha2
    for country in _COUNTRIES
    if country.gleditsch_ward is not None
} | {
    # States that are gone, under the one country that holds their territory now. Czechoslovakia
    # (315) is left out: two countries do.
    265: "DE",  # German Democratic Republic
    # Yugoslavia, until 2006: the number that UCDP gives to places in Serbia of those years, and
    # to its government; 340 is Serbia since.
    345: "RS",
    511: "TZ",  # Zanzibar
    680: "YE",  # South Yemen; 678 is North Yemen and, since 1990, Yemen
    711: "CN",  # Tibet
    817: "VN",  # Republic of Vietnam; 816 is North Vietnam and, since 1976, Vietnam
    # Microstates of the list that are part of Georgia in ISO 3166.
    396: "GE",  # Abkhazia
    397: "GE",  # South Ossetia
}

COUNTRY_BY_FIPS: dict[str, str] = {
    country.fips: country.alpha2 for country in _COUNTRIES if country.fips is not None
} | {
    # FIPS 10-4 splits what ISO 3166-1 keeps whole.
    "AT": "AU",  # Ashmore and Cartier Islands
    "BQ": "UM",  # Navassa Island
    "BS": "TF",  # Bassas da India
    "CR": "AU",  # Coral Sea Islands
    "DQ": "UM",  # Jarvis Island
    "EU": "TF",  # Europa Island
    "FQ": "UM",  # Baker Island
    "GO": "TF",  # Glorioso Islands
    "GZ": "PS",  # Gaza Strip; WE is the West Bank
    "HQ": "UM",  # Howland Island
    "IP": "FR",  # Clipperton Island
    "JN": "SJ",  # Jan Mayen; SV is Svalbard
    "JQ": "UM",  # Johnston Atoll
    "JU": "TF",  # Juan de Nova Island
    "KQ": "UM",  # Kingman Reef
    "LQ": "UM",  # Palmyra Atoll
    "MQ": "UM",  # Midway Islands
    "TE": "TF",  # Tromelin Island
    "WQ": "UM",  # Wake Island
    # Codes that were replaced, still found in older rows.
    "RB": "RS",  # Serbia, 2006 to 2008
    "YI": "RS",  # Serbia and Montenegro, until 2006; GDELT still carries it
    # Left out, as no one country follows: NT (Netherlands Antilles), PF (Paracel Islands), PG
    # (Spratly Islands), AX and DX (bases on Cyprus), and OS, which GDELT adds for the oceans.
}
