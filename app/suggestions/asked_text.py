"""A text that is read for suggestions, with what is known of it so far, and how the next part of it is read."""

from contextlib import suppress
from dataclasses import dataclass, replace

from annotations.articles import Article
from annotations.errors import AnnotationError
from annotations.language.asked_child import NotAnsweredError
from annotations.language.child import LanguageChild
from annotations.language.found import Found
from annotations.language.parts import ReadSoFar, read_on
from annotations.project import Project


@dataclass(frozen=True, slots=True)
class AskedText:
    """The text of an article; what was kept of it, or was read so far, or else why it could not be read on.

    The text itself is there while it is to be read, and empty otherwise.
    """

    project: Project
    article: Article
    text: str = ""
    kept: Found | None = None
    so_far: ReadSoFar | None = None
    why_not: str = ""

    @property
    def about(self) -> tuple[str, str]:
        """What the answer depends on."""
        return self.article.digest, self.article.language

    @property
    def found(self) -> Found | None:
        """What was found in it, or in its beginning."""
        return self.so_far.found if self.so_far else self.kept

    @property
    def ended(self) -> bool:
        """Whether there is no more to be known: it is read, or cannot be."""
        return bool(self.why_not or self.kept) or (self.so_far is not None and self.so_far.ended)

    @property
    def percent(self) -> int:
        """How much of it is read."""
        return 100 * self.so_far.until // max(1, self.so_far.length) if self.so_far else 0

    @property
    def is_worth_telling(self) -> bool:
        """Whether what is found is to be told: all that is shown is ranked anew then, so more and more seldom."""
        parts = self.so_far.parts if self.so_far else 0
        return self.ended or parts & (parts - 1) == 0

    def is_of(self, other: "AskedText") -> bool:
        """Whether both are of one article with the same words."""
        same = self.project is other.project and self.article.id == other.article.id
        return same and self.about == other.about


def read_next(child: LanguageChild, asked: AskedText) -> AskedText:
    """On the reading thread: have the next part of a text read; what is found in all of it is kept where that can be.

    Of a text that was given up nothing more is known than before.
    """
    project, article = asked.project, asked.article
    try:
        so_far = read_on(asked.text, article.language, child.read, asked.so_far)
    except NotAnsweredError as error:
        return asked if error.stopped else replace(asked, why_not=str(error))
    read = replace(asked, so_far=so_far)
    with suppress(AnnotationError):  # it was closed meanwhile, or the disk is full: it is read again then
        if read.ended and project.keeps_results:
            project.engine_results.put(article.digest, so_far.key, so_far.found)
    return read
