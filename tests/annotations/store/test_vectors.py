"""Kept vectors: a cache that is no part of the work."""

import pytest

from annotations.errors import AnnotationError
from annotations.project import Project


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.pressmark", coder=("Anna", "A")) as made:
        yield made


def test_they_are_kept_by_embedder_and_text_and_are_no_step(project):
    project.vectors.put("one", {"a" * 64: "AAAA", "b" * 64: "BBBB"})
    project.vectors.put("two", {"a" * 64: "CCCC"})
    project.vectors.put("one", {"a" * 64: "DDDD"})
    assert project.vectors.get("one", ["a" * 64, "c" * 64]) == {"a" * 64: "DDDD"}
    assert project.vectors.get("two", ["a" * 64, "b" * 64]) == {"a" * 64: "CCCC"}
    assert project.vectors.get("one", []) == {}
    assert project.undo_label == ""


def test_what_is_too_long_to_be_one_is_left(project):
    project.vectors.put("one", {"a" * 64: "A" * 100_000})
    assert project.vectors.get("one", ["a" * 64]) == {}


def test_read_only_nothing_is_kept(project):
    path = project.path
    project.close()
    with Project.open(path, read_only=True) as opened, pytest.raises(AnnotationError):
        opened.vectors.put("one", {"a" * 64: "AAAA"})
