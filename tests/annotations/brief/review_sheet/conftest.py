"""An issued brief, and what is compared with it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotations.brief.issues import edition, print_edition
from annotations.brief.review_sheet.making import Compared, compared
from annotations.brief.review_sheet.values import Entry
from annotations.progress import drive
from annotations.project import Project

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def issued(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, whose brief is issued once."""
    path = tmp_path_factory.mktemp("issued") / "sample.pressmark"
    path.write_bytes(sample_path.read_bytes())
    with Project.open(path) as project:
        project.coder_id = project.coders.all()[0].id
        issue(project)
    return path


@pytest.fixture
def opened(issued: Path, tmp_path: Path):
    """A copy of the sample, whose brief is issued once."""
    path = tmp_path / "own.pressmark"
    path.write_bytes(issued.read_bytes())
    with Project.open(path) as project:
        project.coder_id = project.coders.all()[0].id
        yield project


def issue(project: Project) -> None:
    brief = project.briefs.all()[0]
    made = edition(project, brief, NOW)
    digest = drive(print_edition(made)).report.digest
    project.step("Issue", lambda p: p.issues.add(brief.id, made.version, made.frozen, digest, NOW.isoformat()))


@pytest.fixture
def again(opened) -> Callable[[], None]:
    """Issue the brief as it is now."""
    return lambda: issue(opened)


@pytest.fixture
def brief(opened):
    return opened.briefs.all()[0]


@pytest.fixture
def change(opened, brief) -> Callable[..., None]:
    """Change fields of the brief."""
    return lambda **values: opened.step("Change", lambda p: p.briefs.change(brief.id, **values))


@pytest.fixture
def sheet(opened, brief) -> Callable[[], Compared]:
    """Compare the first issue with the brief as it is."""
    return lambda: compared(opened, opened.issues.of_brief(brief.id)[-1], None, NOW)


@pytest.fixture
def parts(sheet) -> Callable[[], dict[str, tuple[Entry, ...]]]:
    """What differs, by part."""
    return lambda: {part.title: part.entries for part in sheet().sheet.parts}
