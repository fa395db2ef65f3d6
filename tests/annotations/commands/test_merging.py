"""The commands that make one of two copies, as a person calls them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotations.cli import pressmark
from annotations.importers.draft import Draft
from annotations.merging_sections import Part
from annotations.project import Project
from annotations.sample import write_sample

KEYS = {"name", "number", "merged_at", "nothing", "other_project", "excerpts", "notes", "counts"}
LINE_KEYS = {"what", "here", "there", "outcome", "conflict", "claim_uid", "article_uid", "uids", "words"}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call a command in the folder of the sample project."""
    write_sample(tmp_path).rename(tmp_path / "ours.pressmark")
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> Result:
        return CliRunner().invoke(pressmark, list(words), catch_exceptions=False)

    return call


@pytest.fixture
def theirs(run) -> Path:
    """A copy, in which another comment stands on the first claim than meanwhile in ours, and one claim more."""
    assert run("share", "ours.pressmark", "-o", "boris.pressmark").exit_code == 0
    comment("ours.pressmark", "Ours \u202eturned\x1b[31m")
    comment("boris.pressmark", "Theirs")
    with Project.open(Path("boris.pressmark")) as copy:
        copy.coder_id = copy.coders.all()[0].id
        first = copy.claims.all()[0]
        copy.step("Claim", lambda p: p.claims.add(first.article_id, first.span))
    return Path("boris.pressmark")


OLDER = sorted((Path(__file__).parents[2] / "projects").glob("version-*.pressmark"))


@pytest.mark.parametrize("older", OLDER, ids=[path.stem for path in OLDER])
def test_a_dry_run_looks_at_a_project_of_an_older_format_and_leaves_it_so(run, older, tmp_path) -> None:
    ours, theirs = (Path(shutil.copy(older, tmp_path / name)) for name in ("older.pressmark", "theirs.pressmark"))
    comment(str(theirs), "Theirs")
    before = ours.read_bytes()
    done = run("merge", ours.name, theirs.name, "--dry-run", "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["counts"]["claims"]["changed"] == 1
    assert ours.read_bytes() == before


def comment(path: str, text: str) -> None:
    with Project.open(Path(path)) as project:
        first = project.claims.all()[0].id
        project.step("Comment", lambda p: p.claims.update(first, comment=text))


def state(path: str) -> tuple[int, str, str]:
    """The number of claims, the first one's comment, and what undo would take back."""
    with Project.open(Path(path), read_only=True) as project:
        return project.claims.count(), project.claims.all()[0].comment, project.undo_label


def test_a_dry_run_reports_and_writes_nothing(run, theirs) -> None:
    before, others = state("ours.pressmark"), theirs.read_bytes()
    done = run("merge", "ours.pressmark", "boris.pressmark", "--dry-run")
    assert done.exit_code == 0
    assert done.stdout.startswith("Merge “boris”\n1 claim")
    assert "Changed on both sides (1)" in done.stdout
    assert "· comment: here Ours " in done.stdout
    assert "there Theirs" in done.stdout
    assert "\x1b" not in done.stdout
    assert state("ours.pressmark") == before
    assert theirs.read_bytes() == others
    assert run("merges", "ours.pressmark").stdout == "None yet\n"


def test_merging_is_one_step_reported_kept_and_done_once(run, theirs) -> None:
    count, _, _ = state("ours.pressmark")
    others = theirs.read_bytes()
    done = run("merge", "ours.pressmark", "boris.pressmark")
    assert done.exit_code == 0
    assert done.stdout.startswith("Merged “boris”\n")
    assert state("ours.pressmark") == (count + 1, "Theirs", "Merge boris")
    assert theirs.read_bytes() == others
    listed = run("merges", "ours.pressmark")
    assert "boris" in listed.stdout
    number = json.loads(run("merges", "ours.pressmark", "--json").stdout)[0]["number"]
    assert run("merges", "ours.pressmark", str(number)).stdout == done.stdout
    again = run("merge", "ours.pressmark", "boris.pressmark")
    assert again.exit_code == 0
    assert again.stdout.startswith("Nothing to merge\n")
    assert state("ours.pressmark")[2] == "Merge boris"
    with Project.open(Path("ours.pressmark")) as ours:
        ours.undo()
    assert state("ours.pressmark")[0] == count
    assert run("merges", "ours.pressmark").stdout == "None yet\n"


def test_json_has_every_section_whatever_is_in_them(run, theirs) -> None:
    for words in (("--dry-run",), ()):
        data = json.loads(run("merge", "ours.pressmark", "boris.pressmark", "--json", *words).stdout)
        assert set(data) == KEYS | {"sections"}
        assert list(data["sections"]) == [part.value for part in Part]
        (both,) = data["sections"]["changed_on_both_sides"]["lines"]
        assert set(both) == LINE_KEYS
        assert (both["there"], both["conflict"]) == ("Theirs", 0)
        assert data["counts"]["claims"]["added"] == 1
        assert bool(data["merged_at"]) == (not words)
    data = json.loads(run("merge", "ours.pressmark", "boris.pressmark", "--json").stdout)
    assert data["nothing"] is True


def test_a_report_that_is_not_there_is_told(run) -> None:
    done = run("merges", "ours.pressmark", "7")
    assert done.exit_code == 1
    assert "There is no report 7" in done.stderr


def not_sqlite(path: Path) -> None:
    path.write_text("Dear Anna, " * 100)


def cut_in_half(path: Path) -> None:
    data = Path("boris.pressmark").read_bytes()
    path.write_bytes(data[: len(data) // 2])


def itself(path: Path) -> None:
    path.symlink_to(Path("ours.pressmark").absolute())


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (not_sqlite, "not a Pressmark project"),
        (cut_in_half, "damaged"),
        (itself, "itself"),
        (lambda _: None, "no such file"),
    ],
)
def test_what_cannot_be_merged_is_one_line_and_changes_nothing(run, theirs, make, said) -> None:
    make(Path("bad.pressmark"))
    before = state("ours.pressmark")
    for words in (("--dry-run",), ()):
        done = run("merge", "ours.pressmark", "bad.pressmark", *words)
        assert done.exit_code == 1
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
        assert done.stdout == ""
    assert state("ours.pressmark") == before


def test_a_copy_that_somebody_works_in_is_read_beside_them(run, theirs) -> None:
    shutil.copy(theirs, "other.pressmark")
    with Project.open(Path("other.pressmark")) as busy:
        done = run("merge", "ours.pressmark", "other.pressmark")
        assert done.exit_code == 0
        assert not busy.read_only


def test_another_project_is_merged_only_if_that_is_said(run, tmp_path) -> None:
    with Project.create(tmp_path / "another.pressmark", coder=("Vera Stahl", "VS")) as another:
        another.step("Import", lambda p: p.articles.add(Draft("The gulls laughed.", headline="Gulls")))
    before = state("ours.pressmark")
    refused = run("merge", "ours.pressmark", "another.pressmark")
    assert refused.exit_code == 1
    assert "another.pressmark: This is another project" in refused.stderr
    assert "--another-project" in refused.stderr
    assert state("ours.pressmark") == before
    looked = run("merge", "ours.pressmark", "another.pressmark", "--dry-run")
    assert "Merge it only if that is what you want." in looked.stdout
    done = run("merge", "ours.pressmark", "another.pressmark", "--another-project")
    assert done.exit_code == 0
    assert "Article “Gulls”" in done.stdout


def test_a_copy_of_an_older_format_is_merged_and_stays_as_it_is(run, tmp_path) -> None:
    released = Path(__file__).parents[2] / "projects" / "version-4.pressmark"
    ours, theirs = (Path(shutil.copy(released, tmp_path / name)) for name in ("new.pressmark", "old.pressmark"))
    with Project.open(ours) as project:
        first = project.claims.all()[0].id
        project.step("Comment", lambda p: p.claims.update(first, comment="Later"))
    before = theirs.read_bytes()
    done = run("merge", "new.pressmark", "old.pressmark")
    assert done.exit_code == 0
    assert done.stdout.startswith("Nothing to merge\n")
    assert theirs.read_bytes() == before
