"""Plain text: headline, head block, paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.importers.compose import Fields, article_text, compose
from annotations.importers.registry import read_file
from annotations.importers.source import Source
from annotations.importers.texts.plain_text import unwrap
from annotations.text import canonicalise

HEAD = """Headline: State bank unveils its own model
Headline-translated: Staatsbank zeigt Modell
Outlet: The Example Courier
Author: A. Writer
Published: 12 March 2026
Language: English
URL: https://courier.example/1
Accessed: 2026-03-14
Type: report
Section: Politics

The first paragraph.

The second paragraph.
"""


def test_head_block(press, read_one):
    draft = read_one(press.write("a.txt", HEAD))
    assert draft.text == "State bank unveils its own model\nThe first paragraph.\nThe second paragraph."
    assert (draft.headline, draft.headline_translated) == (
        "State bank unveils its own model",
        "Staatsbank zeigt Modell",
    )
    assert (draft.outlet, draft.author, draft.published) == ("The Example Courier", "A. Writer", "2026-03-12")
    assert (draft.language, draft.url, draft.accessed, draft.type) == (
        "en",
        "https://courier.example/1",
        "2026-03-14",
        "report",
    )
    assert draft.raw_header == HEAD.partition("\n\n")[0]
    assert draft.warnings == ()


def test_head_block_under_the_headline(press, read_one):
    draft = read_one(press.write("a.txt", "The headline\nOutlet: Courier\nDate: 13.03.2026\n\nBody text.\n"))
    assert (draft.text, draft.outlet, draft.published) == ("The headline\nBody text.", "Courier", "2026-03-13")


def test_a_headline_with_a_colon_is_no_head_block(press, read_one):
    draft = read_one(press.write("a.txt", "Language: the new battleground\nThe body says why.\n"))
    assert draft.headline == "Language: the new battleground"
    assert draft.text == "Language: the new battleground\nThe body says why."


def test_ambiguous_date_is_left_empty_and_said(press, read_one):
    draft = read_one(press.write("a.txt", "Headline: One\nOutlet: Two\nDate: 03/04/2026\n\nThe text of the article.\n"))
    assert draft.published == ""
    assert draft.warnings == ("The date “03/04/2026” cannot be read for certain and was left empty.",)


def test_russian_settles_the_order_of_a_numeric_date(press, read_one):
    draft = read_one(
        press.write("a.txt", "Заголовок: Банк\nДата: 03.04.2026\n\nГосударственный банк представил модель.\n")
    )
    assert (draft.language, draft.published) == ("ru", "2026-04-03")


def test_byline_and_date_alone_on_their_lines(press, read_one):
    text = "Bank unveils model\nBy A. Writer | Published: 12 March 2026\nOn 1 May 2020 it had promised this.\n"
    draft = read_one(press.write("a.txt", text))
    assert (draft.author, draft.published) == ("A. Writer", "2026-03-12")
    assert draft.text == text.strip()  # what is printed stays in the text


def test_a_date_inside_a_sentence_is_not_the_date(press, read_one):
    draft = read_one(press.write("a.txt", "Bank unveils model\nOn 1 May 2020 it had promised this.\n"))
    assert draft.published == ""
    assert "No date was found." in draft.warnings


def test_windows_line_ends_blank_lines_and_spaces(press, read_one):
    draft = read_one(press.write("a.txt", "One\r\n\r\n\r\n  Two \t words\u2028Three\r\n"))
    assert draft.text == "One\nTwo words\nThree"


def test_a_text_without_headline_borrows_its_first_words(press, read_one):
    long = "word " * 100
    draft = read_one(press.write("a.txt", long))
    assert draft.text == long.strip()
    assert draft.headline.endswith(" …")
    assert draft.text.startswith(draft.headline.removesuffix(" …"))
    assert any("No headline" in warning for warning in draft.warnings)


def test_lines_broken_at_a_fixed_width_are_joined():
    line = "a line that somebody broke at a width of about seventy letters or so"
    assert unwrap([line, line, "and the end.", "", "Next."]) == [f"{line} {line} and the end.", "Next."]
    assert unwrap(["short", "lines", "", "stay"]) == ["short", "lines", "stay"]


@given(st.text())
def test_any_text_becomes_a_canonical_draft_with_every_word(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes(text.encode("utf-8-sig", "surrogatepass") if _encodable(text) else b"")
    found = read_file(path)
    if found.error:
        assert found.remedy
        return
    for draft in found.drafts:
        assert draft.text == canonicalise(draft.text)
        assert draft.text == article_text(draft.text.split("\n"))
        assert "" not in draft.text.split("\n")
        assert len(draft.origin_digest) == 64


@given(st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1)))
def test_paragraphs_stay_one_line_each_and_in_order(lines):
    text = article_text(lines)
    assert text == canonicalise(text)
    kept = [" ".join(line.split(" ")).strip() for line in lines]
    assert [part.split() for part in text.split("\n") if part] == [
        line.split() for line in kept if line.split() and line.strip("\u00a0\u200b \u00ad")
    ]


@given(st.lists(st.sampled_from(["Alpha beta.", "Gamma delta.", "Epsilon."]), min_size=1, max_size=6))
def test_the_headline_is_always_the_first_paragraph(tmp_path_factory, lines):
    source = Source(tmp_path_factory.getbasetemp() / "a.txt", b"x")
    draft = compose(source, Fields(), lines)
    assert draft.text.split("\n") == lines
    assert draft.headline == lines[0]


def _encodable(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
