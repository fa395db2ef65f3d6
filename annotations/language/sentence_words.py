"""Words that tell where a sentence goes on or ends, by language: tables, and no logic.

sentencex knows the abbreviations of many languages; here stands what it was found to lack in the press.
"""

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BEFORE_NAMES = {
    "en": _words("mr mrs ms messrs dr prof gen lt col maj capt adm sgt sen rep gov rev hon st mt ft ed vs"),
    "ru": _words("им ул просп пер пос дер ред св оз проф акад доц ген полк канд тов напр г р д пл респ"),
    "uk": _words("ім вул просп пров проф акад ред св оз ген м р д пл напр"),
    "de": _words("dr prof hr fr st nr"),
    "fr": _words("m mm mme mmes mlle dr pr me st ste"),
    "es": _words("sr sra srta dr dra d dña núm"),
    "pt": _words("sr sra dr dra d n"),
    "it": _words("sig dott prof on ing avv"),
    "pl": _words("p prof ul dr św"),
    "tr": _words("sn dr prof"),
    "ar": _words("د أ م"),
}
"""Abbreviations that a name or another word follows, so that no sentence ends behind them, lower case, without stop."""

BEFORE_NUMBERS = {
    "en": _words("vol vols fig figs sec ch pp p approx est ca nos"),
    "ru": _words("рис стр с ст гл п пп см табл т тт разд ок д кв тел вып ч прим час мин корп оф"),
    "uk": _words("рис стор с ст гл п пп див табл т розд бл буд кв тел"),
    "fr": _words("art no p pp vol chap env"),
    "es": _words("art núm p pág vol cap"),
    "pt": _words("art n p pág vol cap"),
    "it": _words("art n p pag vol cap"),
}
"""Abbreviations behind which no sentence ends where a number follows; in German the splitter ends none before any."""

UNITS = {
    "ru": _words("г гг в вв кг км тыс млн млрд трлн руб долл чел шт час мин д п др пр"),
    "uk": _words("р рр ст кг км тис млн млрд трлн грн дол чол шт год хв д п ін"),
    "pl": _words("r w kg km tys mln mld zł d p"),
}
"""Abbreviations behind which a sentence may end, before a capital letter, where a number or the like stands before."""

YEARS = _words("г гг в вв р рр r w")
"""Those of years and centuries: “in the year 2024” may open a sentence that goes on with a name."""

ORDINALS = frozenset({"de", "tr"})
"""Languages in which a number with a full stop is an ordinal: der 2. Weltkrieg."""

OPENERS = _words("der die das er sie es wir ich ein eine im in am auf und aber doch")
"""German words that open a sentence also behind a number."""

AFTER_TIMES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december est edt cst cdt mst mdt pst pdt gmt utc cet cest bst msk local"
)
"""What follows p.m. in the same sentence, although it has a capital letter."""

ASIDE = {
    "en": re.compile(
        r"(?:(?:[A-Z][\w’'.-]*|of|the|for) ){1,5}(?:said|says|asked|asks|replied|shouted|cried|wrote|added|told|joked)"
        r"(?:[.,:;]|$| (?:in|on|at|after|reporters|journalists)\b)"
    ),
    "zh": re.compile("[^。！？，“「：]{1,8}(?:说|說|道|问|問|表示|称|稱|指出|回答)[。，：]"),
    "ja": re.compile("と|って|など"),
}
"""How a speaker is named behind a quotation that ends with a stop of its own, so that both are one sentence."""
