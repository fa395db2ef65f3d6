"""Storing articles, one or many at once: the same rows either way."""

from uuid import uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles import Batch
from annotations.codebook import NAMESPACE
from annotations.errors import ImportFileError
from annotations.importers.draft import Draft
from annotations.store.adding import line
from annotations.store.ids import natural_uid
from annotations.text import canonicalise

TEXT = "A text about the harbour, which is the same in all of them but for its number: "
MANY = 750


def drafts(count: int = MANY) -> list[Draft]:
    """Articles of three outlets; every fifth has the text and outlet of the one before."""
    return [
        Draft(f"{TEXT}{n - (n % 5 == 4)}", f"Headline {n}", outlet=f"Outlet {n // 5 % 3}", author="A  Writer ")
        for n in range(count)
    ]


@given(st.text())
def test_names_have_the_identifiers_that_uuid5_gives_them(name: str) -> None:
    name = canonicalise(name)
    assert natural_uid(name) == str(uuid5(NAMESPACE, name))


@given(st.text(alphabet=st.sampled_from("a é\u3000\u00a0\t\n\u2028\x00ж中😀"), max_size=8))
def test_metadata_is_one_line_of_canonical_text_with_single_blanks(value: str) -> None:
    assert line(value) == " ".join(canonicalise(value).split())


def test_many_at_once_are_stored_like_one_after_the_other(project, outside) -> None:
    columns = "uid, headline, author, (SELECT name FROM outlets WHERE id = outlet_id), n_chars, digest"

    def rows() -> list[tuple[object, ...]]:
        return outside.execute(f"SELECT {columns} FROM articles ORDER BY id").fetchall()

    ids = project.step("Import", lambda p: p.articles.add_all(drafts(), Batch(origin="Archive"))).value
    together = rows()
    assert [project.articles.get(article).headline for article in ids] == [draft.headline for draft in drafts()]
    project.undo()
    assert rows() == []
    project.step("Import", lambda p: [p.articles.add(draft) for draft in drafts()])
    one_by_one = rows()
    assert [row[1:] for row in together] == [row[1:] for row in one_by_one]
    copies = range(4, MANY, 5)
    firsts = [n for n in range(MANY) if n not in copies]
    assert [together[n][0] for n in firsts] == [one_by_one[n][0] for n in firsts], "the same in every project"
    assert len({row[0] for row in together}) == MANY


def test_the_section_that_a_source_names_is_stored_and_corrected_as_one_step(project, outside) -> None:
    draft = Draft(TEXT, "Headline", section="Politics ")
    article = project.step("Import", lambda p: p.articles.add(draft)).value
    assert project.articles.get(article).section == "Politics"
    project.step("Edit article", lambda p: p.articles.update([article], section="Home news"))
    assert outside.execute("SELECT section FROM articles").fetchone() == ("Home news",)
    project.undo()
    assert project.articles.get(article).section == "Politics"


def test_the_words_of_many_are_found_and_follow_undo_and_redo(project, outside) -> None:
    def found(word: str) -> int:
        return outside.execute("SELECT count(*) FROM article_fts WHERE article_fts MATCH ?", (word,)).fetchone()[0]

    project.step("Import", lambda p: p.articles.add_all(drafts()))
    for play, expected in ((lambda: None, MANY), (project.undo, 0), (project.redo, MANY), (project.undo, 0)):
        play()
        assert found("harbour") == expected
        assert project.check() == []


def test_nothing_of_an_import_is_stored_if_one_of_many_has_no_text(project, outside) -> None:
    with pytest.raises(ImportFileError, match="has no text"):
        project.step("Import", lambda p: p.articles.add_all([*drafts(), Draft("\n", "Empty")]))
    assert outside.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    assert outside.execute("SELECT count(*) FROM texts").fetchone() == (0,)


def test_a_file_in_which_an_id_leaves_no_room_above_it_takes_articles_all_the_same(project, add_article, outside):
    article = add_article(TEXT)
    outside.execute("UPDATE articles SET id = 9223372036854775807 WHERE id = ?", (article,))
    ids = project.step("Import", lambda p: p.articles.add_all(drafts(10))).value
    assert [project.articles.get(each).headline for each in ids] == [draft.headline for draft in drafts(10)]
