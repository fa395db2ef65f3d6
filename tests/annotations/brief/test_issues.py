"""Issues are numbered, and made again byte for byte when the project has changed."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from annotations.brief import Report, gather, write_brief
from annotations.brief.editions import IssueState, StoredIssue
from annotations.brief.issues import (
    Printed,
    as_draft,
    draft_mark,
    edition,
    next_issue,
    next_version,
    number_after,
    print_edition,
    put_in_place,
    with_version,
    write_again,
)
from annotations.brief.spec import BriefSpec, Part
from annotations.errors import AnnotationError, ExportError
from annotations.progress import drive
from annotations.project import Project

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def opened(sample_path: Path, tmp_path: Path):
    path = tmp_path / "own.pressmark"
    path.write_bytes(sample_path.read_bytes())
    with Project.open(path) as project:
        yield project


def issue(project: Project, path: Path, **values: str) -> StoredIssue:
    """Issue the first brief, its specification changed before."""
    brief = project.briefs.all()[0]
    if values:
        project.step("Edit", lambda p: p.briefs.change(brief.id, **values))
    made = edition(project, project.briefs.get(brief.id), NOW)
    printed = drive(print_edition(made))

    def store(p: Project) -> int:
        return p.issues.add(brief.id, made.version, made.frozen, printed.report.digest, NOW.isoformat())

    put_in_place(printed, path, lambda: project.step("Issue", store).value)
    return project.issues.of_brief(brief.id)[0]


def spoil(project: Project) -> None:
    """Change whatever a brief shows."""
    project.step("Delete", lambda p: p.claims.delete([claim.id for claim in p.claims.all()[::3]]))
    article = project.articles.ids()[0]
    project.step("Rename", lambda p: p.articles.update([article], headline="Another headline"))
    text = "Before. " + project.articles.text(article)
    places = {claim.id: replace_span(claim.span, 8) for claim in project.claims.of_article(article)}
    project.step("Correct", lambda p: p.corrections.correct(article, text, places))
    tag = project.codebook.read().tags[0]
    project.step("Tag", lambda p: p.codebook.update_tag(tag.id, name="Renamed"))
    brief = project.briefs.all()[0]
    project.step("Write", lambda p: p.briefs.change(brief.id, bottom_line="All is different.", parts=(Part.SOURCES,)))


def replace_span(span, step):
    return replace(span, start=span.start + step, end=span.end + step)


def test_an_issue_is_made_again_byte_for_byte_after_the_project_has_changed(opened, tmp_path) -> None:
    made = issue(opened, tmp_path / "issued.pdf")
    issued = (tmp_path / "issued.pdf").read_bytes()
    assert made.digest == sha256(issued).hexdigest()
    spoil(opened)
    brief = opened.briefs.all()[0]
    drive(write_brief(gather(opened, brief.spec), brief.spec, tmp_path / "now.pdf"))
    assert (tmp_path / "now.pdf").read_bytes() != issued
    again = drive(write_again(opened, made, tmp_path / "again.pdf"))
    assert (again.same, again.difference) == (True, "")
    assert (tmp_path / "again.pdf").read_bytes() == issued


def test_nothing_is_put_in_place_unless_it_was_stored_and_nothing_stored_that_has_no_place(tmp_path) -> None:
    printed, path = Printed(b"%PDF-new", Report(1, 0)), tmp_path / "issued.pdf"
    path.write_bytes(b"%PDF-old")

    def fail() -> None:
        raise KeyError(7)

    with pytest.raises(KeyError):
        put_in_place(printed, path, fail)
    assert put_in_place(printed, path, lambda: None) is None
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"%PDF-old", [path])
    stored: list[int] = []
    with pytest.raises(ExportError):
        put_in_place(printed, tmp_path / "no" / "issued.pdf", lambda: stored.append(1))
    assert stored == []
    assert put_in_place(printed, path, lambda: 5) == 5
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"%PDF-new", [path])


def test_an_issue_that_another_program_made_says_that_its_bytes_differ(opened, tmp_path) -> None:
    made = issue(opened, tmp_path / "issued.pdf")
    again = drive(write_again(opened, replace(made, digest="0" * 64), tmp_path / "again.pdf"))
    assert not again.same
    assert again.difference.startswith(f"The file differs from the one issued, which Pressmark {again.program} made")


def test_a_later_version_of_a_number_supersedes_the_earlier(opened, tmp_path) -> None:
    for number in ("12", "12", "13"):
        issue(opened, tmp_path / "issued.pdf", number=number)
    found = opened.issues.of_brief(opened.briefs.all()[0].id)
    assert [(one.number, one.version, one.state) for one in found] == [
        ("13", 1, IssueState.ISSUED),
        ("12", 2, IssueState.ISSUED),
        ("12", 1, IssueState.SUPERSEDED),
    ]
    opened.undo()
    opened.undo()
    assert opened.undo().touches("brief_issues")
    (first,) = opened.issues.of_brief(opened.briefs.all()[0].id)
    assert first.state is IssueState.ISSUED


def test_the_version_stands_in_the_issue_and_in_the_mark_of_the_next_draft(opened, tmp_path) -> None:
    first = issue(opened, tmp_path / "issued.pdf", number="12", version="", issued="2026-03-12")
    second = issue(opened, tmp_path / "issued.pdf")
    versions = [opened.issues.frozen(one.id).spec.version for one in (first, second)]
    assert versions == ["", "2"]
    brief = opened.briefs.all()[0]
    draft = as_draft(opened, brief.id, brief.spec)
    assert (draft.spec.version, draft.mark) == ("3", "DRAFT v3 · 12 Mar 2026")


def test_a_copy_without_full_texts_says_that_an_issue_cannot_be_made_again(opened, tmp_path) -> None:
    from annotations.store.sharing.copies import CopyChoice

    issue(opened, tmp_path / "issued.pdf")
    target = tmp_path / "copy.pressmark"
    drive(opened.copy(target, CopyChoice(history=False, texts=False)))
    with Project.open(target, read_only=True) as copy:
        (kept,) = copy.issues.of_brief(copy.briefs.all()[0].id)
        assert not kept.kept
        with pytest.raises(AnnotationError, match="does not hold what the issue was made of"):
            drive(write_again(copy, kept, tmp_path / "again.pdf"))


@pytest.mark.parametrize(
    ("typed", "last", "wanted", "printed"),
    [("", 0, 1, ""), ("", 1, 2, "2"), ("v3", 0, 3, "v3"), ("Version 2", 4, 5, "5"), ("final", 0, 1, "final")],
)
def test_the_next_version_is_above_the_last_and_not_below_what_was_typed(typed, last, wanted, printed) -> None:
    spec = BriefSpec(version=typed)
    version = next_version(spec, last)
    assert (version, with_version(spec, version).version) == (wanted, printed)


def test_drafts_carry_their_mark_on_every_page_and_issues_none(sample, tmp_path, flat) -> None:
    import pypdfium2

    mark = draft_mark(2, "2026-03-12")
    path = tmp_path / "draft.pdf"
    drive(write_brief(sample.content, sample.spec, path, draft=mark))
    with pypdfium2.PdfDocument(path) as document:
        pages = [flat(page.get_textpage().get_text_range()) for page in document]
    assert len(pages) == sample.report.pages
    assert all(mark in page for page in pages)
    assert not any("DRAFT" in page for page in sample.texts())


def test_the_next_issue_runs_from_the_last_cut_off_and_carries_the_judgements(opened, tmp_path) -> None:
    last = issue(opened, tmp_path / "issued.pdf", number="12", version="2", cut_off="11 March 2026 18:00 UTC")
    spec = opened.briefs.all()[0].spec
    following = next_issue(spec, last, datetime(2026, 3, 19, 8, 15, tzinfo=UTC))
    assert (following.number, following.version, following.issued) == ("13", "", "")
    assert (following.period_from, following.period_to) == ("2026-03-11", "2026-03-19")
    assert following.cut_off == "2026-03-19T08:15+00:00"
    assert following.follows == last.uid
    assert all(judgement.carried for judgement in following.judgements)
    assert [j.statement for j in following.judgements] == [j.statement for j in spec.judgements]
    assert BriefSpec.from_json(following.to_json()) == following
    assert not following.as_template().follows


@pytest.mark.parametrize(
    ("number", "after"), [("12", "13"), ("2026-09", "2026-10"), ("", "2"), ("A", "A 2"), ("7 (east)", "8 (east)")]
)
def test_numbers_are_raised_where_they_have_their_last_digits(number, after) -> None:
    assert number_after(number) == after
