"""Reads from the project what a brief says."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from annotations.articles import Article, Outlet
from annotations.brief.agreement_figures import agreement_of
from annotations.brief.carried import Carried
from annotations.brief.choosing import ClaimsTaken, articles_taken
from annotations.brief.content import (
    OPEN,
    ArticleEntry,
    BriefContent,
    Carrier,
    ClaimEntry,
    CodedTag,
    Coding,
    Count,
    DimensionEntry,
    Look,
    TagEntry,
)
from annotations.brief.reading import reading
from annotations.brief.since import previous_of
from annotations.brief.spec import BriefSpec, Part
from annotations.claims import Claim, Origin, Tagging, counted
from annotations.codebook import Codebook, Dimension, Kind, Role, Tag
from annotations.colours import colour_key, on_white
from annotations.cuts import kept
from annotations.language.kept import short_code
from annotations.project import Project
from annotations.spans import Span
from annotations.store.articles import ArticleOrder
from annotations.text import count_words

_ROLES = {role.value: place for place, role in enumerate(Role)}


def gathered(project: Project, spec: BriefSpec) -> BriefContent:
    """Read articles, claims and codebook in a few queries; texts one by one.

    Articles come by their date, the oldest first, those without a date last; the same date in the order of import.
    """
    every = project.articles.rows(project.articles.ids(order=ArticleOrder.OLDEST))
    every.sort(key=lambda article: not article.published)
    wanted = ClaimsTaken.of(project, spec)
    chosen = articles_taken(every, spec)
    outlets = {outlet.id: outlet for outlet in project.outlets.all()}
    coding = _Codings(project, spec)
    claims: dict[int, list[Claim]] = {article.id: [] for article in chosen}
    left_out = project.settlements.left_out()
    for claim in project.claims.all(list(claims)):
        if claim in wanted and claim.id not in left_out:
            claims[claim.article_id].append(claim)
    if wanted.are_some and spec.article_uids is None:
        chosen = [article for article in chosen if claims[article.id]]
    carried = Carried.of(project, every, outlets, spec.counting)
    entries = tuple(
        _article(number, article, outlets, _Text.of(project, article.id), coding, claims[article.id], carried)
        for number, article in enumerate(chosen, 1)
    )
    return BriefContent(
        project=project.uid,
        articles=entries,
        reading=reading(every, entries, chosen, outlets, project.batches.all(), spec.counting),
        codebook=tuple(coding.dimension_entry(n, d, entries) for n, d in enumerate(coding.codebook.dimensions)),
        colour_by=coding.colouring.name if coding.colouring else "",
        coders=coding.coders(claims.values()),
        codebook_mark=coding.codebook.mark,
        language=spec.language,
        previous=previous_of(project, spec),
        agreement=agreement_of(project, coding.codebook, shown_name) if _tells_agreement(spec) else None,
        engines=_engines(entries) if Part.METHOD in spec.parts else (),
    )


def _tells_agreement(spec: BriefSpec) -> bool:
    return spec.agreement and Part.METHOD in spec.parts


def _engines(articles: Iterable[ArticleEntry]) -> tuple[str, ...]:
    """The engines of the languages in whose articles claims began as suggestions."""
    suggested = (article for article in articles if any(claim.origin is not Origin.TYPED for claim in article.claims))
    languages = sorted({short_code(article.language) for article in suggested if article.language})
    return tuple(dict.fromkeys(map(_engine_of, languages)))


@cache
def _engine_of(language: str) -> str:
    """Its name and version; to find out which one it is takes a look at its weights, and is the same while we run."""
    from annotations.language.engine import choose

    return choose(language).label


@dataclass(frozen=True, slots=True)
class _Text:
    """An article's text, and what was cut from it."""

    whole: str
    cuts: tuple[Span, ...]

    @classmethod
    def of(cls, project: Project, article_id: int) -> "_Text":
        """Read both."""
        return cls(project.articles.text(article_id), tuple(cut.span for cut in project.cuts.of_article(article_id)))


def _article(
    number: int,
    article: Article,
    outlets: dict[int, Outlet],
    text: "_Text",
    coding: "_Codings",
    claims: Sequence[Claim],
    carried: Carried,
) -> ArticleEntry:
    outlet = outlets.get(article.outlet_id or 0)
    facts = (outlet.ownership, outlet.medium, outlet.country) if outlet else ()
    return ArticleEntry(
        number=number,
        uid=article.uid,
        headline=article.headline or text.whole.strip().partition("\n")[0],
        translated=article.headline_translated,
        outlet=article.outlet,
        outlet_facts=tuple(fact for fact in facts if fact),
        author=article.author,
        published=article.published,
        url=article.url,
        accessed=article.accessed,
        language=article.language,
        words=count_words(kept(text.whole, text.cuts)),
        text=text.whole,
        claims=tuple(
            coding.claim_entry(claim, number, carried.of_claim(article, claim.quote))
            for claim in sorted(claims, key=lambda c: (c.span.start, -c.span.end, c.number))
        ),
        also=carried.also(article),
        cuts=text.cuts,
        distinct=carried.texts[article.id],
    )


@dataclass
class _Codings:
    """Turns taggings into what is printed, for one project and specification."""

    project: Project
    spec: BriefSpec

    def __post_init__(self) -> None:
        self.codebook: Codebook = self.project.codebook.read()
        self.agreed = self.project.coders.agreed().id
        self.tags = {d.id: [tag.id for tag in self.codebook.tags_of(d.id)] for d in self.codebook.dimensions}
        self.place = {tag_id: place for ids in self.tags.values() for place, tag_id in enumerate(ids)}
        self.people = {coder.id: (coder.name, coder.initials) for coder in self.project.coders.all()}
        self._known: dict[tuple[int, tuple[tuple[int, str, Origin], ...]], Coding] = {}
        """By the dimension and what is set in it: claims share a few, so the collector has less to look through."""

    @cached_property
    def colouring(self) -> Dimension | None:
        """The dimension that gives marks their colour."""
        dimensions = self.codebook.dimensions
        return next((d for d in dimensions if d.uid == self.spec.colour_by), next(iter(dimensions), None))

    def claim_entry(
        self, claim: Claim, article: int, printed: tuple[tuple[Carrier, ...], tuple[str, ...]]
    ) -> ClaimEntry:
        """A claim as the brief shows it, with where it counts and who else prints it."""
        codings = tuple(self._coding(claim, dimension) for dimension in self.codebook.dimensions)
        pairs = zip(codings, self.codebook.dimensions, strict=True)
        shown = next((tag for coding, d in pairs if d == self.colouring for tag in coding.tags), None)
        return ClaimEntry(
            uid=claim.uid,
            number=claim.number,
            article=article,
            span=claim.span,
            quote=claim.quote,
            look=shown.look if shown else OPEN,
            look_name=shown.name if shown else "",
            codings=codings,
            translation=claim.translation,
            translator=self._named(claim.translation_by) if claim.translation else "",
            comment=claim.comment,
            coder=self._shown(*self.people.get(claim.coder_id, ("", ""))),
            carriers=printed[0],
            also=printed[1],
            origin=claim.origin,
        )

    def _coding(self, claim: Claim, dimension: Dimension) -> Coding:
        def order(tagging: Tagging) -> tuple[int, int]:
            return _ROLES.get(tagging.role, len(_ROLES)), self.place[tagging.tag_id]

        found = sorted(counted(claim, self.tags[dimension.id], self.agreed), key=order)
        key = (dimension.id, tuple((tagging.tag_id, tagging.role, tagging.origin) for tagging in found))
        if key not in self._known:
            tags = tuple(self._tag(self.codebook.tag(tagging.tag_id), dimension, tagging) for tagging in found)
            self._known[key] = Coding(dimension.name, dimension.kind, tags, dimension.uid)
        return self._known[key]

    def _tag(self, tag: Tag, dimension: Dimension, tagging: Tagging) -> CodedTag:
        return CodedTag(shown_name(tag), tagging.role, _look(tag, dimension), tag.uid, tagging.origin)

    def coders(self, claims: Iterable[Iterable[Claim]]) -> tuple[Count, ...]:
        """How many of the claims each coder marked, most first."""
        counts = Counter(claim.coder_id for group in claims for claim in group)
        people = sorted((-count, *self.people.get(key, ("", ""))) for key, count in counts.items())
        return tuple(Count(self._shown(name, initials), claims=-count) for count, name, initials in people)

    def _shown(self, name: str, initials: str) -> str:
        return {"full": name, "none": ""}.get(self.spec.names, initials)

    def _named(self, name: str) -> str:
        """A translator's name, who may be one of the coders by name or initials, or anybody else."""
        for person in self.people.values():
            if name.casefold() in (part.casefold() for part in person):
                return self._shown(*person)
        return self._shown(name, "".join(word[0] for word in name.split()).upper() if " " in name else name)

    def dimension_entry(self, place: int, dimension: Dimension, articles: Iterable[ArticleEntry]) -> DimensionEntry:
        """A dimension with its tags; of the actors only those that occur, since a project may know hundreds."""
        codings = [(claim.codings[place], claim.weight) for article in articles for claim in article.claims]
        uses: Counter[str] = Counter()
        for coding, weight in codings:
            uses.update(dict.fromkeys((tag.name for tag in coding.tags), weight))
        types = {item.key: item.name for item in dimension.types}
        tags = tuple(
            TagEntry(
                name=shown_name(tag),
                look=_look(tag, dimension),
                claims=uses[shown_name(tag)],
                short=tag.short,
                definition=tag.definition,
                use=tag.use,
                dont_use=tag.dont_use,
                kind=types.get(tag.type, tag.type),
                aliases=tag.aliases,
                uid=tag.uid,
                value=tag.value,
                is_none=tag.is_none,
            )
            for tag in self.codebook.tags_of(dimension.id)
            if dimension.kind is not Kind.ACTORS or uses[shown_name(tag)]
        )
        missing = sum(weight for coding, weight in codings if not coding.tags)
        return DimensionEntry(dimension.name, dimension.kind, dimension.help, tags, missing, dimension.uid)


def shown_name(tag: Tag) -> str:
    """A tag's name, on a scale after its value with a true minus: "−2 hostile"."""
    if tag.value is None:
        return tag.name
    number = f"{tag.value:+d}".replace("-", "−") if tag.value else "0"
    return f"{number} {tag.name.lower()}"


def _look(tag: Tag, dimension: Dimension) -> Look:
    return Look(on_white(colour_key(tag)), hatched=dimension.kind is Kind.SCALE and tag.key == "mixed")
