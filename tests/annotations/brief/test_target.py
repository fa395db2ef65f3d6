"""What happens to the file a brief is written to."""

import gc
from pathlib import Path

import pytest

from annotations.brief import write_brief
from annotations.errors import CancelledError, ExportError
from annotations.progress import Progress, drive

OLD = b"the brief of last week"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "out" / "brief.pdf"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def left(target: Path) -> list[str]:
    return sorted(item.name for item in target.parent.iterdir())


def test_the_old_file_is_replaced_by_the_finished_one(sample, target: Path) -> None:
    seen: list[bytes] = []
    drive(write_brief(sample.content, sample.spec, target), lambda _: seen.append(target.read_bytes()))
    assert set(seen) == {OLD}
    assert target.read_bytes() == sample.path.read_bytes()
    assert left(target) == ["brief.pdf"]


@pytest.mark.parametrize("at", [1, 50, 250, "last"])
def test_cancelling_leaves_the_old_file_and_nothing_else(sample, target: Path, at: int | str) -> None:
    def cancel(progress: Progress) -> None:
        if progress.done == (progress.total if at == "last" else at):
            raise CancelledError

    with pytest.raises(CancelledError):
        drive(write_brief(sample.content, sample.spec, target), cancel)
    assert gc.isenabled()
    assert target.read_bytes() == OLD
    assert left(target) == ["brief.pdf"]


def test_closing_the_work_under_way_cleans_up(sample, target: Path) -> None:
    work = write_brief(sample.content, sample.spec, target)
    next(work)
    assert len(left(target)) == 2
    assert not gc.isenabled()
    work.close()
    assert gc.isenabled()
    assert left(target) == ["brief.pdf"]


def test_progress_comes_often_and_reaches_the_end(sample, target: Path) -> None:
    seen: list[Progress] = []
    drive(write_brief(sample.content, sample.spec, target), seen.append)
    assert len(seen) > 2 * len(sample.content.claims)
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert seen[-1].done == seen[-1].total
    assert {"Front page", "List of claims", "Annotated articles"} <= {p.label for p in seen}


def test_a_full_disk_is_told_and_leaves_the_old_file(sample, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ExportError, match="Make room") as error:
        drive(write_brief(sample.content, sample.spec, target))
    assert error.value.path == target
    assert target.read_bytes() == OLD
    assert left(target) == ["brief.pdf"]


def test_a_folder_in_its_place_is_told(sample, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="another name"):
        drive(write_brief(sample.content, sample.spec, tmp_path))


def test_a_missing_folder_is_told_before_any_work(sample, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="folder that exists"):
        next(write_brief(sample.content, sample.spec, tmp_path / "none" / "brief.pdf"))


def test_a_target_that_cannot_be_replaced_is_told(sample, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, _: Path(path) != target)
    with pytest.raises(ExportError, match="may write to"):
        next(write_brief(sample.content, sample.spec, target))
    assert target.read_bytes() == OLD


def test_a_fault_of_the_program_leaves_the_old_file(sample, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("annotations.brief.sheet.Sheet.finish", broken)
    with pytest.raises(ZeroDivisionError):
        drive(write_brief(sample.content, sample.spec, target))
    assert target.read_bytes() == OLD
    assert left(target) == ["brief.pdf"]
