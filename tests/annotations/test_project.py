"""The project as the one object the outside holds."""

import subprocess
import sys
from concurrent.futures import Future
from pathlib import Path

import pytest

from annotations.codebook_file import shipped_codebook
from annotations.errors import AnnotationError, ProjectFileError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.store.format.schema import VERSION

pytestmark = pytest.mark.made_anew


def test_a_new_project_has_the_default_codebook_and_its_first_coder(project, path) -> None:
    file = shipped_codebook()
    codebook = project.codebook.read()
    assert [d.key for d in codebook.dimensions] == [d.key for d in file.dimensions]
    for dimension in codebook.dimensions:
        keys = [tag.key for tag in codebook.tags_of(dimension.id)]
        assert keys == [*(tag.key for tag in file.tags[dimension.key]), "none"]
        assert codebook.none_tag(dimension.id).is_none
    assert project.coders.get(project.coder_id).name == "Anna Lindqvist"
    assert (project.path, project.read_only, project.read_only_reason) == (path, False, "")
    assert project.history.entries() == []


def test_definitions_parents_types_and_aliases_are_stored_as_shipped(project) -> None:
    file, codebook = shipped_codebook(), project.codebook.read()
    for dimension in codebook.dimensions:
        stored = {tag.key: tag for tag in codebook.tags_of(dimension.id)}
        for tag in file.tags[dimension.key]:
            found = stored[tag.key]
            for field in ("name", "short", "definition", "use", "dont_use", "example", "value", "aliases", "source"):
                assert getattr(found, field) == getattr(tag, field), (tag.key, field)
            parent = file.parents.get((dimension.key, tag.key))
            assert (codebook.tag(found.parent_id).key if found.parent_id else None) == parent
    assert codebook.by_key("actors").types == file.dimensions[1].types
    assert codebook.by_key("actors").roles == file.dimensions[1].roles


def test_installing_a_codebook_again_changes_nothing(project) -> None:
    before = project.codebook.read()
    assert project.step("Install", lambda p: p.codebook.install(shipped_codebook())).changes.empty
    assert project.codebook.read() == before


def test_a_tag_is_added_before_none_of_these_and_found_at_once(project) -> None:
    framing = project.codebook.read().by_key("framing").id

    def work(p) -> tuple[int, str]:
        tag = p.codebook.add_tag(framing, "  Moral   panic ", aliases=("Alarm",), definition="New")
        return tag, p.codebook.read().tag(tag).name

    tag, name = project.step("Create tag", work).value
    assert name == "Moral panic"
    codebook = project.codebook.read()
    assert [item.key for item in codebook.tags_of(framing)][-1] == "none"
    assert codebook.tags_of(framing)[-2].id == tag
    assert codebook.find(framing, "alarm").id == tag
    assert codebook.tag(tag).colour
    assert codebook.tag(tag).uid not in {item.uid for item in codebook.tags if item.id != tag}


@pytest.mark.parametrize("name", ["", " \n", "sanctions AND restrictions", "None of these"])
def test_a_tag_needs_a_name_that_is_free(project, name: str) -> None:
    framing = project.codebook.read().by_key("framing").id
    with pytest.raises(AnnotationError) as raised:
        project.step("Create tag", lambda p: p.codebook.add_tag(framing, name))
    assert raised.value.remedy
    assert project.undo_label == ""


def test_a_tag_is_renamed_unless_the_name_is_taken(project) -> None:
    framing = project.codebook.read().by_key("framing").id
    tag = project.step("Create tag", lambda p: p.codebook.add_tag(framing, "Panic")).value
    project.step("Rename", lambda p: p.codebook.update_tag(tag, name="PANIC", use="Sparingly"))
    assert (project.codebook.read().tag(tag).name, project.codebook.read().tag(tag).use) == ("PANIC", "Sparingly")
    with pytest.raises(AnnotationError, match="in the codebook already"):
        project.step("Rename", lambda p: p.codebook.update_tag(tag, name="Brain drain"))
    with pytest.raises(TypeError, match="uid"):
        project.step("Rename", lambda p: p.codebook.update_tag(tag, uid="x"))


def test_an_alias_is_kept_once(project) -> None:
    tag = project.codebook.read().find(project.codebook.read().by_key("actors").id, "the West").id
    for _ in range(2):
        project.step("Alias", lambda p: p.codebook.add_alias(tag, " Запад "))
    project.step("Alias", lambda p: p.codebook.add_alias(tag, "  "))
    assert project.codebook.read().tag(tag).aliases.count("Запад") == 1
    assert "" not in project.codebook.read().tag(tag).aliases


def test_a_project_can_start_without_anybody(path) -> None:
    with Project.create(path) as project:
        assert project.coder_id == 0
        assert project.coders.all() == []
        assert project.coders.agreed().name == "Agreed"


def test_a_coder_without_a_name_stops_the_making_and_leaves_nothing(path) -> None:
    with pytest.raises(AnnotationError, match="needs a name"):
        Project.create(path, coder=(" ", ""))
    assert list(path.parent.iterdir()) == []


def test_a_project_opened_for_reading_says_why_it_cannot_be_written(project, path, add_article) -> None:
    add_article()
    project.close()
    with Project.open(path, read_only=True) as reading:
        assert reading.read_only
        assert reading.read_only_reason == "It was opened for reading only"
        assert len(reading.articles.ids()) == 1
        assert reading.undo_label == "Add article"
        assert reading.check() == []
        for call in (lambda: reading.step("x", lambda p: None), lambda: reading.submit("x", lambda p: None)):
            with pytest.raises(ProjectFileError, match="open for reading only") as raised:
                call()
            assert raised.value.remedy == "Work on a copy"
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_step_can_be_queued_without_waiting(project) -> None:
    future = project.submit("Add", lambda p: p.articles.add(Draft(text="A text")), initiator="me")
    assert isinstance(future, Future)
    outcome = future.result(20)
    assert outcome.changes.initiator == "me"
    assert project.articles.get(outcome.value).length == 6


def test_the_history_says_who_did_what(project, add_article) -> None:
    add_article()
    entry = project.history.entries()[0]
    assert (entry.label, entry.state, entry.coder_id) == ("Add article", "done", project.coder_id)
    assert entry.at.endswith("+00:00")
    project.undo()
    assert project.history.entries()[0].state == "undone"
    for n in range(5):
        add_article(f"text {n}")
    assert len(project.history.entries(3)) == 3


def test_opening_a_project_does_not_load_the_library_that_makes_them(project, path) -> None:
    project.close()
    code = (
        "import sys; from pathlib import Path; from annotations.project import Project\n"
        "Project.open(Path(sys.argv[1])).close()\n"
        "print([name for name in ('sqlite_utils', 'numpy', 'spacy', 'reportlab', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


FIXTURES = Path(__file__).parent.parent / "projects"


def test_there_is_a_file_of_every_version_of_the_format() -> None:
    assert {path.name for path in FIXTURES.glob("*.pressmark")} == {
        f"version-{n + 1}.pressmark" for n in range(VERSION)
    }


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.glob("*.pressmark")))
def test_a_file_of_every_version_opens_with_all_that_is_in_it(name: str, tmp_path) -> None:
    path = tmp_path / name
    path.write_bytes((FIXTURES / name).read_bytes())
    with Project.open(path) as project:
        assert project.check() == []
        articles = project.articles.rows(project.articles.ids())
        assert [article.headline for article in articles] == ["Министр ответил", "The minister answered 😀"]
        claims = project.claims.all()
        assert [(claim.number, claim.quote) for claim in claims] == [(1, "We begin late"), (3, "Мы начинаем поздно")]
        codebook = project.codebook.read()
        names = {coder.id: coder.initials for coder in project.coders.all()}
        assert {
            (codebook.tag(tagging.tag_id).key, tagging.role, names[tagging.coder_id]) for tagging in claims[0].taggings
        } == {("catching-up", "", "AL"), ("mixed", "", "AL"), ("neutral", "", "BO"), ("unnamed", "speaker", "AL")}
        assert (claims[0].note, claims[1].translation) == ("ask her", "We begin late")
        assert codebook.find(codebook.by_key("framing").id, "alarm").name == "Moral panic"
        assert project.briefs.all()[0].spec.title == "Week 11"
        assert project.outlets.all()[0].aliases == ("Courier Online",)
        assert [entry.label for entry in project.history.entries()][:2] == ["Delete claim", "Edit note"]


def test_what_was_undone_in_a_file_of_this_version_is_done_again_and_undone(tmp_path) -> None:
    path = tmp_path / "present.pressmark"
    path.write_bytes((FIXTURES / f"version-{VERSION}.pressmark").read_bytes())
    with Project.open(path) as project:
        assert (project.undo_label, project.redo_label) == ("Edit note", "Delete claim")
        project.redo()
        assert [claim.number for claim in project.claims.all()] == [3]
        for _ in range(4):
            project.undo()
        assert project.check() == []
