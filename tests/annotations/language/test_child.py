"""The child that reads texts: what it tells where a model is missing or damaged, and what is told of its end."""

import shutil
import sys
import threading

import pytest

from annotations.language import asked_child
from annotations.language.asked_child import NotAnsweredError
from annotations.language.child import LanguageChild
from annotations.language.engine import installed_models

TEXT = "Marlow said that the grain fell."


def changed(statement):
    """The command line of a child in whose program something is different."""
    program = "import annotations.language.engine as engine, annotations.language.analysis as analysis, time, os, sys;"
    return [sys.executable, "-c", f"{program}{statement}; from annotations.worker import serve; serve('language')"]


def test_texts_are_read_one_after_the_other_by_one_child():
    child = LanguageChild()
    assert child.pid == 0
    key, found = child.read(TEXT, "")
    assert key.startswith("en · spaCy en_core_web_sm")
    assert [c.content.of(TEXT) for c in found.candidates] == ["the grain fell"]
    pid = child.pid
    assert child.read("Nichts.", "de")[1].note
    assert child.pid == pid
    child.close()
    with pytest.raises(NotAnsweredError) as refused:
        child.read(TEXT, "en")
    assert refused.value.stopped


def test_without_the_package_of_the_model_words_alone_are_read_and_that_is_told():
    child = LanguageChild(changed("engine.MODELS = ('a_package_nobody_has',)"))
    key, found = child.read(TEXT, "en")
    child.close()
    assert key.startswith("en · rules without a model")
    assert "No English language model is installed" in found.note
    assert [c.content.of(TEXT) for c in found.candidates] == ["the grain fell"]


def test_a_damaged_model_is_not_used_and_that_is_told(tmp_path):
    folder = shutil.copytree(installed_models()[0], tmp_path / "model")
    (folder / "ner" / "model").write_bytes(b"damaged")
    child = LanguageChild(
        changed(f"from pathlib import Path; engine.installed_models = lambda: [Path({str(folder)!r})]")
    )
    _, found = child.read(TEXT, "en")
    child.close()
    assert "ner/model is not the file of version 3.8.0" in found.note
    assert found.engine.startswith("rules without a model")


def doing(statement):
    """The command line of a child that does something in place of reading."""
    return changed(f"analysis._part = lambda text, language: {statement}")


def why(child, text=TEXT):
    with pytest.raises(NotAnsweredError) as error:
        child.read(text, "en")
    assert not error.value.stopped
    return str(error.value)


def test_a_crash_costs_one_text():
    child = LanguageChild(doing("os._exit(1)"))
    assert why(child) == "Reading it failed: its process ended unexpectedly"
    child.close()


def test_a_hang_is_ended(monkeypatch):
    monkeypatch.setattr(asked_child, "PATIENCE", 0.3)
    child = LanguageChild(doing("time.sleep(100)"))
    assert why(child).startswith("Reading it did not get on for")
    assert child.pid == 0


def test_too_much_memory_is_ended():
    child = LanguageChild(doing("(bytearray(b'1') * 600_000_000, time.sleep(100))"))
    assert why(child) == "Reading it took more than 500 MB of memory"
    child.close()


def test_a_fault_is_logged_and_told(caplog):
    child = LanguageChild(doing("1 / 0"))
    assert why(child) == "Reading it met a fault of the program, which is in the log"
    child.close()
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()


def test_a_child_that_cannot_start_is_told():
    child = LanguageChild(["/nowhere/python"])
    assert why(child).startswith("Reading it failed: no process could be started")


def test_closing_stops_what_is_read():
    child = LanguageChild(doing("time.sleep(100)"))
    threading.Timer(0.5, child.close).start()
    with pytest.raises(NotAnsweredError) as error:
        child.read(TEXT, "en")
    assert error.value.stopped


def test_an_answer_that_cannot_be_right_is_a_fault(caplog):
    child = LanguageChild(changed("analysis.serve = lambda request: {'key': 'k', 'found': {'names': 5}}"))
    assert why(child) == "Reading it met a fault of the program, which is in the log"
    child.close()
    assert "not what an engine found" in caplog.text
    caplog.clear()
