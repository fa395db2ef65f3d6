"""Which embedder is used, and what is said where it is not the best one."""

import hashlib
import importlib.util
import logging

import numpy as np
import pytest

from annotations.language.tags import embedder, model
from annotations.language.tags.embedder import MiniLm, best_embedder
from annotations.language.tags.model import installed_model
from annotations.language.tags.words import WordVectors

whole = pytest.mark.skipif(
    installed_model() is None or importlib.util.find_spec("onnxruntime") is None,
    reason="the extra 'suggest' is not installed",
)


def test_without_the_package_words_are_used_and_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(model, "PACKAGE", "no_such_package_anywhere")
    found, note = best_embedder()
    assert isinstance(found, WordVectors)
    assert "pip install pressmark[suggest]" in note


def test_a_damaged_model_is_not_loaded(tmp_path):
    path = tmp_path / "model.onnx"
    path.write_bytes(b"\0" * 1000)
    found, note = best_embedder(path)
    assert isinstance(found, WordVectors)
    assert "damaged" in note


def test_a_model_that_cannot_be_loaded_is_told_and_done_without(tmp_path, monkeypatch, caplog):
    path = tmp_path / "model.onnx"
    path.write_bytes(b"not a model")
    monkeypatch.setattr(embedder, "WEIGHTS", hashlib.sha256(path.read_bytes()).hexdigest())
    with caplog.at_level(logging.CRITICAL):
        found, note = best_embedder(path)
    caplog.clear()
    assert isinstance(found, WordVectors)
    assert "pip install pressmark[suggest]" in note


@whole
def test_the_model_tells_meanings_apart_that_share_no_word():
    found, note = best_embedder()
    assert isinstance(found, MiniLm)
    assert note == ""
    ship, boat, tax = found.of(["The ship sank in the storm.", "A vessel went down in bad weather.", "Taxes were cut."])
    assert ship @ boat > ship @ tax + 0.3
    assert np.linalg.norm(ship) == pytest.approx(1, abs=1e-4)


@whole
def test_a_texts_vector_hardly_depends_on_those_beside_it():
    found, _ = best_embedder()
    texts = ["Short.", "A rather longer sentence about the port and its cranes.", "Ships wait."]
    alone = np.stack([found.of([text])[0] for text in texts])
    assert (alone * found.of(texts)).sum(axis=1) == pytest.approx(np.ones(3), abs=0.02)
