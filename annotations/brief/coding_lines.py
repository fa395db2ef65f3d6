"""What a claim was coded with, as lines: on its card, in the list of claims, and in the comment of its highlight."""

from collections.abc import Iterator
from functools import lru_cache

from annotations.brief.content import ArticleEntry, ClaimEntry, Coding
from annotations.brief.setting import Setting, plain
from annotations.brief.texts import ENGLISH, Words
from annotations.brief.typography import Style
from annotations.codebook import Kind, Role

_IN_HEADING = {Role.SPEAKER, Role.TARGET}


def coding_lines(claim: ClaimEntry, words: Words = ENGLISH) -> Iterator[tuple[str, bool]]:
    """One text for each dimension, and whether it was coded. Speakers and targets stand in the heading already."""
    for coding in claim.codings:
        if not coding.tags:
            yield words("{dimension}: not coded", dimension=coding.dimension), False
        elif coding.kind is Kind.ACTORS:
            if others := _other_actors(coding, words):
                yield others, True
        else:
            yield _named(coding), True


def _named(coding: Coding) -> str:
    names = " · ".join(tag.name for tag in coding.tags)
    explained = names.casefold() in ("none of these", "mixed", "not expressed")
    return f"{coding.dimension}: {names.lower()}" if explained else names


def _other_actors(coding: Coding, words: Words) -> str:
    others = [tag for tag in coding.tags if tag.role not in _IN_HEADING]
    return ", ".join(f"{tag.name} ({words(tag.role)})" if tag.role else tag.name for tag in others)


def coding_settings(
    claim: ClaimEntry, width: float, style: Style, quiet: Style, words: Words = ENGLISH
) -> list[Setting]:
    """The same as paragraphs; what is not coded is quieter than any value."""
    return [_kept(text, style if coded else quiet, width) for text, coded in coding_lines(claim, words)]


@lru_cache(maxsize=2048)
def _kept(text: str, style: Style, width: float) -> Setting:
    """Set once: the same names come hundreds of times."""
    return plain(text, style, width)


def comment_text(claim: ClaimEntry, words: Words = ENGLISH) -> str:
    """What a PDF reader shows for the highlight: number, tags, translation, comment. Never the internal note."""
    lines = [f"{claim.label}  {heading(claim, words)}".strip(), *(text for text, _ in coding_lines(claim, words))]
    if claim.translation:
        lines.append(translated(claim))
    if claim.comment:
        lines.append(claim.comment)
    return "\n".join(lines)


def heading(claim: ClaimEntry, words: Words = ENGLISH) -> str:
    """Who speaks about whom, or that this was not coded; empty where no actor was coded at all: a line says that."""
    return claim.actors() or (words("Speaker not coded") if claim.lacks_speaker else "")


def translated(claim: ClaimEntry) -> str:
    """The translation on one line with who made it; empty where there is none."""
    by = f" ({claim.translator})" if claim.translator else ""
    return f"{one_line(claim.translation)}{by}" if claim.translation else ""


def where_printed(article: ArticleEntry, words: Words = ENGLISH) -> str:
    """Outlet and date of an article."""
    outlet = article.outlet or words("outlet not stated")
    return ", ".join(part for part in (outlet, words.date(article.published)) if part)


def one_line(text: str) -> str:
    """A passage on one line. No quotation marks are added: those of the outlet tell speech from its own words."""
    return " ".join(text.split())
