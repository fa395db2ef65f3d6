"""What is read again after a decision comes to the same as if all were read."""

import random

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from annotations import differences
from annotations.agreement.coded import Scope
from annotations.errors import StepRefusedError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.workspaces.agreement.settle_reading import Found, Touched, read, read_again, touched

TEXT = "The minister spoke at length. Nobody listened to her. The bridge stays closed for now."


@pytest.fixture
def project(tmp_path):
    """Five articles with three claims each, coded by two people who mostly differ."""
    with Project.create(tmp_path / "two.pressmark", coder=("Anna Lindqvist", "AL")) as made:
        chance = random.Random(1)

        def fill(p: Project) -> None:
            ben, tags = p.coders.ensure("Ben Okoro", "BO"), _tags(p)
            for n in range(5):
                article = p.articles.add(Draft(f"{n}. {TEXT}", headline=f"Piece {n}"))
                for start in (0, 30, 54):
                    claim = p.claims.add(article, Span(start, start + 20))
                    for coder in (p.coder_id, ben):
                        p.claims.tag(claim, chance.choice(tags), coder_id=coder)

        made.step("Fill", fill)
        yield made


def _tags(p: Project) -> list[int]:
    codebook = p.codebook.read()
    return [tag.id for key in ("framing", "sentiment") for tag in codebook.tags_of(codebook.by_key(key).id)[:3]]


def _settle(p: Project, chance: random.Random) -> None:
    one = chance.choice(differences.differences(p))
    if one.found.about_passage:
        differences.keep(p, one, [claim.id for claim in one.passages[: chance.randrange(2)]], "so")
    else:
        differences.take(p, one, chance.choice(one.sides))


def _leave_out(p: Project, chance: random.Random) -> None:
    p.settlements.settle_passages([], [chance.choice(p.claims.all()).id])


def _reopen(p: Project, chance: random.Random) -> None:
    one = chance.choice(p.settlements.all())
    p.settlements.reopen(one.claim_id, one.dimension_id)


def _tag(p: Project, chance: random.Random) -> None:
    coder = chance.choice([coder.id for coder in p.coders.all()])
    p.claims.tag(chance.choice(p.claims.all()).id, chance.choice(_tags(p)), coder_id=coder)


def _mark(p: Project, chance: random.Random) -> None:
    p.claims.add(chance.choice(p.articles.ids()), Span(3, 3 + chance.randrange(5, 30)))


ACTIONS = (
    *([_settle] * 5),
    *([_leave_out, _reopen, _tag, _tag, _mark]),
    lambda p, c: p.claims.delete([c.choice(p.claims.all()).id]),
    lambda p, c: p.claims.update(c.choice(p.claims.all()).id, note="n"),
    lambda p, c: p.settlements.say_why(c.choice(p.settlements.all()).id, f"because {c.random()}"),
    lambda p, c: p.articles.update([c.choice(p.articles.ids())], author=f"a{c.random()}"),
)


def _changes(project: Project, chance: random.Random):
    what = chance.random()
    try:
        if what < 0.15:
            return project.undo()
        if what < 0.2:
            return project.redo()
        return project.step("Act", lambda p: chance.choice(ACTIONS)(p, chance)).changes
    except (IndexError, StepRefusedError):  # there is nothing yet that this could be done to
        return None


@pytest.mark.parametrize("seed", range(6))
def test_reading_what_was_touched_is_reading_all(project, seed: int) -> None:
    chance, scope = random.Random(seed), Scope()
    found, waiting = read(project, scope), Touched()
    for _ in range(40):
        changes = _changes(project, chance)
        what = touched(changes, found) if changes is not None else Touched()
        if what is None:
            found, waiting = read(project, scope), Touched()
            continue
        waiting |= what
        if chance.random() < 0.6:  # several steps may have been taken since
            found, waiting = read_again(project, scope, found, waiting), Touched()
            assert found == read(project, scope)


def test_a_decision_reads_its_article_and_no_other(project, monkeypatch) -> None:
    found = read(project, Scope())
    one = found.every[0]
    changes = project.step("Settle", lambda p: differences.take(p, one, one.sides[0])).changes
    what = touched(changes, found)
    assert what is not None
    assert what.articles == {one.found.unit.article.id}
    asked: list[Scope] = []
    plain = project.codings.coded
    monkeypatch.setattr(project.codings, "coded", lambda scope: (asked.append(scope), plain(scope))[1])
    again = read_again(project, Scope(), found, what)
    assert [scope.articles for scope in asked] == [(one.found.unit.article.id,)]
    assert sum(each.settlement is not None for each in again.every) == 1


def test_another_codebook_or_more_changes_than_are_told_read_all(project) -> None:
    found = Found()
    changes = project.step("Tag", lambda p: p.codebook.add_tag(p.codebook.read().dimensions[0].id, "New")).changes
    assert touched(changes, found) is None
