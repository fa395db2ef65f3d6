"""What is read out of a text, in which language, and what is said where that is little."""

import subprocess
import sys

import pytest

from annotations.language.analysis import analysed, serve
from annotations.language.engine import choose
from annotations.language.found import Found
from annotations.language.russian import installed_folders
from annotations.spans import Span

ENGLISH = "Marlow said that the grain fell. NATO denied it in Port Brenna."
RUSSIAN = "Марина Кольцова заявила, что всё упало."


def names(found, text):
    return {name.span.of(text): name.kind for name in found.names}


def test_candidates_and_names_come_from_one_reading():
    found = analysed(ENGLISH, "en-GB")
    assert found.language == "en"
    assert [c.content.of(ENGLISH) for c in found.candidates] == ["the grain fell", "it in Port Brenna"]
    assert names(found, ENGLISH)["NATO"] == "organisation"
    assert (found.engine, found.note) == (choose().label, "")


def test_places_are_those_of_the_whole_text():
    text = f"\U0001f3d7 {ENGLISH}\n\n{ENGLISH}\n"
    found = analysed(text, "en")
    assert [c.content.of(text) for c in found.candidates] == ["the grain fell", "it in Port Brenna"] * 2
    assert [name.span.of(text) for name in found.names].count("NATO") == 2


def test_the_language_is_told_from_the_words_where_none_is_stated():
    assert analysed(ENGLISH).language == "en"
    assert analysed("Die Ministerin sagte gestern, dass die Schiffe den Hafen nicht verlassen haben.").language == "de"


def test_a_stated_language_counts():
    assert analysed(ENGLISH, "fr").candidates == ()


@pytest.mark.parametrize(("text", "language"), [("?", ""), ("", ""), ("Nichts.", "de"), ("…", "qq"), ("\n\n", "en")])
def test_where_nothing_can_be_read_nothing_is_found_and_the_note_says_why(text, language):
    found = analysed(text, language)
    assert (found.candidates, found.names) == ((), ())
    assert bool(found.note) == (language != "en")


def test_nothing_heavy_is_loaded_where_no_model_reads_the_language():
    program = (
        "import sys; from annotations.language.analysis import analysed; analysed('Nichts.', 'de');"
        "print([name for name in ('spacy', 'slovnet', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_model_stays_loaded_while_other_languages_are_read(monkeypatch):
    analysed(ENGLISH, "en")
    for language in ("de", "fr", "es", "it", "qq"):
        analysed("…", language)
    monkeypatch.setattr("annotations.language.analysis.load_engine", None)
    assert analysed(ENGLISH, "en").candidates


def test_paragraphs_in_another_writing_have_no_names_in_an_english_article():
    text = f"{ENGLISH}\n\n{RUSSIAN}\n\n{ENGLISH}"
    found, russian = analysed(text, "en"), Span(text.index(RUSSIAN), text.index(RUSSIAN) + len(RUSSIAN))
    assert not any(name.span.overlaps(russian) for name in found.names)
    assert len(found.candidates) == 4


@pytest.mark.skipif(not installed_folders(), reason="the extra [russian] is not installed")
def test_russian_has_names_and_no_claims_yet():
    found = analysed(RUSSIAN)
    assert (found.language, found.candidates, found.note) == ("ru", (), "")
    assert [(name.span.of(RUSSIAN), name.lemma) for name in found.names] == [("Марина Кольцова", "Марина Кольцова")]


def test_the_child_answers_with_the_key_under_which_it_is_kept():
    reply = serve({"text": ENGLISH, "language": "en"})
    assert reply["key"] == choose().key
    assert Found.from_json(reply["found"], len(ENGLISH)) == analysed(ENGLISH, "en")
