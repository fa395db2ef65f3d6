"""Which values the source states as fields, and which were told from places, patterns and words."""

import json
from email.message import EmailMessage

import pytest
from press_downloads import Piece, docx, europresse_page, factiva_page, lexis_text, nexis_lines, proquest_text

from annotations.importers.compose import corrected
from annotations.importers.draft import Draft, guessing
from annotations.importers.registry import found_from_json, found_to_json, read_file

ENGLISH = "The bank said that the model was trained at home and that it is for all of the ministries to use."
HEAD = "Headline: The quay\nOutlet: Courier\nAuthor: A. Writer\nDate: 2026-03-12\nLanguage: en\n\n"
PIECES = [Piece(), Piece(headline="The quay is sold to the city after a long dispute")]


@pytest.fixture
def told(press):
    """The guessed fields of the first article of a file."""

    def read(name, content):
        found = read_file(press.write(name, content))
        assert (found.error, found.fault) == ("", "")
        assert found_from_json(json.loads(json.dumps(found_to_json(found)))) == found
        return set(found.drafts[0].guessed)

    return read


def test_a_plain_text_states_nothing(told):
    text = f"The quay is sold\nBy A. Writer\n12 March 2026\n{ENGLISH}"
    assert told("a.txt", text) == {"headline", "author", "published", "language"}


def test_a_head_block_states_its_fields(told):
    assert told("a.txt", HEAD + ENGLISH) == set()


def test_a_heading_of_markdown_is_a_headline(told):
    assert told("a.md", f"# The quay\n\n[{ENGLISH}](https://a.example/)") == {"language"}
    assert told("b.md", f"The quay\n\n[{ENGLISH}](https://a.example/)") == {"headline", "language"}


def test_a_page_states_what_stands_in_its_data_and_its_heading(press, read_one):
    stated = press.page(
        "a.html", headline=press.headline, datePublished="2026-03-12", inLanguage="en",
        author={"@type": "Person", "name": "A. Writer"}, publisher={"@type": "Organization", "name": "Courier"},
    )  # fmt: skip
    assert read_one(stated).guessed == ()
    bare = read_one(press.page("b.html", "<meta property='og:site_name' content='Courier | Home'>"))
    assert (bare.outlet, bare.guessed) == ("Courier | Home", ("language", "outlet"))


def test_an_outlet_from_the_address_is_a_guess(press, read_one):
    draft = read_one(press.page("a.html", "<link rel='canonical' href='https://www.courier.example/quay'>"))
    assert (draft.outlet, draft.layout) == ("courier.example", "a saved web page: courier.example")
    assert "outlet" in draft.guessed


def test_large_letters_and_running_heads_of_a_pdf_are_guesses(press, read_one):
    draft = read_one(press.pdf(byline="By A. Writer | 12 March 2026", running="The Example Courier"))
    assert {"headline", "author", "published", "language"} == set(draft.guessed)


def test_properties_of_a_word_file_are_a_guess_and_its_title_is_none(press, read_one):
    draft = read_one(press.word(title="The quay", author="Somebody"))
    assert (draft.headline, draft.author, set(draft.guessed)) == ("The quay", "Somebody", {"author", "language"})


def test_words_of_a_post_stand_in_for_its_headline(told):
    messages = [{"id": 1, "type": "message", "date": "2026-03-12T18:40:05", "text": ENGLISH}]
    export = {"name": "Torvania Now", "type": "public_channel", "id": 1, "messages": messages}
    assert told("result.json", json.dumps(export)) == {"headline", "language"}


def test_subject_and_day_of_a_mail_need_not_be_the_articles(press, read_one):
    message = EmailMessage()
    message["From"], message["To"] = "Clips <Desk@courier.example>", "anna@office.example"
    message["Subject"], message["Date"] = "The quay", "Thu, 12 Mar 2026 10:00:00 +0300"
    message.set_content(ENGLISH)
    draft = read_one(press.write("a.eml", message.as_bytes()))
    assert set(draft.guessed) == {"headline", "published", "language"}
    assert draft.layout == "a mail: desk@courier.example"


@pytest.mark.parametrize(
    ("name", "content", "guessed"),
    [
        ("n.docx", docx(nexis_lines(PIECES)), set()),
        ("l.txt", lexis_text(PIECES), set()),
        ("f.html", factiva_page(PIECES, coded=True), set()),
        ("p.txt", proquest_text(PIECES), set()),
        ("e.html", europresse_page(PIECES, table=False), {"language"}),
    ],
)
def test_labels_of_databases_state_their_fields(told, name, content, guessed):
    assert told(name, content) <= guessed | {"language"}


def test_places_in_a_factiva_page_without_labels_are_guesses(told):
    assert told("f.html", factiva_page(PIECES, coded=False)) <= {"headline", "author", "section", "language"}


def test_a_table_states_its_columns_and_is_known_by_them(press):
    found = read_file(press.write("a.csv", f"Title,Source,Body\nThe quay,Courier,{ENGLISH}\n"))
    assert (found.drafts[0].guessed, found.drafts[0].layout) == (("language",), "a table: Title, Source, Body")


def test_long_headers_of_tables_that_begin_alike_are_different_layouts(press):
    columns = ",".join(f"Column number {n}" for n in range(30))
    row = ",".join(["The quay", ENGLISH, *"x" * 31])
    files = [press.write(f"{end}.csv", f"Title,Body,{columns},{end}\n{row}\n") for end in ("one", "two")]
    layouts = {read_file(path).drafts[0].layout for path in files}
    assert len(layouts) == 2
    assert max(map(len, layouts)) < 160


def test_what_lies_in_an_archive_has_its_own_layout(press, tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", HEAD + ENGLISH)
    assert read_file(tmp_path / "a.zip").drafts[0].layout == "plain text"


def test_only_values_that_are_there_are_guesses_and_what_is_typed_is_none():
    draft = guessing(Draft("Head\nText", "Head"), "headline", "author")
    assert draft.guessed == ("headline",)
    assert corrected(draft, "headline", "Other").guessed == ()
