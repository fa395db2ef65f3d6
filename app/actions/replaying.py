"""Undoing and redoing, told: what was taken back or done again may stand in an article that is not on the screen."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from annotations.store.changes import Changes

if TYPE_CHECKING:
    from app.window import Window


def tell(window: "Window", done: str, changes: Changes) -> None:
    """Say what was undone or redone ("Undid: Flag claim 2"), with a way to it where another article is shown."""
    if changes.empty:
        return
    show = _way(window, changes)
    window.toast.say(f"{done}: {changes.label}", "Show" if show else "", show)


def _way(window: "Window", changes: Changes) -> Callable[[], object] | None:
    """What shows the one article that was changed, and the claim if it is one; None if there is nothing to show."""
    project = window.session.project
    if project is None or len(changes.articles) != 1 or window.reading.article_id in changes.articles:
        return None
    (article_id,) = changes.articles
    if not project.articles.rows([article_id]):
        return None
    return partial(_show, window, article_id, changes.claims or [])


def _show(window: "Window", article_id: int, claims: list[int]) -> None:
    """Show an article, with the claim active if it is one that is still there."""
    if not window.articles.select(article_id):
        return
    there = [claim_id for claim_id in claims if claim_id in window.reading.claims]
    window.reading.activate(there[0] if len(there) == 1 else None)
    window.reading.reader.setFocus()
