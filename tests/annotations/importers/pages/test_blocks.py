"""Pages as blocks: what is one line, what marks it has, what boxes it stands in."""

import pytest
from lxml import html

from annotations.importers.cleaning.boilerplate import Why
from annotations.importers.pages.blocks import blocks_of


def blocks(body):
    return blocks_of(html.document_fromstring(f"<html><head><title>T</title></head><body>{body}</body></html>"))


def texts(body):
    return [block.text for block in blocks(body)]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>One <b>two</b> <a href='x'>three</a></p><p>Four</p>", ["One two three", "Four"]),
        ("<div>Bare<p>Inside</p>behind</div>", ["Bare", "Inside", "behind"]),
        ("<p>One<br>line</p>", ["One line"]),
        ("<b><p>A block in bold</p></b>", ["A block in bold"]),
        ("<p>Shown<script>x()</script><!-- note --> here</p>", ["Shown here"]),
        ("<ul><li>one<li>two</ul>", ["• one", "• two"]),
        ("<ol><li>one</li><li><p>two</p><p>goes on</p></li></ol>", ["1. one", "2. two", "goes on"]),
        ("<ol start=4><li>four</li><li value=9>nine</li><li>ten</li></ol>", ["4. four", "9. nine", "10. ten"]),
        ("<ol reversed><li>two</li><li>one</li></ol>", ["2. two", "1. one"]),
        ("<ol start='x'><li value=''>one</li></ol>", ["1. one"]),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", ["1. a", "• b", "2. c"]),
        ("<ol><li>1. written already</li></ol>", ["1. written already"]),
        ("<ul><li><ul><li>only inside</li></ul></li></ul>", ["• only inside"]),
        ("<table><tr><th>Year<th>Crowns<tr><td>2026<td><b>180</b></table>", ["Year | Crowns", "2026 | 180"]),
        ("<table><tr><td><p>One</p><p>two</p></td><td>three</td></tr></table>", ["One", "two", "three"]),
        ("<table><tr><td>alone</td></tr></table>", ["alone"]),
        ("<pre>First line\nsecond line\n\nThird</pre>", ["First line", "second line", "Third"]),
        ("<blockquote><p>Said.</p></blockquote>", ["Said."]),
        ("<dl><dt>Term</dt><dd>What it is</dd></dl>", ["Term", "What it is"]),
    ],
)
def test_lines(body, lines):
    assert texts(body) == lines


def test_links_and_headings_are_told():
    (heading, linked, partly) = blocks("<h2>Head</h2><p><a>One</a> <a>two</a></p><p>He <a>said</a> a lot more</p>")
    assert (heading.heading, heading.linked) == (True, 0)
    assert (linked.linked, linked.links) == (1, 2)
    assert 0 < partly.linked < 0.5


@pytest.mark.parametrize(
    ("box", "why"),
    [
        ("<nav>{}</nav>", Why.MENU),
        ("<figure><figcaption>{}</figcaption></figure>", Why.CAPTION),
        ("<div class='c-relatedArticles__list'>{}</div>", Why.TEASER),
        ("<div id='newsletterSignup'>{}</div>", Why.CALL),
        ("<div role='navigation'>{}</div>", Why.MENU),
        ("<div style='display: none'>{}</div>", Why.HIDDEN),
        ("<div aria-hidden='true'>{}</div>", Why.HIDDEN),
        ("<div class='comments-area'><div><p>{}</p></div></div>", Why.COMMENTS),
        ("<p><span class='byline'>{}</span></p>", Why.BYLINE),
        ("<div><time datetime='2026-03-12'>{}</time></div>", Why.BYLINE),
    ],
)
def test_boxes(box, why):
    (block,) = blocks(box.format("Some words"))
    assert why in {box.why for box in block.boxes}


@pytest.mark.parametrize("names", ["shareholders", "adventure", "tagline", "gated-community-news", "restore"])
def test_names_that_only_look_like_those_of_boxes(names):
    (block,) = blocks(f"<div class='{names}'>Some words</div>")
    assert block.boxes == ()


def test_a_date_within_a_sentence_makes_no_byline_of_it():
    (block,) = blocks("<p>On <time datetime='2026-03-12'>Thursday</time> the bank showed its model to the public.</p>")
    assert block.boxes == ()
