"""The outlet that only a page's title tells is guessed as such; what is none stays out."""

import pytest

from annotations.importers.pages.site_names import outlet_in

HEADLINE = "Three cranes return to Torv"
PROSE = "".join(
    f"<p>Clerk number {n} counted the grain in silo {n * 7} for the ministry on Monday.</p>" for n in range(9)
)


def page(title: str, heading: str = HEADLINE, head: str = "") -> str:
    shown = f"<h1>{heading}</h1>" if heading else ""
    return (
        f"<html lang=en><head><title>{title}</title>{head}</head><body><article>{shown}{PROSE}</article></body></html>"
    )


@pytest.fixture
def read_html(press, read_one):
    return lambda text: read_one(press.write("a.html", text))


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} - The Example Courier",
        f"{HEADLINE} | The Example Courier",
        f"{HEADLINE} – Politics – The Example Courier",
        f"{HEADLINE} - The Example Courier - News",
        f"{HEADLINE.upper()} · The Example Courier",
        f"The Example Courier: {HEADLINE}",
        f"The Example Courier | World | {HEADLINE}",
    ],
)
def test_the_outlet_beside_the_headline_is_guessed(read_html, title: str) -> None:
    draft = read_html(page(title))
    assert (draft.outlet, draft.headline) == ("The Example Courier", HEADLINE)
    assert "outlet" in draft.guessed


@pytest.mark.parametrize(
    "name", ["Вести Торва", "東方日報", "Der Bote am Fluss", "torv24.example", "Le Courrier de Torv"]
)
def test_names_in_other_languages_and_addresses_are_names(name: str) -> None:
    assert outlet_in(f"{HEADLINE} | {name}", [HEADLINE]) == name


@pytest.mark.parametrize("title", ["Großer Streit - Der Bote", "Der Bote | GROSSER STREIT"])
def test_letters_that_are_two_in_other_case_move_nothing(title: str) -> None:
    assert outlet_in(title, ["Großer Streit"]) == "Der Bote"


@pytest.mark.parametrize(
    "rest",
    [
        "Politics",
        "Nachrichten",
        "Новости",
        "a city waits",
        "What comes next?",
        "All you need to know. And more",
        "12 March 2026",
        "2026",
        "Page 2",
        "The most read and the most loved paper of the whole country",
        "“Nobody Knew”",
        "A. Writer",
    ],
)
def test_what_is_no_name_is_not_taken_for_an_outlet(read_html, rest: str) -> None:
    draft = read_html(page(f"{HEADLINE} - {rest}", head='<meta name="author" content="A. Writer">'))
    assert (draft.outlet, draft.headline) == ("", HEADLINE)


@pytest.mark.parametrize(
    "title", [HEADLINE, f"{HEADLINE}-The Example Courier", "Something else - The Example Courier", ""]
)
def test_a_title_without_the_headline_beside_it_tells_no_outlet(read_html, title: str) -> None:
    assert read_html(page(title)).outlet == ""


def test_what_the_page_states_goes_before_its_title_and_the_title_before_the_address(read_html) -> None:
    site = '<meta property="og:site_name" content="Herald">'
    assert read_html(page(f"{HEADLINE} - The Example Courier", head=site)).outlet == "Herald"
    link = '<link rel="canonical" href="https://www.courier.example/cranes">'
    assert read_html(page(f"{HEADLINE} - The Example Courier", head=link)).outlet == "The Example Courier"
    assert read_html(page(HEADLINE, head=link)).outlet == "courier.example"


def test_a_page_without_a_printed_headline_gives_both_as_guesses(read_html) -> None:
    draft = read_html(page(f"{HEADLINE} - The Example Courier", heading=""))
    assert (draft.headline, draft.outlet) == (HEADLINE, "The Example Courier")
    assert {"headline", "outlet"} <= set(draft.guessed)


def test_a_headline_that_the_site_puts_its_name_behind_loses_it(read_html) -> None:
    title = f"{HEADLINE} - The Example Courier"
    draft = read_html(page(title, head=f'<meta property="og:title" content="{title}">'))
    assert (draft.headline, draft.outlet) == (HEADLINE, "The Example Courier")
