"""Undo and redo say what they did, and lead to it where it is not on the screen."""

import pytest


@pytest.fixture
def elsewhere(window, claims):
    """A claim of the first article was flagged, and the second article is on the screen."""
    claims(2)
    claim = window.session.project.claims.all()[1]
    window.reading.activate(claim.id)
    window.commands.run("claim.flag")
    window.articles.step(1)
    assert window.reading.article_id != claim.article_id
    return claim


def offers(window):
    return "" if window.toast._button.isHidden() else window.toast._button.text()


def test_undoing_and_redoing_are_told_by_name(window, claims):
    claims(2)
    window.commands.run("claim.flag")
    window.commands.run("edit.undo")
    assert window.toast.text == "Undid: Flag claim 2"
    window.commands.run("edit.redo")
    assert window.toast.text == "Redid: Flag claim 2"
    assert offers(window) == "", "what is on the screen needs no way to it"


@pytest.mark.parametrize("again", [False, True], ids=["undone", "redone"])
def test_what_is_in_another_article_can_be_shown(window, elsewhere, again):
    window.commands.run("edit.undo")
    if again:
        window.commands.run("edit.redo")
    assert offers(window) == "Show"
    window.toast._button.click()
    assert window.reading.article_id == elsewhere.article_id
    assert window.articles.current_id == elsewhere.article_id
    assert window.reading.active_claim.id == elsewhere.id


def test_where_the_claim_is_gone_its_article_is_shown(window, elsewhere):
    window.commands.run("edit.undo")
    window.commands.run("edit.undo")
    assert window.toast.text == "Undid: Add claim"
    window.toast._button.click()
    assert window.reading.article_id == elsewhere.article_id
    assert window.reading.active_claim is None


def test_what_concerns_several_articles_or_none_has_nothing_to_show(window):
    from annotations.articles import Status

    ids = [row.id for row in window.session.project.articles.rows([1, 2])]
    window.session.run("Mark both", lambda p: p.articles.update(ids, status=Status.DONE))
    window.commands.run("edit.undo")
    assert window.toast.text == "Undid: Mark both"
    assert offers(window) == ""
    window.commands.run("edit.undo")
    assert window.toast.text == "Undid: Import"
    assert offers(window) == ""


def test_where_undoing_is_refused_nothing_is_said_of_having_undone(window, monkeypatch):
    monkeypatch.setattr(type(window.session), "why_not", property(lambda self: "Wait until this is done: Import"))
    window.files.undo()
    assert window.toast.text == ""
    assert "Wait until this is done" in window.banner.text
