"""The words the brief itself prints, by language: a message is looked up by its English wording.

A message may hold `{names}` of values. Counted things come as `Amount`: a translation asks for the case it needs, as in
"{claims:gen}". Words of the codebook, of the press and of the analyst are printed as they are.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from annotations.dates import YEAR, in_words, moment_in_words, period

LANGUAGES: Mapping[str, str] = {"en": "English", "ru": "Русский"}
"""The languages of the fixed texts by their codes, each by its own name."""

_NARROW = "\u202f"
"""A thin space that no line ends at."""
_FEW = range(2, 5)
_TEENS = range(11, 15)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its noun. Formatted with the name of a case, it is declined, where the language has cases."""

    count: int
    noun: str
    words: "Words"

    def __str__(self) -> str:
        """The number and the noun as they stand alone."""
        return format(self)

    def __format__(self, case: str) -> str:
        """The number and the noun in this case."""
        return f"{self.words.number(self.count)} {self.words.noun(self.count, self.noun, case)}"


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed texts in one language.

    `messages` are translations by their English wording. `nouns` are the forms of nouns by case, "" for the nominative:
    for one, for two to four, for five and more.
    """

    language: str = "en"
    messages: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    nouns: Mapping[str, Mapping[str, tuple[str, str, str]]] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, message: str, /, **values: object) -> str:
        """The message in this language, with its values; what has no translation stays English."""
        text = self.messages.get(message, message)
        told = text.format_map(values) if values else text
        return told.replace(f"{YEAR}.", YEAR) if self.language == "ru" else told

    def number(self, count: int) -> str:
        """A whole number with its thousands set apart."""
        grouped = f"{count:,}"
        return grouped if self.language == "en" else grouped.replace(",", _NARROW)

    def decimal(self, digits: str) -> str:
        """A number that was written with a point, with the sign this language has for it."""
        return digits if self.language == "en" else digits.replace(".", ",")

    def many(self, count: int, noun: str) -> Amount:
        """A number with its noun, given in the singular of English."""
        return Amount(count, noun, self)

    def noun(self, count: int, noun: str, case: str = "") -> str:
        """The noun as it stands behind a number."""
        forms = self.nouns.get(noun)
        if not forms:
            return noun if count == 1 else f"{noun}s"
        one, few, more = forms.get(case) or forms[""]
        if count % 10 == 1 and count % 100 not in _TEENS:
            return one
        return few if count % 10 in _FEW and count % 100 not in _TEENS else more

    def date(self, date: str) -> str:
        """See `annotations.dates.in_words`."""
        return in_words(date, self.language)

    def moment(self, typed: str) -> str:
        """See `annotations.dates.moment_in_words`."""
        return moment_in_words(typed, self.language)

    def period(self, first: str, last: str) -> str:
        """See `annotations.dates.period`."""
        return period(first, last, self.language)


ENGLISH = Words()


@lru_cache(maxsize=8)
def words_of(language: str) -> Words:
    """The fixed texts in a language, given by its code as in "ru" or "ru-RU"; English for those there are none for."""
    code = language.partition("-")[0].lower()
    if code == ENGLISH.language or code not in LANGUAGES:
        return ENGLISH
    data = json.loads(files("resources").joinpath(f"brief/{code}.json").read_text(encoding="utf-8"))
    nouns = {noun: {case: tuple(forms) for case, forms in cases.items()} for noun, cases in data["nouns"].items()}
    return Words(code, data["messages"], nouns)
