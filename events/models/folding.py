"""Words of the world's scripts as a search compares them: without case, diacritics and invisible characters."""

import re
import unicodedata

# Scripts without spaces between words, and Korean, which writes particles onto them: ranges of a character class.
UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u1950-\u19df\u1a20-\u1aaf\uaa80-\uaadf"  # Tai Le, New Tai Lue, Tai Tham, Tai Viet
    "\u1b00-\u1b7f\ua980-\ua9df"  # Balinese, Javanese
    "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u3005-\u31bf\u31f0-\u31ff\U0001aff0-\U0001b16f"  # kana, Bopomofo; the punctuation there never reaches us
)
# Characters that people type for one apostrophe: in Ukrainian, Uzbek, Hebrew and transliterated Arabic. Last the
# middle dot of Catalan, which joins both sides of it in the same way.
_APOSTROPHES = "'`´‘’‛′ʹʺʻʼʽʾʿˀˁˈˊˋ՚׳״ꜣꜥꞌ·‧"
# Letters that are not plain ones with a stroke or a mark: as English writes them, schwa as in Azerbaijani names (Əliyev);
# those of Arabic script that keyboards of several languages type as several, and its ornamental stretch, which is none;
# final consonants of Malayalam and Bengali, which older texts spell with a virama and a joiner.
_SPELLED = (
    "ı=i ȷ=j æ=ae œ=oe ð=d þ=th ŋ=n ĸ=q ə=a ɛ=e ǝ=e ɔ=o ɵ=o ɩ=i ʊ=u ʉ=u ʋ=v ɣ=g "
    "ٱ=ا ى=ي ی=ي ک=ك ڪ=ك ة=ه ہ=ه ھ=ه \u0640= "
    "ൺ=ണ് ൻ=ന് ർ=ര് ൽ=ല് ൾ=ള് ൿ=ക് ৎ=ত্"
)
_SPELLED = dict(pair.split("=") for pair in _SPELLED.split(" "))
# In the other scripts, marks are vowels and other letters.
_DIACRITICS = re.compile(
    r"(COMBINING|HEBREW|ARABIC|SYRIAC|ETHIOPIC COMBINING|.*VARIATION SELECTOR)\b"
)
_VOICED = "\u3099\u309a"  # combining too, but part of the kana
_STROKED = re.compile(r"((?:LATIN|CYRILLIC) SMALL LETTER .+?) WITH .+")
_BREAK = "\u200b"  # may break a line: anywhere in scripts without spaces, elsewhere between words

# French, Italian and Catalan shorten these before a vowel; what follows is a word of its own.
_ELIDED = re.compile(r"(?<![^ '])(l|d|qu|dell|all|dall|nell|sull|quell|un)'(?=[aeiouh])")
_POSSESSIVE = re.compile(r"(?<=[^ '])'(?=s(?![^ ']))")
_INSIDE = re.compile(r"(?<=[^ '])'(?=[^ '])")
# Acronyms of Hebrew, typed with a quotation mark.
HEBREW_QUOTE = re.compile('(?<=[א-ת])["”](?=[א-ת])')
_BREAK_INSIDE = re.compile(f"(?<=[{UNSPACED}]){_BREAK}+(?=[{UNSPACED}])")

_ASCII = bytes(
    ord(chr(code).lower())
    if code < 128 and chr(code).isalnum()
    else ord("'" if chr(code) in "'`" else " ")
    for code in range(256)
)


def fold(text):
    """Return the words of `text` as they are compared, separated by single spaces."""
    if text.isascii():  # most are; bytes are looked up at a third of the cost
        plain = text.encode().translate(_ASCII)
        if b"'" not in plain:
            return b" ".join(plain.split()).decode()
        return _separated(plain.decode())
    text = text.replace("´", "'")  # which would decompose to a space and a mark
    if '"' in text or "”" in text:
        text = HEBREW_QUOTE.sub("'", text)
    # Once before the case is folded, as capitals hide in what is decomposed, and once after it.
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = unicodedata.normalize("NFC", letters.translate(_FOLDED))
    if _BREAK in plain:
        plain = _BREAK_INSIDE.sub("", plain).replace(_BREAK, " ")
    return _separated(plain)


def _separated(plain):
    """Return words without their apostrophes, which part only what English and Romance languages put together."""
    if "'" in plain:
        plain = _POSSESSIVE.sub(" ", _ELIDED.sub(r"\1 ", plain))
        plain = _INSIDE.sub("", plain).replace("'", " ")
    return " ".join(plain.split())


class _Folded(dict):
    """The folded form of each character, by its code: found when it is first seen."""

    def __missing__(self, code):
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(letter):
    """Return what a decomposed letter in lower case folds to; None for what does not count, a space for what parts words."""
    if letter in _APOSTROPHES:
        return "'"
    if letter in _SPELLED:
        return _SPELLED[letter]
    if letter == _BREAK or letter in _VOICED:
        return letter
    kind, name = unicodedata.category(letter), unicodedata.name(letter, "")
    if kind == "Cf" or (kind[0] == "M" and _DIACRITICS.match(name)):
        return None
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    if kind[0] not in "LMN":
        return " "
    stroked = _STROKED.fullmatch(name)
    if stroked:
        try:
            return fold(unicodedata.lookup(stroked[1]))
        except KeyError:
            pass
    return letter


_FOLDED = _Folded()
