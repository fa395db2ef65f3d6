"""Which language a text is in: its name or code as a source gives it, or told from the words."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from struct import Struct
from typing import Any

_CODE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.I)
_NAMES = {
    "ar": "ara arabic arabe arabisch árabe arabo العربية арабский",
    "be": "bel belarusian biélorusse belarussisch belarusisch bielorruso беларуская белорусский",
    "bg": "bul bulgarian bulgare bulgarisch búlgaro bulgaro български болгарский",
    "ca": "cat catalan katalanisch catalán català",
    "cs": "ces cze czech tchèque tschechisch checo ceco čeština česky чешский",
    "da": "dan danish danois dänisch danés danese dansk датский",
    "de": "deu ger german allemand deutsch alemán tedesco alemão duits niemiecki немецкий німецька almanca",
    "el": "ell gre greek grec griechisch griego greco ελληνικά греческий",
    "en": "eng english anglais englisch inglés inglese inglês engels angielski английский англійська ingilizce",
    "es": "spa spanish espagnol spanisch español castellano spagnolo espanhol spaans hiszpański испанский іспанська"
    " ispanyolca",
    "et": "est estonian estonien estnisch estonio eesti эстонский",
    "fa": "fas per persian farsi persan persisch persa فارسی персидский",
    "fi": "fin finnish finnois finnisch finés finlandés finlandese suomi финский",
    "fr": "fra fre french français französisch francés francese francês frans francuski французский французька"
    " fransızca",
    "he": "heb hebrew hébreu hebräisch hebreo עברית иврит",
    "hi": "hin hindi हिन्दी хинди",
    "hr": "hrv croatian croate kroatisch croata hrvatski хорватский",
    "hu": "hun hungarian hongrois ungarisch húngaro ungherese magyar венгерский",
    "id": "ind indonesian indonésien indonesisch indonesio",
    "it": "ita italian italien italienisch italiano italiaans włoski итальянский італійська italyanca",
    "ja": "jpn japanese japonais japanisch japonés giapponese 日本語 японский",
    "kk": "kaz kazakh kasachisch kazajo қазақша қазақ казахский",
    "ko": "kor korean coréen koreanisch coreano 한국어 корейский",
    "lt": "lit lithuanian lituanien litauisch lituano lietuvių литовский",
    "lv": "lav latvian letton lettisch letón latviešu латышский",
    "nl": "nld dut dutch néerlandais niederländisch neerlandés holandés olandese holandês nederlands нидерландский",
    "no": "nor norwegian norvégien norwegisch noruego norvegese norsk норвежский",
    "pl": "pol polish polonais polnisch polaco polacco polonês polski польский польська",
    "pt": "por portuguese portugais portugiesisch portugués portoghese português portugees португальский",
    "ro": "ron rum romanian roumain rumänisch rumano rumeno română румынский",
    "ru": "rus russian russe russisch ruso russo rosyjski русский російська rusça",
    "sk": "slk slo slovak slovaque slowakisch eslovaco slovacco slovenčina словацкий",
    "sl": "slv slovenian slovene slovène slowenisch esloveno sloveno slovenščina словенский",
    "sr": "srp serbian serbe serbisch serbio serbo српски сербский",
    "sv": "swe swedish suédois schwedisch sueco svedese svenska шведский",
    "tr": "tur turkish turc türkisch turco türkçe turecki турецкий турецька",
    "uk": "ukr ukrainian ukrainien ukrainisch ucraniano ucraino українська украинский ukraiński",
    "vi": "vie vietnamese vietnamien vietnamesisch vietnamita",
    "zh": "zho chi chinese chinois chinesisch chino cinese chinês mandarin 中文 китайский",
}
_MORE = re.compile(r"\s*[(;,/].*|\s+-\s.*", re.S)
_SAMPLE = 600
# Of 443 sentences in sixty languages none was told wrongly above that; above 0.5 nine were, among close relatives.
_LEAST_SURE = 0.8
# Dead and made languages, and what is none: the classifier knows them, and no article is in them.
_NOT_OF_THE_PRESS = {"la", "sa", "vo", "zxx"}
# The head of a file within a zip archive: of what follows it, the lengths of the name and of the extra field.
_ENTRY, _ENTRY_MARK = Struct("<26xHH"), b"PK\x03\x04"


def _unaccented(name: str) -> str:
    """In small letters without accents, which capitals are often printed without."""
    return "".join(char for char in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(char))


_CODE_OF = {_unaccented(name): code for code, names in _NAMES.items() for name in names.split()}


def language_code(named: str) -> str:
    """Return the short code ("en", "ru") of a language given as a code or by its name; "" if unknown.

    Of several languages, or a language and its kind ("Chinese (simplified)"), the first counts.
    """
    named = _MORE.sub("", named.strip().lower())
    return _CODE_OF.get(_unaccented(named)) or (re.split("[-_]", named)[0] if _CODE.fullmatch(named) else "")


def guess_language(text: str) -> str:
    """Return the language of `text` as a two-letter code, or "" where it is too short to tell or odd.

    Only its beginning is looked at. The first call loads the model, which takes up to a second.
    """
    sample = text[:_SAMPLE]
    if not any(map(str.isalpha, sample)):
        return ""
    code, sure = _classifier().classify(sample)
    return code if sure >= _LEAST_SURE and code not in _NOT_OF_THE_PRESS else ""


@cache
def _classifier() -> Any:
    """The classifier, among the languages that have a code of two letters: others are dialects.

    Its own loader unpacks the model into a temporary file, and a reading process writes none; it takes twice the memory
    as well.
    """
    import numpy
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    parts = _arrays_of(MODEL_DIR / MODEL_FILE)
    classes = parts["classes"].tolist()
    asked = [len(code) == len("en") or code == "zxx" for code in classes]
    return LanguageIdentifier(
        parts["ptc"],
        numpy.where(asked, parts["pc"], numpy.float32("-inf")),
        classes,
        memoryview(parts["nextmove"]),
        parts["out_feat"].tolist(),
        norm_probs=True,
        tk_row=parts["nextmove_row"].tolist(),
    )


def _arrays_of(path: Path) -> dict[str, Any]:
    """The arrays of an archive of numpy's that is stored in a compressed file, each unpacked to where it stays.

    `numpy.load` wants the whole archive unpacked beside the arrays, which doubles the memory that loading takes.
    """
    import lzma

    from numpy.lib.format import read_array

    arrays: dict[str, Any] = {}
    with lzma.open(path) as archive:
        while (header := archive.read(_ENTRY.size)).startswith(_ENTRY_MARK):
            name, extra = _ENTRY.unpack(header)
            named = archive.read(name).decode().removesuffix(".npy")
            archive.read(extra)
            arrays[named] = read_array(archive, allow_pickle=False)
    return arrays
