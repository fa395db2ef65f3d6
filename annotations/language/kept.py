"""What is kept in a project of texts that were read before, as far as it holds for the engines of this program."""

from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.articles import Article
from annotations.language.engine import Choice, choose
from annotations.language.found import Found

if TYPE_CHECKING:
    from annotations.project import Project


def short_code(language: str) -> str:
    """The code of a language without region or script."""
    return language.partition("-")[0].lower()


class Kept:
    """Finds results in projects. Which engine a language has now is found out once for each."""

    def __init__(self) -> None:
        self._choices: dict[str, Choice] = {}

    def find(self, project: "Project", article: Article) -> Found | None:
        """What the engine that would read the article's text now found in it earlier; None if nothing is kept.

        Project files come from others: of the kept words nothing is shown, and passages only where the text has them.
        """
        language = short_code(article.language)
        results = project.engine_results
        if language:
            choice = self._choice(language)
            found = results.get(article.digest, choice.key, article.length)
            return _own(found, choice) if found else None
        if last := results.of_text(article.digest, article.length):
            key, found = last
            choice = self._choice(found.language)
            return _own(found, choice) if key == choice.key else None
        return None

    def unread(self, language: str) -> Found:
        """What is known of a text that is not read: which engine would read its language, and why no better one."""
        return _own(Found("", language), self._choice(language))

    def _choice(self, language: str) -> Choice:
        if language not in self._choices:
            self._choices[language] = choose(language)
        return self._choices[language]


def _own(found: Found, choice: Choice) -> Found:
    """What was found, with our own words about the engine."""
    return replace(found, engine=choice.label, language=choice.language, note=choice.note)
