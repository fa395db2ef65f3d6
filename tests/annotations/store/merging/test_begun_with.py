"""Projects that began with one codebook and never heard of each other: merging takes back nothing changed in it."""

import shutil
from dataclasses import replace
from pathlib import Path

from annotations.codebook_file import shipped_codebook
from annotations.importers.draft import Draft
from annotations.merging import MergeReport
from annotations.progress import drive
from annotations.project import Project
from annotations.spans import Span
from tests.annotations.store.merging.conftest import merge


def test_the_codebook_that_another_project_began_with_takes_nothing_back(copies, folder) -> None:
    (anna,) = copies(1)
    renamed, gone, coded = [tag for tag in anna.codebook.read().tags if not tag.is_none][:3]
    anna.step("Rename", lambda p: p.codebook.update_tag(renamed.id, name="Our own name"))
    anna.step("Delete", lambda p: p.codebook.merging.delete([gone.id, coded.id]))
    with Project.create(folder / "another.pressmark", coder=("Zoe", "Z")) as another:
        article = another.step("Import", lambda p: p.articles.add(Draft(text="Of another project."))).value
        claim = another.step("Mark", lambda p: p.claims.add(article, Span(0, 2))).value
        its = next(tag.id for tag in another.codebook.read().tags if tag.uid == coded.uid)
        another.step("Tag", lambda p: p.claims.tag(claim, its))
        report = merge(anna, another)
        assert merge(anna, another).nothing
    names = {tag.uid: tag.name for tag in anna.codebook.read().tags}
    assert names[renamed.uid] == "Our own name"
    assert gone.uid not in names
    assert names[coded.uid] == coded.name, "it is needed"
    assert report.conflicts == ()
    assert report.count("tags").changed == 0


def test_a_project_made_like_another_takes_nothing_back_either(copies, folder) -> None:
    anna, boris = copies(2)
    first, second, *_ = [tag for tag in anna.codebook.read().tags if not tag.is_none]
    anna.step("Rename", lambda p: p.codebook.update_tag(second.id, name="Anna's name"))
    boris.step("Rename", lambda p: p.codebook.update_tag(first.id, name="Boris's name"))
    with Project.create(folder / "like.pressmark", coder=("Zoe", "Z"), like=anna) as like:
        merge(boris, like)
    names = {tag.uid: tag.name for tag in boris.codebook.read().tags}
    assert (names[first.uid], names[second.uid]) == ("Boris's name", "Anna's name")


def test_of_two_wordings_that_projects_began_with_both_come_to_the_same(folder) -> None:
    shipped = shipped_codebook()
    first, *others = shipped.tags["framing"]
    later = replace(shipped, tags={**shipped.tags, "framing": (replace(first, definition="Said otherwise."), *others)})
    opened = [Project.create(folder / f"{n}.pressmark", codebook) for n, codebook in enumerate((shipped, later))]
    before = [contents(project) for project in opened]
    others = [Path(shutil.copy(project.path, folder / f"copy-{project.path.name}")) for project in opened]
    for project, other in zip(opened, reversed(others), strict=True):
        project.step("Merge", lambda p, o=other: p.merging.apply(drive(p.merging.look(o))))
        assert merge_of(project, other).nothing
    after = [contents(project) for project in opened]
    heard = [Project.open(path) for path in others]
    for project, other in zip(heard, opened, strict=False):
        merge(project, other)
    after += [contents(project) for project in heard]
    for project in (*opened, *heard):
        project.close()
    assert before[0] != before[1]
    assert all(one == after[0] for one in after)
    assert after[0] in before


def merge_of(project: Project, path: Path) -> MergeReport:
    """What merging a file would do."""
    return drive(project.merging.look(path)).report


def contents(project: Project) -> list[tuple[str, str]]:
    """The tags' uids and definitions."""
    return sorted((tag.uid, tag.definition) for tag in project.codebook.read().tags)
