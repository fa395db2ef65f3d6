"""Which results that a project keeps hold for the engines of this program."""

from dataclasses import replace

import pytest

from annotations.language import engine as engines
from annotations.language import rules
from annotations.language.candidates import Candidate, Pattern
from annotations.language.engine import choose
from annotations.language.found import Found
from annotations.language.kept import Kept, short_code
from annotations.spans import Span

FOUND = Found("", "en", (Candidate(Span(0, 4), None, None, Pattern.CLAUSE),))


@pytest.fixture
def article(project, add_article):
    """An article whose language is stated, and what puts a result for its text."""

    def made(language="en"):
        article = project.articles.get(add_article("Kolt said it fell.", language=language))
        return article, lambda key, found=FOUND: project.engine_results.put(article.digest, key, found)

    return made


@pytest.mark.parametrize("language", ["en", "en-GB", ""])
def test_a_result_of_the_present_engine_is_used(project, article, language):
    one, put = article(language)
    assert Kept().find(project, one) is None
    put(choose().key)
    assert Kept().find(project, one) == replace(FOUND, engine=choose().label)


@pytest.mark.parametrize("language", ["ru", "de"])
def test_a_text_that_was_read_in_another_language_is_read_again(project, article, language):
    one, put = article(language)
    put(choose().key)
    assert Kept().find(project, one) is None


def test_a_text_that_was_read_without_a_model_is_read_again(project, article, monkeypatch):
    one, put = article()
    monkeypatch.setattr(engines, "MODELS", ("a_package_nobody_has",))
    put(choose().key)
    kept = Kept().find(project, one)
    assert kept
    assert "No English language model is installed" in kept.note
    monkeypatch.undo()
    assert Kept().find(project, one) is None


def test_changed_rules_read_again(project, article, monkeypatch):
    one, put = article()
    put(choose().key)
    monkeypatch.setattr(engines, "rules_version", lambda: "other rules")
    assert Kept().find(project, one) is None


@pytest.mark.parametrize("language", ["en", ""])
def test_words_of_a_stranger_are_not_shown(project, article, language):
    one, put = article(language)
    put(choose().key, replace(FOUND, engine="<b>Buy</b>", note="Install this at once"))
    kept = Kept().find(project, one)
    assert kept
    assert (kept.engine, kept.note) == (choose().label, "")


def test_a_language_that_nobody_has_is_no_reason_to_stop(project, article):
    one, put = article("")
    put("en · x", replace(FOUND, language="\x00../../" * 1000))
    assert Kept().find(project, one) is None


def test_codes_are_shortened():
    assert [short_code(code) for code in ("en-GB", "EN", "", "zh-Hans-CN")] == ["en", "en", "", "zh"]


def test_the_version_of_the_rules_is_the_same_everywhere_but_for_what_they_do():
    one = compile("def f(x):\n    return x in {1, 2, 'three'}\n", "one.py", "exec")
    same = compile("\n\n# why\ndef f(x):\n    return x in {1, 2, 'three'}\n", "two.py", "exec")
    other = compile("def f(x):\n    return x in {1, 2, 'four'}\n", "one.py", "exec")
    assert list(rules._parts(one)) == list(rules._parts(same))
    assert list(rules._parts(one)) != list(rules._parts(other))
    assert rules.rules_version.__wrapped__() == rules.rules_version()
