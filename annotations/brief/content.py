"""What a brief says, as values: everything is read from the project before the first page is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from annotations.articles import Batch
from annotations.brief.agreeing import AgreementEntry
from annotations.brief.counting import Counting
from annotations.brief.previous import Previous
from annotations.brief.texts import Words, words_of
from annotations.claims import Origin
from annotations.codebook import Kind, Role
from annotations.spans import Span

if TYPE_CHECKING:
    from annotations.brief.figures import Figures


@dataclass(frozen=True, slots=True)
class Look:
    """How a tag is painted: the colour of its bar as #RRGGBB, empty where nothing was coded; hatched for *mixed*."""

    colour: str = ""
    hatched: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet: an outline without ground."""
        return not self.colour


OPEN = Look()


@dataclass(frozen=True, slots=True)
class CodedTag:
    """A tag that counts for a claim, with the text shown for it; `role` is empty except for actors.

    `uid` is the tag's; `origin` says how it came to be set.
    """

    name: str
    role: str = ""
    look: Look = OPEN
    uid: str = ""
    origin: Origin = Origin.TYPED


@dataclass(frozen=True, slots=True)
class Coding:
    """What counts for a claim in one dimension, which has the uid `uid`; without tags it is *not coded*."""

    dimension: str
    kind: Kind
    tags: tuple[CodedTag, ...] = ()
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article in which a claim counts: the one it is marked in, or a wire copy in another outlet that has its words.

    `uid` is the article's.
    """

    outlet: str = ""
    ownership: str = ""
    medium: str = ""
    country: str = ""
    published: str = ""
    language: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim as the brief shows it. There is no field for the internal note, so it cannot be printed by mistake.

    `coder` and `translator` are names as the specification wants them, empty if not at all. `article` is the
    article's number in the brief. `look` is that of the tag named `look_name`, which is empty if not coded.
    `also` are the other outlets that print its words. `carriers` are the articles in which it counts by the brief's
    rule, its own first: see `annotations.brief.counting`. `origin` says how the claim came about.
    """

    uid: str
    number: int
    article: int
    span: Span
    quote: str
    look: Look
    codings: tuple[Coding, ...]
    look_name: str = ""
    translation: str = ""
    translator: str = ""
    comment: str = ""
    coder: str = ""
    also: tuple[str, ...] = ()
    carriers: tuple[Carrier, ...] = (Carrier(),)
    origin: Origin = Origin.TYPED

    @property
    def weight(self) -> int:
        """What it counts."""
        return len(self.carriers)

    @property
    def label(self) -> str:
        """The number as it is printed."""
        return f"C{self.number}"

    def actors(self) -> str:
        """Speakers, and after an arrow the targets; empty where there is neither."""
        tags = [tag for coding in self.codings if coding.kind is Kind.ACTORS for tag in coding.tags]
        speakers = ", ".join([tag.name for tag in tags if tag.role == Role.SPEAKER])
        targets = ", ".join([tag.name for tag in tags if tag.role == Role.TARGET])
        if speakers or targets:
            return f"{speakers or '?'} → {targets}" if targets else speakers
        return ""

    @property
    def lacks_speaker(self) -> bool:
        """Whether actors were coded, but only such as are mentioned, addressed or gain by it."""
        return not self.actors() and any(coding.tags for coding in self.codings if coding.kind is Kind.ACTORS)


def claim_key(claim: ClaimEntry) -> str:
    """Name of the place of a claim in the list of claims."""
    return f"claim-{claim.number}"


def passage_key(claim: ClaimEntry) -> str:
    """Name of the place of a claim's passage in its article."""
    return f"passage-{claim.number}"


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An article of the brief with its claims by start.

    `number` counts the sources from 1. `cuts` are in `text` and are neither printed nor counted in `words`. `also` are
    the other outlets that carry the text. `distinct` is the same number for articles of one text.
    """

    number: int
    uid: str
    headline: str
    translated: str
    outlet: str
    outlet_facts: tuple[str, ...]
    author: str
    published: str
    url: str
    accessed: str
    language: str
    words: int
    text: str
    claims: tuple[ClaimEntry, ...]
    also: tuple[str, ...] = ()
    cuts: tuple[Span, ...] = ()
    distinct: int = 0

    @property
    def key(self) -> str:
        """Name of the place of its first page."""
        return f"article-{self.number}"


@dataclass(frozen=True, slots=True)
class Count:
    """One line of a table of counts."""

    name: str
    outlets: int = 0
    articles: int = 0
    claims: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `found` counts every article of the project, `kept` those not left out, `printed` the brief's.

    `unread` counts the kept ones that are new and without claims: who marked something has read it.

    Wire copies are neither: what is done with their lead covers them, and `copies` tells how many there are.

    `texts` counts wire copies and identical texts once, among the kept ones. `claims` are those of the brief as they
    were marked, `counted` is what they count by the rule `counting`; tables count by the rule. Dates are ISO 8601.
    """

    found: int = 0
    kept: int = 0
    unread: int = 0
    printed: int = 0
    texts: int = 0
    claims: int = 0
    counted: int = 0
    counting: Counting = Counting.TEXTS
    copies: int = 0
    outlets: int = 0
    first: str = ""
    last: str = ""
    languages: tuple[Count, ...] = ()
    ownership: tuple[Count, ...] = ()
    left_out: tuple[Count, ...] = ()
    batches: tuple[tuple[Batch, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TagEntry:
    """A tag of the codebook and what the claims of the brief with it count by its rule. `kind` is an actor's type.

    `value` is the place on a scale, None off it; `is_none` marks *none of these*.
    """

    name: str
    look: Look
    claims: int
    short: str = ""
    definition: str = ""
    use: str = ""
    dont_use: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()
    uid: str = ""
    value: int | None = None
    is_none: bool = False


@dataclass(frozen=True, slots=True)
class DimensionEntry:
    """A dimension of the codebook with the tags that are printed. `open` counts claims not coded in it."""

    name: str
    kind: Kind
    help: str
    tags: tuple[TagEntry, ...]
    open: int
    uid: str = ""


@dataclass(frozen=True)
class BriefContent:
    """Everything a brief says. `articles` are the printed ones, by number; `project` is the project's uid.

    `coders` counts the claims by those who marked them, named as the specification wants it: empty if not at all.
    `codebook_mark` is that of `annotations.codebook.Codebook`, `language` that of the fixed texts;
    `previous` is the issue that the brief follows, `agreement` how far coders agree, None where it was not measured.
    `engines` suggested claims that are in it, by name and version.
    """

    project: str
    articles: tuple[ArticleEntry, ...]
    reading: Reading
    codebook: tuple[DimensionEntry, ...]
    colour_by: str
    coders: tuple[Count, ...] = ()
    codebook_mark: str = ""
    language: str = "en"
    previous: Previous | None = None
    agreement: AgreementEntry | None = None
    engines: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        """The fixed texts, in the language of the brief."""
        return words_of(self.language)

    @cached_property
    def claims(self) -> tuple[ClaimEntry, ...]:
        """All claims, by number."""
        return tuple(sorted(self._claims(), key=lambda claim: claim.number))

    @cached_property
    def claims_by_uid(self) -> dict[str, ClaimEntry]:
        """Claims by uid."""
        return {claim.uid: claim for claim in self._claims()}

    @cached_property
    def figures(self) -> "Figures":
        """The charts of this content, each worked out when it is first asked for: a preview asks at every edit."""
        from annotations.brief.figures import Figures

        return Figures(self)

    def article_of(self, claim: ClaimEntry) -> ArticleEntry:
        """The article a claim stands in."""
        return self.articles[claim.article - 1]

    def _claims(self) -> Iterator[ClaimEntry]:
        for article in self.articles:
            yield from article.claims


def many(count: int, noun: str) -> str:
    """A number with its noun, in the plural where it has to be."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
