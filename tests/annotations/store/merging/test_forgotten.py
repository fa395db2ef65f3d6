"""What is kept for the next merge, and to take one back, goes once nothing can ask for it."""

from annotations.project import Project
from annotations.store.undo import steplog
from tests.annotations.store.merging.conftest import THIRD, article, head_and_member, merge, named, put_under


def rename(project: Project, text: str, *names: str) -> None:
    for name in names:
        project.step("Name author", lambda p, n=name: p.articles.update([article(p, text)], author=n))


def count(project: Project, table: str) -> int:
    return project._store.value(f"SELECT count(*) FROM {table}")


def test_what_earlier_writes_said_does_not_pile_up(in_a_circle, monkeypatch) -> None:
    monkeypatch.setattr(steplog, "KEPT_STEPS", 6)
    anna, boris = in_a_circle(2)
    merge(anna, boris)
    head, _ = head_and_member(anna)
    right, sizes = named(anna), []
    for n in range(5):
        for project, other in ((anna, boris), (boris, anna)):
            rename(project, head, *(f"{project.path.stem}{n}{k}" for k in range(3)))
            merge(other, project)
        sizes.append((count(anna, "emptied"), count(boris, "emptied")))
        assert named(anna) == named(boris) == right
    assert sizes[-1] == sizes[-2] == sizes[-3]


def test_merges_are_taken_back_and_done_again_with_what_was_kept_for_them(in_a_circle) -> None:
    anna, boris, cleo = in_a_circle(3)
    merge(anna, boris)
    head, member = head_and_member(anna)
    right = named(anna)
    rename(anna, head, "A. Writer")
    rename(boris, member, "B. Writer")
    merge(anna, boris)
    rename(anna, head, "C. Writer")
    rename(boris, member, "D. Writer")
    merge(anna, boris)
    while anna.undo_label:
        anna.undo()
    while anna.redo_label:
        anna.redo()
    assert named(anna) == right
    put_under(cleo, THIRD, member)
    merge(anna, cleo)
    assert named(anna)[head[:3]] == "Thi"
    assert anna.check() == []


def test_the_clocks_of_a_merge_go_when_it_can_no_more_be_taken_back(in_a_circle, monkeypatch) -> None:
    anna, boris = in_a_circle(2)
    merge(anna, boris)
    head, _ = head_and_member(anna)
    anna.undo()
    rename(boris, head, "B. Writer")
    anna.redo()
    merge(anna, boris)
    assert anna._store.column("SELECT DISTINCT merge_id FROM merge_stamps") == [1, 2]
    monkeypatch.setattr(steplog, "KEPT_STEPS", 2)
    rename(anna, head, "A. Writer", "C. Writer", "D. Writer")
    rename(boris, head, "E. Writer")
    before = anna._store.rows("SELECT uid, hlc, replica_id, author FROM articles ORDER BY id")
    merge(anna, boris)
    assert anna._store.column("SELECT DISTINCT merge_id FROM merge_stamps") == [3]
    anna.undo()
    assert anna._store.rows("SELECT uid, hlc, replica_id, author FROM articles ORDER BY id") == before
