"""What real downloads do besides: lists without articles, cut ends, missing texts, odd orders."""

from dataclasses import replace

import pytest
from press_downloads import Piece, docx, factiva_page, lexis_text, nexis_lines, proquest_text, rtf

from annotations.importers.databases import europresse
from annotations.importers.databases.labels import heading_of, label_of
from annotations.importers.databases.printed import is_name, is_rights, is_word_count, printed_date, without_by
from annotations.importers.registry import read_file


@pytest.fixture
def read(tmp_path):
    def found(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return read_file(path)

    return found


def test_the_list_of_a_delivery_alone_is_told_as_such(read):
    lines = nexis_lines([Piece(), Piece()], listed=True)
    found = read("list.docx", docx(lines[: lines.index("State bank unveils a language model of its own")]))
    assert found.drafts == ()
    assert found.error == "holds the list of a Nexis download and none of its articles"


def test_fewer_articles_than_announced_are_told_with_the_first(read):
    text = lexis_text([Piece(), Piece(headline="Another one")]).replace("of 2 DOCUMENTS", "of 50 DOCUMENTS")
    drafts = read("a.txt", text).drafts
    assert drafts[0].warnings == ("The download announces 50 articles; 2 were found in the file.",)
    assert drafts[1].warnings == ()


def test_an_article_without_its_end_is_kept_and_told(read):
    lines = nexis_lines([Piece(), Piece(headline="Another one")])
    drafts = read("a.docx", docx(lines[:-4])).drafts
    assert [draft.headline for draft in drafts] == ["State bank unveils a language model of its own", "Another one"]
    assert drafts[1].warnings[-1] == "The download ends within this article."


def test_documents_without_full_text_are_left_out_and_counted(read):
    text = proquest_text([Piece(), Piece(headline="Only an abstract")])
    start = text.rindex("Full text:")
    text = text[:start] + "Full text: \n" + text[text.index("Subject:", start) :]
    found = read("a.txt", text)
    assert [draft.headline for draft in found.drafts] == [Piece().headline]
    assert found.drafts[0].warnings == ("1 more in this download came without full text and were left out.",)


def test_a_name_above_the_count_of_words_is_the_author_and_a_section_is_not(read):
    head = ["Politics", "State bank unveils its own language model", "Anna Writer", "120 words", "12 March 2026"]
    rest = ["The Courier", "COUR", "English", "(c) 2026 The Courier", "The text begins here.", "And it goes on."]
    end = ["Document COUR000020260312em3c00001"]
    with_author = read("a.rtf", rtf([*head, *rest, *end])).drafts[0]
    assert (with_author.headline, with_author.author) == (head[1], "Anna Writer")
    without = read("b.rtf", rtf([*head[:2], *head[3:], *rest, *end])).drafts[0]
    assert (without.headline, without.author, without.outlet) == (head[1], "", "The Courier")
    assert without.text == f"{head[1]}\nThe text begins here.\nAnd it goes on."


def test_without_a_notice_of_rights_the_text_begins_under_the_language(read):
    lines = ["A headline of a few words", "90 words", "12 March 2026", "The Courier", "COUR", "A7", "English"]
    lines += ["The text begins here.", "And it goes on.", "Document COUR000020260312em3c00001"]
    draft = read("a.rtf", rtf(lines)).drafts[0]
    assert draft.text == "A headline of a few words\nThe text begins here.\nAnd it goes on."
    assert (draft.language, draft.published) == ("en", "2026-03-12")


def test_a_time_of_day_is_kept(read):
    assert read("a.html", factiva_page([Piece()], coded=True)).drafts[0].published == "2026-03-12T14:05"


def test_a_wrapped_headline_is_one(read):
    piece = replace(Piece(), headline="State bank unveils " + "a very long model " * 6 + "at last")
    assert read("a.txt", lexis_text([piece, Piece()])).drafts[0].headline == piece.headline


def test_a_date_that_can_be_read_in_two_ways_stays_empty_and_is_told(read):
    page = factiva_page([Piece()], coded=True).replace("March 12, 2026", "03/04/2026")
    draft = read("a.html", page).drafts[0]
    assert draft.published == ""
    assert draft.warnings == ("The date “03/04/2026” cannot be read for certain and was left empty.",)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("March 12, 2026 Thursday", "2026-03-12"),
        ("Thursday, 12 March 2026", "2026-03-12"),
        ("jeudi 12 mars 2026", "2026-03-12"),
        ("12. März 2026 Donnerstag", "2026-03-12"),
        ("12 de marzo de 2026 jueves", "2026-03-12"),
        ("March 12, 2026 Thursday 2:05 PM GMT", "2026-03-12T14:05"),
        ("March 2026", ""),
        ("On March 12, 2026 the bank said", ""),
        ("512 words", ""),
    ],
)
def test_dates_as_databases_print_them(line, date):
    assert printed_date(line, "en") == date


def test_single_lines():
    assert all(map(is_word_count, ("512 words", "1,204 words", "1.204 Wörter", "37 mots", "99 palabras")))
    assert not any(map(is_word_count, ("512", "He had 512 words for it.", "words")))
    assert is_rights("© 2026 The Courier")
    assert not is_rights("Copyright is what they argue about.")
    assert not is_rights("Copyright 2019 is what the stamp on the box says.")
    assert not is_rights("(c) nobody asked the third ministry about it.")
    assert not is_rights("All rights reserved is what the stamp on the box says.")
    assert is_rights("Copyright 2019 dpa Deutsche Presse-Agentur GmbH.")
    assert is_rights("© 2019 taz, die tageszeitung. Alle Rechte vorbehalten.")
    assert [without_by(name) for name in ("By A. Writer", "Von A. Writer", "Byron")] == [
        "A. Writer",
        "A. Writer",
        "Byron",
    ]
    assert is_name("Anna de la Writer")
    assert not any(map(is_name, ("State bank unveils", "POLITICS", "Anna wrote this.", "Room 5", "")))
    assert (label_of("LÄNGE: 512 Wörter").field, label_of("Load-Date: March 12").rest) == ("length", "March 12")
    assert label_of("Nobody: yes") is None
    assert (heading_of("Body"), heading_of("Corps"), heading_of("Somebody")) == ("body", "body", "")


@pytest.mark.parametrize(
    "header",
    [
        "Politique, 12 mars 2026, p. 3",
        "jeudi 12 mars 2026 - Politique, 12 mots",
        "Thursday, March 12, 2026 - Politique, p. A7",
        "Politique • March 12, 2026",
    ],
)
def test_the_date_in_a_header_takes_no_more_parts_than_it_has_and_the_section_is_another(header):
    assert europresse._header(header, "fr" if "mars" in header else "en") == ("2026-03-12", "Politique")
