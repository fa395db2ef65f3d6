"""Which language a text is in: first what the source says, then its letters and commonest words."""

import re
from collections import Counter

_CODE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.I)
_NAMES = {
    "english": "en", "russian": "ru", "german": "de", "french": "fr", "spanish": "es", "ukrainian": "uk",
    "anglais": "en", "englisch": "en", "inglés": "en", "ingles": "en",
    "russe": "ru", "russisch": "ru", "ruso": "ru",
    "allemand": "de", "alemán": "de", "aleman": "de",
    "französisch": "fr", "francés": "fr", "frances": "fr",
    "espagnol": "es", "spanisch": "es", "castellano": "es",
    "italian": "it", "italien": "it", "italienisch": "it", "italiano": "it",
    "portuguese": "pt", "portugais": "pt", "portugués": "pt", "português": "pt", "portugiesisch": "pt",
    "dutch": "nl", "néerlandais": "nl", "niederländisch": "nl", "neerlandés": "nl", "nederlands": "nl",
    "polish": "pl", "polonais": "pl", "polnisch": "pl", "polaco": "pl", "polski": "pl",
    "turkish": "tr", "turc": "tr", "türkisch": "tr", "turco": "tr",
    "arabic": "ar", "arabe": "ar", "arabisch": "ar", "árabe": "ar",
    "chinese": "zh", "chinois": "zh", "chinesisch": "zh", "chino": "zh",
    "kazakh": "kk", "ukrainien": "uk", "ukrainisch": "uk", "ucraniano": "uk",
    "английский": "en", "русский": "ru", "deutsch": "de", "français": "fr", "español": "es", "українська": "uk",
}  # fmt: skip
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# Letters that Russian does not have; a text with enough of them is in the language that has.
_OWN_LETTERS = (("uk", "їєґ"), ("be", "ў"), ("kk", "әғқңұһ"), ("sr", "ђћџљњј"))
_COMMON = {
    "en": "the of and to in is that for on was with as by at from has have it are be this which not their its",
    "de": "der die das und ist nicht mit von den dem ein eine für auf im sich auch wird des zu werden hat sind",
    "fr": "le la les des et est une du que dans pour qui sur pas par plus au avec ce il sont aux cette",
    "es": "el la los las de y que en un una por con para del se al es su lo como más este fue",
}
_LANGUAGE_OF = {
    word: [code for code, words in _COMMON.items() if word in words.split()]
    for words in _COMMON.values()
    for word in words.split()
}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 3_000
_FEWEST = 3


def language_code(named: str) -> str:
    """Return the short code ("en", "ru") of a language given as a code or by its name; "" if unknown."""
    named = named.strip().lower()
    if named in _NAMES:
        return _NAMES[named]
    return re.split("[-_]", named)[0] if _CODE.fullmatch(named) else ""


def guess_language(text: str) -> str:
    """Return the language of `text` as a two-letter code, or "" where script and common words do not tell it."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return ""
    if not sample.isascii() and len(_CYRILLIC.findall(sample)) > letters * 0.5:
        small = sample.lower()
        for code, own in _OWN_LETTERS:
            if sum(small.count(letter) for letter in own) > letters * 0.005:
                return code
        return "ru"
    return _by_common_words(_WORD.findall(sample.lower()))


def _by_common_words(words: list[str]) -> str:
    seen = Counter(code for word in words for code in _LANGUAGE_OF.get(word, ()))
    ranked = seen.most_common(2)
    if not ranked:
        return ""
    best, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    return best if count >= _FEWEST and count >= len(words) * 0.12 and count > second * 1.5 else ""
