"""What pages say about their articles: where it stands, what goes before what, and values that are none."""

import json
from itertools import count

import pytest

from annotations.importers.pages.data import body_of
from annotations.importers.pages.meta import page_fields

H1 = "State bank unveils its own model"


def fields(head="", body=f"<h1>{H1}</h1><p>Text.</p>", start="<html>"):
    from lxml import html

    page = f"<!DOCTYPE html>{start}<head>{head}</head><body>{body}</body></html>"
    return page_fields(html.document_fromstring(page))[0]


def data(**values):
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **values})}</script>"


def meta(name, value):
    kind = "property" if name.startswith(("og:", "article:")) else "name"
    return f'<meta {kind}="{name}" content="{value}">'


LADDERS = {
    "headline": [
        lambda value: data(headline=value),
        *(
            lambda value, name=name: meta(name, value)
            for name in ("og:title", "twitter:title", "citation_title", "DC.title")
        ),
        lambda value: f"<title>{value}</title>",
    ],
    "outlet": [
        lambda value: data(publisher={"@type": "Organization", "name": value}),
        *(
            lambda value, name=name: meta(name, value)
            for name in ("og:site_name", "application-name", "citation_journal_title", "DC.publisher")
        ),
    ],
    "author": [
        lambda value: data(author={"@type": "Person", "name": value}),
        *(
            lambda value, name=name: meta(name, value)
            for name in ("author", "article:author", "citation_author", "DC.creator", "parsely-author")
        ),
    ],
    "published": [
        lambda value: data(datePublished=value),
        *(
            lambda value, name=name: meta(name, value)
            for name in ("article:published_time", "date", "DC.date", "dcterms.issued", "citation_publication_date")
        ),
    ],
    "language": [
        lambda value: data(inLanguage=value),
        *(lambda value, name=name: meta(name, value) for name in ("DC.language", "citation_language", "og:locale")),
    ],
    "section": [
        lambda value: data(articleSection=value),
        *(lambda value, name=name: meta(name, value) for name in ("article:section", "parsely-section")),
    ],
    "url": [
        lambda value: f'<link rel="canonical" href="{value}">',
        lambda value: meta("og:url", value),
        lambda value: data(url=value),
    ],
}
VALUES = {
    "published": (f"2026-03-{day:02}" for day in count(1)),
    "language": (f"{letter}a" for letter in "bcdefghi"),
    "url": (f"https://courier.example/{number}" for number in count()),
}


@pytest.mark.parametrize("name", LADDERS)
def test_each_place_goes_before_those_below_it(name):
    ladder = LADDERS[name]
    values = VALUES.get(name, (f"The value number {number}" for number in count()))
    rungs = [(value, make(value)) for make, value in zip(ladder, values, strict=False)]
    body = "<p>Text.</p>"
    for place, (value, _) in enumerate(rungs):
        head = "".join(snippet for _, snippet in reversed(rungs[place:]))  # the order in the page counts for nothing
        assert getattr(fields(head, body), name) == value


def test_what_is_printed_comes_last():
    body = f"<h1>{H1}</h1><div class='byline'>By A. Writer</div><time datetime='2026-03-12'>Thursday</time>"
    found = fields("", body, "<html lang='de-AT'>")
    assert (found.headline, found.author, found.published, found.language) == (H1, "A. Writer", "2026-03-12", "de-AT")
    stated = fields(data(author="B. Other", datePublished="2026-03-11", inLanguage="fr"), body, "<html lang='de-AT'>")
    assert (stated.author, stated.published, stated.language) == ("B. Other", "2026-03-11", "fr")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("ReportageNewsArticle", "report"),
        ("OpinionNewsArticle", "opinion"),
        ("LiveBlogPosting", "live blog"),
        ("https://schema.org/BackgroundNewsArticle", "background"),
        (["Thing", "AnalysisNewsArticle"], "analysis"),
        ("NewsArticle", ""),
    ],
)
def test_kinds_of_articles(kind, said):
    assert fields(data(**{"@type": kind, "headline": "H"})).type == said


@pytest.mark.parametrize(
    ("author", "said"),
    [
        ("By A. Writer", "A. Writer"),
        (["A. Writer", {"name": "B. Other"}], "A. Writer, B. Other"),
        ([{"name": "A. Writer"}, {"name": "A. Writer"}], "A. Writer"),
        ({"givenName": "Anna", "familyName": "Writer"}, "Anna Writer"),
        ({"@id": "#anna"}, "Anna of the graph"),
        ("https://courier.example/anna", ""),
        ({"name": "<b>A. Writer</b> &amp; Co"}, "A. Writer & Co"),
        ({"name": ["A. Writer"]}, "A. Writer"),
        ({"name": {"a": 1}}, ""),
        ([[["A. Writer"]]], ""),
        (17, ""),
        ("x" * 5000, ""),
        (["A. Writer"] * 5000, "A. Writer"),
    ],
)
def test_authors_in_every_shape(author, said):
    graph = {
        "@graph": [
            {"@type": "Person", "@id": "#anna", "name": "Anna of the graph"},
            {"@type": "NewsArticle", "headline": H1, "author": author},
        ]
    }
    assert fields(f"<script type='application/ld+json'>{json.dumps(graph)}</script>").author == said


def test_several_authors_in_meta_elements():
    head = meta("citation_author", "Writer, Anna") + meta("citation_author", "Other, Bo")
    assert fields(head).author == "Anna Writer, Bo Other"
    assert fields(meta("article:author", "https://social.example/anna") + meta("DC.creator", "B. Other")).author == (
        "B. Other"
    )


def test_of_several_articles_the_one_that_the_page_is_headed_by():
    listed = [{"@type": "NewsArticle", "headline": title, "articleSection": title} for title in ("Another", H1.upper())]
    head = f"<script type='application/ld+json'>{json.dumps(listed)}</script>"
    assert fields(head).section == H1.upper()
    assert fields(head, "<h1>Something else</h1>").section == "Another"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"Found"};',
        '<!-- {"@type":"NewsArticle","headline":"Found"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"Found"}\n//]]>',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Found&quot;}",
        '[[{"@type":["NewsArticle"],"headline":["Found"]}]]',
        '{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":{"@value":"Found"}}}',
        '{"@type":"NewsArticle","headline":"Fou\tnd"}'.replace("\t", ""),
    ],
)
def test_data_written_by_careless_programs(script):
    assert fields(f"<script type='application/ld+json; charset=utf-8'>{script}</script>").headline == "Found"


@pytest.mark.parametrize(
    ("values", "body"),
    [
        ({"articleBody": " One.\n\nTwo &amp; <b>three</b>. "}, "One.\n\nTwo & three."),
        ({"liveBlogUpdate": [{"headline": "At noon", "articleBody": "One."}, {"articleBody": "Two."}, "x", None]},
         "At noon\nOne.\nTwo."),
        ({"articleBody": ["One."], "liveBlogUpdate": {"articleBody": "Two."}}, ""),
        ({"articleBody": 7, "liveBlogUpdate": [[[]]]}, ""),
    ],
)  # fmt: skip
def test_bodies_in_the_data(values, body):
    assert body_of(values) == body


def test_a_date_that_cannot_be_read_leaves_its_place():
    bad = data(datePublished="0000-00-00T00:00:00")
    assert fields(bad + meta("article:published_time", "2026-03-12")).published == "2026-03-12"
    assert fields(bad).published == "0000-00-00T00:00:00"


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//", "https://", "http://[", "https://a b/c", "",
     "https://courier.example/" + "a" * 5000],
)  # fmt: skip
def test_what_is_no_web_address_is_none(link):
    assert fields(f'<link rel="canonical" href="{link}">' + meta("og:url", "https://courier.example/1")).url == (
        "https://courier.example/1"
    )


def test_an_address_of_the_site_alone_gives_way_to_one_of_the_page():
    site = '<link rel="canonical" href="https://courier.example/">'
    assert fields(site + meta("og:url", "https://courier.example/1")).url == "https://courier.example/1"
    assert fields(site).url == "https://courier.example/"


def test_the_page_behind_an_amp_page_is_the_articles():
    head = '<link rel="canonical" href="https://courier.example/model">'
    assert fields(head, start="<html amp lang='en'>").url == "https://courier.example/model"


@pytest.mark.parametrize("name", ["headline", "outlet", "author", "section"])
def test_values_too_long_to_be_what_they_are_said_to_be_are_passed_over(name):
    endless, *others = LADDERS[name]
    assert getattr(fields(endless("word " * 20_000) + others[0]("The next"), "<p>Text.</p>"), name) == "The next"


def test_controls_and_markup_in_values_do_not_come_through():
    found = fields(data(headline="One\u0000 <em>two</em>\r\nthree\u2028four", publisher={"name": "\u0007Courier"}))
    assert (found.headline, found.outlet) == ("One two three four", "Courier")
