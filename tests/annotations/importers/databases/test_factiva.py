"""Quirks of Factiva downloads beyond what the composed downloads have."""

import re
from dataclasses import replace

import pytest
from press_downloads import Piece, factiva_page, factiva_rtf, rtf

from annotations.importers.registry import read_file

LANGUAGES = ["en", "fr", "de", "es"]
LAYOUTS = {
    "coded.html": lambda pieces: factiva_page(pieces, coded=True),
    "plain.html": lambda pieces: factiva_page(pieces, coded=False),
    "coded.rtf": lambda pieces: factiva_rtf(pieces, coded=True),
    "plain.rtf": lambda pieces: factiva_rtf(pieces, coded=False),
}


@pytest.fixture
def read(tmp_path):
    def found(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return read_file(path)

    return found


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_the_count_of_words_the_date_leads(read, name, language):
    made = [replace(Piece(), language=language), replace(Piece(), language=language, day=13)]
    write = factiva_page if name.endswith("html") else factiva_rtf
    found = read(name, write(made, coded=name.startswith("coded"), counted=False))
    assert [(draft.headline, draft.text, draft.outlet, draft.published[:10]) for draft in found.drafts] == [
        (piece.headline, piece.text, piece.outlet, piece.iso) for piece in made
    ]
    assert [draft.author for draft in found.drafts] == ["Anna Writer"] * 2


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_headline_about_copyright_is_a_headline(read, name):
    made = [
        replace(Piece(), headline="Copyright 2026: what changes for whom"),
        replace(Piece(), headline="Copyright by night"),
    ]
    drafts = read(name, LAYOUTS[name](made)).drafts
    assert [draft.headline for draft in drafts] == [piece.headline for piece in made]
    assert [draft.text for draft in drafts] == [piece.text for piece in made]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize(
    "author", ["Anna Writer and Ben Other", "Anna Writer, Ben Other and Cleo von Third", "A. Writer"]
)
def test_several_authors(read, name, author):
    assert read(name, LAYOUTS[name]([replace(Piece(), author=author)])).drafts[0].author == author


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_article_twice_is_found_twice(read, name):
    drafts = read(name, LAYOUTS[name]([Piece(), Piece()])).drafts
    assert [draft.text for draft in drafts] == [Piece().text] * 2


@pytest.mark.parametrize("name", ["coded.html", "coded.rtf"])
def test_without_a_date_it_stays_empty_and_is_told(read, name):
    content = LAYOUTS[name]([Piece()])
    text = content if isinstance(content, str) else content.decode("ascii")
    text = re.sub(
        r"<tr><td><b>(PD|ET)</b></td><td>[^<]*</td></tr>|\\trowd\\cellx1000\\cellx9000 PD\\cell [^\n]*\n", "", text
    )
    (draft,) = read(name, text).drafts
    assert (draft.published, draft.warnings) == ("", ("No date was found.",))
    assert (draft.headline, draft.outlet, draft.text) == (Piece().headline, Piece().outlet, Piece().text)


@pytest.mark.parametrize("coded", [True, False])
@pytest.mark.parametrize("class_first", [True, False])
def test_the_class_may_stand_before_or_after_the_id(read, coded, class_first):
    page = factiva_page([Piece(), Piece()], coded=coded, class_first=class_first)
    assert ('<div class="article enArticle" id=' in page) == class_first
    assert len(read("a.html", page).drafts) == 2


@pytest.mark.parametrize("coded", [True, False])
def test_chinese_has_a_class_of_four_letters(read, coded):
    page = (
        factiva_page([Piece()], coded=coded)
        .replace("enArticle", "zhcnArticle")
        .replace("<td>English</td>", "<td></td>")
    )
    draft = read("a.html", page.replace("<div>English</div>", "")).drafts[0]
    assert (draft.language, draft.headline, draft.text) == ("zh", Piece().headline, Piece().text)


def test_form_feeds_between_articles_and_none(read):
    made = [Piece(), replace(Piece(), headline="Another headline of the day")]
    parted = factiva_rtf(made, coded=False)
    assert b"\\page" in parted
    for content in (parted, parted.replace(b"\\page ", b"")):
        assert [draft.text for draft in read("a.rtf", content).drafts] == [piece.text for piece in made]


@pytest.mark.parametrize("coded", [True, False])
def test_an_article_without_its_end_is_kept_and_told(read, coded):
    made = [Piece(), replace(Piece(), headline="Another headline of the day")]
    content = factiva_rtf(made, coded=coded)
    end = content.rindex(b"\\trowd" if coded else b"Document COUR")
    drafts = read("a.rtf", content[:end] + b"}").drafts
    assert [draft.headline for draft in drafts] == [piece.headline for piece in made]
    assert drafts[0].warnings == ()
    assert drafts[1].warnings == ("The download ends within this article.",)


def test_what_follows_the_last_article_is_none(read):
    page = factiva_page([Piece()], coded=False)
    page = page.replace("</body>", "<div>Search Summary</div><table><tr><td>Text</td><td>bank</td></tr></table></body>")
    assert [draft.text for draft in read("a.html", page).drafts] == [Piece().text]
    lines = [
        "Politics",
        "State bank unveils its own model",
        "120 words",
        "12 March 2026",
        "The Courier",
        "COUR",
        "English",
    ]
    lines += ["(c) 2026 The Courier", "The text begins here.", "And it goes on.", "Document COUR000020260312em3c00001"]
    tail = ["\f", "Search Summary", "Text bank", "Date All Dates", "© 2026 Factiva, Inc. All rights reserved."]
    assert len(read("a.rtf", rtf([*lines, *tail])).drafts) == 1


def test_without_a_notice_of_rights_a_paragraph_about_copyright_is_text(read):
    lines = ["A headline of a few words", "90 words", "12 March 2026", "The Courier", "COUR", "A7", "English"]
    body = [
        "The text begins here, with a sentence that is longer than any line that stands above an article's text.",
        "Copyright 2024 was a good year, they say.",
        "And it goes on.",
    ]
    draft = read("a.rtf", rtf([*lines, *body, "Document COUR000020260312em3c00001"])).drafts[0]
    assert draft.text.split("\n") == [lines[0], *body]


def test_the_accession_line_in_other_languages(read):
    lines = ["Заголовок из нескольких слов", "90 слов", "12 марта 2026", "Курьер", "COUR", "Русский", "(c) 2026 Курьер"]
    lines += ["Текст начинается здесь.", "И продолжается.", "Документ COUR000020260312em3c00001"]
    draft = read("a.rtf", rtf(lines)).drafts[0]
    assert (draft.headline, draft.published, draft.outlet, draft.language) == (lines[0], "2026-03-12", "Курьер", "ru")
    assert draft.text.split("\n") == [lines[0], *lines[-3:-1]]


def test_an_empty_article_costs_only_itself(read):
    page = factiva_page([Piece()], coded=False)
    page = page.replace("<body>", '<body><div class="article enArticle" id="x"><p> </p></div>')
    (draft,) = read("a.html", page).drafts
    assert (draft.text, draft.warnings) == (Piece().text, ("Left out: 1 article without any text.",))
