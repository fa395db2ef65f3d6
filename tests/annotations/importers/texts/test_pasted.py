"""Pasted articles: markup is read as a page, text as text, addresses are no articles, hostile input costs itself."""

import pytest

from annotations.errors import ImportFileError
from annotations.importers.draft import brought_back
from annotations.importers.reading import read_clipboard
from annotations.importers.texts.pasted import MOST_PASTED, NAME, Pasted, address_in, read_pasted
from annotations.progress import drive

TEXT = (
    "Bank unveils a model\n\nBy A. Writer\n\nThe bank said on Monday that its model reads letters within a minute.\n\n"
    "Critics doubt it, and say so in a long letter to the board of the bank, which nobody answered."
)
LINES = TEXT.split("\n\n")
MARKUP = (
    '<meta charset="latin1"><html><body><!--StartFragment-->'
    f"<h1>{LINES[0]}</h1>{''.join(f'<p>{line}</p>' for line in LINES[1:])}<p>Share this article</p>"
    "<!--EndFragment--></body></html>"
)
ADDRESS = "https://courier.example/bank"


def test_markup_is_read_as_a_page_and_cleaned():
    draft = read_pasted(Pasted(f"{TEXT}\n\nShare this article", MARKUP, ADDRESS))
    assert draft.text == "\n".join(LINES)
    assert (draft.headline, draft.author, draft.url) == (LINES[0], "A. Writer", ADDRESS)
    assert [cut.line for cut in draft.cuts] == ["Share this article"]
    assert draft.origin_file == NAME


def test_what_markup_says_of_its_encoding_is_not_believed():
    assert read_pasted(Pasted("", MARKUP.replace("Critics", "Kritiker für"))).text.endswith(
        LINES[-1].replace("Critics", "Kritiker für")
    )


def test_where_the_markup_gives_too_little_the_text_is_taken():
    assert read_pasted(Pasted(TEXT, "<h1>Bank unveils</h1><p>Picture: Bank</p>")).text == "\n".join(LINES)


@pytest.mark.parametrize("address", [ADDRESS, "www.courier.example/a?b=1", f"  {ADDRESS}\n"])
def test_an_address_alone_is_one(address):
    assert address_in(address) == address.strip()
    with pytest.raises(ImportFileError) as caught:
        read_pasted(Pasted(address))
    assert "only a web address" in caught.value.what


@pytest.mark.parametrize("text", ["", "Bank", f"{ADDRESS} says so", f"{ADDRESS}\n{ADDRESS}", "ftp://a.example"])
def test_anything_else_is_no_address(text):
    assert address_in(text) == ""


def test_an_address_above_the_text_is_the_articles():
    draft = read_pasted(Pasted(f"{ADDRESS}\n\n{TEXT}", f"<a href='x'>{ADDRESS}</a>{MARKUP}", "https://other.example"))
    assert (draft.url, draft.text) == (ADDRESS, "\n".join(LINES))


def test_an_address_below_a_text_is_the_articles():
    draft = read_pasted(Pasted(f"{TEXT}\n\n{ADDRESS}\n"))
    assert (draft.url, draft.text) == (ADDRESS, "\n".join(LINES))


def word_item(number, mark):
    ignored = f"<span style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp;&nbsp; </span></span>"
    start = f"<p class=MsoListParagraph style='mso-list:l{number} level1 lfo1'><![if !supportLists]>"
    return f"{start}<span style='font-family:Symbol'>{ignored}</span><![endif]>"


def table(cell):
    return f"<table><tr><td>{cell}Year</p></td><td>{cell}Crowns</p></td></tr></table>"


WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">'
    "<!--[if gte mso 9]><xml><o:AllowPNG/></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm} --></style></head>"
    f"<body><!--StartFragment--><h1>{LINES[0]}<o:p></o:p></h1><p class=MsoNormal>{LINES[2]}<o:p></o:p></p>"
    f"<h2>What it wants</h2>{word_item(0, '·')}a\nregister</p>{word_item(1, '1.')}the law</p><p>{LINES[3]}</p>"
    f"{table('<p class=MsoNormal>')}<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"
)
GOOGLE = (
    "<meta charset='utf-8'><b style='font-weight:normal;' id='docs-internal-guid-1a2b'>"
    f"<h1 dir='ltr'><span>{LINES[0]}</span></h1><p dir='ltr'><span>{LINES[2]}</span></p><br /><h2>What it wants</h2>"
    "<ul><li dir='ltr'><p dir='ltr' role='presentation'><span>a register</span></p></li></ul>"
    "<ol><li dir='ltr'><p dir='ltr' role='presentation'><span>the law</span></p></li></ol>"
    f"<p dir='ltr'><span>{LINES[3]}</span></p><div>{table('<p>')}</div></b><br class='Apple-interchange-newline'>"
)


@pytest.mark.parametrize("markup", [WORD, GOOGLE], ids=["Word", "Google Docs"])
def test_what_word_processors_copy_keeps_headings_lists_and_tables(markup):
    draft = read_pasted(Pasted("", markup))
    assert draft.text.split("\n") == [
        LINES[0], LINES[2], "What it wants", "• a register", "1. the law", LINES[3], "Year | Crowns",
    ]  # fmt: skip
    assert draft.cuts == ()


def test_lists_and_tables_of_copied_text():
    copied = f"{LINES[0]}\n\n{LINES[2]}\n\n·\ta register\n1.\tthe law\n\nYear\tCrowns\n2026\t180\n\n{LINES[3]}"
    assert read_pasted(Pasted(copied)).text.split("\n") == [
        LINES[0], LINES[2], "• a register", "1. the law", "Year | Crowns", "2026 | 180", LINES[3],
    ]  # fmt: skip


def test_related_headlines_below_a_copied_article_are_left_out_and_can_be_brought_back():
    run = [
        "Politics",
        "A harbour without a master",
        "Who owns the silos?",
        "2 hours ago",
        "The price of bread, explained",
    ]
    draft = read_pasted(Pasted("\n\n".join([TEXT, *run])))
    assert draft.text.split("\n") == LINES
    assert [cut.line for cut in draft.cuts] == run
    while draft.cuts:
        draft = brought_back(draft, draft.cuts[0])
    assert draft.text.split("\n") == [*LINES, *run]


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        (Pasted(), "no text in the clipboard"),
        (Pasted(" \n", ""), "no text in the clipboard"),
        (Pasted("x" * (MOST_PASTED + 1)), "cannot be pasted"),
        (Pasted("x", "y" * (MOST_PASTED + 1)), "cannot be pasted"),
        (Pasted("x" * MOST_PASTED), ""),
    ],
)
def test_what_cannot_be_read_is_said(pasted, said):
    assert said in pasted.problem
    assert bool(said) == bool(pasted.problem)


def test_the_clipboard_is_read_in_a_child_process_and_told_of():
    told = []
    (found,) = drive(read_clipboard(Pasted(TEXT, MARKUP), on_found=told.append))
    assert told == [found]
    assert [draft.text for draft in found.drafts] == ["\n".join(LINES)]


@pytest.mark.parametrize("markup", ["<div>" * 20_000 + "Deep", "<img src='http://127.0.0.1:9/x'>", "<" * 100_000])
def test_hostile_markup_gives_an_article_or_a_sentence(markup):
    (found,) = drive(read_clipboard(Pasted("", markup)))
    assert bool(found.drafts) != bool(found.error)
    assert bool(found.remedy) == bool(found.error)
