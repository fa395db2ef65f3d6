"""What pages print around an article is left out, with its reason, and can be brought back to where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.importers.cleaning.boilerplate import Line, Why, cleaned
from annotations.importers.draft import Draft, brought_back
from annotations.importers.registry import found_from_json, found_to_json, read_file

BODY = (
    "State bank unveils its own model",
    "The bank on Thursday showed a model that was trained at home, and said nothing about its price.",
    "Share prices rose when it was over, and the minister said that cookies had been served.",
    "Critics answer: read the contract, and read more of it than its first page.",
    "1. The first of three demands is a register.",
    "Follow the money, they say, and it will lead you to the harbour.",
)
LEFT_OUT = {
    Why.TEASER: (
        "Read more: Five pillars and no roof",
        "Lire aussi : Cinq piliers",
        "Читайте также: Пять столпов",
        "See also",
    ),
    Why.SHARING: (
        "Share Tweet WhatsApp",
        "Facebook | Twitter | Email | Print",
        "Teilen",
        "Поделиться",
        "Share this article",
    ),
    Why.COOKIES: ("We use cookies to improve this site.", "Wir verwenden Cookies.", "Мы используем файлы cookie."),
    Why.CALL: ("Sign up for our newsletter", "Подпишитесь на наш канал", "Follow us on Telegram"),
    Why.ADVERT: ("ADVERTISEMENT", "Реклама", "Sponsored by Torvbank"),
}


@pytest.mark.parametrize(("why", "line"), [(why, line) for why, lines in LEFT_OUT.items() for line in lines])
def test_lines_of_each_kind_are_left_out_wherever_they_stand(why, line):
    for place in range(1, len(BODY) + 1):
        kept, cuts = cleaned([*BODY[:place], line, *BODY[place:]])
        assert tuple(kept) == BODY
        assert [(cut.before, cut.line, cut.why) for cut in cuts] == [(place, line, why)]


def test_an_article_that_speaks_of_such_things_stays_whole():
    assert cleaned(BODY) == (list(BODY), [])


def test_a_headline_is_never_left_out():
    assert cleaned(["Read more: the year of the book", "Text."]) == (["Read more: the year of the book", "Text."], [])


HEADLINES = ("Five pillars and no roof", "Who pays for the cable?", "A harbour without a master")


def test_headlines_under_the_last_sentence_go_without_a_label():
    kept, cuts = cleaned([*BODY, "Politics", *HEADLINES, "2 hours ago"])
    assert kept == list(BODY)
    assert {cut.why for cut in cuts} == {Why.TEASER}


@pytest.mark.parametrize(
    "end",
    [
        ("They want three things:", "a register of machines", "a fund for schools", "a say for the towns"),
        ("The bank named its demands.", "1. a register of machines", "2. a fund for schools", "3. a say for the towns"),
        ("The results are in.", "Torv – Halsted 2:1", "Vell – Norda 0:0", "Kessel – Torv City 3:2"),
        ("That was all.", "Anna Berg, Torv", "Jo Lind"),
        ("(Reporting by Mara Ilin in Torv; editing by A. Rook)",),
    ],
    ids=["list under a colon", "numbered list", "results", "names", "agency's credits"],
)
def test_ends_of_articles_that_are_no_headlines_stay(end):
    assert cleaned([*BODY, *end]) == ([*BODY, *end], [])


@pytest.mark.parametrize(
    "line",
    [
        "Related-party transactions rose by a third, the audit office said.",
        "Copyright law is not what this is about, she said.",
        "To keep reading the gauges is all he asks for.",
        "He sent one photo: a bridge in the fog, and nobody on it.",
        "Read more – and talk less, was his advice to the council.",
        "Topics: that is what he calls them, the ships and the people.",
        "Advertisements for the bank hung in every tram.",
        "Comments (there were none) did not surprise him.",
        "Теги, метки и реклама его не занимали.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(line):
    for place in range(1, len(BODY) + 1):
        assert line in cleaned([*BODY[:place], line, *BODY[place:]])[0]


def test_a_call_goes_down_to_its_button():
    call = ("Sign up for our newsletter", "The day’s most important stories, every morning.", "Your email", "Sign up")
    kept, cuts = cleaned([*BODY[:3], *call, *BODY[3:]])
    assert kept == list(BODY)
    assert {cut.why for cut in cuts} == {Why.CALL}


def test_a_call_does_not_take_the_article_down_to_the_next_call():
    form = ("Newsletter", "Your email", "Sign up")
    assert cleaned([*BODY[:2], "Follow us on Telegram", BODY[2], *form, *BODY[3:]])[0] == list(BODY)


def test_headlines_under_a_label_end_where_comments_begin():
    comments = ("3 comments", "Leave a reply", "gullfriend says", "They have counted before.", "Reply")
    kept, cuts = cleaned([*BODY, "Related stories", *HEADLINES, *comments])
    assert kept == list(BODY)
    assert [cut.why for cut in cuts[:-1]] == [Why.TEASER] * 4 + [Why.COMMENTS] * 4  # the last is a button as well


@pytest.mark.parametrize(
    "line",
    ["Ships off Torv. Photograph: L. Sund for the Herald", "L’atelier vide. Crédit photo : C. Vidal",
     "Foto: Ute Brandis", "(Photo by Lena Sund / Herald)", "Image caption, The lake in winter",
     "周四的北港新桥。摄影：周远"],
)  # fmt: skip
def test_captions_are_told_by_their_credits(line):
    assert cleaned([*BODY[:2], line, *BODY[2:]])[0] == list(BODY)


def test_a_call_without_a_button_takes_nothing_with_it():
    assert cleaned([*BODY[:3], "Follow us on Telegram", *BODY[3:]])[0] == list(BODY)


def test_comments_go_on_to_the_end_but_a_count_of_them_at_the_top_does_not():
    comments = ("Comments (2)", "gullfriend", "They have counted before. It ended badly.", "Reply")
    assert cleaned([*BODY, *comments])[0] == list(BODY)
    assert cleaned([BODY[0], "2 comments", *BODY[1:]])[0] == list(BODY)


def test_what_follows_headlines_under_a_label_is_told_by_links_and_blank_lines():
    label, heading = Line("More on this story"), "What happens next"
    linked = [Line("More on this story", linked=False), *(Line(text, linked=True) for text in HEADLINES)]
    assert cleaned([BODY[0], *linked, Line(heading, heading=True, linked=False), BODY[1]])[0] == [
        BODY[0],
        heading,
        BODY[1],
    ]
    close = [label, *(Line(text, apart=False) for text in HEADLINES), Line(heading, apart=True)]
    assert cleaned([BODY[0], *close, BODY[1]])[0] == [BODY[0], heading, BODY[1]]


def test_the_credit_of_a_picture_goes_with_its_caption():
    caption = "Cranes at Port Torv on Thursday. Photo: Jon Aberg/Norda Wire"
    kept, cuts = cleaned([*BODY[:2], caption, *BODY[2:]])
    assert (kept, [cut.why for cut in cuts]) == (list(BODY), [Why.CAPTION])


def test_headlines_under_a_label_go_with_it_and_sentences_end_them():
    run = ["Related articles", "Five pillars and no roof", "Who pays for the cable", "A sentence that ends is text."]
    kept, cuts = cleaned([*BODY, *run])
    assert kept == [*BODY, run[-1]]
    assert [cut.line for cut in cuts] == run[:3]


def test_notices_of_rights_are_left_out_at_the_end_only():
    notice = "© 2026 The Example Courier. All rights reserved."
    assert cleaned([*BODY, notice])[0] == list(BODY)
    assert notice in cleaned([BODY[0], notice, *BODY[1:]])[0]


lines = st.lists(
    st.sampled_from([*BODY, *(line for kind in LEFT_OUT.values() for line in kind)]), min_size=1, max_size=12
)


@given(lines, st.randoms(use_true_random=False))
def test_what_was_left_out_comes_back_in_any_order_to_where_it_stood(found, chance):
    kept, cuts = cleaned(found)
    draft = Draft("\n".join(kept), cuts=tuple(cuts))
    while draft.cuts:
        draft = brought_back(draft, chance.choice(draft.cuts))
    assert draft.text.split("\n") == found


def test_pages_and_texts_come_clean_and_the_lines_survive_the_way_to_the_window(press):
    teaser = "Read more: Five pillars and no roof"
    body = "".join(f"<p>{line}</p>" for line in (*press.paragraphs[:2], teaser, *press.paragraphs[2:]))
    page = press.page(body=f"<h1>{press.headline}</h1>{body}")
    text = press.write("a.txt", "\n".join((press.headline, *press.paragraphs[:2], teaser, *press.paragraphs[2:])))
    for path in (page, text):
        found = read_file(path)
        draft = found.drafts[0]
        assert draft.text == "\n".join((press.headline, *press.paragraphs))
        assert [cut.line for cut in draft.cuts] == [teaser]
        assert found_from_json(found_to_json(found)) == found


def test_numbered_lists_keep_their_numbers(press, read_one):
    items = "".join(f"<li>The demand of the committee number {word}, told at length</li>" for word in ("one", "two"))
    body = f"<h1>{press.headline}</h1>" + "".join(f"<p>{p}</p>" for p in press.paragraphs) + f"<ol>{items}</ol>"
    draft = read_one(press.page(body=body))
    assert draft.text.split("\n")[-2:] == [
        "1. The demand of the committee number one, told at length",
        "2. The demand of the committee number two, told at length",
    ]
