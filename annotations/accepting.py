"""Making a claim of a suggestion, or turning it down: what each does to the project."""

from annotations.articles import Status
from annotations.claims import Origin
from annotations.codebook import Role
from annotations.errors import AnnotationError
from annotations.project import Project
from annotations.spans import Span


def accept(project: Project, article_id: int, span: Span, exact: str, speaker: int | None = None) -> int:
    """Make a claim of a passage that was suggested, and return its id; the passage is never suggested again.

    A new article is in progress from then on. Needs an open step.

    Args:
        project: the project.
        article_id: the article.
        span: where the passage stands.
        exact: its words.
        speaker: id of the tag of whoever says it, None where that is not known.

    Raises:
        AnnotationError: if other words stand there now, the passage was cut from the text, or nobody is named as coder.
    """
    _check(project, article_id, span, exact)
    if project.articles.get(article_id).status is Status.NEW:
        project.articles.update([article_id], status=Status.IN_PROGRESS)
    claim_id = project.claims.add(article_id, span, origin=Origin.ACCEPTED)
    if speaker is not None:
        project.claims.tag(claim_id, speaker, Role.SPEAKER, origin=Origin.ACCEPTED)
    project.rejections.add(article_id, span)
    return claim_id


def reject(project: Project, article_id: int, span: Span, exact: str) -> bool:
    """Never suggest a passage again; True, since steps that fail return nothing. Needs an open step.

    Raises:
        AnnotationError: if other words stand there now.
    """
    _check(project, article_id, span, exact)
    project.rejections.add(article_id, span)
    return True


def _check(project: Project, article_id: int, span: Span, exact: str) -> None:
    if not project.articles.rows([article_id]) or span.of(project.articles.text(article_id)) != exact:
        raise AnnotationError("The text was changed meanwhile", "Look at the suggestions again")
