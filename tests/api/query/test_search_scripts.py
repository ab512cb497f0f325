"""Names in the scripts of the world are found however they are typed, and words inside text without spaces."""

import pytest

from events.models import Actor
from events.publishing import publish
from tests.searching import found

NAMES = {
    "latin-turkish": "Diyarbakır Iğdır İzmir",
    "latin-polish": "Łódź Żółkiewski",
    "latin-danish": "Ørsted Æbelø",
    "latin-serbian": "Đakovica",
    "latin-maltese": "Ħal Għaxaq",
    "latin-icelandic": "Þórður Guðmundsson",
    "latin-vietnamese": "Đặng Nguyễn Phú",
    "latin-azerbaijani": "Əliyev",
    "latin-hausa": "Ɓaƙin Ɗan",
    "latin-uzbek": "Oʻzbekiston Gʻulom",
    "latin-arabic": "Taʿizz Ṣanʿāʾ",
    "latin-french": "Armée de l’Air, Côte d’Ivoire",
    "latin-english": "Zelenskyy’s soft\u00adhyphen",
    "greek": "Ἀθῆναι Σίσυφος",
    "cyrillic-ukrainian": "Слов’янськ Ґонта",
    "cyrillic-russian": "Йошкар Ёлкин",
    "cyrillic-kazakh": "Қазақстан",
    "armenian": "Երևան",
    "georgian": "თბილისი",
    "hebrew": "צה״ל שָׁלוֹם",
    "arabic": "مُحَمَّد أحمد",
    "persian": "می\u200cخواهم کرمان",
    "devanagari": "हिन्दी सेना",
    "bengali": "বাংলাদেশ সেনাবাহিনী",
    "tamil": "தமிழ் புலிகள்",
    "malayalam": "അവന്\u200d കേരളം",
    "ethiopic": "አዲስ፡አበባ",
    "tibetan": "བོད་ལྗོངས",
    "thai": "กรุงเทพมหานคร",
    "lao": "ນະຄອນຫຼວງວຽງຈັນ",
    "khmer": "រាជធានី\u200bភ្នំពេញ",
    "burmese": "ရန်ကုန်မြို့",
    "korean": "서울특별시에서",
    "japanese": "ﾄｳｷｮｳ東京都ガザ",
    "chinese": "北京市政府NATO峰会",
    "chinese-rare": "𠀀𠀁𠀂",
}

# search: keys of the names that it finds
SEARCHES = {
    # Latin
    "diyarbakir": ["latin-turkish"],
    "DIYARBAKIR": ["latin-turkish"],
    "IGDIR izmir": ["latin-turkish"],
    "lodz": ["latin-polish"],
    "zolkiewski": ["latin-polish"],
    "orsted aebelo": ["latin-danish"],
    "ÆBELØ": ["latin-danish"],
    "dakovica": ["latin-serbian"],
    "hal ghaxaq": ["latin-maltese"],
    "thordur gudmundsson": ["latin-icelandic"],
    "dang nguyen phu": ["latin-vietnamese"],
    "aliyev": ["latin-azerbaijani"],
    "bakin dan": ["latin-hausa"],
    "o'zbekiston": ["latin-uzbek"],
    "O‘zbekiston g`ulom": ["latin-uzbek"],
    "ozbekiston": ["latin-uzbek"],
    "ta'izz sana": ["latin-arabic"],
    "taizz": ["latin-arabic"],
    "armee air": ["latin-french"],
    '"cote d\'ivoire"': ["latin-french"],
    "zelenskyy": ["latin-english"],
    "softhyphen": ["latin-english"],
    "soft\u200dhyphen": ["latin-english"],
    "hyphen": [],
    # Greek
    "αθηναι": ["greek"],
    "ΣΙΣΥΦΟΣ": ["greek"],
    # Cyrillic
    "слов'янськ": ["cyrillic-ukrainian"],
    "СЛОВʼЯНСЬК": ["cyrillic-ukrainian"],
    "словянськ гонта": ["cyrillic-ukrainian"],
    "иошкар елкин": ["cyrillic-russian"],
    "казакстан": ["cyrillic-kazakh"],
    # Armenian and Georgian, in capitals
    "ԵՐԵՒԱՆ": ["armenian"],
    "ᲗᲑᲘᲚᲘᲡᲘ": ["georgian"],
    # Hebrew and Arabic
    'צה"ל': ["hebrew"],
    "צהל שלום": ["hebrew"],
    "محمد": ["arabic"],
    "احمد": ["arabic"],
    "\u202bمحمّد\u202c": ["arabic"],
    "میخواهم": ["persian"],
    "كرمان": ["persian"],
    # South Asia: another vowel is another word
    "हिन्दी": ["devanagari"],
    "हिन्द": [],
    "हिन्द*": ["devanagari"],
    "सेन": [],
    "বাংলাদেশ": ["bengali"],
    "বাংলাদশ": [],
    "தமிழ்": ["tamil"],
    "தமழ": [],
    "അവൻ": ["malayalam"],
    # Ethiopic and Tibetan have marks between words
    "አበባ": ["ethiopic"],
    "ལྗོངས": ["tibetan"],
    # Southeast Asia
    "กรุงเทพ": ["thai"],
    "มหานคร": ["thai"],
    "กรุงมหานคร": [],
    "ວຽງຈັນ": ["lao"],
    "ភ្នំពេញ": ["khmer"],
    "ធានីភ្នំ": ["khmer"],
    "ကုန်": ["burmese"],
    # East Asia
    "서울": ["korean"],
    "특별시": ["korean"],
    "시서": [],
    "東京": ["japanese"],
    "京都": ["japanese"],
    "トウキョウ東京": ["japanese"],
    "ガザ": ["japanese"],
    "カサ": [],
    "北京": ["chinese"],
    "市政府": ["chinese"],
    "京政": [],
    "政府*": ["chinese"],
    "京": ["chinese", "japanese"],
    "会": ["chinese"],
    "nato": ["chinese", "nato"],
    "政府 nato 峰会": ["chinese"],
    '"市政府 nato 峰"': ["chinese"],
    '"北京 nato"': [],
    "京 -東京": ["chinese"],
    "東京 OR 北京": ["chinese", "japanese"],
    "𠀁": ["chinese-rare"],
    "𠀁𠀂": ["chinese-rare"],
    "𠀀𠀂": [],
}


@pytest.fixture
def named(world):
    actors = [
        Actor.objects.create(slug=slug, name=name, kind="person") for slug, name in NAMES.items()
    ]
    publish({Actor: {actor.pk for actor in actors}})


def test_names_are_found_in_every_script(named):
    answers = {text: found("actors", text) for text in SEARCHES}
    assert {text: keys for text, keys in answers.items() if keys != SEARCHES[text]} == {}


@pytest.mark.parametrize("slug", NAMES)
def test_every_name_is_found_by_itself(named, slug):
    name = NAMES[slug]
    assert slug in found("actors", name)
    assert slug in found("actors", f'"{name}"')
    assert slug in found("actors", name.upper())
