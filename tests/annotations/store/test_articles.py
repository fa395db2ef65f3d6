"""Articles, outlets and imports in a project."""

import sqlite3
from contextlib import closing

import pytest

from annotations.articles import Batch, Status
from annotations.errors import AnnotationError, ImportFileError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.store.articles import ArticleOrder
from annotations.text import digest


def headlines(project: Project, **wanted) -> list[str]:
    return [article.headline for article in project.articles.rows(project.articles.ids(**wanted))]


def test_an_article_is_stored_as_it_was_found(project) -> None:
    draft = Draft(
        text="Headline\r\nText\u2028with 😀\x00",
        headline=" A  headline\n",
        headline_translated="Ein Titel",
        outlet=" The  Courier ",
        author="Ann Other",
        published="2026-03-12T14:05",
        language="en",
        url="https://courier.example/1",
        type="news",
        raw_header="Title: A headline",
        origin_file="a.html",
        origin_digest="0" * 64,
    )
    batch = project.step("Batch", lambda p: p.batches.add(Batch(origin="Index", search="AI"))).value
    article = project.articles.get(project.step("Add", lambda p: p.articles.add(draft, batch_id=batch)).value)
    text = "Headline\nText\nwith 😀"
    assert project.articles.text(article.id) == text
    assert (article.length, article.digest) == (len(text), digest(text))
    assert (article.headline, article.outlet, article.published) == ("A headline", "The Courier", "2026-03-12T14:05")
    assert (article.status, article.claims, article.batch_id) == (Status.NEW, 0, batch)
    assert project.articles.raw_header(article.id) == "Title: A headline"
    assert project.articles.by_uid(article.uid) == article
    assert project.batches.get(batch).search == "AI"
    assert project.batches.latest() == project.batches.all()[0]


def test_a_draft_without_text_is_refused_by_name(project) -> None:
    with pytest.raises(ImportFileError, match="“Empty” has no text"):
        project.step("Add", lambda p: p.articles.add(Draft(text=" \n\x00", headline="Empty")))


def test_the_same_import_in_two_projects_gives_the_same_uids(tmp_path) -> None:
    uids = []
    for name in ("anna", "boris"):
        with Project.create(tmp_path / f"{name}.pressmark", coder=(name, "")) as project:
            drafts = [Draft(text="A text", outlet="The Courier"), Draft(text="A text", outlet="the  courier Online")]
            project.step("Import", lambda p, drafts=drafts: p.articles.add_all(drafts))
            rows = project.articles.rows(project.articles.ids())
            first = rows[0].id
            project.step("Correct", lambda p, first=first: p.articles.update([first], headline="New", outlet="Herald"))
            uids.append(
                (
                    [row.uid for row in rows],
                    sorted(outlet.uid for outlet in project.outlets.all()),
                    [tag.uid for tag in project.codebook.read().tags],
                    [dimension.uid for dimension in project.codebook.read().dimensions],
                    project.coders.agreed().uid,
                )
            )
            assert project.coders.all()[0].uid not in uids[0][4]
    assert uids[0] == uids[1]
    assert len(set(uids[0][0])) == 2


def test_projects_and_what_people_make_in_them_have_uids_of_their_own(tmp_path) -> None:
    made = set()
    for name in ("one", "two"):
        with Project.create(tmp_path / f"{name}.pressmark", coder=("Anna", "A")) as project:
            made |= {project.uid, project.coders.all()[0].uid}
    assert len(made) == 4


def test_a_deliberate_second_copy_has_a_uid_of_its_own(project) -> None:
    draft = Draft(text="A text", outlet="Courier")
    first, second = (
        project.step("Add", lambda p, again=again: p.articles.add(draft, second_copy=again)).value
        for again in (False, True)
    )
    one, two = project.articles.get(first), project.articles.get(second)
    assert one.uid != two.uid
    assert [article.id for article in project.articles.same_text(one.digest)] == [first, second]
    assert project.articles.same_texts([one.digest, "0" * 64]) == {one.digest: [one, two]}


def test_a_deleted_article_imported_again_is_the_same_with_a_fresh_clock(project, add_article, outside) -> None:
    first = project.articles.get(add_article("A text"))
    old = outside.execute("SELECT hlc FROM articles").fetchone()[0]
    project.step("Delete", lambda p: p.articles.delete([first.id]))
    assert outside.execute("SELECT count(*) FROM tombstones WHERE uid = ?", (first.uid,)).fetchone()[0] == 1
    again = project.articles.get(add_article("A text"))
    assert again.uid == first.uid
    assert outside.execute("SELECT hlc FROM articles").fetchone()[0] > old
    assert outside.execute("SELECT count(*) FROM tombstones WHERE uid = ?", (first.uid,)).fetchone()[0] == 0
    for uids in ([], [first.uid], []):
        project.undo()
        assert [row.uid for row in project.articles.rows(project.articles.ids())] == uids
    for uids in ([first.uid], [], [first.uid]):
        project.redo()
        assert [row.uid for row in project.articles.rows(project.articles.ids())] == uids
    assert project.check() == []


def test_a_text_is_kept_once_and_outlives_its_articles(project, add_article, outside) -> None:
    articles = [add_article("A text", outlet=name) for name in ("One", "Two", "Three")]
    assert outside.execute("SELECT count(*) FROM texts").fetchone()[0] == 1
    project.step("Delete", lambda p: p.articles.delete(articles))
    assert outside.execute("SELECT text FROM texts").fetchone()[0] == "A text"
    project.undo()
    assert [project.articles.text(article) for article in articles] == ["A text"] * 3


def test_lists_are_ordered_and_filtered(project, add_article) -> None:
    for text, headline, outlet, published in (
        ("1", "beta 100%", "Zeta", "2026-03-01"),
        ("2", "Alpha_x", "courier", "2026-03-02T10:00"),
        ("3", "gamma", "Courier", "2026"),
    ):
        add_article(text, headline=headline, outlet=outlet, published=published)
    assert headlines(project) == ["Alpha_x", "beta 100%", "gamma"]
    assert headlines(project, order=ArticleOrder.OLDEST) == ["gamma", "beta 100%", "Alpha_x"]
    assert headlines(project, order=ArticleOrder.HEADLINE) == ["Alpha_x", "beta 100%", "gamma"]
    assert headlines(project, order=ArticleOrder.OUTLET) == ["Alpha_x", "gamma", "beta 100%"]
    for text, expected in (
        ("COURIER", ["Alpha_x", "gamma"]),
        ("0%", ["beta 100%"]),
        ("a_x", ["Alpha_x"]),
        ("%", ["beta 100%"]),
        ("\\", []),
        ("'; --", []),
        ("  ", ["Alpha_x", "beta 100%", "gamma"]),
    ):
        assert headlines(project, text=text) == expected, text
    done = project.articles.ids(text="gamma")
    project.step("State", lambda p: p.articles.update(done, status=Status.DONE))
    assert headlines(project, statuses=[Status.DONE]) == ["gamma"]
    assert headlines(project, statuses=[Status.NEW, Status.IN_PROGRESS]) == ["Alpha_x", "beta 100%"]
    assert project.articles.counts() == {
        Status.NEW: 2,
        Status.IN_PROGRESS: 0,
        Status.DONE: 1,
        Status.LEFT_OUT: 0,
    }


def test_rows_come_in_the_order_asked_for_and_without_the_missing(project, add_article) -> None:
    one, two = add_article("1"), add_article("2")
    assert [article.id for article in project.articles.rows([two, 999, one])] == [two, one]
    with pytest.raises(KeyError):
        project.articles.get(999)
    with pytest.raises(KeyError):
        project.articles.text(999)


def test_only_metadata_can_be_set(project, add_article) -> None:
    article = add_article()
    for name in ("digest", "uid", "n_chars", "id"):
        with pytest.raises(TypeError, match=name):
            project.step("Edit", lambda p, name=name: p.articles.update([article], **{name: "x"}))


def test_the_search_index_follows_every_change(project, add_article, outside) -> None:
    def hits(words: str) -> list[int]:
        sql = "SELECT rowid FROM article_fts WHERE article_fts MATCH ? ORDER BY rowid"
        return [row[0] for row in outside.execute(sql, (words,))]

    article = add_article("Le président a parlé de café", headline="Old headline", author="Someone")
    assert hits("president") == hits("cafe") == hits("old") == hits("someone") == [article]
    project.step("Edit", lambda p: p.articles.update([article], headline="New headline"))
    assert (hits("old"), hits("new")) == ([], [article])
    project.undo()
    assert (hits("old"), hits("new")) == ([article], [])
    project.step("Delete", lambda p: p.articles.delete([article]))
    assert hits("president") == []
    project.undo()
    assert hits("president") == [article]
    assert project.check() == []


def test_an_outlet_is_found_by_name_and_alias_whatever_the_case(project) -> None:
    def work(p) -> list[int]:
        courier = p.outlets.ensure("The Courier")
        p.outlets.update(courier, aliases=("Courier Online", "Курьер"), ownership="private", country="Torvania")
        return [courier, *(p.outlets.ensure(name) for name in ("the  COURIER", "courier online", "КУРЬЕР", "Herald"))]

    courier, *others, herald = project.step("Outlets", work).value
    assert set(others) == {courier} != {herald}
    outlet = project.outlets.get(courier)
    assert (outlet.name, outlet.aliases, outlet.ownership) == (
        "The Courier",
        ("Courier Online", "Курьер"),
        "private",
    )
    project.step("Rename", lambda p: p.outlets.update(courier, name="The Messenger"))
    again = project.step("Outlet", lambda p: p.outlets.ensure("The Courier")).value
    assert again not in (courier, herald)
    with pytest.raises(AnnotationError, match="needs a name"):
        project.step("Rename", lambda p: p.outlets.update(courier, name=" \n"))
    with pytest.raises(TypeError, match="uid"):
        project.step("Rename", lambda p: p.outlets.update(courier, uid="x"))


def test_an_outlet_made_in_a_step_that_failed_is_not_remembered(project) -> None:
    def fail(p) -> None:
        p.outlets.ensure("Courier")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        project.step("Fail", fail)
    outlet = project.step("Outlet", lambda p: p.outlets.ensure("Courier")).value
    assert project.outlets.get(outlet).name == "Courier"
    project.undo()
    again = project.step("Outlet", lambda p: p.outlets.ensure("Courier")).value
    assert project.outlets.get(again).name == "Courier"


def test_a_coder_is_known_by_name(project) -> None:
    def ensure(name: str, initials: str) -> int:
        return project.step("Coder", lambda p: p.coders.ensure(name, initials)).value

    anna = project.coder_id
    assert ensure("anna  LINDQVIST", "") == anna
    assert project.coders.get(anna).initials == "AL"
    assert ensure("Anna Lindqvist", "A.L.") == anna
    assert project.coders.get(anna).initials == "A.L."
    boris = ensure("Boris Okafor", "")
    assert project.coders.get(boris).initials == "BO"
    assert [coder.id for coder in project.coders.all()] == [anna, boris]
    assert project.coders.agreed().agreed
    with pytest.raises(AnnotationError, match="needs a name"):
        ensure(" ", "X")


def test_a_megabyte_of_text_is_stored_and_found(project, add_article, add_claim) -> None:
    text = "Слово за слово, и текст растёт 😀.\n" * 31_000
    article = add_article(text)
    start = len(text) - 20
    claim = project.claims.get(add_claim(article, start, start + 10))
    assert claim.quote == text[start : start + 10]
    assert project.articles.get(article).length == len(text) > 1_000_000
    assert project.check() == []


def test_brief_texts_of_every_kind_come_back(project) -> None:
    from annotations.brief.spec import BriefSpec, Judgement

    spec = BriefSpec(title="A\u2028“title” 😀", judgements=(Judgement("x\ud800\x1f", refs=("u",)),), watch=("a", "b"))
    project.step("Add", lambda p: p.briefs.add(" Weekly\nbrief ", spec))
    stored = project.briefs.all()[0]
    assert stored.name == "Weekly brief"
    assert (stored.spec.title, stored.spec.judgements[0].statement) == ("A\n“title” 😀", "x")
    assert stored.spec.watch == ("a", "b")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE texts SET text = 'Another text'", "text of “Head” was changed"),
        ("UPDATE texts SET text = 'A taxt'", "text of “Head” was changed"),
        ("UPDATE claims SET exact = 'x text'", "Claim 1 is not at its place in “Head”"),
        ("DELETE FROM article_fts_docsize", "holds 0 of 1 articles"),
        ("UPDATE articles SET outlet_id = 77", "row of articles refers to a row of outlets that is gone"),
    ],
)
def test_the_check_names_what_is_wrong(project, add_article, add_claim, path, statement: str, said: str) -> None:
    add_claim(add_article("A text", headline="Head"), 0, 6)
    assert project.check() == []
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
    assert any(said in problem for problem in project.check()), project.check()


@pytest.mark.parametrize("typed", ["банк", "БАНК", "Вести", "вЕСТИ"])
def test_the_filter_knows_upper_and_lower_case_of_every_script(project, add_article, typed: str) -> None:
    add_article("1", headline="Банк представил модель", outlet="Вести")
    add_article("2", headline="The bank shows a model", outlet="Courier")
    assert headlines(project, text=typed) == ["Банк представил модель"]


def test_articles_are_filtered_by_what_is_known_of_their_outlet(project, add_article) -> None:
    state, private = add_article(outlet="Torvania One"), add_article("Another text.", outlet="Capital Ledger")
    outlets = {outlet.name: outlet.id for outlet in project.outlets.all()}
    project.step(
        "Describe",
        lambda p: p.outlets.update(outlets["Torvania One"], ownership="State", aliases=["T1"], country="Торвания"),
    )
    for typed in ("state", "t1", "торва", "Torvania one"):
        assert project.articles.ids(text=typed) == [state], typed
    assert project.articles.ids(text="ledger") == [private]
