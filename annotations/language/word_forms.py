"""Words as they are compared: without case and accents, and Russian ones in all their forms.

A Russian name stands in texts in six cases. Its ending says how it is declined, so the forms need no dictionary: what
stands before the ending must be the same, and the ending must be one of those that go with it. That is generous, as
"Берлина" may be the city or a woman called so, and much narrower than a common stem: "минский" is no form of "Минск".
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

LONGEST_ENDING = 3
"""Letters that an ending has at most."""

_LONGEST_ACRONYM = 6
_SHORTEST_DECLINED = 3
ARTICLES = frozenset({"the", "a", "an"})
"""Words whose capitals do not count, and by which no name is looked up."""

_WORD = re.compile(r"[^\W_]+(?:[̀-ͯ]+[^\W_]*)*")
_CYRILLIC = re.compile("[а-я]+")


def _endings(listed: str) -> frozenset[str]:
    return frozenset(ending.strip("-") for ending in listed.split())


_ADJECTIVE = _endings("ыи ии ои ого его ому ему ым им ом ем ая яя ую юю ое ее ые ие ых их ыми ими")
_SURNAME = _endings("- а у ым ом е ои ы ых ыми ов ам ами ах")
_MASCULINE = _endings("- а у ом ем е ы и ов ев ам ами ах")
_SOFT = _endings("ь я ю ем е и ью еи ям ями ях")
_FIRST = _endings("а ы и е у ои еи ою - ам ами ах")
_FIRST_SOFT = _endings("я и е ю еи ею ям ями ях")
_I = _endings("и я ю ем е еи ев ям ями ях")
_NEUTER = _endings("о а у ом е - ам ами ах")
_NEUTER_SOFT = _endings("е я ю ем и")
_PLURAL = _endings("ы и ов ев еи - ам ами ах ям ями ях")
_ACRONYM = _endings("- а у ом е")

_DECLINED = (
    # how the basic form ends, what is taken off, what may follow; letters are those of `key`: й is и there
    (("ыи", "ая", "ое", "ые"), 2, _ADJECTIVE),
    (("скии", "цкии", "кии", "гии", "хии", "жии", "шии", "чии", "щии", "нии"), 2, _ADJECTIVE),
    (("ои",), 2, _ADJECTIVE),
    (("ие",), 2, _endings("ие их им ими")),
    (("аи", "еи", "уи", "ыи", "ии", "ои", "эи", "яи"), 1, _I),
    (("ец",), 2, _endings("ец ца цу цем цом це цы цев цам цами цах")),
    (("ок",), 2, _endings("ок ка ку ком ке ки ков кам")),
    (("ел",), 2, _endings("ел ла лу лом ле")),
    (("ов", "ев", "ин", "ын"), 0, _SURNAME),
    (("а",), 1, _FIRST),
    (("я",), 1, _FIRST_SOFT),
    (("ь",), 1, _SOFT),
    (("ко",), 0, frozenset({""})),
    (("о",), 1, _NEUTER),
    (("ние", "тие", "вие", "сие", "ье", "ие"), 1, _NEUTER_SOFT),
    (("ы", "и"), 1, _PLURAL),
    (tuple("бвгджзклмнпрстфхцчшщ"), 0, _MASCULINE),
)


_DECLINED_ENDS = "бвгджзклмнпрстфхцчшщь"
_FEMININE = re.compile("(?:ой|ей|[аяуюыие])$")
"""How the cases of women's first names end."""


class Shape(Enum):
    """The capitals that a word must have in a text."""

    ANY = "any"
    CAPITAL = "first letter"
    UPPER = "all letters"


class Token(NamedTuple):
    """A word of a text: where it stands, in code points, as it is written, and its key."""

    start: int
    end: int
    written: str
    key: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: the beginnings its forms have, each with the endings that may follow, and its capitals."""

    forms: tuple[tuple[str, frozenset[str]], ...]
    shape: Shape

    def fits(self, token: Token) -> bool:
        """Whether a word of a text is a form of it."""
        for stem, endings in self.forms:
            if token.key.startswith(stem) and token.key[len(stem) :] in endings:
                return self.is_written(token, len(token.key) - len(stem))
        return False

    def is_written(self, token: Token, ending: int) -> bool:
        """Whether a word has the capitals it must have, where its last `ending` letters are an ending."""
        match self.shape:
            case Shape.ANY:
                return True
            case Shape.CAPITAL:
                return token.written[0].isupper()
            case Shape.UPPER:
                return token.written[: len(token.written) - ending].isupper()


def tokens(text: str) -> list[Token]:
    """The words of a text in their order; hyphens, apostrophes and full stops part words."""
    return [Token(match.start(), match.end(), word := match[0], key(word)) for match in _WORD.finditer(text)]


def keys_of(words: str) -> frozenset[str]:
    """The keys of words that a table lists, parted by white space."""
    return frozenset(key(word) for word in words.split())


@lru_cache(maxsize=1 << 14)
def key(word: str) -> str:
    """A word as it is compared: small letters, without accents (й counts as и, ё as е)."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 14)
def plain_name(name: str) -> str:
    """A name as names are compared: its words without case, accents and articles."""
    return " ".join(token.key for token in tokens(name) if token.key not in ARTICLES)


def basic_form(written: str, lemma: str) -> str:
    """The basic form of a name, with white space made even, by what an engine takes for it; as written without one.

    Engines take women's first names for forms of men's: "Нура Исхак" would be a man called Нур, in a case in which his
    surname were Исхака. A surname that could be declined and is not makes the first name a woman's.
    """
    said, basic = written.split(), lemma.split()
    if len(said) != len(basic) or len(basic) < 2:  # noqa: PLR2004
        return " ".join(basic or said)
    first, surname = said[0], said[-1]
    undeclined = surname == basic[-1] and key(surname)[-1] in _DECLINED_ENDS
    if undeclined and first != basic[0] and key(basic[0])[-1] in _DECLINED_ENDS and (end := _FEMININE.search(first)):
        basic[0] = first[: end.start()] + ("я" if end[0] in {"я", "ю"} else "а")
    return " ".join(basic)


@lru_cache(maxsize=1 << 14)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name. The first may be small in a text where a capital follows: "банк России" is Банк России."""
    found = [_word(token) for token in tokens(name)]
    if any(word.shape is not Shape.ANY for word in found[1:]) and found[0].shape is Shape.CAPITAL:
        found[0] = Word(found[0].forms, Shape.ANY)
    return tuple(found)


def _word(token: Token) -> Word:
    shape = _shape(token)
    if not _CYRILLIC.fullmatch(token.key) or len(token.key) < _SHORTEST_DECLINED:
        return Word(((token.key, frozenset({""})),), shape)
    if shape is Shape.UPPER:
        declined = token.key[-1] not in "аеиоуыэюя"
        return Word(((token.key, _ACRONYM if declined else frozenset({""})),), shape)
    return Word(_forms(token.key), shape)


def _shape(token: Token) -> Shape:
    if token.key in ARTICLES or not token.written[0].isupper():
        return Shape.ANY
    short = 1 < len(token.written) <= _LONGEST_ACRONYM
    return Shape.UPPER if short and token.written.isupper() else Shape.CAPITAL


def _forms(word: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Beginnings and endings by each way of declining that a word's ending allows, and the word as it is."""
    found: dict[str, frozenset[str]] = {word: frozenset({""})}
    for ends, taken, endings in _DECLINED:
        if not word.endswith(ends) or len(word) - taken < _SHORTEST_DECLINED - 1:
            continue
        stem = word[: len(word) - taken]
        found[stem] = found.get(stem, frozenset()) | endings
        if endings is not _ADJECTIVE or not word.endswith(("ии", "ои")):
            break  # "Дмитрий" and "Толстой" may be declined as a noun or as an adjective
    return tuple(found.items())
