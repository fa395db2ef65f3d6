"""Measuring suggestions on the command line."""

import json

import pytest
from click.testing import CliRunner

from annotations.articles import Status
from annotations.cli import pressmark
from annotations.language import engine as engines
from annotations.language.candidates import Candidate, Pattern
from annotations.language.engine import choose
from annotations.language.found import Found
from annotations.sampling import Amount, Scope, Sees
from annotations.spans import Span

TEXT = "Kolt said it fell. The train left."
MARKS = "T1\tSource 0 4\tKolt\nT2\tContent 10 17\tit fell\nE1\tContent:T2 Source:T1\n"


@pytest.fixture
def run(tmp_path):
    """Call the command on a folder with one marked text."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text(MARKS, encoding="utf-8")
    return lambda *words: CliRunner().invoke(pressmark, ["evaluate", str(tmp_path), *words], catch_exceptions=False)


def test_a_table_compares_the_engine_with_words_alone(run, tmp_path):
    done = run()
    lines = done.stdout.splitlines()
    assert lines[0].split("  ")[0] == "ENGINE"
    assert lines[1].split()[-5:] == ["1.00"] * 5
    assert lines[2].startswith("rules without a model")
    assert lines[-1] == "1 text, 1 marked content, 1 suggestion"
    assert not done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ann", "a.txt"]


def test_json_has_shares_and_counts(run):
    told = json.loads(run("--json").stdout)
    assert told["texts"] == 1
    assert told["engines"][0]["source_right"] == 1
    assert told["engines"][0]["found"] == 1


def test_without_a_model_that_is_told_and_words_alone_are_measured(run, monkeypatch):
    monkeypatch.setattr(engines, "MODELS", ("a_package_nobody_has",))
    done = run("--json")
    assert "No English language model is installed" in done.stderr
    (row,) = json.loads(done.stdout)["engines"]
    assert row["engine"].startswith("rules without a model")


def test_a_folder_without_marks_is_told_in_one_line(run):
    done = run("--only", "b*")
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "no text with attributions" in done.stderr


@pytest.fixture
def suggest(path):
    """Call the command on the test's project, and find the file as it was."""

    def call(*words):
        before = path.read_bytes()
        done = CliRunner().invoke(pressmark, ["suggest", str(path), *words], catch_exceptions=False)
        assert path.read_bytes() == before
        return done

    return call


def test_suggestions_of_a_project(suggest, project, add_article, add_claim):
    text = "Kolt said it fell. NATO warned that 5 ships left."
    first = add_article(text, headline="Ships")
    add_article("Министр сказал, что всё упало.", headline="Other", language="ru")
    left = add_article("Kolt said it rose.", headline="Left")
    project.step("Leave out", lambda p: p.articles.update([left], status=Status.LEFT_OUT))
    project.close()
    told = json.loads(suggest().stdout)
    assert told["articles_not_in_english"] == 1
    assert [(one["language"], one["articles"], one["kept"]) for one in told["languages"]] == [
        ("ru", 1, 0),
        ("en", 1, 0),
    ]
    assert told["engine"] == choose().label
    best, second = told["suggestions"]
    assert best["score"] > second["score"]
    assert (best["article"], best["headline"], best["cue_class"]) == (first, "Ships", "negative")
    assert "has a number" in best["reasons"]
    for part in ("content", "source", "cue"):
        assert text[best[part]["start"] : best[part]["end"]] == best[part]["text"]
    assert [row["content"]["text"] for row in (best, second)] == ["5 ships left", "it fell"]
    assert best["speaker"] == {"name": "NATO", "in_codebook": True}
    assert second["speaker"] == {"name": "Kolt", "in_codebook": False}
    assert len(json.loads(suggest("--least", str(best["score"])).stdout)["suggestions"]) == 1


def test_claims_are_not_suggested_again(suggest, project, add_article, add_claim):
    add_claim(add_article("Kolt said it fell.", language="en"), 0, 18)
    project.close()
    assert json.loads(suggest().stdout)["suggestions"] == []


def test_what_was_decided_on_or_cut_is_not_suggested_again(suggest, project, add_article):
    text = "Kolt said it fell. Orlin said it rose. Rudin said it held."
    article = add_article(text, language="en")
    project.step("Reject", lambda p: p.rejections.add(article, span_of(text, "it fell")))
    project.step("Cut", lambda p: p.cuts.add(article, span_of(text, "Orlin said it rose.")))
    project.close()
    assert [row["content"]["text"] for row in json.loads(suggest().stdout)["suggestions"]] == ["it held"]


def span_of(text, part):
    return Span(text.index(part), text.index(part) + len(part))


def test_what_the_window_read_already_is_not_read_again(suggest, project, add_article, monkeypatch):
    text = "Kolt said it fell. Orlin denied it."
    article = project.articles.get(add_article(text, language="en"))
    found = Found("", "en", (Candidate(span_of(text, "denied it"), None, None, Pattern.CLAUSE),))
    project.engine_results.put(article.digest, choose().key, found)
    project.close()
    monkeypatch.setattr("annotations.language.analysis.load_engine", None)
    told = json.loads(suggest().stdout)
    assert [row["content"]["text"] for row in told["suggestions"]] == ["denied it"]
    assert [(one["language"], one["articles"], one["kept"]) for one in told["languages"]] == [("en", 1, 1)]


def test_only_english_articles_are_read(suggest, project, add_article, monkeypatch):
    add_article("Министр сказал, что всё упало.", language="ru-RU")
    project.close()
    monkeypatch.setattr("annotations.language.analysis.found_by", None)
    (told,) = json.loads(suggest().stdout)["languages"]
    choice = choose("ru")
    assert told == {"language": "ru", "engine": choice.label, "note": choice.note, "articles": 1, "kept": 0}


def test_what_cannot_be_read_is_told_by_language(suggest, project, add_article):
    add_article("Nichts.", language="de")
    add_article("Was? Nein!")
    project.close()
    told = json.loads(suggest().stdout)
    assert told["suggestions"] == []
    notes = {one["language"]: one["note"] for one in told["languages"]}
    assert "no language model for “de”" in notes["de"]
    assert "state it" in notes[""]
    assert (told["engine"], told["articles_not_in_english"]) == (choose().label, 2)


@pytest.mark.parametrize(
    ("sees", "finished", "hidden"),
    [
        (Sees.PASSAGES, False, True),
        (Sees.NOTHING, False, True),
        (Sees.PASSAGES, True, False),
        (Sees.ALL, False, False),
    ],
)
def test_nothing_is_suggested_while_somebody_codes_second(suggest, project, add_article, sees, finished, hidden):
    article = add_article("Kolt said it fell.")

    def draw(opened):
        ben = opened.coders.ensure("Ben Okoro", "BO")
        opened.second_codings.draw(ben, Amount(size=1), Scope(done=False), sees)
        if finished:
            opened.second_codings.finish(article, ben)

    project.step("Draw", draw)
    project.close()
    done = suggest()
    assert (done.exit_code == 1) is hidden
    assert (not done.stdout) is hidden
    assert ("hidden while somebody codes second" in done.stderr) is hidden
