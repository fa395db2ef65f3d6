"""What is dropped is stored or told of, as one step."""

import logging
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import intake
from annotations.articles import Batch
from annotations.errors import CancelledError
from annotations.importers.draft import Draft
from annotations.importers.reading import read_files
from annotations.intake import Intake, bring_in
from annotations.project import Project
from annotations.spans import Span

TEXTS = st.sampled_from(["The port opened", "The bank spoke", "The council met"])
OUTLETS = st.sampled_from(["", "The Example Courier", "the example courier", "The Example Herald"])
BAD = st.sampled_from([b"", b"\x7fELF" + bytes(100), b"%PDF-1.4 broken", b"PK\x03\x04" + bytes(60), None])
FILES = st.lists(st.one_of(st.tuples(TEXTS, OUTLETS), BAD), min_size=1, max_size=12)


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "week.pressmark") as made:
        yield made


def write(folder: Path, files: list[tuple[str, str] | bytes | None]) -> list[Path]:
    """Good files of text and outlet, bad ones of bytes, and names of files that are not there."""
    paths = [folder / f"{place}.txt" for place in range(len(files))]
    for path, file in zip(paths, files, strict=True):
        if isinstance(file, bytes):
            path.write_bytes(file)
        elif file:
            text, outlet = file
            head = f"Headline: {text}\nLanguage: en\n" + (f"Outlet: {outlet}\n" if outlet else "")
            path.write_text(f"{head}\n{text} on Thursday.\n", encoding="utf-8")
    return paths


def taken_in(project: Project, paths: list[Path], **options: object) -> Intake:
    """As the command line does it, but read in this process."""
    with patch.object(intake, "read_files", partial(read_files, workers=0)):
        return bring_in(project, paths, **options)


def stored(project: Project) -> list[tuple[str, str]]:
    """Text and outlet of every article."""
    return sorted((project.articles.text(a.id), a.outlet) for a in project.articles.rows(project.articles.ids()))


@given(FILES, FILES, st.data())
@settings(max_examples=40)
def test_every_file_is_accounted_for_once_and_undo_takes_all_back(tmp_path_factory, first, second, data) -> None:
    folder = tmp_path_factory.mktemp("drop")
    with Project.create(folder / "week.pressmark") as project:
        (folder / "one").mkdir()
        (folder / "two").mkdir()
        taken_in(project, write(folder / "one", first))
        before, label = stored(project), project.undo_label
        paths = write(folder / "two", second)
        report = taken_in(project, [*paths, *data.draw(st.lists(st.sampled_from(paths), max_size=3))])

        assert [item.path for item in report.found] == paths
        good = [isinstance(file, tuple) for file in second]
        assert [bool(item.drafts) for item in report.found] == good
        assert [bool(item.error and item.remedy) for item in report.found] == [not fine for fine in good]
        told = report.as_data()
        assert [Path(item["file"]).name for item in told["articles"]] == [
            path.name for path, fine in zip(paths, good, strict=True) if fine
        ]
        assert len(told["failed"]) == len(report.failures) == good.count(False)

        after = stored(project)
        assert len(after) == len(before) + report.stored == len(before) + told["stored"]
        assert {text for text, _ in after} >= {
            f"{file[0]}\n{file[0]} on Thursday." for file in second if isinstance(file, tuple)
        }
        assert len({(text, outlet.casefold()) for text, outlet in after}) == len(after)
        assert project.check() == []
        if report.stored:
            assert project.undo_label.startswith(f"Import {report.stored} article")
            project.undo()
        assert (stored(project), project.undo_label) == (before, label)
        if report.stored:
            project.redo()
            assert stored(project) == after
        assert taken_in(project, paths).stored == 0


def test_cancelling_stores_nothing_whenever_it_comes(project: Project, tmp_path: Path) -> None:
    paths = write(tmp_path, [("One", "A"), ("Two", "A"), ("Three", "B")])
    calls = []
    taken_in(project, paths, on_progress=calls.append)
    project.undo()
    for stop in range(len(calls)):
        left = iter(range(stop))

        def give_up(_progress: object, left=left) -> None:
            if next(left, None) is None:
                raise CancelledError

        with pytest.raises(CancelledError):
            taken_in(project, paths, on_progress=give_up)
        assert stored(project) == []


def test_the_same_text_of_another_outlet_is_stored_behind_a_copy_of_unknown_outlet(
    project: Project, tmp_path: Path
) -> None:
    report = taken_in(project, write(tmp_path, [("One", "Courier"), ("One", ""), ("One", "Herald")]))
    assert [twin is None for twin in report.twins] == [True, False, True]
    assert [outlet for _, outlet in stored(project)] == ["Courier", "Herald"]


def test_an_outlet_for_all_that_name_none(project: Project, tmp_path: Path) -> None:
    taken_in(project, write(tmp_path, [("One", ""), ("Two", "Courier")]), default_outlet="Herald")
    assert [outlet for _, outlet in stored(project)] == ["Herald", "Courier"]


def test_a_fault_of_the_program_stands_in_the_report_for_programs(project: Project, tmp_path: Path, caplog) -> None:
    with patch("annotations.importers.registry.recognise", side_effect=ZeroDivisionError):
        report = taken_in(project, write(tmp_path, [("One", "")]))
    assert "ZeroDivisionError" in report.as_data()["failed"][0]["fault"]
    assert "ZeroDivisionError" not in report.failures[0]
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    caplog.clear()


# -- newer versions


def page(folder: Path, name: str, *sentences: str) -> Path:
    path = folder / name
    head = "Headline: The ferry\nOutlet: The Example Courier\nURL: https://courier.example/ferry\nLanguage: en\n"
    path.write_text(f"{head}\nThe ferry\n\n{' '.join(sentences)}\n", encoding="utf-8")
    return path


SENTENCES = (
    "The ferry crossed the strait on Monday with nobody at the wheel, the harbour said.",
    "Two passengers noticed it and went on reading the newspaper of the day before.",
    "The harbour will look into it until the end of the month and then report.",
)


@pytest.fixture
def earlier(tmp_path, project) -> int:
    """The article of a page, with two claims."""
    taken_in(project, [page(tmp_path, "one.txt", *SENTENCES)])
    (article,) = project.articles.ids()
    text = project.articles.text(article)
    project.step("Coder", lambda p: setattr(p, "coder_id", p.coders.ensure("Anna Lindqvist", "AL")))
    for words in ("The ferry crossed the strait", "Two passengers noticed it"):
        span = Span(text.index(words), text.index(words) + len(words))
        project.step("Mark", partial(lambda p, where: p.claims.add(article, where), where=span))
    return article


def test_a_newer_version_is_kept_beside_the_one_before_unless_it_is_to_replace_it(tmp_path, project, earlier) -> None:
    newer = page(tmp_path, "two.txt", SENTENCES[0], "Nobody noticed.", SENTENCES[2])
    report = taken_in(project, [newer])
    assert report.as_data()["articles"][0]["newer_version_of"]["replaced"] is False
    assert "which is kept beside it" in report.as_text()
    assert len(project.claims.of_article(earlier)) == 2
    project.undo()
    report = taken_in(project, [newer], replace_older=True)
    told = report.as_data()["articles"][0]["newer_version_of"]
    assert (told["id"], told["headline"], told["same_address"], told["replaced"]) == (earlier, "The ferry", True, True)
    assert (told["claims_moved"], told["claims_unplaced"]) == (1, [2])
    assert "without a place in it: claim 2" in report.as_text()
    assert [claim.number for claim in project.claims.of_article(earlier)] == [2]
    project.undo()
    assert len(project.claims.of_article(earlier)) == 2


STORY = " ".join(f"word{number}" for number in range(200))


def wire(folder: Path, outlet: str, text: str, day: str = "2026-03-12") -> Path:
    path = folder / f"{outlet}.txt"
    path.write_text(f"Headline: In {outlet}\nLanguage: en\nOutlet: {outlet}\nDate: {day}\n\n{text}\n", encoding="utf-8")
    return path


def test_near_copies_become_a_group_and_the_report_says_so(project, tmp_path) -> None:
    first = [wire(tmp_path, "Agency", STORY), wire(tmp_path, "Courier", f"{STORY} And more.", "2026-03-13")]
    report = taken_in(project, [*first, wire(tmp_path, "Herald", " ".join(f"x{n}" for n in range(200)))])
    ids = {a.outlet: a.id for a in project.articles.rows(project.articles.ids())}
    assert project.groups.of(ids["Courier"]).lead.id == ids["Agency"]
    assert project.groups.of(ids["Herald"]) is None
    assert "wire copy of “In Agency” in Agency, grouped with it" in report.as_text()
    assert "leads 1 wire copy" in report.as_text()
    assert report.as_text().endswith("3 articles stored, 1 wire copy of others among them")
    data = {entry["outlet"]: entry for entry in report.as_data()["articles"]}
    assert data["Courier"]["copy_of"] == {"id": ids["Agency"], "headline": "In Agency", "outlet": "Agency"}
    assert (data["Agency"]["copies"], data["Herald"]["copy_of"], report.as_data()["wire_copies"]) == (1, None, 1)

    later = taken_in(project, [wire(tmp_path, "Observer", f"By our staff\n{STORY}", "2026-03-14")])
    assert "wire copy of “In Agency”" in later.as_text(), "an import joins the group that is there"
    assert len(project.groups.of(ids["Agency"]).copies) == 2
    assert project.undo_label == "Import 1 article"
    project.undo()
    assert len(project.groups.of(ids["Agency"]).copies) == 1


def test_copies_stay_by_themselves_where_that_is_wanted(project, tmp_path) -> None:
    files = [wire(tmp_path, "Agency", STORY), wire(tmp_path, "Courier", STORY)]
    report = taken_in(project, files, group_copies=False)
    assert project.groups.all() == []
    assert report.leads == {}


def test_what_a_person_decided_in_the_preview_goes_before_what_is_found(project) -> None:
    drafts = [Draft(text, outlet=f"Outlet {n}") for n, text in enumerate((STORY, STORY, "Something else entirely."))]
    work = partial(intake.store_drafts, drafts=drafts, replacing={}, batch=Batch(), keep_originals=False)
    stored = project.step("Import", lambda p: work(p, groups=[(2, 1)])).value
    assert [(one.lead_id, one.copy_ids) for one in stored.grouped] == [(stored.ids[2], (stored.ids[1],))]
    assert project.groups.of(stored.ids[0]) is None
