"""The embedder of the optional extra `suggest`: MiniLM for sentences, with weights of 8 bits."""

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from annotations.language.tags.model import KEY, WEIGHTS, installed_model
from annotations.language.tags.vectors import Embedder, Vectors
from annotations.language.tags.wordpiece import WordPieces
from annotations.language.tags.words import WordVectors

EXTRA = "pip install pressmark[suggest]"
WIDTH = 384
"""Numbers of a vector."""

_BATCH = 16


class MiniLm:
    """Vectors of 384 numbers for the meaning of English sentences."""

    name = "MiniLM (all-MiniLM-L6-v2, 8 bits)"
    key = KEY
    version = 0

    def __init__(self, session: Any, pieces: WordPieces) -> None:
        """Use a session of onnxruntime and a vocabulary."""
        self._session = session
        self._pieces = pieces

    @classmethod
    def load(cls, model: Path) -> "MiniLm":
        """Load the model, some tenths of a second.

        Raises:
            ImportError: if onnxruntime is not installed.
            Exception: whatever that raises of a file it cannot use.
        """
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the window needs the other cores
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        return cls(session, WordPieces.load())

    def of(self, texts: Sequence[str]) -> Vectors:
        """Their vectors, one a row, each of length 1."""
        made = np.zeros((len(texts), WIDTH), dtype=np.float32)
        pieces = [self._pieces.numbers(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda place: len(pieces[place]))  # alike long ones need no filling
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            made[places] = self._batch([pieces[place] for place in places])
        return made

    def _batch(self, pieces: list[list[int]]) -> Vectors:
        numbers = np.zeros((len(pieces), max(map(len, pieces))), dtype=np.int64)
        mask = np.zeros_like(numbers)
        for row, found in enumerate(pieces):
            numbers[row, : len(found)] = found
            mask[row, : len(found)] = 1
        given = {"input_ids": numbers, "attention_mask": mask, "token_type_ids": np.zeros_like(numbers)}
        (states,) = self._session.run(None, given)
        weights = mask[:, :, None].astype(np.float32)
        mean: Vectors = (states * weights).sum(axis=1) / weights.sum(axis=1)
        made: Vectors = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
        return made


def best_embedder(model: Path | None = None) -> tuple[Embedder, str]:
    """The best embedder there is, and in one sentence why it is not MiniLM, empty where it is.

    Args:
        model: the model's file instead of the one that is installed.
    """
    path = model or installed_model()
    if path is None:
        return WordVectors(), f"Tags are suggested by words alone; by meaning, too, with: {EXTRA}"
    try:
        if hashlib.sha256(path.read_bytes()).hexdigest() != WEIGHTS:
            return WordVectors(), f"The model for suggesting tags is damaged; install it again: {EXTRA}"
        return MiniLm.load(path), ""
    except ImportError:
        return WordVectors(), f"The model for suggesting tags needs onnxruntime: {EXTRA}"
    except Exception:  # of a library that is not ours: whatever it is, words serve as well
        logging.getLogger(__name__).exception("The model for suggesting tags could not be loaded")
        return WordVectors(), f"The model for suggesting tags could not be loaded; install it again: {EXTRA}"
