"""Whatever is overwritten or cut off: what can be read is recovered, the rest is named, and nothing is made up."""

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import CancelledError, DamagedFileError, ProjectFileError
from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from annotations.recovery import RecoveryReport
from annotations.spans import Span
from annotations.store.repair import recovery
from annotations.store.repair.recovery import recover

ARTICLES, CLAIMS = 60, 150
IN_A_CHILD = recovery.answers
WORDS = ["the", "minister", "bank", "council", "said", "that", "national", "model", "data", "plan", "talent", "abroad"]
PAGE = 4096


@pytest.fixture(autouse=True)
def here(monkeypatch) -> None:
    """Without a child process, which takes longer to start than these files to be recovered."""
    monkeypatch.setattr(recovery, "answers", recovery.work_on)


def text(number: int) -> str:
    chance = random.Random(number)
    return f"Headline {number}\n" + " ".join(chance.choices(WORDS, k=chance.randint(200, 1500)))


@pytest.fixture(scope="session")
def sound(tmp_path_factory) -> Path:
    """A closed project with articles, claims, tags and steps."""
    path = tmp_path_factory.mktemp("sound") / "week.pressmark"
    with Project.create(path, coder=("Anna", "A")) as project:
        drafts = [Draft(text(n), headline=f"Headline {n}", outlet=f"Outlet {n % 7}") for n in range(ARTICLES)]
        project.step("Import", lambda p: p.articles.add_all(drafts))
        articles, chance = sorted(project.articles.ids()), random.Random(1)
        tags = [tag.id for tag in project.codebook.read().tags if tag.key in ("sanctions", "catching-up", "neutral")]

        def code(p: Project) -> None:
            for n in range(CLAIMS):
                start = chance.randrange(0, 900)
                claim = p.claims.add(articles[n % ARTICLES], Span(start, start + 60))
                p.claims.tag(claim, tags[n % len(tags)])
                p.claims.update(claim, note=f"note {n} " * 20)

        project.step("Code", code)
    return path


def truth(path: Path) -> dict[str, dict[object, tuple[object, ...]]]:
    """What the tables of people hold, by what identifies a row."""
    queries = {
        "articles": "SELECT uid, headline, outlet, text FROM v_articles",
        "claims": "SELECT number, quote, note, start FROM v_claims",
        "taggings": "SELECT number || tag, role, coder FROM v_taggings",
    }
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return {name: {row[0]: row[1:] for row in connection.execute(sql)} for name, sql in queries.items()}


def recovered(damaged: Path, target: Path) -> RecoveryReport:
    before = damaged.read_bytes()
    report = drive(recover(damaged, target))
    assert damaged.read_bytes() == before
    with Project.open(target) as project:
        assert project.check() == []
        project.undo_label  # noqa: B018 - can be read
    json.dumps(report.as_data())
    assert report.as_text()
    return report


def assert_accounted_for(sound: Path, target: Path, report: RecoveryReport) -> None:
    """Recovered and lost are the whole; what is not named as altered is what it was."""
    before, after = truth(sound), truth(target)
    assert set(after["claims"]) | set(report.lost_claims) == set(before["claims"])
    assert not set(after["claims"]) & set(report.lost_claims)
    altered = dict(report.altered_claims)
    for number, values in after["claims"].items():
        assert number in altered or values == before["claims"][number]
    headlines = dict(report.altered_articles)
    for uid, values in after["articles"].items():
        assert values[0] in headlines or values == before["articles"][uid]
    articles = report.tables["articles"]
    assert articles.kept + articles.altered == len(after["articles"])
    assert articles.kept + articles.altered + articles.lost == ARTICLES


def test_a_sound_file_is_recovered_completely(sound, tmp_path) -> None:
    report = recovered(sound, tmp_path / "new.pressmark")
    assert report.complete
    assert report.lost_claims == report.altered_claims == report.altered_articles == report.notes == ()
    assert truth(tmp_path / "new.pressmark") == truth(sound)
    assert report.tables["claims"].kept == CLAIMS
    assert "nothing lost" in report.as_text()
    with Project.open(tmp_path / "new.pressmark") as project, Project.open(sound, read_only=True) as old:
        assert project.uid == old.uid
        assert project.undo_label == "Code"
        project.undo()
        assert project.claims.count() == 0
        assert len(project.history.entries()) == len(old.history.entries())


def overwritten(content: bytes, pages: list[int], filler: bytes) -> bytes:
    broken = bytearray(content)
    for page in pages:
        broken[page * PAGE : (page + 1) * PAGE] = (filler * PAGE)[:PAGE]
    return bytes(broken)


def pages_of(path: Path, *names: str) -> list[int]:
    """The pages that tables and indexes use, counted from 0, by walking their trees in the file's bytes."""
    content = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        marks = ", ".join("?" * len(names))
        roots = [r[0] for r in connection.execute(f"SELECT rootpage FROM sqlite_schema WHERE name IN ({marks})", names)]
    found = []
    while roots:
        number = roots.pop()
        found.append(number - 1)
        page = content[(number - 1) * PAGE : number * PAGE]
        if page[0] in (2, 5):
            cells = [int.from_bytes(page[at : at + 2]) for at in range(12, 12 + 2 * int.from_bytes(page[3:5]), 2)]
            roots += [int.from_bytes(page[cell : cell + 4]) for cell in cells] + [int.from_bytes(page[8:12])]
    return found


@pytest.mark.parametrize("filler", [b"\x00", b"\xff", b"noise "])
@pytest.mark.parametrize("table", ["claims", "articles", "texts", "claim_tags", "history_changes", "outlets", "coders"])
def test_an_overwritten_leaf_of_a_table(sound, tmp_path, table: str, filler: bytes) -> None:
    damaged = tmp_path / "damaged.pressmark"
    page = sorted(pages_of(sound, table))[-1]
    damaged.write_bytes(overwritten(sound.read_bytes(), [page], filler))
    report = recovered(damaged, tmp_path / "new.pressmark")
    assert_accounted_for(sound, tmp_path / "new.pressmark", report)
    if table != "history_changes":
        assert not report.complete


def test_an_index_that_is_lost_is_made_anew_and_nothing_else_is(sound, tmp_path) -> None:
    damaged = tmp_path / "damaged.pressmark"
    names = ("claims_article", "articles_published", "articles_digest", "article_fts_data", "tags_dimension")
    damaged.write_bytes(overwritten(sound.read_bytes(), pages_of(sound, *names), b"\x00"))
    report = recovered(damaged, tmp_path / "new.pressmark")
    assert report.complete
    assert truth(tmp_path / "new.pressmark") == truth(sound)


def test_claims_outlive_the_text_of_their_article(sound, tmp_path) -> None:
    damaged = tmp_path / "damaged.pressmark"
    damaged.write_bytes(overwritten(sound.read_bytes(), pages_of(sound, "texts"), b"\x00"))
    report = recovered(damaged, tmp_path / "new.pressmark")
    assert report.lost_claims == ()
    before, after = truth(sound), truth(tmp_path / "new.pressmark")
    assert after["taggings"] == before["taggings"]
    assert {n: v[:2] for n, v in after["claims"].items()} == {n: v[:2] for n, v in before["claims"].items()}
    assert len(report.altered_articles) == ARTICLES
    assert "its text is lost; the passages of its claims are kept" in report.as_text()


def test_the_codebook_the_program_ships_is_put_in_place_of_a_lost_one(sound, tmp_path) -> None:
    damaged = tmp_path / "damaged.pressmark"
    damaged.write_bytes(overwritten(sound.read_bytes(), pages_of(sound, "tags", "dimensions"), b"\x00"))
    recovered(damaged, tmp_path / "new.pressmark")
    assert truth(tmp_path / "new.pressmark")["taggings"] == truth(sound)["taggings"]


def test_taggings_are_read_from_their_index(sound, tmp_path) -> None:
    damaged = tmp_path / "damaged.pressmark"
    damaged.write_bytes(overwritten(sound.read_bytes(), pages_of(sound, "claim_tags"), b"\x00"))
    report = recovered(damaged, tmp_path / "new.pressmark")
    assert truth(tmp_path / "new.pressmark")["taggings"] == truth(sound)["taggings"]
    assert report.tables["claim_tags"].altered == CLAIMS


def test_a_byte_of_a_text_is_told_and_a_byte_of_a_quote_is_mended(sound, tmp_path) -> None:
    content = sound.read_bytes()
    note = content.index(b"note 0 note 0")
    headline = content.index(b"Headline 30\n")
    broken = bytearray(content)
    broken[headline + 20] ^= 1
    broken[note - 70] ^= 1
    damaged = tmp_path / "damaged.pressmark"
    damaged.write_bytes(bytes(broken))
    report = recovered(damaged, tmp_path / "new.pressmark")
    assert_accounted_for(sound, tmp_path / "new.pressmark", report)
    assert ("Headline 30", "its text is not quite the one that was imported") in report.altered_articles
    assert not report.complete


@pytest.mark.parametrize("filler", [b"\x00", b"noise "])
def test_a_file_without_its_schema_gets_it_back_if_it_fits(sound, tmp_path, filler: bytes) -> None:
    damaged = tmp_path / "damaged.pressmark"
    damaged.write_bytes(overwritten(sound.read_bytes(), [0], filler))
    report = recovered(damaged, tmp_path / "new.pressmark")
    assert truth(tmp_path / "new.pressmark") == truth(sound)
    assert report.complete


def compacted(path: Path, content: bytes) -> bytes:
    """The same project with claims deleted, so that its tables lie elsewhere."""
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA foreign_keys = ON; DELETE FROM claims WHERE id > 90; VACUUM")
    return path.read_bytes()


@pytest.mark.parametrize("filler", [b"\x00", b"noise "])
def test_a_compacted_file_without_its_first_page_is_read_by_the_pages_of_its_schema(sound, tmp_path, filler) -> None:
    damaged = tmp_path / "damaged.pressmark"
    content = compacted(damaged, sound.read_bytes())
    before = truth(damaged)
    damaged.write_bytes(overwritten(content, [0], filler))
    report = recovered(damaged, tmp_path / "new.pressmark")
    assert report.complete
    assert truth(tmp_path / "new.pressmark") == before


def schema_pages(content: bytes) -> list[int]:
    """The pages of the tree of the schema, counted from 0."""
    cells = [int.from_bytes(content[at : at + 2]) for at in range(112, 112 + 2 * int.from_bytes(content[103:105]), 2)]
    return [0, *(int.from_bytes(content[at : at + 4]) - 1 for at in (*cells, 108))]


def test_without_any_page_of_the_schema_only_a_file_that_was_never_compacted_is_read(sound, tmp_path) -> None:
    damaged, new = tmp_path / "damaged.pressmark", tmp_path / "new.pressmark"
    content = sound.read_bytes()
    damaged.write_bytes(overwritten(content, schema_pages(content), b"\x00"))
    recovered(damaged, new)
    assert truth(new) == truth(sound)
    content = compacted(damaged, content)
    damaged.write_bytes(overwritten(content, schema_pages(content), b"\x00"))
    with pytest.raises(DamagedFileError):
        drive(recover(damaged, tmp_path / "other.pressmark"))


def test_one_page_of_the_schema_more_is_lost_and_no_table_is_taken_for_another(sound, tmp_path) -> None:
    damaged, new = tmp_path / "damaged.pressmark", tmp_path / "new.pressmark"
    content = compacted(tmp_path / "compacted.pressmark", sound.read_bytes())
    before = truth(tmp_path / "compacted.pressmark")
    for page in schema_pages(content)[1:]:
        damaged.write_bytes(overwritten(content, [0, page], b"\x00"))
        try:
            report = recovered(damaged, new)
        except DamagedFileError:
            continue
        after = truth(new)
        assert not report.complete or after == before, "a page may hold triggers only, or tables with nothing in them"
        altered = dict(report.altered_claims)
        assert all(
            number in altered or values == before["claims"][number] for number, values in after["claims"].items()
        )
        new.unlink()


def test_the_first_page_and_any_other_are_lost(sound, tmp_path) -> None:
    content = compacted(tmp_path / "compacted.pressmark", sound.read_bytes())
    damaged, new = tmp_path / "damaged.pressmark", tmp_path / "new.pressmark"
    for seed in range(12):
        chance = random.Random(seed)
        pages = [0, *chance.sample(range(len(content) // PAGE), 2)]
        damaged.write_bytes(overwritten(content, pages, chance.choice([b"\x00", chance.randbytes(PAGE)])))
        try:
            recovered(damaged, new)
        except DamagedFileError:
            assert not new.exists()
        new.unlink(missing_ok=True)


@pytest.mark.parametrize("pages", [[], [0]])
def test_a_file_of_the_first_version_is_recovered_and_lacks_nothing_of_later_ones(tmp_path, pages) -> None:
    content = (Path(__file__).parents[3] / "projects" / "version-1.pressmark").read_bytes()
    damaged = tmp_path / "damaged.pressmark"
    damaged.write_bytes(overwritten(content, pages, b"\x00"))
    report = recovered(damaged, tmp_path / "new.pressmark")
    assert report.complete
    assert report.tables["claims"].kept == 2


def test_a_file_that_was_upgraded_is_read_without_its_first_page(tmp_path) -> None:
    path = tmp_path / "old.pressmark"
    path.write_bytes((Path(__file__).parents[3] / "projects" / "version-1.pressmark").read_bytes())
    with Project.open(path) as project:
        assert project.upgrade
    before = truth(path)
    path.write_bytes(overwritten(path.read_bytes(), [0], b"\x00"))
    assert recovered(path, tmp_path / "new.pressmark").complete
    assert truth(tmp_path / "new.pressmark") == before


@pytest.fixture
def child(monkeypatch) -> None:
    """The damaged file is read in a child process, as everywhere but in most of these tests."""
    monkeypatch.setattr(recovery, "answers", IN_A_CHILD)


@pytest.mark.usefixtures("child")
def test_the_file_is_read_in_a_child_process_that_may_not_take_long_or_much(sound, tmp_path, monkeypatch) -> None:
    new = tmp_path / "new.pressmark"
    assert drive(recover(sound, new)).complete
    assert truth(new) == truth(sound)
    new.unlink()
    seen = []
    monkeypatch.setattr(recovery, "_DEADLINE", -1e9)
    with pytest.raises(DamagedFileError, match="it takes too long"):
        drive(recover(sound, new), seen.append)
    monkeypatch.undo()
    monkeypatch.setattr(recovery, "_MEMORY", 1_000_000)
    monkeypatch.setattr(recovery, "_MEMORY_A_BYTE", 0)
    with pytest.raises(DamagedFileError, match="more memory than any project"):
        drive(recover(sound, new))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("child")
def test_recovering_can_be_cancelled_and_leaves_nothing(sound, tmp_path) -> None:
    def cancel(progress) -> None:
        if progress.done:
            raise CancelledError

    with pytest.raises(CancelledError):
        drive(recover(sound, tmp_path / "new.pressmark"), cancel)
    assert list(tmp_path.iterdir()) == []


SHARES = [0.3, 0.5, 0.7, 0.9, 0.97, 0.999]


@pytest.mark.parametrize("share", SHARES)
def test_a_file_cut_short(sound, tmp_path, share: float) -> None:
    content = sound.read_bytes()
    damaged = tmp_path / "damaged.pressmark"
    damaged.write_bytes(content[: int(len(content) * share)])
    report = recovered(damaged, tmp_path / "new.pressmark")
    before, after = truth(sound), truth(tmp_path / "new.pressmark")
    assert set(after["claims"]) <= set(before["claims"])
    assert not report.complete
    altered = dict(report.altered_claims)
    assert all(number in altered or values == before["claims"][number] for number, values in after["claims"].items())


@pytest.mark.parametrize(
    "seeds",
    [range(20), range(20, 40), pytest.param(range(40, 1000), marks=[pytest.mark.long, pytest.mark.timeout(3600)])],
)
def test_pages_overwritten_anywhere(sound, tmp_path, seeds: range) -> None:
    content = sound.read_bytes()
    damaged, target = tmp_path / "damaged.pressmark", tmp_path / "new.pressmark"
    for seed in seeds:
        chance = random.Random(seed)
        pages = chance.sample(range(len(content) // PAGE), chance.choice([1, 1, 1, 3]))
        damaged.write_bytes(overwritten(content, pages, chance.choice([b"\x00", chance.randbytes(PAGE)])))
        report = recovered(damaged, target)
        if len(pages) == 1:
            assert_accounted_for(sound, target, report)
        target.unlink()


def test_a_file_of_which_nothing_can_be_read_is_told(tmp_path) -> None:
    damaged = tmp_path / "damaged.pressmark"
    for content in (b"", b"Dear all", b"\x00" * 100_000, random.Random(1).randbytes(100_000)):
        damaged.write_bytes(content)
        with pytest.raises(DamagedFileError, match="Nothing of the file can be read") as raised:
            drive(recover(damaged, tmp_path / "new.pressmark"))
        assert raised.value.path == damaged
    assert [entry.name for entry in tmp_path.iterdir()] == ["damaged.pressmark"]


def test_nothing_is_written_over_and_nothing_half_made_stays(sound, tmp_path) -> None:
    mine = tmp_path / "mine.pressmark"
    mine.write_text("mine")
    with pytest.raises(ProjectFileError, match="a file of this name"):
        drive(recover(sound, mine))
    assert mine.read_text() == "mine"
    mine.unlink()
    work = recover(sound, mine)
    next(work)
    work.close()
    with pytest.raises(ProjectFileError, match="no such file"):
        drive(recover(tmp_path / "gone.pressmark", mine))
    with pytest.raises(ProjectFileError, match="cannot be made"):
        drive(recover(sound, tmp_path / "missing" / "new.pressmark"))
    assert list(tmp_path.iterdir()) == []


def test_what_is_in_the_log_of_a_killed_program_is_recovered_too(path, project, add_article, tmp_path) -> None:
    article = add_article("only in the log")
    for end in ("", "-wal"):
        (tmp_path / f"killed{end}").write_bytes(path.with_name(path.name + end).read_bytes())
    drive(recover(tmp_path / "killed", tmp_path / "new.pressmark"))
    with Project.open(tmp_path / "new.pressmark") as new:
        assert new.articles.ids() == [article]
