"""Pages printed from browsers: address, date, title and page numbers are read, and are no part of the text."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from press_pdfs import A4, SMALL, Sheet, browser_pdf, paragraph, typeset

from annotations.importers.pdf.browser_print import Print, parted
from annotations.importers.registry import read_file

URL = "https://courier.example/2026/03/model"
TEXTS = {
    "en": (
        "State bank unveils its own model",
        "The bank presented a model that was trained at home, and in the end it said that it is for the ministries.",
    ),
    "de": (
        "Staatsbank stellt eigenes Modell vor",
        "Die Bank stellte ein Modell vor, das im Land trainiert wurde und das die Ministerien bis zum Ende des Jahres "
        "nutzen sollen, und nicht nur sie.",
    ),
    "fr": (
        "La banque dévoile son modèle",
        "La banque a présenté un modèle qui est entraîné dans le pays, et les ministères vont l’utiliser avant la fin "
        "de cette année, dit-elle.",
    ),
    "es": (
        "El banco presenta su propio modelo",
        "El banco presentó un modelo que se entrena en el país, y los ministerios lo van a usar antes de que termine "
        "el año, según dijo en la capital.",
    ),
    "ru": (
        "Госбанк представил свою модель",
        "Банк представил модель, которую обучили внутри страны, и сказал, что министерства начнут ею пользоваться до "
        "конца года, а не позже.",
    ),
}
STAMPS = {
    "en": ("3/14/26, 10:15 AM", "3/14/2026, 10:15\u202fAM", "14/03/2026, 10:15", "2026-03-14, 10:15 a.m."),
    "de": ("14.03.26, 10:15", "14.03.2026, 10:15", "14.3.2026, 10:15"),
    "fr": ("14/03/2026 10:15", "14/03/2026, 10:15", "14/03/2026 à 10:15"),
    "es": ("14/3/26, 10:15", "14/3/2026, 10:15"),
    "ru": ("14.03.2026, 10:15", "14.03.26, 10:15"),
}
BROWSERS = ("chrome", "firefox", "safari")


@pytest.fixture
def read(tmp_path, read_one):
    def drafted(content):
        path = tmp_path / "printed.pdf"
        path.write_bytes(content)
        return read_one(path)

    return drafted


def lines_of(language: str, paragraphs: int = 3) -> tuple[str, ...]:
    """Headline and paragraphs, each with other words on its lines: what pages have in common may be their heads."""
    headline, text = TEXTS[language]
    words = text.removesuffix(".").split()
    turned = (" ".join(words[3 * n :] + words[: 3 * n]).capitalize() for n in range(paragraphs))
    return (headline, *(f"{line}." for line in turned))


@pytest.mark.parametrize(("language", "stamp"), [(name, stamp) for name, stamps in STAMPS.items() for stamp in stamps])
def test_dates_as_browsers_print_them(language, stamp):
    assert Print(date=stamp).accessed(language, "") == ("2026-03-14T10:15", False)


@pytest.mark.parametrize("browser", BROWSERS)
@pytest.mark.parametrize(
    ("language", "paragraphs"), [("en", 2), ("en", 12), ("de", 3), ("fr", 9), ("es", 2), ("ru", 8)]
)
def test_what_a_browser_prints_around_a_page_is_read_and_left_out(read, browser, language, paragraphs):
    lines, stamp = lines_of(language, paragraphs), STAMPS[language][0]
    sheet = Sheet(f"{lines[0]} | The Courier", URL, stamp, language)
    draft = read(browser_pdf(browser, sheet, lines, SMALL))
    assert (draft.url, draft.accessed, draft.published) == (URL, "2026-03-14T10:15", "")
    assert (draft.headline, draft.outlet, draft.language) == (lines[0], "The Courier", language)
    assert draft.text.replace("\n", " ") == " ".join(lines)  # nothing shows whether a paragraph ends with its page
    assert {"headline", "accessed", "url"}.isdisjoint(draft.guessed)
    assert "outlet" in draft.guessed
    assert URL in draft.raw_header


def test_a_day_that_may_be_two_follows_the_language_of_the_article_as_a_guess(read):
    draft = read(browser_pdf("safari", Sheet("Modèle", URL, "03/04/2026 10:15", "fr"), lines_of("fr")))
    assert (draft.accessed, "accessed" in draft.guessed) == ("2026-04-03T10:15", True)


def test_a_day_that_may_be_two_stays_empty_where_the_language_does_not_settle_it(read):
    draft = read(browser_pdf("chrome", Sheet("Model", URL, "3/4/26, 10:15 AM"), lines_of("en")))
    assert draft.accessed == ""
    assert any("“3/4/26, 10:15 AM” cannot be read for certain" in warning for warning in draft.warnings)


@pytest.mark.parametrize(
    ("made", "day"), [("D:20260304101500Z", "2026-03-04"), ("D:20260403091500+02'00'", "2026-04-03")]
)
def test_the_day_on_which_the_file_was_made_settles_which_of_two_it_is(read, made, day):
    draft = read(browser_pdf("chrome", Sheet("Model", URL, "3/4/26, 10:15 AM"), lines_of("en"), made=made))
    assert (draft.accessed, "accessed" in draft.guessed) == (f"{day}T10:15", False)


def test_an_address_that_had_no_room_is_left_empty_and_told(read):
    cut = "https://courier.example/2026/03/a-very-long-addr..."
    draft = read(browser_pdf("firefox", Sheet("Model", cut, "14/03/2026, 10:15"), lines_of("en", 12)))
    assert draft.url == ""
    assert any(cut in warning for warning in draft.warnings)
    assert cut not in draft.text


def test_a_title_that_had_no_room_is_that_of_the_file(read):
    import io

    import pikepdf

    whole = "State bank unveils its own model and breaks the monopoly of others"
    printed = Sheet("State bank unveils its own…", URL, "14/03/2026, 10:15")
    with pikepdf.open(io.BytesIO(browser_pdf("chrome", printed, ("", *lines_of("en")[1:])))) as document:
        document.docinfo["/Title"] = f"{whole} | The Courier"
        document.save(out := io.BytesIO())
    draft = read(out.getvalue())
    assert (draft.headline, draft.outlet) == (whole, "The Courier")
    assert "headline" in draft.guessed


@pytest.mark.parametrize("browser", BROWSERS)
def test_the_headline_of_the_title_goes_before_a_menu_and_a_larger_name(read, browser):
    headline, *rest = lines_of("en", 5)
    lines = ("THE COURIER", "Home and abroad", headline, *rest)
    sheet = Sheet(f"{headline} - Politics - The Courier", URL, "14/03/2026, 10:15")
    draft = read(browser_pdf(browser, sheet, lines, larger=3))
    assert (draft.headline, draft.outlet) == (headline, "The Courier")
    assert draft.text.split("\n")[0] == headline


def test_a_headline_that_the_title_words_otherwise_is_the_printed_one(read):
    lines = ("State bank unveils its own language model", *lines_of("en")[1:])
    draft = read(browser_pdf("chrome", Sheet("Bank unveils language model | Courier", URL, "14/03/2026, 10:15"), lines))
    assert draft.headline == lines[0]
    assert "headline" in draft.guessed


@pytest.mark.parametrize(
    ("printed", "url"),
    [
        ("about:reader?url=https%3A%2F%2Fcourier.example%2Fmodel%3Fa%3D1", "https://courier.example/model?a=1"),
        ("file:///home/someone/model.html", ""),
        ("chrome-extension://abcdef/reader.html", ""),
    ],
)
def test_addresses_of_reader_views_and_saved_files(read, printed, url):
    draft = read(browser_pdf("chrome", Sheet("Model", printed, "14/03/2026, 10:15"), lines_of("en")))
    assert (draft.url, draft.accessed) == (url, "2026-03-14T10:15")
    assert printed not in draft.text


def test_the_running_head_of_a_paper_is_no_print(read):
    def furniture(canvas, number, _total):
        canvas.drawString(50, 815, "https://www.courier.example")
        canvas.drawString(300, 815, "12 March 2026")
        canvas.drawString(500, 815, f"Page {number}")

    headline, *rest = lines_of("en", 30)
    draft = read(typeset([paragraph(headline, 20), *(paragraph(line, spaceBefore=8) for line in rest)], furniture))
    assert draft.headline == headline
    assert "cut off" not in str(draft.warnings)


words = st.sampled_from(("bank", "model", "ministry", "engineer", "harbour", "council", "budget", "machine", "library"))
line = st.lists(words, min_size=4, max_size=9).map(lambda found: " ".join(found).capitalize())
text = st.lists(words, min_size=30, max_size=70).map(lambda found: " ".join(found).capitalize() + ".")


@settings(max_examples=10)
@given(
    browser=st.sampled_from(BROWSERS),
    headline=line,
    site=st.sampled_from(("", " | The Courier", " – Politics – The Courier", " - Courier.example")),
    body=st.lists(text, min_size=1, max_size=8, unique=True),
    page=st.sampled_from((A4, SMALL)),
)
def test_any_page_comes_back(tmp_path_factory, browser, headline, site, body, page):
    path = tmp_path_factory.mktemp("prints") / "any.pdf"
    sheet = Sheet(headline + site, URL, "14.03.2026, 10:15")
    path.write_bytes(browser_pdf(browser, sheet, (headline, *body), page))
    (draft,) = read_file(path).drafts
    assert (draft.headline, draft.url, draft.accessed) == (headline, URL, "2026-03-14T10:15")
    assert draft.text.replace("\n", " ") == " ".join((headline, *body))


@pytest.mark.parametrize(
    ("title", "printed", "found"),
    [
        ("A headline | Courier", ["A headline"], ("A headline", "Courier", True)),
        ("War - and peace - Courier", ["War – and peace"], ("War – and peace", "Courier", True)),
        ("War - and peace", ["War - and peace"], ("War - and peace", "", True)),
        ("A longer headline · News · Courier", [], ("A longer headline · News", "Courier", False)),
        ("Model - and a long clause that cannot be the name of any site as it never ends", [], None),
        ("", ["A line"], ("", "", False)),
    ],
)
def test_titles(title, printed, found):
    assert parted(title, printed) == (found or (title, "", False))


def test_a_print_without_a_date_has_none():
    assert Print().accessed("en", "") == ("", False)
    assert replace(Print(), date="3/4/26, 10:15").accessed("en", "D:nonsense") == ("3/4/26, 10:15", False)
