"""Kept vectors: a cache that is no part of the work."""

import pytest

from annotations.errors import AnnotationError
from annotations.importers.draft import Draft
from annotations.language.found import Found
from annotations.project import Project
from annotations.store import vectors


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.pressmark", coder=("Anna", "A")) as made:
        yield made


def test_they_are_kept_by_embedder_and_text_and_are_no_step(project):
    project.vectors.put("one", {"a" * 64: "AAAA", "b" * 64: "BBBB"})
    project.vectors.put("one", {"a" * 64: "DDDD"})
    assert project.vectors.get("one", ["a" * 64, "b" * 64, "c" * 64]) == {"a" * 64: "DDDD", "b" * 64: "BBBB"}
    assert project.vectors.get("two", ["a" * 64, "b" * 64]) == {}
    assert project.vectors.get("one", []) == {}
    assert project.undo_label == ""


def test_those_of_an_embedder_that_is_used_no_more_go_and_what_engines_found_stays(project):
    digest = project.step("Add", lambda p: p.articles.get(p.articles.add(Draft("It fell."))).digest).value
    project.engine_results.put(digest, "en · engine 1 · rules", Found("engine 1", "en"))
    project.vectors.put("one", {"a" * 64: "AAAA", "b" * 64: "BBBB"})
    project.vectors.put("two", {"a" * 64: "CCCC"})
    assert project.vectors.get("one", ["a" * 64, "b" * 64]) == {}
    assert project.vectors.get("two", ["a" * 64]) == {"a" * 64: "CCCC"}
    assert project.engine_results.get(digest, "en · engine 1 · rules", 8)
    assert project.undo_label == "Add"


def test_of_very_many_some_go_each_time(project, monkeypatch):
    monkeypatch.setattr(vectors, "_AT_ONCE", 2)
    project.vectors.put("one", {letter * 64: "AAAA" for letter in "abc"})
    left = []
    for _ in range(3):
        project.vectors.put("two", {"d" * 64: "BBBB"})
        left.append(len(project.vectors.get("one", [letter * 64 for letter in "abc"])))
    assert left == [1, 0, 0]


def test_what_is_too_long_to_be_one_is_left(project):
    project.vectors.put("one", {"a" * 64: "A" * 100_000})
    assert project.vectors.get("one", ["a" * 64]) == {}


def test_read_only_nothing_is_kept(project):
    path = project.path
    project.close()
    with Project.open(path, read_only=True) as opened, pytest.raises(AnnotationError):
        opened.vectors.put("one", {"a" * 64: "AAAA"})
