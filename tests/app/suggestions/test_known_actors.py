"""The actors that are known are made once, and anew where the person's own file or the codebook changed."""

import os

import pytest

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.language.gazetteer import own_file, template
from app.suggestions.known_actors import KnownActors

CODEBOOK = Codebook((Dimension("Actors", Kind.ACTORS, id=1),), (Tag("Lorn Bank", id=1, dimension_id=1),))
ORLIN = "orlin,Pavel Orlin,person,leader,,Orlin,,\n"


@pytest.fixture
def told(qapp):
    return []


@pytest.fixture
def known(told):
    made = KnownActors()
    made.failed.connect(lambda error: told.append(str(error)))
    made.changed.connect(lambda: told.append("changed"))
    return made


def write(text):
    own_file().parent.mkdir(parents=True, exist_ok=True)
    before = own_file().stat().st_mtime_ns if own_file().exists() else 0
    own_file().write_text(text, encoding="utf-8")
    os.utime(own_file(), ns=(before + 10**9, before + 10**9))


def test_they_are_made_once_for_a_codebook(known, told):
    first = known.of(CODEBOOK)
    assert known.of(CODEBOOK) is first
    assert known.of(CODEBOOK, home="RU") is not first
    assert known.of(Codebook(CODEBOOK.dimensions)) is not first
    known.look_again()
    assert known.of(CODEBOOK) is first
    assert told == []


def test_a_changed_file_is_read_again_and_told_of(known, told):
    assert known.of(CODEBOOK).whole("Pavel Orlin") is None
    write(template() + ORLIN)
    assert known.of(CODEBOOK).whole("Pavel Orlin") is None  # until one looks again
    known.look_again()
    assert known.of(CODEBOOK).whole("Orlin").actor.name == "Pavel Orlin"
    assert told == ["changed"]
    own_file().unlink()
    known.look_again()
    assert known.of(CODEBOOK).whole("Orlin") is None


def test_a_file_that_is_wrong_is_told_once_and_done_without(known, told):
    write(template() + ORLIN.replace("person", "human"))
    assert known.of(CODEBOOK).whole("Sber") is not None
    known.look_again()
    assert len(told) == 1
    assert f"{own_file()}: Line 14 has no such kind: human" in told[0]


def test_a_file_that_may_not_be_read_is_told_once_and_counts_again_when_it_may(known, told, monkeypatch):
    write(template() + ORLIN)

    def refuse(self):
        raise PermissionError(13, "Permission denied", str(self))

    with monkeypatch.context() as locked:
        locked.setattr(type(own_file()), "read_bytes", refuse)
        assert known.of(CODEBOOK).whole("Pavel Orlin") is None
        assert known.of(CODEBOOK).whole("Sber") is not None
        known.look_again()
    assert len(told) == 1
    assert f"{own_file()}: The file of known actors cannot be read (Permission denied)" in told[0]
    write(template() + ORLIN)
    known.look_again()
    assert known.of(CODEBOOK).whole("Orlin").actor.name == "Pavel Orlin"


def test_they_can_be_made_ahead(known):
    known.prepare().join(30)
    assert "names" in known.gazetteer.__dict__
