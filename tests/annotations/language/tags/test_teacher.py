"""What a child is told of a project, and when."""

import pytest

from annotations.importers.draft import Draft
from annotations.language.asked_child import NotAnsweredError
from annotations.language.tags import teacher as teaching
from annotations.language.tags.child import Learnt
from annotations.language.tags.teacher import Teacher
from annotations.project import Project
from annotations.spans import Span

TEXT = "One was said here. Two was said here. Three was said here."


class Pupil:
    """A child that writes down what it is told, and knows what it was taught."""

    def __init__(self):
        self.pid = 0
        self.calls = []
        self.knows = {}
        self.seeds = []
        self.fails = False

    def learn(self, *, seeds, teach, forget, know, ask, hits):
        if self.fails:
            raise NotAnsweredError("no")
        self.pid = self.pid or 100
        self.seeds = seeds if seeds is not None else self.seeds
        for one in forget:
            self.knows.pop(one, None)
        self.knows |= {lesson.claim_id: lesson for lesson in teach}
        self.calls.append((seeds is not None, [one.claim_id for one in teach], sorted(forget), list(ask), hits))
        return Learnt("test", "", "")

    def die(self, *, seen):
        """Be followed by another, who knows nothing; `seen` at once, or only once that has answered."""
        self.knows, self.seeds = {}, []
        if seen:
            self.pid = 0
            return
        first = self.learn

        def learn(**told):
            self.pid, self.learn = 200, first
            return first(**told)

        self.learn = learn


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.pressmark", coder=("Anna", "A")) as made:

        def fill(p):
            first, second = (p.articles.add(Draft(TEXT, headline=name)) for name in ("First", "Second"))
            p.claims.add(first, Span(0, 18))
            p.claims.add(first, Span(19, 37))
            p.claims.add(second, Span(38, 58))

        made.step("Fill", fill)
        yield made


@pytest.fixture
def pupil():
    return Pupil()


@pytest.fixture
def teacher(pupil):
    return Teacher(pupil)


def tag_of(project, key="framing", place=0):
    codebook = project.codebook.read()
    return codebook.tags_of(codebook.by_key(key).id)[place].id


def tag(project, claim, key="framing", place=0):
    project.step("Tag", lambda p: p.claims.tag(claim, tag_of(project, key, place)))


def test_first_the_codebook_what_is_tagged_and_the_article_then_only_what_changed(project, teacher, pupil):
    tag(project, 3)
    assert teacher.ask(project, 1, None)[0] == [1, 2]
    assert pupil.calls[-1] == (True, [3, 1, 2], [], [1, 2], False)
    tag(project, 1)
    teacher.ask(project, 1, [1])
    assert pupil.calls[-1] == (False, [1], [], [1, 2], False)
    teacher.ask(project, 2, ())
    assert pupil.calls[-1] == (False, [], [], [3], False)


def test_what_is_gone_is_forgotten(project, teacher, pupil):
    tag(project, 2)
    teacher.ask(project, 1, None)
    project.step("Delete", lambda p: p.claims.delete([2]))
    teacher.ask(project, 1, [2])
    assert pupil.calls[-1] == (False, [], [2], [1], False)


def test_another_wording_of_the_codebook_is_taught_anew(project, teacher, pupil):
    teacher.ask(project, 1, None)
    project.step("Word", lambda p: p.codebook.update_tag(tag_of(project), definition="Other words."))
    teacher.ask(project, 1, ())
    assert pupil.calls[-1][0]
    assert any(seed.text == "Other words." for seed in pupil.seeds)


def test_when_a_tag_went_everything_is_taught_anew(project, teacher, pupil):
    tag(project, 3)
    teacher.ask(project, 1, None)
    project.step("Delete", lambda p: p.codebook.merging.delete([tag_of(project)]))
    teacher.ask(project, 1, ())
    assert 3 not in pupil.knows


@pytest.mark.parametrize("seen", [True, False])
def test_a_child_that_died_is_followed_by_one_that_is_taught_everything(project, teacher, pupil, seen):
    tag(project, 3)
    teacher.ask(project, 1, None)
    pupil.die(seen=seen)
    teacher.ask(project, 1, ())
    assert set(pupil.knows) == {1, 2, 3}
    assert pupil.seeds


def test_after_a_failure_everything_is_taught_anew(project, teacher, pupil):
    tag(project, 3)
    teacher.ask(project, 1, None)
    pupil.fails = True
    with pytest.raises(NotAnsweredError):
        teacher.ask(project, 1, ())
    pupil.fails = False
    teacher.ask(project, 1, ())
    assert pupil.calls[-1][:2] == (True, [3, 1, 2])


def test_older_claims_follow_part_by_part_and_all_at_once_for_hits(project, teacher, pupil, monkeypatch):
    monkeypatch.setattr(teaching, "AT_ONCE", 2)

    def fill(p):
        article = p.articles.add(Draft(TEXT, headline="Third"))
        for _ in range(7):
            p.claims.tag(p.claims.add(article, Span(0, 18)), tag_of(project))

    project.step("Fill", fill)
    teacher.ask(project, 1, None)
    assert (pupil.calls[-1][1], teacher.more) == ([9, 10, 1, 2], True)
    teacher.ask(project, 1, ())
    assert (pupil.calls[-1][1], teacher.more) == ([7, 8], True)
    teacher.ask(project, 1, (), hits=True)
    assert (pupil.calls[-1][1], teacher.more) == ([4, 5, 6], False)


def test_vectors_are_kept_only_in_a_file_that_is_ones_own(project, teacher, pupil, monkeypatch):
    monkeypatch.setattr(pupil, "learn", lambda **_: Learnt("test", "key", vectors={"a" * 64: "AAAA"}))
    teacher.ask(project, 1, None)
    assert project.vectors.get("key", ["a" * 64]) == {"a" * 64: "AAAA"}
    monkeypatch.setattr(type(project), "keeps_results", property(lambda _: False))
    monkeypatch.setattr(pupil, "learn", lambda **_: Learnt("test", "key", vectors={"b" * 64: "AAAA"}))
    teacher.ask(project, 1, None)
    assert project.vectors.get("key", ["b" * 64]) == {}
