"""The workspace in the window, on a small project: three claims in two articles, one brief."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from window_checks import bring_up

from annotations.brief.presets import FULL
from annotations.brief.spec import BriefSpec, Judgement
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window

TEXT = "The quay was sold in May. The buyer is unknown."


class Bench:
    """The page with its project, and short ways to what the tests look at."""

    def __init__(self, window: Window, qtbot: Any) -> None:
        self.window, self.qtbot, self.session = window, qtbot, window.session
        window.workspaces.show("brief")
        self.page: Any = window.workspaces["brief"]
        assert self.session.project is not None
        self.project: Project = self.session.project
        self.settle()

    @property
    def spec(self) -> BriefSpec:
        """What is stored of the brief that is shown."""
        return self.project.briefs.get(self.page.brief.id).spec

    def section(self, title: str) -> Any:
        """Show a section, as a person does."""
        titles = [section.title for section in self.page.sections]
        self.page.side.sections.setCurrentRow(titles.index(title))
        return self.page.sections[titles.index(title)]

    def labels(self) -> list[str]:
        return [entry.label for entry in self.project.history.entries(50) if entry.state == "done"]

    def settle(self) -> None:
        """Wait until the pages are as the form says."""
        self.qtbot.waitUntil(lambda: not self.page.preview.busy, timeout=20_000)

    def undo(self) -> None:
        self.window.commands.run("edit.undo")

    def filter(self) -> Any:
        return json.loads(json.dumps(self.spec.claim_filter))


@pytest.fixture
def project_path(tmp_path: Any) -> Any:
    path = tmp_path / "harbour.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:

        def fill(opened: Project) -> None:
            for n, spans in enumerate(((Span(0, 25), Span(26, 47)), (Span(0, 25),))):
                text = TEXT if n == 0 else "The grid may fail today. Nobody asked the council."
                article = opened.articles.add(Draft(text=text, headline=f"Headline {n}", outlet="Herald"))
                for span in spans:
                    opened.claims.add(article, span)
            uids = opened.claims.uids_by_number()
            judgements = (Judgement("It opens in June.", "likely", "low", refs=(uids[2],)), Judgement("It will fail."))
            spec = FULL.applied(BriefSpec(title="Harbour", bottom_line="Sold (C1).", judgements=judgements))
            opened.briefs.add("Weekly brief", spec)

        project.step("Fill", fill)
    return path


@pytest.fixture
def window(qtbot: Any) -> Iterator[Window]:
    settings = Settings()
    settings.person = ("Anna Lindqvist", "AL")
    made = Window(Session(), settings, Theme.light())
    made.resize(1280, 800)
    bring_up(qtbot, made)
    yield made
    made.close()
    made.session.shut_down()
    made.deleteLater()


@pytest.fixture
def bench(window: Window, project_path: Any, qtbot: Any) -> Bench:
    assert window.files.open(project_path)
    return Bench(window, qtbot)
