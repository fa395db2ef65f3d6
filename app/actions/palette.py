"""What the palette offers: commands, the tags of the codebook, claims by number, articles by their words."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotations.articles import Article
from annotations.claims import Claim
from annotations.project import Project
from app.background import Question
from app.dialogs.palette import Entry, Palette
from app.folding import folded
from app.models.articles import shown_date

if TYPE_CHECKING:
    from app.window import Window

PALETTE = "view.palette"
_MOST_ARTICLES, _MOST_LOOKED_AT = 30, 3000
_NUMBER = re.compile(r"\s*(?:claim|c|#)?\s*(\d{1,9})\s*", re.IGNORECASE)


def articles_with(project: Project, typed: str) -> list[Article]:
    """The newest articles that have every word typed in headline, translated headline, author or outlet."""
    words = folded(typed).split()
    longest = max(typed.split(), key=len)

    def has_all(article: Article) -> bool:
        told = (article.headline, article.headline_translated, article.author, article.outlet)
        said = folded("\n".join(told))
        return all(word in said for word in words)

    def found() -> Iterator[Article]:
        ids = project.articles.ids(text=longest)[:_MOST_LOOKED_AT]
        for place in range(0, len(ids), _MOST_ARTICLES):
            yield from filter(has_all, project.articles.rows(ids[place : place + _MOST_ARTICLES]))

    return list(islice(found(), _MOST_ARTICLES))


class PaletteActions:
    """Opens the palette on what is possible now."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session

    def open(self) -> None:
        """Open it, if it is not about to get the keyboard; what is chosen is remembered and offered first next time."""
        window, session = self._window, self._session
        if any(one.isVisible() for one in window.findChildren(Palette)):
            return
        lately = window.settings.chosen_lately
        entries = [*self._commands(), *self._tags(), *self._visited(lately)]
        dialog = Palette(
            entries, window, at_once=self._claim_numbered, lately=lately, searches=session.project is not None
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question = Question(session, dialog)

        def search(typed: str) -> None:
            question.ask(
                lambda project: articles_with(project, typed),
                lambda found: dialog.add(typed, [self._article(article) for article in found]),
            )

        dialog.searched.connect(search)
        dialog.chosen.connect(lambda mark: window.settings.remember_choice(mark) if mark else None)
        dialog.show()

    # -- entries

    def _commands(self) -> Iterator[Entry]:
        commands = self._window.commands
        for command in commands:
            if command.shown() and command.enabled() and command.id != PALETTE:
                run = partial(commands.run, command.id)
                words = command.name.rstrip("…")
                yield Entry(words, commands.keys_of(command.id), run, f"command:{command.id}", command.menu)

    def _tags(self) -> Iterator[Entry]:
        """Every tag; without an active claim choosing one says so, since a tag that is not found would seem gone."""
        claim, codebook = self._window.reading.active_claim, self._session.codebook
        if not self._session.can_write:
            return
        for dimension in codebook.dimensions:
            hint = f"{dimension.name} of claim {claim.number}" if claim else dimension.name
            for tag in codebook.tags_of(dimension.id):
                beside = "\n".join((dimension.name, *tag.aliases))
                yield Entry(tag.name, hint, partial(self._window.coding.tag, tag), f"tag:{tag.uid}", beside)

    def _visited(self, lately: Sequence[str]) -> Iterator[Entry]:
        """Articles and claims that were chosen lately, as far as they are in this project."""
        project = self._session.project
        for kind, _, uid in (mark.partition(":") for mark in lately) if project else ():
            if kind == "article" and project and (article := project.articles.by_uid(uid)):
                yield self._article(article)
            elif kind == "claim" and project and (claim := project.claims.by_uid(uid)):
                yield self._claim(project, claim)

    def _claim_numbered(self, typed: str) -> list[Entry]:
        """The claim that is meant by "C12", "claim 12", "#12" or "12"."""
        project, number = self._session.project, _NUMBER.fullmatch(typed)
        claim = project.claims.by_number(int(number[1])) if project and number else None
        return [self._claim(project, claim)] if project and claim else []

    def _claim(self, project: Project, claim: Claim) -> Entry:
        found = project.articles.rows([claim.article_id])
        headline = found[0].headline if found else ""
        words = f"Claim {claim.number}: {' '.join(claim.quote.split())}"
        go = partial(self._go_to, claim.article_id, claim.id)
        return Entry(words, headline, go, f"claim:{claim.uid}")

    def _article(self, article: Article) -> Entry:
        hint = " · ".join(filter(None, (article.outlet, shown_date(article.published))))
        go = partial(self._go_to, article.id)
        headline = article.headline or "Without a headline"
        return Entry(headline, hint, go, f"article:{article.uid}", "\n".join((article.outlet, article.author)))

    def _go_to(self, article_id: int, claim_id: int | None = None) -> None:
        self._window.workspaces.read(article_id, claim_id)
        self._window.reading.reader.setFocus()
